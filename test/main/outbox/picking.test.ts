import { describe, expect, test } from 'vitest';
import { parkReasons } from '../../../main/contract/change.ts';
import type { PipelineId } from '../../../main/contract/model.ts';
import { isUnsure } from '../../../main/contract/offers.ts';
import { type PickedChange, replaceBy, take } from '../../../main/outbox/changes/coalesce.ts';
import { interrupted } from '../../../main/outbox/delivery/transitions.ts';
import { stageOf } from '../../support/ports/virtual-api.ts';
import { laneA } from '../store/rows.ts';
import { anEntry } from './entries.ts';
import { change, opportunity } from './lane.ts';

const pick = (to: string, seen: string | null, note = ''): PickedChange => ({
  lane: laneA,
  opportunity: {
    id: opportunity('a'),
    name: 'Deal a',
    company: 'Acme',
    pipeline: 'sales' as PipelineId,
  },
  to: stageOf(to),
  note,
  seen: seen === null ? null : { stage: stageOf(seen), fetchedAt: 8_000 },
});
const moment = { id: change('picked'), fingerprint: 'print', now: 9_000, undoMs: 5_000 };
const doubt = { at: 80_000, setAt: 5_000 };
/** The row that a pick of `to` becomes. */
const drafted = (to: string, rest: object) => ({
  id: 'picked',
  lane: laneA,
  fingerprint: 'print',
  opportunity: 'a',
  name: 'Deal a',
  company: 'Acme',
  pipeline: 'sales',
  base: stageOf('new'),
  baseAt: 8_000,
  to: stageOf(to),
  note: '',
  noteInCrm: false,
  byProgram: false,
  state: 'held',
  reason: null,
  trouble: null,
  markedAt: 9_000,
  since: 9_000,
  held: { at: 14_000, setAt: 9_000 },
  due: null,
  attempts: 0,
  failures: 0,
  failingSince: null,
  contended: 0,
  sentAt: null,
  inDoubt: null,
  theirs: null,
  overwrote: null,
  unchecked: false,
  toldAt: null,
  endedAt: null,
  ...rest,
});

describe('the first pick of an opportunity', () => {
  test('becomes a row that is held for the undo window and rests on what was seen', () => {
    expect(take(pick('won', 'new'), [], moment)).toEqual({
      kind: 'write',
      batch: { insert: [drafted('won', {})] },
    });
  });

  test('without an undo window is ready at once', () => {
    expect(take(pick('won', 'new'), [], { ...moment, undoMs: 0 })).toEqual({
      kind: 'write',
      batch: { insert: [drafted('won', { state: 'ready', held: null })] },
    });
  });

  test('that nobody had looked up rests on nothing', () => {
    expect(take(pick('won', null), [], moment)).toEqual({
      kind: 'write',
      batch: { insert: [drafted('won', { base: null, baseAt: null })] },
    });
  });

  test('where it stands already is none', () => {
    expect(take(pick('won', 'won'), [], moment)).toEqual({ kind: 'already-there' });
  });
});

describe('a pick with an open change before it', () => {
  test('of the same stage is that change, unless it is parked', () => {
    const [out, ready] = [anEntry({ seq: 4, state: 'sending', to: stageOf('lost') }), anEntry()];
    expect(take(pick('won', 'new'), [out, ready], moment)).toEqual({ kind: 'same', entry: ready });
    const parked = anEntry({ state: 'parked', reason: 'missing' });
    expect(take(pick('won', 'new'), [parked], moment).kind).toBe('write');
  });

  test('takes the unsent one’s place, with its base', () => {
    const unsent = anEntry({ baseAt: 1_234 });
    expect(take(pick('lost', 'won'), [unsent], moment)).toEqual({
      kind: 'write',
      batch: {
        update: [{ ...unsent, state: 'superseded', endedAt: 9_000 }],
        insert: [drafted('lost', { base: stageOf('new'), baseAt: 1_234 })],
      },
    });
  });

  test('takes the place of one that rests on nothing', () => {
    expect(take(pick('lost', 'won'), [anEntry({ base: null })], moment)).toMatchObject({
      batch: { update: [{ state: 'superseded' }], insert: [{ base: null }] },
    });
  });

  test('back to the base cancels the unsent one', () => {
    const unsent = anEntry();
    expect(take(pick('new', 'won'), [unsent], moment)).toEqual({
      kind: 'write',
      batch: { update: [{ ...unsent, state: 'cancelled', endedAt: 9_000 }] },
    });
  });

  test.each([
    ['was sent once', { state: 'waiting', sentAt: 3_000 }],
    ['may have arrived', { inDoubt: doubt }],
    ['asks the user', { state: 'parked', reason: 'missing' }],
  ] as const)('back to its base is a change of its own where that %s', (_what, patch) => {
    const taken = take(pick('new', 'won'), [anEntry(patch)], moment);
    expect(taken).toMatchObject({
      kind: 'write',
      batch: {
        update: [{ state: 'superseded' }],
        insert: [{ to: { id: 'new' }, base: { id: 'new' }, inDoubt: anEntry(patch).inDoubt }],
      },
    });
  });

  test.each(['sending', 'verify'] as const)(
    'that is “%s” waits behind it, and rests on what that brings',
    state => {
      const out = anEntry({ state, sentAt: 3_000, inDoubt: doubt });
      const waits = (baseAt: number) => ({
        kind: 'write',
        batch: { insert: [drafted('lost', { base: stageOf('won'), baseAt })] },
      });
      expect(take(pick('lost', 'won'), [out], moment)).toEqual(waits(1_000));
      expect(take(pick('lost', 'won'), [{ ...out, baseAt: null }], moment)).toEqual(waits(2_000));
    },
  );
});

describe('a note', () => {
  test('is the pick’s own: the change that it replaces keeps another', () => {
    expect(take(pick('lost', 'won', 'too expensive'), [anEntry({ note: 'signed' })], moment)).toMatchObject({
      batch: { update: [{ state: 'superseded', note: 'signed' }], insert: [{ note: 'too expensive' }] },
    });
    expect(take(pick('lost', 'won'), [anEntry({ note: 'signed' })], moment)).toMatchObject({
      batch: { update: [{ note: 'signed' }], insert: [{ note: '' }] },
    });
  });

  test.each(['held', 'ready', 'sending', 'waiting', 'verify'] as const)(
    'with the same stage again is written beside the change that is “%s”',
    state => {
      const row = anEntry({ state, note: 'signed' });
      expect(take(pick('won', 'new', 'signed today'), [row], moment)).toEqual({
        kind: 'write',
        batch: { update: [{ ...row, note: 'signed today' }] },
      });
      expect(take(pick('won', 'new', 'signed'), [row], moment)).toEqual({ kind: 'same', entry: row });
    },
  );

  test('of a pick back to the base stays beside the change that it cancels, after that one’s own', () => {
    const cancelled = (before: string, note: string) =>
      take(pick('new', 'won', note), [anEntry({ note: before })], moment);
    expect(cancelled('signed', 'not yet')).toMatchObject({
      batch: { update: [{ note: 'signed // not yet' }] },
    });
    expect(cancelled('', 'not yet')).toMatchObject({ batch: { update: [{ note: 'not yet' }] } });
    expect(cancelled('signed', '')).toMatchObject({ batch: { update: [{ note: 'signed' }] } });
  });
});

describe('a pick in the place of a parked change', () => {
  const replacing = (patch: Parameters<typeof anEntry>[0]) =>
    take(pick('lost', 'contacted'), [anEntry({ state: 'parked', ...patch })], moment);
  const rests = (base: string, baseAt: number) => ({
    batch: { insert: [{ base: stageOf(base), baseAt }] },
  });

  test('rests on what that change rested on', () => {
    expect(replacing({ reason: 'conflict', theirs: stageOf('won') })).toMatchObject(rests('new', 1_000));
  });

  test('rests on where the server has it, which the card showed', () => {
    const reason = 'pipeline-changed';
    expect(replacing({ reason, theirs: stageOf('triage') })).toMatchObject(rests('triage', 9_000));
    expect(replacing({ reason, theirs: null })).toMatchObject(rests('new', 1_000));
  });

  test('rests on what the user sees where the change itself is uncertain', () => {
    expect(replacing({ reason: 'damaged', inDoubt: doubt })).toMatchObject({
      batch: { insert: [{ base: stageOf('contacted'), baseAt: 8_000, inDoubt: doubt }] },
    });
  });
});

describe('a pick that waited behind a change which goes no further', () => {
  const successor = anEntry({ seq: 6, base: stageOf('won'), baseAt: 7_000, to: stageOf('lost') });

  test('takes its place, its base and its doubt', () => {
    const row = anEntry({ state: 'verify', inDoubt: doubt, due: doubt });
    expect(replaceBy(successor, row, 9_000)).toEqual({
      update: [
        { ...row, state: 'superseded', endedAt: 9_000, due: null },
        { ...successor, base: stageOf('new'), baseAt: 1_000, inDoubt: doubt },
      ],
    });
  });

  test.each(parkReasons)('keeps its own base only where “%s” makes the change uncertain', reason => {
    const row = anEntry({ state: 'parked', reason, inDoubt: doubt });
    const [, stays] = replaceBy(successor, row, 9_000).update;
    expect(stays.base?.id).toBe(isUnsure(reason) ? 'won' : 'new');
    expect(stays.inDoubt).toEqual(doubt);
  });
});

test('what was out when the program ended is to be verified, and counted as one try', () => {
  const out = anEntry({ state: 'sending', sentAt: 3_000, due: doubt, attempts: 2 });
  const verify = { state: 'verify', due: null, attempts: 3 };
  expect(interrupted([anEntry(), out, anEntry({ state: 'verify' })])).toEqual([
    { ...out, ...verify, inDoubt: { at: 78_000, setAt: 3_000 } },
  ]);
  expect(interrupted([{ ...out, sentAt: null }])).toMatchObject([{ inDoubt: { at: 77_000, setAt: 2_000 } }]);
});
