import type { Clock, Random } from '../../outbox/model/ports.ts';

const minute = 60_000;
const hour = 60 * minute;

/**
 * When the feed is asked, in milliseconds: the earliest and the latest. Between them the dice decide, so that the computers of a
 * company that are switched on together do not all ask at once.
 */
const lookTimes = {
  /** After the start: not while the popup is being drawn for the first time. */
  first: [20_000, 3 * minute],
  daily: [20 * hour, 28 * hour],
  /** After a failure. */
  soon: [hour, 2 * hour],
  /** While a version is ready, which its feed may take back before the program is quit. */
  attentive: [2 * hour, 4 * hour],
} as const;

/** How often it is compared with the wall clock whether the time has come: timers stand still while the machine sleeps. */
const every = 15 * minute;

/** Calls `look` when its time has come. A wall clock that was set back counts as due. */
export function createAgenda(
  { clock, random }: { readonly clock: Pick<Clock, 'now' | 'after'>; readonly random: Pick<Random, 'next'> },
  look: () => void,
) {
  let setAt = 0;
  let dueAt = 0;
  let cancel: (() => void) | null = null;

  const plan = ([least, most]: readonly [number, number]): void => {
    setAt = clock.now();
    dueAt = setAt + least + random.next() * (most - least);
  };
  const tick = (): void => {
    if (cancel === null) return;
    cancel();
    const now = clock.now();
    if (now >= dueAt || now < setAt) {
      // It may not look now; it is not asked every second whether it may.
      plan(lookTimes.daily);
      look();
    }
    cancel = clock.after(Math.min(every, Math.max(1_000, dueAt - clock.now())), tick);
  };
  return {
    start(): void {
      plan(lookTimes.first);
      cancel = () => undefined;
      tick();
    },
    /** Looks if the time has come. */
    tick,
    daily: () => plan(lookTimes.daily),
    soon: () => plan(lookTimes.soon),
    attentive: () => plan(lookTimes.attentive),
    stop(): void {
      cancel?.();
      cancel = null;
    },
  };
}
