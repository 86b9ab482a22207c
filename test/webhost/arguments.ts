import { parseArgs } from 'node:util';

/**
 * The host's own arguments. `--clash HOTKEY`: another program holds that hotkey from the start. `--settle MS`: how
 * long `ready` waits for the app to show a window by itself. `--mode NAMES`: a harder system (`modes.ts`). `--platform NAME`: `darwin`,
 * `win32` or `linux` instead of this one. `--resources DIR`: the package's own folder, `process.resourcesPath`. `--stdio app`: standard
 * input and output are the app's own, as in Electron, and the host speaks no lines.
 */
const own = {
  'user-data-dir': 'userData',
  main: 'main',
  port: 'port',
  clash: 'clash',
  settle: 'settle',
  mode: 'mode',
  platform: 'platform',
  stdio: 'stdio',
  resources: 'resources',
} as const;

export interface Arguments {
  readonly userData?: string;
  readonly main?: string;
  readonly port?: string;
  readonly clash?: string;
  readonly settle?: string;
  readonly mode?: string;
  readonly platform?: string;
  readonly stdio?: string;
  readonly resources?: string;
  /** What the app gets: everything else, in its order. */
  readonly rest: readonly string[];
}

/** Parts the host's own `--name value` or `--name=value` from the app's arguments. */
export function readArguments(argv: readonly string[]): Arguments {
  const names = Object.keys(own) as (keyof typeof own)[];
  const options = Object.fromEntries(names.map(name => [name, { type: 'string' as const }]));
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, tokens: true });
  const taken = new Set<number>();
  const values: Partial<Record<(typeof own)[keyof typeof own], string>> = {};
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const name = names.find(known => known === token.name);
    if (name === undefined || token.value === undefined) continue;
    values[own[name]] = token.value;
    taken.add(token.index);
    if (token.inlineValue === false) taken.add(token.index + 1);
  }
  return { ...values, rest: argv.filter((_, index) => !taken.has(index)) };
}
