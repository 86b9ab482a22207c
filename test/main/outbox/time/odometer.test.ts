import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ElapsedTime } from '../../../../main/outbox/model/ports.ts';
import { createOdometer, type Odometer } from '../../../../main/outbox/time/odometer.ts';
import { createManualClock, type ManualClock } from '../../../support/ports/manual-clock.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;

/** A machine with a program on it that looks at the clocks every hour, and a server that has the right time. */
function machine() {
  const clock: ManualClock = createManualClock();
  let kept: ElapsedTime | null = null;
  const start = (): Odometer =>
    createOdometer(clock, kept, elapsedTime => {
      kept = structuredClone(elapsedTime);
    });
  let odometer = start();
  return {
    clock,
    /** The moment as it is written down now. */
    note: (): number => {
      odometer.look();
      return clock.now();
    },
    since: (at: number): number => {
      odometer.look();
      return odometer.elapsedSince(at);
    },
    run: async (ms: number): Promise<void> => {
      for (let left = ms; left > 0; left -= hour) {
        await clock.advance(Math.min(left, hour));
        odometer.look();
      }
    },
    sleep: (ms: number) => clock.sleep(ms),
    /** The program ends; the machine stays on. */
    restart: async (ms: number): Promise<void> => {
      await clock.advance(ms);
      odometer = start();
    },
    /** The machine is shut down and started; its clock is then set by `jump`. */
    off: async (ms: number, jump = 0): Promise<void> => {
      await clock.off(ms);
      clock.jump(jump);
      odometer = start();
    },
    askServer: async () => {
      await clock.advance(100);
      odometer.heard(Date.UTC(2026, 10, 20, 12) + clock.elapsed());
    },
    stretches: () => kept?.stretches.length,
  };
}

/** Ages are told up to a minute shorter than they are. */
const about = (ms: number) => ({ asymmetricMatch: (told: number) => told <= ms && told >= ms - 2 * minute });

describe('an ordinary machine ages its rows', () => {
  test('while it runs, sleeps, and starts the program again', async () => {
    const { note, run, sleep, restart, since } = machine();
    const at = note();
    await run(3 * hour);
    await sleep(8 * hour);
    await restart(hour);
    await run(hour);
    expect(since(at)).toEqual(about(13 * hour));
  });

  test('while it is off, once the server has said the time before and after', async () => {
    const { note, run, off, since, askServer, stretches } = machine();
    await askServer();
    const at = note();
    await run(hour);
    await off(7 * day);
    await run(hour);
    const young = note();
    expect(since(at)).toEqual(about(2 * hour));
    await run(hour);
    await askServer();
    expect(since(at)).toEqual(about(7 * day + 3 * hour));
    expect(since(young)).toEqual(about(hour));
    expect(stretches()).toBe(1);
  });

  test('month after month, shut down every night', async () => {
    const { note, run, off, since, askServer, stretches } = machine();
    const at = note();
    for (let night = 0; night < 30; night += 1) {
      await askServer();
      await run(9 * hour);
      await off(15 * hour);
    }
    await askServer();
    expect(since(at)).toEqual(about(30 * day));
    expect(stretches()).toBe(1);
  });
});

describe('nothing ages because the wall clock was set', () => {
  const jumps = [40 * day, -40 * day, 2 * year, -2 * year, 80 * year, -57 * year];

  test.each(jumps)('by %d ms while the program runs, and back', async jump => {
    const { clock, note, run, since } = machine();
    const before = note();
    await run(hour);
    clock.jump(jump);
    const amid = note();
    await run(hour);
    expect([since(before), since(amid)]).toEqual([about(2 * hour), about(hour)]);
    clock.jump(-jump);
    const after = note();
    await run(hour);
    expect([since(before), since(amid), since(after)]).toEqual([
      about(3 * hour),
      about(2 * hour),
      about(hour),
    ]);
  });

  test.each(jumps)('by %d ms between two starts, whatever the server says', async jump => {
    const { note, run, off, since, askServer } = machine();
    await askServer();
    const before = note();
    await run(hour);
    await off(hour, jump);
    const after = note();
    await run(hour);
    expect([since(before), since(after)]).toEqual([about(2 * hour), about(hour)]);
    await askServer();
    expect(since(before)).toBeLessThan(3 * hour);
    expect(since(after)).toEqual(about(hour));
  });
});

test('rows from before counting began are as old as the counting', async () => {
  const { run, since, note } = machine();
  const now = note();
  await run(hour);
  for (const at of [0, now - 40 * day, now + 40 * day]) expect(since(at)).toEqual(about(hour));
});

test('whatever happens to a machine, no age is ever told longer than it is', async () => {
  const span = fc.constantFrom(1, 3, 7, 25, 200, 4000).map(minutes => minutes * minute);
  const event = fc.oneof(
    fc.record({ do: fc.constant('run' as const), ms: span }),
    fc.record({ do: fc.constant('sleep' as const), ms: span }),
    fc.record({ do: fc.constant('restart' as const), ms: span }),
    fc.record({
      do: fc.constant('off' as const),
      ms: span,
      jump: fc.constantFrom(0, ...[40, -40, 730].map(days => days * day)),
    }),
    fc.record({
      do: fc.constant('jump' as const),
      ms: fc.constantFrom(40 * day, -40 * day, -730 * day, 730 * day, hour, -hour, 50_000, -50_000),
    }),
    fc.record({ do: fc.constant('ask' as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 25 }), async events => {
      const one = machine();
      const noted: { readonly at: number; readonly true: number }[] = [];
      for (const what of events) {
        noted.push({ at: one.note(), true: one.clock.elapsed() });
        if (what.do === 'off') await one.off(what.ms, what.jump);
        else if (what.do === 'ask') await one.askServer();
        else if (what.do === 'jump') one.clock.jump(what.ms);
        else await one[what.do](what.ms);
        for (const { at, true: then } of noted) {
          expect(one.since(at)).toBeLessThanOrEqual(one.clock.elapsed() - then);
        }
      }
    }),
    { numRuns: 300, seed: 20261129 },
  );
});

describe('what was counted', () => {
  /** An odometer and everything it has handed to the disk. */
  const counting = (before: ElapsedTime | null = null) => {
    const clock = createManualClock();
    const kept: ElapsedTime[] = [];
    const start = (elapsedTime: ElapsedTime | null) =>
      createOdometer(clock, elapsedTime, one => void kept.push(one));
    return { clock, kept, start, odometer: start(before), began: clock.now(), last: () => kept.at(-1) };
  };

  test('is kept at first, and then every ten minutes', async () => {
    const { clock, kept, odometer } = counting();
    await clock.advance(10 * minute - 1);
    odometer.look();
    expect(kept.map(({ elapsed }) => elapsed)).toEqual([0]);
    await clock.advance(1);
    odometer.look();
    expect(kept.map(({ elapsed }) => elapsed)).toEqual([0, 10 * minute]);
  });

  test('is kept at once where the wall clock was set by more than a minute, and goes on from there', async () => {
    const { clock, kept, odometer, began } = counting();
    clock.jump(minute);
    odometer.look();
    expect(kept).toHaveLength(1);
    await clock.advance(minute);
    clock.jump(1);
    odometer.look();
    const stretches = [
      { wall: began, elapsed: 0 },
      { wall: began + 2 * minute + 1, elapsed: minute },
    ];
    expect(kept.at(-1)?.stretches).toEqual(stretches);
    await clock.advance(hour);
    odometer.look();
    expect(kept.at(-1)?.stretches).toEqual(stretches);
  });

  test('is kept with the server’s first word, and not with each that agrees', async () => {
    const { clock, kept, odometer, began } = counting();
    await clock.advance(hour);
    odometer.heard(7 * year);
    const server = { date: 7 * year, wall: began + hour, elapsed: hour };
    expect(kept.at(-1)).toMatchObject({ elapsed: hour, server });
    const before = kept.length;
    await clock.advance(minute);
    odometer.heard(7 * year + minute);
    expect(kept).toHaveLength(before);
    await clock.advance(hour);
    odometer.look();
    expect(kept.at(-1)?.server).toEqual({
      date: 7 * year + minute,
      wall: began + hour + minute,
      elapsed: hour + minute,
    });
  });

  test('of a sleep is what the wall clock and the machine agree on', async () => {
    for (const [jump, passed] of [
      [-5 * hour, 5 * hour],
      [5 * hour, 10 * hour],
      [-11 * hour, 0],
    ] as const) {
      const { clock, odometer, last } = counting();
      await clock.sleep(10 * hour);
      clock.jump(jump);
      odometer.look();
      expect(last()?.elapsed).toBe(passed);
    }
  });

  test.each([
    [0, 8 * hour],
    [-3 * hour, 5 * hour],
    [3 * hour, 8 * hour],
  ])(
    'of a machine that was off for eight hours and set by %d ms is what its clock and the server agree on',
    async (jump, passed) => {
      const { clock, odometer, start, kept } = counting();
      const began = clock.elapsed();
      odometer.heard(year + clock.elapsed() - began);
      await clock.off(8 * hour);
      clock.jump(jump);
      const later = start(kept.at(-1) ?? null);
      const before = kept.length;
      later.heard(year + clock.elapsed() - began);
      expect(kept.length).toBe(before + 1);
      expect(kept.at(-1)?.elapsed).toBe(passed);
    },
  );

  test.each([
    [minute, 0],
    [minute + 1, minute + 1],
  ])('of a machine that was off for %d ms is %d ms: less than a minute is no news', async (off, passed) => {
    const { clock, odometer, start, last } = counting();
    odometer.heard(year);
    await clock.off(off);
    start(last() ?? null).heard(year + off);
    expect(last()?.elapsed).toBe(passed);
  });

  test('reaches to the oldest stretch that is known', () => {
    const clock = createManualClock();
    const here = { wall: clock.now(), elapsed: 10 * hour, uptime: clock.uptime() };
    const stretches = [{ wall: clock.now() - 5 * hour, elapsed: 5 * hour }];
    const { odometer } = counting({ ...here, server: null, stretches });
    expect(odometer.elapsedSince(0)).toBe(5 * hour - minute);
  });

  test('takes a moment of the last minutes before a crash for one that was written then', async () => {
    const { clock, odometer } = counting();
    await clock.advance(hour);
    odometer.look();
    expect(odometer.elapsedSince(clock.now() + 11 * minute)).toBe(0);
    expect(odometer.elapsedSince(clock.now() + 11 * minute + 1)).toBe(hour - minute);
  });

  test('takes a moment shortly before the clock was set for one of then', async () => {
    const { clock, odometer } = counting();
    await clock.advance(hour);
    odometer.look();
    clock.jump(10 * day);
    odometer.look();
    expect(odometer.elapsedSince(clock.now() - minute)).toBe(0);
    expect(odometer.elapsedSince(clock.now() - minute - 1)).toBe(hour - minute);
  });
});
