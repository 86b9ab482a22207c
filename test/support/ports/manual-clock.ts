import type { Clock } from '../../../main/outbox/model/ports.ts';

/** A clock that stands still until it is told to go on. Timers fire in order of their time, then of their making. */
export interface ManualClock extends Clock {
  /** Goes on by `ms`; every timer on the way fires, and what it starts is let run before the next. */
  advance(ms: number): Promise<void>;
  /** Goes on to the next timer within `ms`, or by `ms` where there is none; answers how far it went. */
  nextWithin(ms: number): Promise<number>;
  /** Sets the wall clock apart from the others, as a user or a time server does. */
  jump(ms: number): void;
  /** The machine sleeps: wall and true time go on, the monotonic clock and the program's timers stand still. */
  sleep(ms: number): Promise<void>;
  /** The machine is off, and starts anew: true time and, on its battery, the wall clock go on. Drop the program first. */
  off(ms: number): Promise<void>;
  /** Milliseconds that truly passed, whatever the clocks of this machine say. */
  elapsed(): number;
  /** Calls back after `ms` of true time, on no machine's account: not clamped, not stopped by sleep or `drop`. */
  later(ms: number, callback: () => void): void;
  /** Forgets the timers of the program: the process is gone. */
  drop(): void;
  /** How many timers the program waits for. */
  waiting(): number;
}

interface Timer {
  readonly at: number;
  readonly serial: number;
  readonly callback: () => void;
}

/** Lets everything that is ready run: promises first, then one turn of the event loop. */
export const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/** @param atRest resolves when everything a timer has started is done: a program with real files or sockets takes longer */
export function createManualClock(
  start = Date.UTC(2026, 10, 20, 12),
  atRest: () => Promise<void> = settled,
): ManualClock {
  let wall = start;
  let steady = 0;
  let elapsed = 0;
  let startedAt = 0;
  let serial = 0;
  /** The program's timers by the monotonic clock, the world's by true time. */
  const own = new Set<Timer>();
  const world = new Set<Timer>();

  const add = (timers: Set<Timer>, at: number, callback: () => void): Timer => {
    serial += 1;
    const timer = { at, serial, callback };
    timers.add(timer);
    return timer;
  };
  const earliest = (timers: Set<Timer>): Timer | null => {
    let first: Timer | null = null;
    for (const timer of timers) {
      if (first === null || timer.at < first.at || (timer.at === first.at && timer.serial < first.serial)) {
        first = timer;
      }
    }
    return first;
  };
  const fire = async (timers: Set<Timer>, timer: Timer): Promise<void> => {
    timers.delete(timer);
    timer.callback();
    await atRest();
  };

  /** To the next timer within `ms`, or by `ms` where there is none; answers how far it went. */
  const pass = async (ms: number, awake: boolean): Promise<number> => {
    const mine = awake ? earliest(own) : null;
    const others = earliest(world);
    const toMine = mine === null ? Number.POSITIVE_INFINITY : Math.max(0, mine.at - steady);
    const toOthers = others === null ? Number.POSITIVE_INFINITY : Math.max(0, others.at - elapsed);
    const went = Math.min(ms, toMine, toOthers);
    wall += went;
    elapsed += went;
    if (awake) steady += went;
    if (others !== null && toOthers === went) await fire(world, others);
    else if (mine !== null && toMine === went) await fire(own, mine);
    return went;
  };
  const go = async (ms: number, awake: boolean): Promise<void> => {
    await atRest();
    const end = elapsed + ms;
    while (elapsed < end) await pass(end - elapsed, awake);
  };

  return {
    now: () => wall,
    monotonic: () => steady,
    elapsed: () => elapsed,
    uptime: () => elapsed - startedAt,
    off: async ms => {
      await go(ms, false);
      startedAt = elapsed;
    },
    after: (ms, callback) => {
      const timer = add(own, steady + Math.min(Math.max(ms, 0), 60_000), callback);
      return () => {
        own.delete(timer);
      };
    },
    later: (ms, callback) => void add(world, elapsed + ms, callback),
    advance: ms => go(ms, true),
    nextWithin: ms => pass(ms, true),
    sleep: ms => go(ms, false),
    jump: ms => {
      wall += ms;
    },
    drop: () => own.clear(),
    waiting: () => own.size,
  };
}
