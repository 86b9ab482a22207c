import type { Result } from '../contract/failure.ts';
import type { OpenFailure } from './sqlite/attempt.ts';
import type { OpenStore } from './store.ts';

/** Longer than a quitting app takes to close its database. Milliseconds. */
const patience = 10_000;
const pause = 100;

/** Opens the database as soon as the previous process has closed it; `store-busy` if it has not after 10 s. */
export async function openInTurn(
  open: () => Result<OpenStore, OpenFailure>,
): Promise<Result<OpenStore, OpenFailure>> {
  const until = performance.now() + patience;
  for (;;) {
    const opened = open();
    const waits = !opened.ok && opened.failure.code === 'store-busy' && performance.now() < until;
    if (!waits) return opened;
    await new Promise(resolve => setTimeout(resolve, pause));
  }
}
