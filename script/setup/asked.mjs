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
 * What `npm run NAME` is asked for: its options, as `parseArgs` has them. `--help` ends the program with how it is called; what it does not
 * know ends it with 64 and one line. Call it before anything that takes time.
 *
 * @param {string} name With what leads to the options: `bench -- search`.
 * @param {Readonly<Record<string, { type: 'boolean' | 'string'; default?: unknown; multiple?: boolean | undefined }>>} options
 * @param {{ args?: readonly string[]; rest?: string }} more `rest`: what may stand beside the options, in words; nothing else may.
 * @returns {{ values: Record<string, any>; positionals: string[] }}
 */
export function asked(name, options = {}, { args = process.argv.slice(2), rest = '' } = {}) {
  const usage = usageOf(name, options, rest);
  if (wantsHelp(args)) endWith(usage, 0);
  try {
    // @ts-expect-error: whatever the caller's options are, these are their values.
    return parseArgs({ args: [...args], options, allowPositionals: rest !== '' });
  } catch (error) {
    // "Unknown option '--x'. To specify a positional argument …": Node's second sentence is about what no command here has.
    if (!(error instanceof TypeError)) throw error;
    return endWith(`${error.message.split('. ')[0]}: ${usage}`, misuse);
  }
}

/** Ends the program where it is asked how it is called; for a command that passes on what it does not know. */
export function helpOf(name, options, rest, args = process.argv.slice(2)) {
  if (wantsHelp(args)) endWith(usageOf(name, options, rest), 0);
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

function optionOf([option, { type, default: without }]) {
  if (type === 'boolean') return `[--${option}]`;
  const value = without === undefined || without === '' ? '…' : [without].flat().join(',');
  return `[--${option} ${value}]`;
}
