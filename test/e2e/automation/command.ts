import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { AppOptions } from '../../support/app.ts';
import { isExpected } from '../../webhost/contacts.ts';

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

/** Runs a command to its end on somebody's data. Throws where it has reached for another host than it may. */
export async function runCommandIn(
  userDataDir: string,
  args: readonly string[],
  env: AppOptions['env'] = {},
): Promise<Ran> {
  const folder = await mkdtemp(join(tmpdir(), 'raze-contacts-'));
  const kept = join(folder, 'contacts');
  await writeFile(kept, '');
  const child = spawn(...commandIn(userDataDir, args), {
    cwd: root,
    env: { ...process.env, ...env, CONTACTS_FILE: kept },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, error, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  const contacts = await readFile(kept, 'utf8');
  await rm(folder, { recursive: true });
  const all = env.CONTACTS_FILE ?? process.env.CONTACTS_FILE;
  if (all !== undefined) await appendFile(all, contacts);
  const strangers = contacts.split('\n').filter(host => host !== '' && !isExpected(host));
  if (strangers.length > 0) throw new Error(`${args[0]} has reached for ${strangers.join(', ')}`);
  return { code, out, error };
}
