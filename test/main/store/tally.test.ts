import { expect, onTestFinished, test } from 'vitest';
import {
  type Opportunity,
  type OpportunityId,
  type Stage,
  type StageId,
  unverified,
} from '../../../main/contract/model.ts';
import { createLaneRows } from '../../../main/store/changes/lane-rows.ts';
import { openRowStore, type RowStore } from '../../../main/store/opportunities/opportunities.ts';
import { openDatabase } from '../../../main/store/sqlite/open.ts';
import { tempFolder } from '../../support/temp-folder.ts';

function kit() {
  const database = openDatabase(`${tempFolder()}/raze.db`);
  onTestFinished(() => database.close());
  const lane = createLaneRows(database, () => 0).forKey('https://app.getraze.com', 'k').id;
  return { store: openRowStore(database, lane), reopen: () => openRowStore(database, lane) };
}

const stage = (id: string): Stage => ({ id: id as StageId, name: id, role: 'open' });
/** 250 rows in three slices: of two stages and two owners, and some that are nobody's. */
const rows = Array.from(
  { length: 250 },
  (_, at): Opportunity => ({
    ...unverified(`opp_${String(at).padStart(4, '0')}` as OpportunityId),
    stage: stage(at % 2 === 0 ? 'new' : 'won'),
    owner: ['Rafaela Lima', 'Diego Prado', ''][at % 3] ?? '',
  }),
);

/** Counted one by one. */
const slowly = (all: readonly Opportunity[]) => {
  const counts = new Map<string, number>();
  for (const {
    pipeline,
    stage: { id },
    owner,
  } of all) {
    const key = [pipeline, id, owner].join();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort();
};
const counted = (of: RowStore) =>
  of
    .counts()
    .map(({ pipeline, stage: at, owner, rows: count }) => [[pipeline, at, owner].join(), count])
    .sort();
const prepare = (of: RowStore) => {
  for (const _ of of.prepare());
};

test('rows are counted by where they stand and whose they are', () => {
  const { store } = kit();
  store.keep({ upsert: rows });
  prepare(store);
  expect(counted(store)).toEqual(slowly(rows));
});

test('rows from disk are not counted before all of them are, whatever changes meanwhile', () => {
  const { store, reopen } = kit();
  store.keep({ upsert: rows });
  const again = reopen();
  const steps = again.prepare();
  expect(again.counts()).toEqual([]);
  const moved = rows.map((row, at) => (at % 7 === 0 ? { ...row, stage: stage('lost') } : row));
  for (let step = 0; step < 4; step += 1) steps.next();
  again.keep({ upsert: moved });
  expect(again.counts()).toEqual([]);
  for (const _ of steps);
  expect(counted(again)).toEqual(slowly(moved));
});

test('every change counts at once', () => {
  const { store } = kit();
  prepare(store);
  store.keep({ upsert: rows });
  const moved = rows.map((row, at) =>
    at < 40 ? { ...row, stage: stage('lost'), owner: 'Marta Salinas' } : row,
  );
  store.keep({ upsert: moved });
  store.keep({ remove: moved.slice(100, 230).map(({ id }) => id) });
  expect(counted(store)).toEqual(slowly([...moved.slice(0, 100), ...moved.slice(230)]));
  store.keep({ remove: rows.map(({ id }) => id) });
  expect(store.counts()).toEqual([]);
});
