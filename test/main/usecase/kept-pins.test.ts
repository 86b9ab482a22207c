import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ok } from '../../../main/contract/failure.ts';
import { mostPins } from '../../../main/contract/find.ts';
import type { LaneId, OpportunityId } from '../../../main/contract/model.ts';
import { createPinsStore } from '../../../main/store/pin-rows.ts';
import type { Database } from '../../../main/store/sqlite/database.ts';
import { openDatabase } from '../../../main/store/sqlite/open.ts';
import { createKeptPins } from '../../../main/usecase/kept-pins.ts';
import { id } from '../search/row.ts';
import { addLane, laneA } from '../store/rows.ts';

const laneB = '00000000-0000-4000-8000-00000000000b' as LaneId;
let folder: string;
let db: Database;
let now = 0;
let gone: readonly OpportunityId[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'raze-kept-pins-'));
  db = openDatabase(join(folder, 'test.db'));
  addLane(db, laneA);
  addLane(db, laneB);
  gone = [];
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

const start = (lane: LaneId | null = laneA) => {
  const clock = {
    now: () => {
      now += 1;
      return now;
    },
  };
  const pins = createKeptPins({ pins: createPinsStore(db), clock, isKnown: one => !gone.includes(one) });
  pins.open(lane);
  return pins;
};
const full = Array.from({ length: mostPins }, (_, at) => id(`row-${at}`));

test('what is pinned stands in the order of the pinning, also in the next run', () => {
  const pins = start();
  pins.set(laneA, id('b'), true);
  expect(pins.set(laneA, id('a'), true)).toEqual(ok(['b', 'a']));
  expect(pins.ids()).toEqual(['b', 'a']);
  expect(start().ids()).toEqual(['b', 'a']);
});

test('what is pinned twice keeps its place, and what is let go is gone for good', () => {
  const pins = start();
  for (const one of ['a', 'b', 'a']) pins.set(laneA, id(one), true);
  expect(pins.ids()).toEqual(['a', 'b']);
  expect(pins.set(laneA, id('a'), false)).toEqual(ok(['b']));
  expect(start().ids()).toEqual(['b']);
});

test('each account has its own, and none is shown without one', () => {
  start().set(laneA, id('a'), true);
  expect([start(laneB).ids(), start(null).ids(), start().ids()]).toEqual([[], [], ['a']]);
});

test('beyond the most nothing is pinned, until one is let go', () => {
  const pins = start();
  for (const one of full) pins.set(laneA, one, true);
  expect(pins.set(laneA, id('more'), true)).toEqual(ok(full));
  expect(start().ids()).toEqual(full);
  pins.set(laneA, id('row-0'), false);
  expect(pins.set(laneA, id('more'), true)).toEqual(ok([...full.slice(1), 'more']));
});

test('rows that are gone make room for another', () => {
  const pins = start();
  for (const one of full) pins.set(laneA, one, true);
  gone = [id('row-3')];
  expect(pins.set(laneA, id('more'), true)).toEqual(ok([...full.filter(one => one !== 'row-3'), 'more']));
});

test('an id that cannot be one is left out', () => {
  db.prepare('INSERT INTO pins VALUES (?, ?, 1)').run(laneA, 'not an id');
  start().set(laneA, id('a'), true);
  expect(start().ids()).toEqual(['a']);
});
