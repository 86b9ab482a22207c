import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LaneId, OpportunityId } from '../../../main/contract/model.ts';
import { createPicksStore } from '../../../main/store/pick-rows.ts';
import type { Database } from '../../../main/store/sqlite/database.ts';
import { openDatabase } from '../../../main/store/sqlite/open.ts';
import { addLane, laneA } from './rows.ts';

const laneB = '00000000-0000-4000-8000-00000000000b' as LaneId;
const pick = { letters: 'acme jo', id: 'opp_1' as OpportunityId, times: 1, at: 1_700_000_000_000 };

let folder: string;
let db: Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'raze-picks-'));
  db = openDatabase(join(folder, 'test.db'));
  addLane(db, laneA);
  addLane(db, laneB);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

test('a pick is kept for its lane, the newest over the older', () => {
  const store = createPicksStore(db);
  store.keep(laneA, pick);
  store.keep(laneA, { ...pick, times: 2, at: pick.at + 5 });
  expect(store.read(laneA)).toEqual([{ ...pick, times: 2, at: pick.at + 5 }]);
  expect(store.read(laneB)).toEqual([]);
});

test('a spoilt row is left out, and all can be forgotten', () => {
  const store = createPicksStore(db);
  store.keep(laneA, pick);
  store.keep(laneA, { ...pick, letters: 'x', times: 0 });
  expect(store.read(laneA)).toEqual([pick]);
  store.forget();
  expect(store.read(laneA)).toEqual([]);
});

test('what is written over all picks of a lane leaves those of another as they are', () => {
  const store = createPicksStore(db);
  for (const lane of [laneA, laneB]) for (const letters of ['a', 'b']) store.keep(lane, { ...pick, letters });
  store.replace(laneA, [{ ...pick, letters: 'c' }]);
  expect(store.read(laneA)).toEqual([{ ...pick, letters: 'c' }]);
  expect(store.read(laneB)).toHaveLength(2);
});
