import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '../house/source.ts';
import type { Ran } from './bench.ts';
import type { Answer, Question } from './child.ts';

/** What became of a mutant: noticed by a test, by nobody, or without an end. */
export type Verdict = { readonly was: 'killed' | 'survived' | 'endless'; readonly ran: readonly Ran[] };

/** One process that tries mutants one after another; one that does not come back is ended and started anew. */
export interface Trial {
  /** `patience`: how long one test file is waited for, in milliseconds, before the mutant counts as endless. */
  try(question: Question, patience: (test: string) => number): Promise<Verdict>;
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
    async try(question, patience) {
      child ??= await start(globs);
      const running = child;
      let limit: NodeJS.Timeout | undefined;
      const outcome = await new Promise<Verdict>(resolve => {
        let ran = 0;
        // Each test file has a limit of its own: an endless loop in the first is not given the time of all.
        const wait = (): void => {
          clearTimeout(limit);
          const milliseconds = patience(question.tests[ran] ?? '');
          limit = setTimeout(() => resolve({ was: 'endless', ran: [] }), milliseconds);
        };
        wait();
        running.once('exit', () => resolve({ was: 'killed', ran: [] }));
        running.on('message', (answer: Answer) => {
          if (answer === 'ran') {
            ran += 1;
            wait();
          } else resolve({ was: answer.passed ? 'survived' : 'killed', ran: answer.ran });
        });
        running.send(question);
      });
      clearTimeout(limit);
      running.removeAllListeners('exit').removeAllListeners('message');
      if (outcome.was === 'endless' || running.exitCode !== null) close();
      return outcome;
    },
  };
}
