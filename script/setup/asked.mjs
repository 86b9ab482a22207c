import { parseArgs } from 'node:util';

/** The exit code of a wrong call (EX_USAGE of sysexits.h), the product's own commands' too. */
export const misuse = 64;

/**
 * Ends the program with one sentence, in place of a stack that is about this program and not about how it was called.
 *
 * @returns {never}
 */
export function endWith(sentence, code = 1) {
  (code === 0 ? console.log : console.error)(sentence);
  process.exit(code);
}

/**
 * The options of a command by their names, as `parseArgs` has them, and what their values may be: one of the `choices`, or a whole number
 * that is at `least` so great. `needed`: there is nothing to do without it.
 *
 * @typedef {Readonly<Record<string, {
 *   type: 'boolean' | 'string'; default?: unknown; multiple?: boolean | undefined;
 *   choices?: readonly string[]; least?: number; needed?: boolean;
 * }>>} Options
 */

/**
 * What `npm run NAME` is asked for. `--help` ends the program with how it is called; an option that it does not know, or a value that cannot
 * be meant, ends it with 64 and one line. Call it before anything that takes time.
 *
 * @param {string} name With what leads to the options: `bench -- search`.
 * @param {Options} options
 * @param {{ args?: readonly string[]; rest?: string }} more `rest`: what may stand beside the options, in words; nothing else may.
 * @returns {{ values: Record<string, any>; positionals: string[] }}
 */
export function asked(name, options = {}, { args = process.argv.slice(2), rest = '' } = {}) {
  const usage = usageOf(name, options, rest);
  if (wantsHelp(args)) endWith(usage, 0);
  const given = parsed(args, options, rest, usage);
  refuseValues(given.values, options, usage);
  return given;
}

function parsed(args, options, rest, usage) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: rest !== '' });
  } catch (error) {
    // "Unknown option '--x'. To specify a positional argument …": Node's second sentence is about what no command here has.
    if (!(error instanceof TypeError)) throw error;
    return endWith(`${error.message.split('. ')[0]}: ${usage}`, misuse);
  }
}

/**
 * For a command that passes on what it does not know: ends the program where it is asked how it is called, and, as `asked` does, where a
 * value of its own options cannot be meant. Returns how it is called.
 *
 * @param {string} name
 * @param {Options} options
 * @param {string} rest
 */
export function helpOf(name, options, rest, args = process.argv.slice(2)) {
  const usage = usageOf(name, options, rest);
  if (wantsHelp(args)) endWith(usage, 0);
  // @ts-expect-error: `parseArgs` passes over what it does not know of an option.
  refuseValues(parseArgs({ args: [...args], options, strict: false }).values, options, usage);
  return usage;
}

/** @param {Options} options */
function refuseValues(values, options, usage) {
  for (const [name, { choices, least, needed }] of Object.entries(options)) {
    const value = values[name];
    if (value === undefined && needed) endWith(`--${name} is missing: ${usage}`, misuse);
    for (const one of value === undefined || value === options[name].default ? [] : [value].flat()) {
      if (choices !== undefined && !choices.includes(one))
        endWith(`--${name} is one of ${choices.join(', ')}, not "${one}".`, misuse);
      if (least !== undefined && !(Number.isSafeInteger(Number(one)) && Number(one) >= least && one !== ''))
        endWith(`--${name} is a whole number of at least ${least}, not "${one}".`, misuse);
    }
  }
}

/** What stands after `--` is a text. */
function wantsHelp(args) {
  const end = args.indexOf('--');
  return args.slice(0, end === -1 ? args.length : end).some(it => it === '--help' || it === '-h');
}

function usageOf(name, options, rest = '') {
  const all = [...Object.entries(options).map(optionOf), rest].filter(part => part !== '').join(' ');
  if (all === '') return `npm run ${name}`;
  return `npm run ${name}${name.includes(' -- ') ? '' : ' --'} ${all}`;
}

function optionOf([option, { type, default: without, choices, needed }]) {
  if (type === 'boolean') return `[--${option}]`;
  const value = choices?.join('|') ?? ([without ?? []].flat().join(',') || '…');
  return needed ? `--${option} ${value}` : `[--${option} ${value}]`;
}
