import { settled } from '../support/ports/manual-clock.ts';

/** After so long without a change, what is still open is taken for something that stays. Milliseconds of real time. */
const patienceMs = 3_000;

/** Everything that keeps this process awake: sockets, servers, requests to the disk, timers. */
const alive = (): number => process.getActiveResourcesInfo().length;

/**
 * A wait that ends when nothing is under way any more: no request in flight, no file being written, nothing that wants
 * another turn of the event loop. What is open when it is made belongs to the surroundings. A handle that never closes
 * is waited for once, and counted from then on among them, so that it is found in the figures and not by a clock that
 * stands still.
 */
export function createQuiet(): () => Promise<void> {
  let base = alive();
  return async () => {
    let calm = 0;
    let since = performance.now();
    let before = -1;
    while (calm < 2) {
      await settled();
      const now = alive();
      calm = now <= base ? calm + 1 : 0;
      if (now !== before) since = performance.now();
      before = now;
      if (performance.now() - since > patienceMs) base = now;
    }
  };
}
