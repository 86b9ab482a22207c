import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LaneId } from '../../../main/contract/model.ts';
import { createCatalogue } from '../../../main/search/catalogue.ts';
import { createPicksStore } from '../../../main/store/pick-rows.ts';
import type { Database } from '../../../main/store/sqlite/database.ts';
import { openDatabase } from '../../../main/store/sqlite/open.ts';
import { createKeptPicks } from '../../../main/usecase/kept-picks.ts';
import { id } from '../search/row.ts';
import { addLane, laneA } from '../store/rows.ts';

const laneB = '00000000-0000-4000-8000-00000000000b' as LaneId;
const now = 1_700_000_000_000;

let folder: string;
let db: Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'raze-kept-picks-'));
  db = openDatabase(join(folder, 'test.db'));
  addLane(db, laneA);
  addLane(db, laneB);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

const start = () => {
  const catalogue = createCatalogue();
  const store = createPicksStore(db);
  return { catalogue, store, picks: createKeptPicks({ catalogue, picks: store, clock: { now: () => now } }) };
};

test('a pick is learnt in the catalogue and on disk alike, and the next run has it', () => {
  const { catalogue, store, picks } = start();
  picks.open(laneA);
  picks.learn(laneA, 'ana', id('a'));
  expect(catalogue.exportPicks()).toEqual([{ letters: 'ana', id: 'a', times: 1, at: now }]);
  expect(store.read(laneA)).toEqual(catalogue.exportPicks());
  const later = start();
  later.picks.open(laneA);
  expect(later.catalogue.exportPicks()).toEqual(catalogue.exportPicks());
});

test('another lane begins with its own picks alone', () => {
  const { catalogue, picks } = start();
  picks.open(laneA);
  picks.learn(laneA, 'ana', id('a'));
  picks.open(laneB);
  expect(catalogue.exportPicks()).toEqual([]);
});

test.each(['', '  ', 'https://app.getraze.com/deals/a', 'raze-quick-stage://open?q=ana'])(
  'nothing is learnt from "%s"',
  letters => {
    const { catalogue, store, picks } = start();
    picks.open(laneA);
    picks.learn(laneA, letters, id('a'));
    expect(catalogue.exportPicks()).toEqual([]);
    expect(store.read(laneA)).toEqual([]);
  },
);

test('what is forgotten is gone from every lane', () => {
  const { catalogue, store, picks } = start();
  picks.open(laneA);
  picks.learn(laneA, 'ana', id('a'));
  picks.learn(laneB, 'bo', id('b'));
  picks.forget();
  expect(catalogue.exportPicks()).toEqual([]);
  expect([...store.read(laneA), ...store.read(laneB)]).toEqual([]);
});
