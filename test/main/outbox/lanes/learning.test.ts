import { describe, expect, test } from 'vitest';
import type { ChangeState } from '../../../../main/contract/change.ts';
import type { LaneId } from '../../../../main/contract/model.ts';
import type { Signal } from '../../../../main/outbox/lanes/gate.ts';
import { createLanes } from '../../../../main/outbox/lanes/lanes.ts';
import type { Entry } from '../../../../main/outbox/model/entry.ts';
import { aDraftIn, laneA } from '../../store/rows.ts';
import { aLane, minute, opportunity, second } from '../lane.ts';

const place = { stage: 'new', pipeline: 'default' } as never;
const a = opportunity('a');
const another = '00000000-0000-4000-8000-00000000000c' as LaneId;
const none = { quota: null } as const;
const learns = () => {
  const parts = aLane();
  return { clock: parts.clock, ...parts.learning() };
};

describe('what a background request learns', () => {
  test('of a lost connection closes the way', () => {
    const { signals, lane } = learns();
    signals.observed(laneA, null, 'lost');
    expect([lane.gate.pause(), lane.gate.opensIn()]).toEqual([{ kind: 'network' }, 2 * second]);
  });

  test('of a stranger in the API’s place is told so', () => {
    const { signals, lane } = learns();
    signals.observed(laneA, null, 'foreign');
    expect(lane.gate.pause()).toEqual({ kind: 'not-our-api' });
  });

  test('of a loss does not push back a try that is planned already, nor count for the next', async () => {
    const { signals, lane, clock } = learns();
    signals.observed(laneA, null, 'lost');
    await clock.advance(second);
    signals.observed(laneA, null, 'lost');
    expect(lane.gate.opensIn()).toBe(second);
    await clock.advance(second);
    signals.observed(laneA, null, 'lost');
    expect(lane.gate.opensIn()).toBe(4 * second);
  });

  test('of the connection opens the way, and lifts no pause of the key', () => {
    const { signals, lane } = learns();
    signals.observed(laneA, null, 'lost');
    signals.observed(laneA, null, 'unauthorised');
    signals.observed(laneA, null, 'proven');
    expect([lane.gate.network(), lane.gate.pause()]).toEqual(['online', { kind: 'auth' }]);
    signals.observed(laneA, null, 'key-accepted');
    signals.observed(laneA, null, 'lost');
    signals.observed(laneA, null, 'proven');
    expect([lane.gate.network(), lane.gate.opensIn()]).toEqual(['online', 0]);
  });

  test('of a refused key lies on disk, until the key is accepted', () => {
    const { signals, lane, store } = learns();
    signals.observed(laneA, null, 'unauthorised');
    expect(store.pauses().get(laneA)).toMatchObject({ pause: { kind: 'auth' } });
    expect(lane.onDisk).toBe(lane.gate.serverPause());
    signals.observed(laneA, null, 'key-accepted');
    expect(store.pauses().get(laneA)).toBeUndefined();
    expect([lane.onDisk, lane.gate.opensIn()]).toEqual([null, 0]);
  });

  test('of an accepted key writes nothing where nothing is paused', () => {
    const { signals, lane, store } = learns();
    const before = store.held();
    signals.observed(laneA, null, 'key-accepted');
    expect(store.held()).toBe(before);
    expect(lane.gate.network()).toBe('online');
  });

  test('of a refusal for the number of requests counts for the hour, and lies on disk', () => {
    const { signals, lane, store, clock } = learns();
    const quota = { limit: 100, remaining: 50, resetsAt: clock.now() + 30 * minute };
    signals.observed(laneA, quota, { limitedMs: 10 * minute });
    expect(lane.quota.view()).toEqual({ limit: 100, remaining: 0, resetsAt: clock.now() + 10 * minute });
    expect(lane.gate.isRefused()).toBe(true);
    expect(store.pauses().get(laneA)).toMatchObject({ until: clock.now() + 10 * minute });
  });
});

describe('the answer to a look outside of an attempt', () => {
  test('that found the opportunity proves the key', () => {
    const { signals, lane, clock } = learns();
    const quota = { limit: 100, remaining: 50, resetsAt: clock.now() + minute };
    signals.observed(laneA, null, 'unauthorised');
    signals.heard(laneA, { kind: 'done', quota });
    expect([lane.gate.pause(), lane.quota.view()]).toEqual([null, quota]);
  });

  test('that the key may not read proves it as well', () => {
    const { signals, lane } = learns();
    signals.observed(laneA, null, 'unauthorised');
    signals.heard(laneA, { kind: 'forbidden', permission: 'opportunities:read', ...none });
    expect(lane.gate.pause()).toBeNull();
  });

  test('that found none says nothing of the account: it was asked for to find out', () => {
    const { signals, lane } = learns();
    signals.observed(laneA, null, 'lost');
    lane.gate.after({ kind: 'strange' }, a);
    signals.heard(laneA, { kind: 'missing', ...none });
    signals.heard(laneA, { kind: 'missing', ...none });
    expect([lane.gate.network(), lane.gate.pause()]).toEqual(['online', null]);
  });

  test('that refuses the key pauses the lane', () => {
    const { signals, lane } = learns();
    signals.heard(laneA, { kind: 'unauthorised', why: 'invalid', ...none });
    expect(lane.gate.pause()).toEqual({ kind: 'auth' });
  });
});

describe('a signal', () => {
  test.each([
    ['start', false],
    ['online', true],
    ['resume', true],
    ['unlock', true],
    ['poll', false],
    ['user', false],
    ['key', false],
  ] as [Signal, boolean][])('“%s” makes all that was seen old: %s', (signal, forgets) => {
    const { signals, lane } = learns();
    lane.fresh.learn(a, place, 0);
    signals.woken(lane, signal);
    expect(lane.fresh.place(a) === null).toBe(forgets);
  });

  test('without a key in use is for nobody', () => {
    const { signals, lane } = learns();
    lane.fresh.learn(a, place, 0);
    signals.woken(null, 'online');
    expect(lane.fresh.place(a)).toBe(place);
  });

  test('of the entered key takes the pause from the disk, another signal writes nothing', () => {
    const { signals, lane, store } = learns();
    signals.observed(laneA, null, 'unauthorised');
    const before = store.held();
    signals.woken(lane, 'online');
    expect(store.held()).toBe(before);
    signals.woken(lane, 'key');
    expect(store.pauses().size).toBe(0);
  });

  const due = { at: 9_000, setAt: 3_000 };
  const waiting = () => {
    const parts = learns();
    const row = (state: ChangeState, name: string, patch: Partial<Entry> = {}) => ({
      ...aDraftIn(state, name),
      due,
      ...patch,
    });
    parts.store.commit({
      insert: [
        row('waiting', 'a'),
        row('verify', 'b'),
        row('parked', 'c'),
        row('waiting', 'd', { due: null }),
        row('waiting', 'e', { lane: another }),
      ],
    });
    parts.openEntries.load();
    const rows = () => parts.openEntries.rows().map(one => `${one.opportunity} ${one.due?.at} ${one.rev}`);
    return { ...parts, rows };
  };

  test('of the user lets every change of the lane that waits for its time go now', () => {
    const { signals, lane, rows } = waiting();
    signals.woken(lane, 'user');
    expect(rows()).toEqual(['a undefined 2', 'b undefined 2', 'c 9000 1', 'd undefined 1', 'e 9000 1']);
  });

  test('of anybody else leaves them their time', () => {
    const { signals, lane, store } = waiting();
    const before = store.held();
    for (const signal of ['start', 'online', 'resume', 'unlock', 'poll', 'key'] as const)
      signals.woken(lane, signal);
    expect(store.held()).toBe(before);
  });

  test('of the user writes nothing where nothing waits', () => {
    const { signals, lane, store } = learns();
    const before = store.held();
    signals.woken(lane, 'user');
    expect(store.held()).toBe(before);
  });
});

describe('the user’s answer to a parked change', () => {
  test('lifts the account’s pause, on disk as well', () => {
    const { signals, lane, store } = learns();
    lane.gate.after({ kind: 'strange' }, a);
    lane.gate.after({ kind: 'strange' }, opportunity('b'));
    signals.woken(lane, 'poll');
    store.commit({ pause: { lane: laneA, pause: lane.gate.serverPause() } });
    signals.answered(laneA);
    expect([lane.gate.pause(), store.pauses().size]).toEqual([null, 0]);
  });

  test('is a click: the next try comes at once', () => {
    const { signals, lane, store } = learns();
    const before = store.held();
    signals.observed(laneA, null, 'lost');
    signals.answered(laneA);
    expect(lane.gate.opensIn()).toBe(0);
    expect(store.held()).toBe(before);
  });
});

test('a lane is made once, with the pause that it had on disk', () => {
  const parts = aLane();
  const saved = { pause: { kind: 'auth' }, setAt: 0, until: null, opensAt: null } as const;
  const lanes = createLanes(parts, new Map([[laneA, saved]]));
  const lane = lanes.of(laneA);
  expect([lane.onDisk, lane.gate.pause()]).toEqual([saved, { kind: 'auth' }]);
  expect(lanes.of(laneA)).toBe(lane);
  expect(lanes.of(another)).toMatchObject({ id: another, onDisk: null });
  expect(lanes.all().map(({ id }) => id)).toEqual([laneA, another]);
});
