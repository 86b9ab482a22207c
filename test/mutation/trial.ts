import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '../house/source.ts';
import type { Ran } from './bench.ts';
import type { Question } from './child.ts';

/** What became of a mutant: noticed by a test, by nobody, or without an end. */
export type Verdict = { readonly was: 'killed' | 'survived' | 'endless'; readonly ran: readonly Ran[] };

/** One process that tries mutants one after another; one that does not come back is ended and started anew. */
export interface Trial {
  try(question: Question, milliseconds: number): Promise<Verdict>;
  close(): void;
}

async function start(globs: readonly string[]): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'child.ts'), globs, {
    cwd: root,
    // A group of its own, so that a test's endless loop ends with it.
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  await once(child, 'message');
  return child;
}

function end(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

export function createTrial(globs: readonly string[]): Trial {
  let child: ChildProcess | null = null;
  const close = (): void => {
    if (child !== null) end(child);
    child = null;
  };
  process.on('exit', close);
  return {
    close,
    async try(question, milliseconds) {
      child ??= await start(globs);
      const running = child;
      let limit: NodeJS.Timeout | undefined;
      const outcome = await new Promise<Verdict>(resolve => {
        limit = setTimeout(() => resolve({ was: 'endless', ran: [] }), milliseconds);
        const ended = (): void => resolve({ was: 'killed', ran: [] });
        running.once('exit', ended);
        running.once('message', ({ passed, ran }: { passed: boolean; ran: Ran[] }) =>
          resolve({ was: passed ? 'survived' : 'killed', ran }),
        );
        running.send(question);
      });
      clearTimeout(limit);
      running.removeAllListeners('exit').removeAllListeners('message');
      if (outcome.was === 'endless' || running.exitCode !== null) close();
      return outcome;
    },
  };
}
