import { describe, expect, test } from 'vitest';
import type { LanePause } from '../../../../main/outbox/model/ports.ts';
import { aLane, minute, second } from '../lane.ts';

/** The pause of a lane, and how long after its setting each of its moments lies. */
function aPause(throws: readonly number[] = [], saved?: LanePause) {
  const { clock, serverPause } = aLane({ throws, ...(saved === undefined ? {} : { saved }) });
  const one = serverPause();
  const from = (moment: number | null): number | null => (moment === null ? null : moment - clock.now());
  return {
    clock,
    one,
    from,
    /** When asking is allowed, and when sending goes on by itself, in milliseconds from now. */
    times: () => [from(one.current()?.until ?? null), from(one.current()?.opensAt ?? null)],
  };
}

describe('a lane without a pause', () => {
  test('lets requests leave one after another', () => {
    const { one } = aPause();
    one.departs();
    expect([one.current(), one.left(), one.refusedUntil(), one.isRefused()]).toEqual([null, 0, null, false]);
  });

  test('has none to leave the spread out of, nor to lift', () => {
    const { one } = aPause();
    one.skipSpread();
    expect(one.lift('auth', 'quota')).toBe(false);
    expect(one.current()).toBeNull();
  });
});

describe('a refusal for the number of requests', () => {
  test('holds a minute at least, and a little longer by itself', () => {
    const { one, times, clock } = aPause();
    one.limited(10);
    expect(one.current()?.pause).toEqual({ kind: 'quota', until: clock.now() + minute });
    expect(times()).toEqual([minute, 1.05 * minute]);
    expect([one.left(), one.isRefused()]).toEqual([1.05 * minute, true]);
  });

  test('holds twice as long with each further one in a row, until a request is let through', () => {
    const { one, times } = aPause();
    const limited = (): number | null | undefined => {
      one.limited(second);
      return times()[0];
    };
    expect([limited(), limited(), limited()]).toEqual([minute, 2 * minute, 4 * minute]);
    one.admitted();
    expect(one.isRefused()).toBe(false);
    expect(limited()).toBe(minute);
  });

  test('that names a minute or more is the hour’s: sending goes on somewhere within five minutes of it', () => {
    const { one, times } = aPause();
    one.limited(minute);
    expect(times()).toEqual([minute, 3.5 * minute]);
  });

  test('is not believed beyond 65 minutes', () => {
    const { one, times } = aPause();
    one.limited(24 * 60 * minute);
    expect(times()).toEqual([65 * minute, 67.5 * minute]);
  });

  test('lets the one request that finds out leave alone, for a minute', async () => {
    const { one, clock } = aPause();
    one.limited(second);
    await clock.advance(1.05 * minute);
    expect(one.left()).toBe(0);
    one.departs();
    expect(one.left()).toBe(minute);
    expect(one.refusedUntil()).toBe(clock.now() + minute);
    await clock.advance(20 * second);
    expect(one.left()).toBe(40 * second);
    await clock.advance(40 * second);
    expect([one.left(), one.refusedUntil()]).toEqual([0, null]);
  });

  test('lets others leave beside it again, once one was let through', () => {
    const { one } = aPause();
    one.limited(second);
    one.departs();
    one.admitted();
    one.lift('quota');
    expect([one.left(), one.refusedUntil()]).toEqual([0, null]);
  });

  test('keeps a request alone also where its pause was lifted', () => {
    const { one } = aPause();
    one.limited(second);
    one.lift('quota');
    one.departs();
    expect(one.left()).toBe(minute);
  });

  test('refuses the user’s own requests for the server’s time, not for the spread behind it', async () => {
    const { one, clock } = aPause();
    one.limited(10 * minute);
    expect(one.refusedUntil()).toBe(clock.now() + 10 * minute);
    await clock.advance(10 * minute);
    expect(one.refusedUntil()).toBeNull();
    expect(one.left()).toBe(2.5 * minute);
  });
});

describe('the spread behind a pause', () => {
  test('is left out for the user’s click once the server’s own time has passed', async () => {
    const { one, clock } = aPause();
    one.limited(10 * minute);
    await clock.advance(10 * minute - 1);
    one.skipSpread();
    expect(one.left()).toBe(2.5 * minute + 1);
    await clock.advance(1);
    one.skipSpread();
    expect(one.left()).toBe(0);
    expect(one.current()?.pause.kind).toBe('quota');
  });

  test('is not what holds a lane whose key is refused', () => {
    const { one } = aPause();
    one.shut('auth');
    one.skipSpread();
    expect(one.left()).toBeNull();
  });
});

test('an hour whose requests are spent is waited for, and a while of the next', () => {
  const { one, clock, times } = aPause();
  const pause = one.exhausted(clock.now() + 30 * minute);
  expect(pause).toBe(one.current());
  expect(pause.pause).toEqual({ kind: 'quota', until: clock.now() + 30 * minute });
  expect(times()).toEqual([30 * minute, 32.5 * minute]);
  expect(one.isRefused()).toBe(false);
});

test.each([
  ['is over already', -10 * minute, second],
  ['lies beyond an hour', 5 * 60 * minute, 65 * minute],
])('an hour whose end %s is waited for within reason', (_what, ms, waits) => {
  const { one, clock, times } = aPause();
  one.exhausted(clock.now() + ms);
  expect(times()[0]).toBe(waits);
});

describe('a server that fails', () => {
  test('for everybody pauses the lane at once, longer each time', () => {
    const { one, clock, times } = aPause();
    one.fault(null, true);
    expect(one.current()?.pause).toEqual({ kind: 'server', until: clock.now() + 2 * second });
    expect(times()).toEqual([0, 2 * second]);
    one.fault(null, true);
    expect(times()).toEqual([0, 4 * second]);
  });

  test('at one change pauses it at the third in a row only', () => {
    const { one, times } = aPause();
    one.fault(null, false);
    one.fault(null, false);
    expect(one.current()).toBeNull();
    one.fault(null, false);
    expect(times()).toEqual([0, 8 * second]);
  });

  test('and did not in between is counted from the start', () => {
    const { one } = aPause();
    one.fault(null, false);
    one.fault(null, false);
    one.sound();
    one.fault(null, false);
    expect(one.current()).toBeNull();
  });

  test('and says for how long is left alone for so long, by the user too', () => {
    const { one, clock, times } = aPause();
    one.fault(20 * second, false);
    expect(one.current()?.pause).toEqual({ kind: 'server', until: clock.now() + 21 * second });
    expect(times()).toEqual([21 * second, 21 * second]);
    one.skipSpread();
    expect(one.left()).toBe(21 * second);
  });

  test('and goes on failing after a short word is left alone by the backoff', () => {
    const { one, times } = aPause();
    one.fault(second, false);
    one.fault(second, false);
    expect(times()).toEqual([1_050, 1_050]);
    one.fault(second, false);
    expect(times()).toEqual([8 * second, 8 * second]);
  });

  test('does not refuse the user’s own requests', () => {
    const { one } = aPause();
    one.fault(20 * second, true);
    expect(one.refusedUntil()).toBeNull();
  });
});

describe('a pause', () => {
  test.each(['auth', 'account'] as const)('for %s lasts until something happens', async kind => {
    const { one, clock } = aPause();
    one.shut(kind);
    expect(one.current()).toEqual({ pause: { kind }, setAt: clock.now(), until: null, opensAt: null });
    await clock.advance(24 * 60 * minute);
    one.expire();
    expect(one.left()).toBeNull();
  });

  test('ends with what its kind is lifted by, and with nothing else', () => {
    const { one } = aPause();
    one.shut('auth');
    expect(one.lift('account', 'newer')).toBe(false);
    expect(one.left()).toBeNull();
    expect(one.lift('account', 'auth')).toBe(true);
    expect(one.left()).toBe(0);
  });

  test('is over once it has run out, not before', async () => {
    const { one, clock } = aPause();
    one.fault(null, true);
    await clock.advance(1_999);
    one.expire();
    expect(one.left()).toBe(1);
    await clock.advance(1);
    one.expire();
    expect(one.current()).toBeNull();
  });

  test('goes on after a restart where it was', () => {
    const { clock } = aLane();
    const saved: LanePause = {
      pause: { kind: 'server', until: clock.now() + minute },
      setAt: clock.now() - minute,
      until: clock.now() - minute,
      opensAt: clock.now() + minute,
    };
    const { one } = aPause([], saved);
    expect(one.current()).toBe(saved);
    expect(one.left()).toBe(minute);
  });
});
