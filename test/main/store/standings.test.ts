import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import {
  type Opportunity,
  type OpportunityId,
  type Stage,
  type StageId,
  unverified,
} from '../../../main/contract/model.ts';
import type { StandingQuery } from '../../../main/contract/row-store.ts';
import { createLaneRows } from '../../../main/store/changes/lane-rows.ts';
import { openRowStore } from '../../../main/store/opportunities/opportunities.ts';
import { openDatabase } from '../../../main/store/sqlite/open.ts';
import { engineOf } from '../../line/engine.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const now = 1_000_000;
const stage = (id: string): Stage => ({ id: id as StageId, name: id, role: 'open' });
/** 250 rows in three slices: every second one in `new`, each touched a moment after the one before, one at an unknown time. */
const rows = Array.from(
  { length: 250 },
  (_, at): Opportunity => ({
    ...unverified(`opp_${String(at).padStart(4, '0')}` as OpportunityId),
    stage: stage(at % 2 === 0 ? 'new' : 'won'),
    value: at % 10 === 0 ? null : at,
    currency: at % 4 === 0 ? 'USD' : 'BRL',
    updatedAt: at === 4 ? null : 1000 + at,
    owner: at % 3 === 1 ? 'Rafaela Lima' : at % 3 === 2 ? 'Diego Prado' : '',
  }),
);
const engine = engineOf(rows, [], now);
afterAll(() => engine.close());

const expected = (part: Omit<StandingQuery, 'limit'>) => {
  const listed = rows
    .filter(({ pipeline, stage: { id } }) => part.has({ pipeline, stage: id }))
    .filter(({ updatedAt }) => part.touchedBefore === undefined || (updatedAt ?? now) < part.touchedBefore)
    .filter(({ value }) => part.worth?.(value) ?? true)
    .filter(({ owner }) => part.owner === undefined || owner === part.owner)
    .sort((a, b) => (a.updatedAt ?? now) - (b.updatedAt ?? now));
  const valued = listed.filter(({ value }) => value !== null);
  const sums = new Map<string, number>();
  for (const { currency, value } of valued) sums.set(currency, (sums.get(currency) ?? 0) + (value ?? 0));
  return {
    count: listed.length,
    valued: valued.length,
    sums: [...sums].map(([currency, sum]) => ({ currency, sum })).sort((a, b) => b.sum - a.sum),
    rows: listed.slice(0, 20).map(({ id }) => id),
  };
};

const isNew: StandingQuery['has'] = ({ stage: id }) => id === 'new';

test.each<readonly [string, Omit<StandingQuery, 'limit'>]>([
  ['a stage', { has: isNew }],
  ['every stage', { has: () => true }],
  ['no stage', { has: () => false }],
  ['rows untouched since then', { has: isNew, touchedBefore: 1100 }],
  ['rows of an owner, also those of an unknown time', { has: isNew, owner: 'Rafaela Lima' }],
  ['rows of an owner, untouched since then', { has: isNew, owner: 'Diego Prado', touchedBefore: 1100 }],
  ['rows worth something, also those of an unknown time', { has: isNew, worth: value => value !== null }],
  ['rows worth more', { has: isNew, worth: value => value !== null && value > 100 }],
  [
    'rows untouched since then and worth less',
    { has: () => true, touchedBefore: 1200, worth: value => value !== null && value < 90 },
  ],
])('a list of %s has the longest untouched first, and what all of them come to', (_, part) => {
  const { rows: first, ...totals } = engine.list({ ...part, limit: 20 });
  expect({ ...totals, rows: first.map(({ id }) => id) }).toEqual(expected(part));
});

test('a list ends with the row that nobody knows the time of', () => {
  const { rows: all } = engine.list({ has: isNew, limit: 200 });
  expect([all.length, all.at(-1)?.id]).toEqual([125, 'opp_0004']);
});

test('a list follows rows that come, change and go, whole slices of them too', () => {
  const database = openDatabase(join(tempFolder(), 'raze.db'));
  onTestFinished(() => database.close());
  const store = openRowStore(
    database,
    createLaneRows(database, () => now).forKey('https://a.example', 'k').id,
  );
  const counted = () => store.list({ has: isNew, limit: 5 }).count;
  const ids = rows.map(({ id }) => id);
  store.keep({ upsert: rows.slice(0, 200) });
  expect(counted()).toBe(100);
  store.keep({ upsert: rows.slice(200) });
  expect(counted()).toBe(125);
  store.keep({ remove: ids.slice(200) });
  expect(counted()).toBe(100);
  store.keep({ upsert: rows.slice(0, 2).map(row => ({ ...row, stage: stage('won') })) });
  expect(counted()).toBe(99);
  store.keep({ remove: ids.slice(0, 100) });
  expect(counted()).toBe(50);
});
