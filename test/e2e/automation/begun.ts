import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { Scene } from '../scene.ts';
import { commandIn, type Ran } from './command.ts';

/** A command that has begun on the scene's machine and has not ended yet. */
export interface Begun {
  /** Settles with the first that it has printed. */
  readonly printed: Promise<unknown>;
  /** What it reads, and the end of that. */
  say(given: string): void;
  endInput(): void;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<Ran>;
}

/** Has a program run this before anything of its own. */
export const before = (code: string) => ({
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}`,
});

export function begin(scene: Pick<Scene, 'folder' | 'env'>, ...args: readonly string[]): Begun {
  const child = spawn(...commandIn(scene.folder, args), {
    env: { ...process.env, ...scene.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  child.stdin.on('error', () => undefined);
  const ended = Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]).then(([out, error, [code]]) => ({ code, out, error }));
  return {
    printed: once(child.stdout, 'data'),
    say: given => void child.stdin.write(given),
    endInput: () => void child.stdin.end(),
    kill: signal => void child.kill(signal),
    ended,
  };
}
