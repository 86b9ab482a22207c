import { describe, expect, test } from 'vitest';
import { createFresh, createJustPicked } from '../../../../main/outbox/lanes/fresh.ts';
import { createAwake, createLanes } from '../../../../main/outbox/lanes/lanes.ts';
import { createQuota } from '../../../../main/outbox/lanes/quota.ts';
import { laneA } from '../../store/rows.ts';
import { aLane, change, minute, opportunity, second } from '../lane.ts';

const [a, b] = [opportunity('a'), opportunity('b')];
const place = (stage: string) => ({ stage, pipeline: 'default' }) as never;

describe('what an answer said of an opportunity', () => {
  test('is fresh for half a minute', async () => {
    const { clock } = aLane();
    const fresh = createFresh(clock);
    expect(fresh.place(a)).toBeNull();
    fresh.learn(a, place('new'), 0);
    expect([fresh.place(a), fresh.place(b)]).toEqual([place('new'), null]);
    await clock.advance(30 * second);
    expect(fresh.place(a)).toEqual(place('new'));
    await clock.advance(1);
    expect(fresh.place(a)).toBeNull();
  });

  test('is as old as its question', async () => {
    const { clock } = aLane();
    const fresh = createFresh(clock);
    fresh.learn(a, place('new'), 10 * second);
    await clock.advance(20 * second);
    expect(fresh.place(a)).toEqual(place('new'));
    await clock.advance(1);
    expect(fresh.place(a)).toBeNull();
  });

  test.each([
    [30 * second, place('new')],
    [30 * second + 1, null],
    [-1, null],
    [Number.NaN, null],
  ])('%d ms ago is known as %j', (ageMs, known) => {
    const fresh = createFresh(aLane().clock);
    fresh.learn(a, place('new'), ageMs);
    expect(fresh.place(a)).toEqual(known);
  });

  test('yields to what is as new, and not to what is older', () => {
    const fresh = createFresh(aLane().clock);
    fresh.learn(a, place('new'), 5 * second);
    fresh.learn(a, place('won'), 5 * second);
    fresh.learn(a, place('lost'), 6 * second);
    expect(fresh.place(a)).toEqual(place('won'));
  });

  test('is forgotten one by one, or all', () => {
    const fresh = createFresh(aLane().clock);
    for (const id of [a, b]) fresh.learn(id, place('new'), 0);
    fresh.forget(a);
    expect([fresh.place(a), fresh.place(b)]).toEqual([null, place('new')]);
    fresh.forgetAll();
    expect(fresh.place(b)).toBeNull();
  });
});

test('a change was picked just now for a minute, sleep included', async () => {
  const { clock } = aLane();
  const picked = createJustPicked(clock);
  await clock.advance(minute);
  picked.note(change('one'));
  await clock.sleep(minute);
  expect([picked.has(change('one')), picked.has(change('two'))]).toEqual([true, false]);
  await clock.advance(1);
  expect(picked.has(change('one'))).toBe(false);
});

describe('a machine that was away', () => {
  const parts = () => {
    const { clock, alarms, random } = aLane();
    const lanes = createLanes({ clock, alarms, random }, new Map());
    const lane = lanes.of(laneA);
    const awake = createAwake(clock, alarms, lanes);
    lane.fresh.learn(a, place('new'), 0);
    lane.gate.offline();
    const alarm = { at: clock.now() + minute, setAt: clock.now() };
    // From here on the monotonic clock counts both.
    alarms.left(alarm);
    lane.gate.opensIn();
    return {
      clock,
      awake,
      /** Whether the lane still takes for fresh what it saw, when it tries again, and what is left of a minute. */
      state: () => [lane.fresh.place(a) !== null, lane.gate.opensIn(), alarms.left(alarm)],
    };
  };

  test('for less than five seconds was not', async () => {
    const { clock, awake, state } = parts();
    await clock.sleep(5 * second - 1);
    awake.watch();
    expect(state()).toEqual([true, 5 * minute, minute]);
  });

  test('for five seconds tries again soon, and counts by the wall clock what is left', async () => {
    const { clock, awake, state } = parts();
    await clock.sleep(5 * second);
    awake.watch();
    expect(state()).toEqual([false, 16 * second, 55 * second]);
  });

  test('is told apart from one that is awake for as long', async () => {
    const { clock, awake, state } = parts();
    await clock.advance(20 * second);
    awake.watch();
    expect(state()).toEqual([true, 5 * minute - 20 * second, 40 * second]);
    await clock.advance(5 * second);
    awake.watch();
    expect(state()).toEqual([true, 5 * minute - 25 * second, 35 * second]);
  });

  test('twice for a moment was not away for long', async () => {
    const { clock, awake, state } = parts();
    for (let nap = 0; nap < 2; nap += 1) {
      await clock.sleep(4 * second);
      awake.watch();
    }
    expect(state()).toEqual([true, 5 * minute, minute]);
  });

  test('in no way, but whose clock was set back, takes nothing for fresh and tries no sooner', () => {
    const { clock, awake, state } = parts();
    clock.jump(-10 * second);
    awake.watch();
    expect(state()).toEqual([false, 5 * minute, minute]);
  });

  test('by the system’s word is not asked for how long', () => {
    const { awake, state } = parts();
    awake.woken();
    expect(state()).toEqual([false, 5 * minute, minute]);
  });
});

describe('the requests of the hour', () => {
  const quota = () => {
    const { clock, alarms } = aLane();
    const one = createQuota(clock, alarms);
    const view = (remaining: number, minutes: number, limit = 100) => ({
      limit,
      remaining,
      resetsAt: clock.now() + minutes * minute,
    });
    return { clock, one, view };
  };

  test('are unknown at first: everything may be asked', () => {
    const { one } = quota();
    one.exhausted(minute);
    expect([one.view(), one.permitRead(1_000), one.blockedUntil(1_000)]).toEqual([null, true, null]);
  });

  test('of a later hour replace those of this one', () => {
    const { one, view } = quota();
    one.observe(view(3, 10));
    one.observe(view(99, 16));
    expect(one.view()).toEqual(view(99, 16));
  });

  test.each([5, -5])('whose end differs by %d minutes are of the same hour: the fewest count', minutes => {
    const { one, view } = quota();
    one.observe(view(3, 30));
    one.observe(view(99, 30 + minutes));
    expect(one.view()).toEqual(view(3, 30 + minutes));
    one.observe(view(2, 30));
    expect(one.view()?.remaining).toBe(2);
  });

  test('of an earlier hour are no news', () => {
    const { one, view } = quota();
    one.observe(view(50, 30));
    one.observe(view(3, 24));
    expect(one.view()).toEqual(view(50, 30));
  });

  test('are known to the end of the hour, whatever the wall clock is set to', async () => {
    const { clock, one, view } = quota();
    const seen = view(50, 30);
    one.observe(seen);
    clock.jump(24 * 60 * minute);
    expect(one.view()).toEqual(seen);
    await clock.advance(30 * minute - 1);
    expect(one.view()).toEqual(seen);
    await clock.advance(1);
    expect(one.view()).toBeNull();
  });

  test('are not believed to last longer than an hour and a little', async () => {
    const { clock, one, view } = quota();
    one.observe(view(0, 24 * 60));
    await clock.advance(65 * minute);
    expect(one.view()).toBeNull();
  });

  test('are spent where the server refuses, for as long as it says or to the hour’s end', () => {
    const { clock, one, view } = quota();
    one.observe(view(50, 30));
    one.exhausted(10 * minute);
    expect(one.view()).toEqual(view(0, 10));
    one.exhausted(20 * minute);
    expect(one.view()).toEqual(view(0, 10));
    expect(one.blockedUntil(1)).toBe(clock.now() + 10 * minute);
  });

  test('leave ten to the changes', () => {
    const { one, view } = quota();
    one.observe(view(11, 30));
    expect(one.permitRead(0)).toBe(true);
    one.observe(view(10, 30));
    expect(one.permitRead(0)).toBe(false);
  });

  test('of a limit smaller than what is wanted are enough when all are left', () => {
    const { one, view } = quota();
    one.observe(view(1, 30, 1));
    expect(one.blockedUntil(2)).toBeNull();
    one.observe(view(0, 30, 1));
    expect(one.blockedUntil(2)).toBe(view(0, 30).resetsAt);
  });
});
