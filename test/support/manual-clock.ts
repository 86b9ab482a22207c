import type { Clock } from '../../main/outbox/ports.ts';

/** A clock that stands still until it is told to go on. Timers fire in order of their time, then of their making. */
export interface ManualClock extends Clock {
  /** Goes on by `ms`; every timer on the way fires, and what it starts is let run before the next. */
  advance(ms: number): Promise<void>;
  /** Goes on to the next timer within `ms`, or by `ms` when there is none; answers how far it went. */
  nextWithin(ms: number): Promise<number>;
  /** Sets the wall clock apart from the monotonic one, as a user or a time server does. */
  jump(ms: number): void;
  /** Time passes with the program suspended: the wall clock moves, the monotonic one and timers stand still. */
  sleep(ms: number): void;
  /** Forgets all timers: the process is gone. */
  drop(): void;
  timers(): number;
}

/** Lets everything that is ready run: promises first, then one turn of the event loop. */
export const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

export function createManualClock(start = Date.UTC(2026, 10, 20, 12)): ManualClock {
  let wall = start;
  let steady = 0;
  let serial = 0;
  let timers: readonly { readonly at: number; readonly serial: number; readonly callback: () => void }[] = [];

  const earliest = () =>
    timers.reduce((a, b) => (b.at < a.at || (b.at === a.at && b.serial < a.serial) ? b : a));
  const pass = (ms: number): void => {
    wall += ms;
    steady += ms;
  };
  const nextWithin = async (ms: number): Promise<number> => {
    const next = timers.length === 0 ? null : earliest();
    if (next === null || next.at > steady + ms) {
      pass(ms);
      return ms;
    }
    const went = next.at - steady;
    pass(went);
    timers = timers.filter(timer => timer !== next);
    next.callback();
    await settled();
    return went;
  };

  return {
    now: () => wall,
    monotonic: () => steady,
    after: (ms, callback) => {
      serial += 1;
      const timer = { at: steady + Math.min(Math.max(ms, 0), 60_000), serial, callback };
      timers = [...timers, timer];
      return () => {
        timers = timers.filter(other => other !== timer);
      };
    },
    advance: async ms => {
      await settled();
      let left = ms;
      while (left > 0) left -= await nextWithin(left);
    },
    nextWithin,
    jump: ms => {
      wall += ms;
    },
    sleep: ms => {
      wall += ms;
    },
    drop: () => {
      timers = [];
    },
    timers: () => timers.length,
  };
}
