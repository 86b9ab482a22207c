import { describe, expect, test } from 'vitest';
import type { LaneId } from '../../../main/contract/model.ts';
import { rebound } from '../../../main/outbox/commands/rebinding.ts';
import type { Entry } from '../../../main/outbox/model/entry.ts';
import { stageOf } from '../../support/ports/virtual-api.ts';
import { aDraft, aDraftIn } from '../store/rows.ts';

const into = { lane: 'lane-b' as LaneId, fingerprint: 'print-b' };
const at = (seq: number, part: Partial<Entry> = {}): Entry => ({ ...aDraft('opp'), seq, rev: 1, ...part });
const sending = (seq: number, part: Partial<Entry> = {}): Entry =>
  at(seq, { ...aDraftIn('sending', 'opp'), ...part });
const here = { lane: into.lane };
const delivered = (seq: number, part: Partial<Entry> = {}): Entry =>
  at(seq, { ...aDraftIn('delivered', 'opp'), ...here, ...part });

const moved = (frozen: readonly Entry[], open: readonly Entry[] = [], ended: readonly Entry[] = []) =>
  (rebound({ frozen, open: [...frozen, ...open], ended, into, now: 9000 }).update ?? []).map(
    ({ seq, state, lane }) => `${seq} ${state} ${lane}`,
  );

describe('the changes of another key that are confirmed', () => {
  test('go on in the lane in use, under its key', () => {
    const row = at(1);
    const { update } = rebound({ frozen: [row], open: [row], ended: [], into, now: 9000 });
    expect(update).toEqual([{ ...row, ...into }]);
  });

  test('give way to a later pick there, which keeps the base of the first', () => {
    const [first, later] = [at(1, { base: stageOf('new') }), at(2, { ...here, base: stageOf('qualified') })];
    expect(moved([first], [later])).toEqual(['1 superseded lane-b', '2 ready lane-b']);
    const { update } = rebound({ frozen: [first], open: [first, later], ended: [], into, now: 9000 });
    expect(update?.map(({ base, endedAt }) => [base?.name, endedAt])).toEqual([
      ['new', 9000],
      ['new', null],
    ]);
  });

  test('take the place of an earlier pick there', () => {
    expect(moved([at(3)], [at(2, here)])).toEqual(['2 superseded lane-b', '3 ready lane-b']);
  });

  test('are overtaken by a later one that was delivered, and not by an earlier one', () => {
    expect(moved([at(2)], [], [delivered(3)])).toEqual(['2 superseded lane-b']);
    expect(moved([at(2)], [], [delivered(1)])).toEqual(['2 ready lane-b']);
  });

  test.each([
    ['of another opportunity', delivered(3, { opportunity: 'other' as never })],
    ['of another lane', delivered(3, { lane: 'lane-c' as LaneId })],
    ['that was cancelled', delivered(3, { state: 'cancelled' })],
  ])('are not overtaken by a later one %s', (_which, other) => {
    expect(moved([at(2)], [], [other])).toEqual(['2 ready lane-b']);
  });

  test('are overtaken by a later request that is out, unless they are out themselves', () => {
    expect(moved([at(2)], [sending(3, here)])).toEqual(['2 superseded lane-b']);
    expect(moved([at(4)], [sending(3, here)])).toEqual(['4 ready lane-b']);
    expect(moved([sending(2)], [sending(3, here)])).toEqual(['2 sending lane-b']);
  });

  test('that are out end the earlier pick there, and leave a later one behind them', () => {
    expect(moved([sending(3)], [at(2, here)])).toEqual(['2 superseded lane-b', '3 sending lane-b']);
    expect(moved([sending(2)], [at(3, here)])).toEqual(['2 sending lane-b']);
  });

  test('have what ends written before what stays', () => {
    const other = at(5, { opportunity: 'other' as never });
    expect(moved([other, at(3)], [at(2, here)])).toEqual([
      '2 superseded lane-b',
      '5 ready lane-b',
      '3 ready lane-b',
    ]);
  });
});
