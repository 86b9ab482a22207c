import { cpus } from 'node:os';

const span = 300;
const most = 3000;
/** A machine that does nothing else still breathes. */
const still = 0.15;

const spent = () =>
  cpus()
    .map(({ times }) => times)
    .reduce(
      (sum, { user, nice, sys, idle, irq }) => ({
        idle: sum.idle + idle,
        all: sum.all + user + nice + sys + idle + irq,
      }),
      { idle: 0, all: 0 },
    );

/**
 * Waits until the processors are at rest, so that a measurement is of the product and not of its neighbours; three
 * seconds at most. Replies the share of them, 0–1, that somebody else was using at the end.
 */
export async function rest(): Promise<number> {
  for (const until = performance.now() + most; ; ) {
    const before = spent();
    await new Promise(resolve => setTimeout(resolve, span));
    const after = spent();
    const busy = 1 - (after.idle - before.idle) / Math.max(1, after.all - before.all);
    if (busy < still || performance.now() > until) return busy;
  }
}
