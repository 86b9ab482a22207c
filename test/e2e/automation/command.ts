import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { AppOptions } from '../../support/app.ts';

/** How a command has ended. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

const root = join(import.meta.dirname, '../../..');

/** The program and its arguments with which the unmodified main bundle carries out a command, as Electron would start it. */
export const commandIn = (userDataDir: string, args: readonly string[]): readonly [string, string[]] => [
  process.execPath,
  [
    '--disable-warning=ExperimentalWarning',
    join(root, 'test/webhost/main.ts'),
    '--user-data-dir',
    userDataDir,
    '--stdio',
    'app',
    '--lang=en-US',
    ...args,
  ],
];

/** Runs a command to its end on somebody's data. */
export async function runCommandIn(
  userDataDir: string,
  args: readonly string[],
  env: AppOptions['env'] = {},
): Promise<Ran> {
  const child = spawn(...commandIn(userDataDir, args), {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, error, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, out, error };
}
