import { type ParseArgsConfig, parseArgs } from 'node:util';
import { type Ask, askSchema, mostTold, usuallyTold } from '../contract/automation/ask.ts';
import { parse } from '../contract/parse.ts';

/** What a start of the program is asked to do instead of opening the popup. */
export type Command =
  | { readonly kind: 'ask'; readonly ask: Ask; readonly json: boolean }
  /** Serves an assistant on standard input and output. */
  | { readonly kind: 'mcp' }
  /** Says which commands there are. */
  | { readonly kind: 'help' }
  /** A command was meant, and its arguments are not as they have to be. */
  | { readonly kind: 'misuse'; readonly json: boolean };

const options = {
  json: { type: 'boolean', default: false },
  note: { type: 'string' },
  limit: { type: 'string' },
} as const satisfies ParseArgsConfig['options'];

interface Given {
  readonly texts: readonly string[];
  readonly note: string | undefined;
  readonly limit: number;
}

/** How many texts each command takes, the fewest and the most, and what it asks with them. */
const commands = {
  find: { texts: [1, 1], ask: ({ texts: [text], limit }) => ({ ask: 'find', text, limit }) },
  move: {
    texts: [2, 2],
    ask: ({ texts: [text, stage], note = '' }) => ({ ask: 'move', text, stage, note }),
  },
  pending: { texts: [0, 0], ask: () => ({ ask: 'pending' }) },
  history: { texts: [0, 1], ask: ({ texts: [text = ''], limit }) => ({ ask: 'history', text, limit }) },
} satisfies Record<
  string,
  { readonly texts: readonly [least: number, most: number]; readonly ask: (given: Given) => unknown }
>;

type CommandName = keyof typeof commands;
const isCommand = (word: string | undefined): word is CommandName =>
  word !== undefined && Object.hasOwn(commands, word);
/** A word alone: no address, no path of a file. */
const isWord = (word: string | undefined): boolean => word !== undefined && /^[a-z]+$/i.test(word);

/** What stands before `--`: behind it stand texts. */
const beforeTexts = (argv: readonly string[]): readonly string[] =>
  argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;

/**
 * Reads `find TEXT`, `move TEXT STAGE [--note TEXT]`, `pending`, `history [TEXT]`, each with `--json` anywhere, `mcp`, and `--limit N` where
 * a list is told; `--help` anywhere. `--` ends the options: Electron ends a start on Windows in which anything follows an argument that
 * looks like an address, unless `--` stands before it (shell/app/command_line_args.cc). What stands before the command is Electron's and
 * Chromium's own, but for `--json`. A word that is no command is told how it is used, if it comes first: behind a switch it may be a value of
 * Chromium's. Null for a start that is none of these.
 * @param argv without the program itself
 */
export function readCommand(argv: readonly string[]): Command | null {
  if (beforeTexts(argv).some(argument => ['--help', '-h'].includes(argument))) return { kind: 'help' };
  const at = argv.findIndex(argument => !argument.startsWith('-'));
  const word = argv[at];
  const rest = argv.slice(at + 1);
  if (word === 'mcp') return rest.length === 0 ? { kind: 'mcp' } : { kind: 'misuse', json: false };
  const json = beforeTexts(argv).includes('--json');
  if (!isCommand(word)) return at === 0 && isWord(word) ? { kind: 'misuse', json } : null;
  const given = readOptions(rest);
  const { texts, ask } = commands[word];
  const [least, most] = texts;
  const fits = given !== null && given.texts.length >= least && given.texts.length <= most;
  if (!fits || (given.note !== undefined && word !== 'move')) return { kind: 'misuse', json };
  const parsed = parse(askSchema, ask(given));
  return parsed.ok ? { kind: 'ask', ask: parsed.value, json } : { kind: 'misuse', json };
}

/** Null for an option that there is not, or one without its value. */
function readOptions(args: readonly string[]): Given | null {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const { note, limit } = values;
    const count = limit === undefined ? usuallyTold : Number(limit);
    return { texts: positionals, note, limit: Math.min(count, mostTold) };
  } catch {
    return null;
  }
}
