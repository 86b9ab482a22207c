import { describe, expect, test } from 'vitest';
import type { PipelineId } from '../../../main/contract/model.ts';
import { createTransitions } from '../../../main/outbox/delivery/transitions.ts';
import type { RowNext } from '../../../main/outbox/lanes/consequence.ts';
import type { Entry } from '../../../main/outbox/model/entry.ts';
import type { Trouble } from '../../../main/outbox/model/trouble.ts';
import { stageOf } from '../../support/ports/virtual-api.ts';
import { aDraft, aDraftIn, laneA } from '../store/rows.ts';
import { anEntry } from './entries.ts';
import { aLane, change, opportunity, second } from './lane.ts';

/** The transitions on a disk where these rows lie; dice show 0.5. */
function on(...rows: readonly Partial<Entry>[]) {
  const parts = aLane();
  const { store, openEntries } = parts.learning();
  store.commit({ insert: rows.map(row => ({ ...aDraft('a'), ...row })) });
  openEntries.load();
  const { clock, random } = parts;
  const transitions = createTransitions({ openEntries, store, clock, random });
  return { transitions, openEntries, store, now: clock.now(), rows: openEntries.rows() };
}

const service = 'service' as PipelineId;
const doubt = { at: 80_000, setAt: 5_000 };
const sending = anEntry({ state: 'sending', sentAt: 3_000, seq: 1 });
const gone: Trouble = { kind: 'missing' };
const failing = (status: number): Trouble => ({ kind: 'failing', status, waitMs: null });
const again = (counted: boolean, backoff: boolean): RowNext => ({ kind: 'again', counted, backoff });

describe('a change that waits', () => {
  test('has a time, or goes as soon as its lane lets it', () => {
    const { transitions, now } = on();
    const due = { at: now + second, setAt: now };
    expect(transitions.waiting(sending, second)).toEqual({ update: [{ ...sending, state: 'waiting', due }] });
    expect(transitions.waiting(sending, null, { attempts: 4 })).toEqual({
      update: [{ ...sending, state: 'waiting', due: null, attempts: 4 }],
    });
  });

  test('is to be verified while its own PATCH is in doubt, not while another’s is', () => {
    const { transitions } = on();
    const state = (patch: Partial<Entry>) =>
      transitions.waiting({ ...sending, ...patch }, null).update?.map(row => row.state);
    expect(state({ inDoubt: doubt })).toEqual(['verify']);
    expect(state({ inDoubt: doubt, sentAt: null })).toEqual(['waiting']);
  });

  test('gives way to what was picked behind it, unless its request is out', () => {
    const { transitions, rows, now } = on(
      { state: 'sending' },
      { id: change('behind'), to: stageOf('lost') },
    );
    const [row = sending] = rows;
    expect(transitions.waiting(row, null).update).toMatchObject([
      { id: row.id, state: 'superseded', endedAt: now },
      { id: 'behind', state: 'ready' },
    ]);
    const out = { ...row, inDoubt: doubt, sentAt: 3_000 };
    expect(transitions.waiting(out, null).update).toMatchObject([{ id: row.id, state: 'verify' }]);
  });

  test('does not give way to what was picked before it', () => {
    const { transitions, rows } = on({ state: 'verify', sentAt: 3_000 }, { id: change('behind') });
    const [, row = sending] = rows;
    expect(transitions.waiting(row, null).update).toMatchObject([{ id: 'behind', state: 'waiting' }]);
  });
});

describe('a change that needs the user', () => {
  const bare = { ...sending, state: 'parked', due: null, trouble: null, theirs: null };

  test('says why', () => {
    const { transitions } = on();
    expect(transitions.parked({ ...sending, due: doubt }, 'missing')).toEqual({
      update: [{ ...bare, reason: 'missing' }],
    });
  });

  test('says what is in its place, or in which pipeline it is', () => {
    const { transitions } = on();
    const theirs = stageOf('lost');
    const trouble = { code: 'pipeline-changed', pipeline: service } as const;
    expect(transitions.asked(sending, 'conflict', service, theirs)).toEqual({
      update: [{ ...bare, reason: 'conflict', theirs }],
    });
    expect(transitions.asked(sending, 'elsewhere', service, theirs)).toEqual({
      update: [{ ...bare, reason: 'pipeline-changed', trouble, theirs }],
    });
    const overwrote = stageOf('triage');
    expect(transitions.asked({ ...sending, overwrote }, 'misplaced', service, theirs)).toEqual({
      update: [{ ...bare, reason: 'misplaced', trouble, theirs, overwrote }],
    });
  });

  test('because it stands in a wrong pipeline tells so also where the user has picked anew', () => {
    const held = { at: 9, setAt: 8 };
    const { transitions, rows } = on({ state: 'sending' }, { id: change('behind'), state: 'held', held });
    const [row = sending] = rows;
    expect(transitions.misplaced(row, service, null, null).update).toMatchObject([
      { id: row.id, state: 'superseded' },
      { id: 'behind', state: 'parked', reason: 'misplaced', held: null, trouble: { pipeline: service } },
    ]);
  });
});

test('a delivered change keeps no trouble', () => {
  const { transitions, now } = on();
  const trouble = { code: 'conflicting' } as const;
  const row = {
    ...sending,
    trouble,
    reason: 'missing',
    due: doubt,
    inDoubt: doubt,
    theirs: stageOf('lost'),
  } as const;
  expect(transitions.delivered(row, { overwrote: stageOf('lost') })).toEqual({
    update: [
      {
        ...sending,
        state: 'delivered',
        endedAt: now,
        overwrote: stageOf('lost'),
        trouble: null,
        reason: null,
        due: null,
        inDoubt: null,
        theirs: null,
      },
    ],
  });
});

describe('a change that met trouble', () => {
  const meeting = (row: Entry, next: RowNext, trouble: Trouble, asked: 'look' | 'send' = 'send') => {
    const { transitions, now } = on();
    const [update] = transitions.troubled(row, next, trouble, asked).update ?? [];
    return { ...update, in: update?.due == null ? null : update.due.at - now };
  };

  test('goes again as soon as its lane lets it, where it does not count', () => {
    expect(meeting(sending, again(false, false), gone)).toMatchObject({
      state: 'waiting',
      in: null,
      attempts: 0,
      trouble: { code: 'opportunity-unknown' },
    });
  });

  test('waits longer with each try that counts', () => {
    expect(meeting(sending, again(true, true), gone)).toMatchObject({ attempts: 1, in: 2 * second });
    const third = { ...sending, attempts: 2 };
    expect(meeting(third, again(true, true), gone)).toMatchObject({ attempts: 3, in: 8 * second });
  });

  test('and may have arrived is verified, soon where it may still be on its way', () => {
    const verify = (counted: boolean, inFlight: boolean): RowNext => ({ kind: 'verify', counted, inFlight });
    expect(meeting(sending, verify(true, true), gone)).toMatchObject({
      state: 'verify',
      attempts: 1,
      inDoubt: { at: 78_000, setAt: 3_000 },
      in: 2 * second,
    });
    expect(meeting({ ...sending, attempts: 2 }, verify(false, false), gone)).toMatchObject({
      attempts: 2,
      inDoubt: { at: 3_000, setAt: 3_000 },
      in: 4 * second,
    });
  });

  test('that another request won may go once more; then, and after a look, it asks', () => {
    const contended: RowNext = { kind: 'contended' };
    const row = { ...sending, contended: 0 };
    expect(meeting(row, contended, { kind: 'conflicting' })).toMatchObject({
      state: 'waiting',
      contended: 1,
      in: second,
    });
    const parked = { state: 'parked', reason: 'contended', trouble: { code: 'conflicting' } };
    expect(meeting({ ...row, contended: 1 }, contended, { kind: 'conflicting' })).toMatchObject(parked);
    expect(meeting(row, contended, { kind: 'conflicting' }, 'look')).toMatchObject(parked);
  });

  test('is parked with the reason that the outcome has', () => {
    expect(meeting(sending, { kind: 'park', reason: 'missing' }, gone)).toMatchObject({
      state: 'parked',
      reason: 'missing',
      trouble: { code: 'opportunity-unknown' },
    });
  });

  test('in a look that the key may not make is as it was', () => {
    const { transitions } = on();
    expect(transitions.troubled(sending, { kind: 'unchecked' }, gone, 'look')).toEqual({});
  });

  test('counts the failures of the server that may be its own, from the first on', () => {
    const { transitions, now } = on();
    const failures = (row: Entry, trouble: Trouble) => {
      const [update] = transitions.troubled(row, again(true, true), trouble, 'send').update ?? [];
      return [update?.failures, update?.failingSince];
    };
    expect(failures(sending, failing(500))).toEqual([1, now]);
    expect(failures({ ...sending, failures: 1, failingSince: 7 }, failing(500))).toEqual([2, 7]);
    expect(failures({ ...sending, failures: 1, failingSince: 7 }, failing(503))).toEqual([1, 7]);
    expect(failures(sending, { kind: 'not-our-api', status: 500 })).toEqual([0, null]);
  });
});

describe('a change at which alone the server fails', () => {
  /** What becomes of a change that has failed so often since 4,000, beside one that ended. */
  const beside = (ended: Partial<Entry>, failures = 7) => {
    const { transitions } = on({ ...aDraftIn('delivered', 'b'), sentAt: 4_000, endedAt: 4_000, ...ended });
    const row = { ...sending, failures, failingSince: 4_000 };
    const [update] = transitions.troubled(row, again(true, true), failing(500), 'send').update ?? [];
    return update?.reason ?? null;
  };

  test('asks the user after eight failures, while others were delivered', () => {
    expect(beside({})).toBe('poison');
    expect(beside({}, 6)).toBeNull();
  });

  test.each([
    ['was withdrawn', { state: 'cancelled' }],
    ['is of another key', { lane: 'another' as Entry['lane'] }],
    ['is its own opportunity’s', { opportunity: opportunity('a') }],
    ['was sent before the first failure', { sentAt: 3_999 }],
    ['was found there and never sent', { sentAt: null }],
  ] as readonly (readonly [string, Partial<Entry>])[])('goes on where the other %s', (_what, patch) => {
    expect(beside(patch)).toBeNull();
  });
});

test('changes that keep failing on a stage that is gone ask for another one', () => {
  const failed = { state: 'waiting', failures: 1 } as const;
  const { transitions, openEntries } = on(
    { ...aDraft('a'), ...failed },
    { ...aDraft('b'), ...failed, state: 'verify', sentAt: 1, inDoubt: doubt },
    { ...aDraft('c'), ...failed, state: 'ready' },
    { ...aDraft('d'), ...failed, failures: 0 },
    { ...aDraft('e'), ...failed, to: stageOf('lost') },
    { ...aDraft('f'), ...failed, lane: 'another' as Entry['lane'] },
  );
  const told = transitions.withdrawn(laneA, stageOf('won').id).flatMap(batch => openEntries.settle(batch));
  const parked = openEntries.rows().filter(({ state }) => state === 'parked');
  expect(parked.map(row => row.opportunity)).toEqual(['a', 'b']);
  expect(parked).toMatchObject([
    { reason: 'stage-refused', trouble: { code: 'stage-unknown' } },
    { reason: 'stage-refused' },
  ]);
  expect(told).toEqual(parked);
});
