import { describe, expect, test } from 'vitest';
import type { LaneNext } from '../../../../main/outbox/lanes/consequence.ts';
import type { Signal } from '../../../../main/outbox/lanes/gate.ts';
import { aLane, minute, opportunity, second } from '../lane.ts';

const [a, b] = [opportunity('a'), opportunity('b')];
const proven: LaneNext = { kind: 'proven' };
const accepted: LaneNext = { kind: 'key-accepted' };
const auth: LaneNext = { kind: 'auth' };
const strange: LaneNext = { kind: 'strange' };
const lost: LaneNext = { kind: 'link', pause: 'network' };
const limited = (waitMs: number): LaneNext => ({ kind: 'limited', waitMs });
const fault: LaneNext = { kind: 'fault', waitMs: null, wide: false };
const wideFault: LaneNext = { kind: 'fault', waitMs: null, wide: true };

describe('when a request may leave', () => {
  test('is now, at first', () => {
    const gate = aLane().gate();
    expect([gate.opensIn(), gate.pause(), gate.network(), gate.read]).toEqual([
      0,
      null,
      'unknown',
      'unknown',
    ]);
  });

  test('is when both the connection and the server let it', () => {
    const gate = aLane().gate();
    gate.after(limited(second), a);
    expect(gate.opensIn()).toBe(63 * second);
    gate.after(lost, a);
    expect(gate.opensIn()).toBe(63 * second);
    gate.offline();
    expect(gate.opensIn()).toBe(5 * minute);
  });

  test('is not until something happens while the key is refused', () => {
    const gate = aLane().gate();
    gate.after(auth, a);
    gate.after(lost, a);
    expect(gate.opensIn()).toBeNull();
  });
});

describe('the pause that is shown', () => {
  test('is the one that waits for the user, whatever else there is', () => {
    const gate = aLane().gate();
    gate.after(auth, a);
    gate.after(lost, a);
    expect(gate.pause()).toEqual({ kind: 'auth' });
  });

  test('is the lost connection before the server’s', () => {
    const gate = aLane().gate();
    gate.after(limited(second), a);
    gate.after({ kind: 'link', pause: 'tls' }, a);
    expect(gate.pause()).toEqual({ kind: 'tls' });
  });

  test('is the server’s until it has run out', async () => {
    const { clock, gate } = aLane();
    const one = gate();
    const until = clock.now() + minute;
    one.after(limited(second), a);
    await clock.advance(62 * second);
    expect(one.pause()).toEqual({ kind: 'quota', until });
    await clock.advance(second);
    expect(one.pause()).toBeNull();
    expect(one.serverPause()).not.toBeNull();
  });
});

describe('an answer', () => {
  test('proves the connection, whatever it says', () => {
    for (const next of [proven, accepted, auth, strange, fault, limited(second)]) {
      const gate = aLane().gate();
      gate.after(lost, a);
      gate.after(next, a);
      expect([next.kind, gate.network()]).toEqual([next.kind, 'online']);
    }
  });

  test('says what must lie on disk of the pause', () => {
    const gate = aLane().gate();
    expect(gate.after(proven, a)).toBeNull();
    expect(gate.after(auth, a)).toBe(gate.serverPause());
    expect(gate.after(lost, a)).toMatchObject({ pause: { kind: 'auth' } });
  });

  test('ends a pause that has run out, and not one that has not', async () => {
    const { clock, gate } = aLane();
    const one = gate();
    one.after(wideFault, a);
    expect(one.after(proven, a)).not.toBeNull();
    await clock.advance(2 * second);
    expect(one.after(proven, a)).toBeNull();
  });

  test('without a fault between two of them lets faults be counted anew', () => {
    const gate = aLane().gate();
    gate.after(fault, a);
    gate.after(fault, a);
    gate.after(proven, a);
    gate.after(fault, a);
    expect(gate.serverPause()).toBeNull();
  });

  test('with the third fault in a row pauses the lane', () => {
    const gate = aLane().gate();
    for (let failed = 0; failed < 3; failed += 1) gate.after(fault, a);
    expect(gate.pause()).toMatchObject({ kind: 'server' });
  });

  test('that is no refusal lets refusals be counted anew', () => {
    const gate = aLane().gate();
    gate.after(limited(second), a);
    expect(gate.isRefused()).toBe(true);
    gate.after(fault, a);
    expect(gate.isRefused()).toBe(false);
  });

  test('that refuses once more is waited for twice as long', () => {
    const gate = aLane().gate();
    gate.after(limited(second), a);
    gate.after(limited(second), a);
    expect(gate.opensIn()).toBe(126 * second);
  });

  test('of an accepted key lifts the pause of a refused one; one that only proves the connection does not', () => {
    const gate = aLane().gate();
    gate.after(auth, a);
    expect(gate.after(proven, a)).toMatchObject({ pause: { kind: 'auth' } });
    expect(gate.after(accepted, a)).toBeNull();
  });
});

describe('an opportunity that nobody knows', () => {
  test('followed by another one makes the account the doubtful thing', () => {
    const gate = aLane().gate();
    gate.after(strange, a);
    expect(gate.pause()).toBeNull();
    gate.after(strange, b);
    expect(gate.pause()).toEqual({ kind: 'account' });
  });

  test('asked for twice is one', () => {
    const gate = aLane().gate();
    gate.after(strange, a);
    gate.after(strange, a);
    expect(gate.pause()).toBeNull();
  });

  test('with a known one in between says nothing of the account', () => {
    const gate = aLane().gate();
    gate.after(strange, a);
    gate.after(proven, a);
    gate.after(strange, b);
    expect(gate.pause()).toBeNull();
  });

  test('with a list in between, which is of no opportunity, still does', () => {
    const gate = aLane().gate();
    gate.after(strange, a);
    gate.after(accepted, null);
    gate.after(strange, b);
    expect(gate.pause()).toEqual({ kind: 'account' });
  });

  test.each([
    ['an answer of the user', gate => gate.answered()],
    ['the key entered again', gate => gate.wake('key')],
  ] as [string, (gate: ReturnType<ReturnType<typeof aLane>['gate']>) => boolean][])(
    'is forgotten with %s',
    (_what, does) => {
      const gate = aLane().gate();
      gate.after(strange, a);
      expect(does(gate)).toBe(false);
      gate.after(strange, b);
      expect(gate.pause()).toBeNull();
      gate.after(strange, a);
      expect(does(gate)).toBe(true);
      expect([gate.pause(), gate.opensIn()]).toEqual([null, 0]);
    },
  );
});

describe('a signal', () => {
  const offline = () => {
    const gate = aLane().gate();
    gate.offline();
    return gate;
  };

  test.each([
    ['start', 5 * minute],
    ['online', 16 * second],
    ['resume', 16 * second],
    ['unlock', 16 * second],
    ['poll', 16 * second],
    ['user', 0],
    ['key', 0],
  ] as [Signal, number][])('“%s” brings the next try to in %i ms', (signal, ms) => {
    const gate = offline();
    expect(gate.wake(signal)).toBe(false);
    expect(gate.opensIn()).toBe(ms);
  });

  test('that the network is back lets a click go at once, which no other signal does', () => {
    const gate = offline();
    gate.wake('resume');
    gate.click();
    expect(gate.opensIn()).toBe(16 * second);
    gate.wake('online');
    gate.click();
    expect(gate.opensIn()).toBe(0);
  });

  test('of the entered key lifts a refused key’s pause, which no other signal does', () => {
    const gate = aLane().gate();
    gate.after(auth, a);
    for (const signal of ['start', 'online', 'resume', 'unlock', 'poll', 'user'] as const) {
      expect([signal, gate.wake(signal), gate.opensIn()]).toEqual([signal, false, null]);
    }
    expect([gate.wake('key'), gate.opensIn()]).toEqual([true, 0]);
  });

  test('of the entered key lifts the pause of a server that wants a newer program', () => {
    const { clock } = aLane();
    const saved = { pause: { kind: 'newer' }, setAt: clock.now(), until: null, opensAt: null } as const;
    const gate = aLane({ saved }).gate();
    expect([gate.opensIn(), gate.wake('key'), gate.opensIn()]).toEqual([null, true, 0]);
  });

  test('of the entered key lifts no pause for the number of requests', () => {
    const gate = aLane().gate();
    gate.after(limited(second), a);
    expect([gate.wake('key'), gate.opensIn()]).toEqual([false, 63 * second]);
  });

  test.each([
    ['user', 0],
    ['poll', 2.5 * minute],
  ] as const)('“%s” after the server’s own time leaves %i ms to wait', async (signal, ms) => {
    const { clock, gate } = aLane();
    const one = gate();
    one.after(limited(10 * minute), a);
    await clock.advance(10 * minute);
    one.wake(signal);
    expect(one.opensIn()).toBe(ms);
  });
});

test('the user’s click leaves the spread out once the server’s own time has passed', async () => {
  const { clock, gate } = aLane();
  const one = gate();
  one.after(limited(10 * minute), a);
  await clock.advance(10 * minute);
  one.click();
  expect(one.opensIn()).toBe(0);
});

test('an answer of the user lifts no pause but the account’s', () => {
  const gate = aLane().gate();
  gate.after(auth, a);
  expect([gate.answered(), gate.opensIn()]).toEqual([false, null]);
});
