import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { migrations } from '../../../main/store/sqlite/migrations.ts';
import { type OpenStore, openStore } from '../../../main/store/store.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { aDraft, addLane, laneA } from './rows.ts';

const open = (path: string): OpenStore => {
  const opened = openStore(path, Date.now);
  if (!opened.ok) throw new Error(opened.failure.code);
  onTestFinished(() => opened.value.close());
  return opened.value;
};

/** A database with two open changes to which something was done behind the program's back, opened again. */
function altered(sql: string): { readonly path: string; readonly store: OpenStore } {
  const path = join(tempFolder(), 'raze.db');
  const store = open(path);
  addLane(store.db, laneA);
  for (const id of ['a', 'b']) store.rows.commit({ insert: [aDraft(id)] });
  store.db.exec(sql);
  store.close();
  return { path, store: open(path) };
}

/** A view by the name of a table, which would never come to an end if it were read. */
const endless = (table: string): string => `
  PRAGMA foreign_keys = OFF;
  DROP TABLE ${table};
  CREATE VIEW ${table} AS WITH RECURSIVE n (lane) AS (SELECT 1 UNION ALL SELECT lane + 1 FROM n) SELECT * FROM n`;

test.each([
  ['a trigger', 'CREATE TRIGGER t AFTER UPDATE ON outbox BEGIN DELETE FROM outbox; END'],
  ['a view', 'CREATE VIEW extra AS SELECT * FROM outbox'],
  ['a view in the place of a table', endless('lane_pauses')],
  ['a virtual table', 'CREATE VIRTUAL TABLE extra USING fts5 (words)'],
  ['an index over an expression', 'CREATE UNIQUE INDEX extra ON outbox (abs(seq) % 1)'],
  ['a table that refers to ours', 'CREATE TABLE extra (seq INTEGER REFERENCES outbox (seq))'],
  ['a column with a default of its own', 'ALTER TABLE settings ADD COLUMN extra TEXT'],
  ['a rule less', 'DROP INDEX outbox_one_unsent'],
])('a file with %s is set aside, and its changes are read back', (_, sql) => {
  const rows = sql.includes('UNIQUE INDEX') ? "DELETE FROM outbox WHERE opportunity = 'b';" : '';
  const { path, store } = altered(`${rows}${sql}`);
  expect(store.view.setAside).toBe(true);
  expect(store.rows.open().map(({ state, reason }) => [state, reason])).toEqual(
    Array(store.view.salvaged).fill(['parked', 'salvaged']),
  );
  expect(store.view.salvaged).toBe(rows === '' ? 2 : 1);
  expect(readdirSync(dirname(path)).some(name => name.includes('.damaged-'))).toBe(true);
});

test('a view in the place of the changes is not run to read them back', () => {
  const { store } = altered(endless('outbox'));
  expect(store.view).toMatchObject({ setAside: true, salvaged: 0 });
});

test('a file of a newer version is not read either when it runs something of its own', () => {
  const { store } = altered(`CREATE VIEW extra AS SELECT 1; PRAGMA user_version = ${migrations.length + 1}`);
  expect(store.view).toMatchObject({ state: 'good', setAside: true, salvaged: 2 });
});

test('a mark that says nothing of the rows condemns none of them', () => {
  const { path, store } = altered('PRAGMA application_id = 7');
  expect(store.view).toMatchObject({ state: 'good', setAside: false });
  expect(store.rows.open().map(({ state }) => state)).toEqual(['ready', 'ready']);
  expect(existsSync(path)).toBe(true);
});

test('what a statistics run or a vacuum leaves behind is no damage', () => {
  const { store } = altered('ANALYZE; VACUUM');
  expect(store.view).toMatchObject({ state: 'good', setAside: false });
});

test.each([
  'lanes',
  'lane_pauses',
  'settings',
  'outbox',
  'picks',
  'pins',
  'opportunity_slices',
  'directories',
  'sightings',
])('a file without its table %s is set aside, and works on', table => {
  const { store } = altered(`PRAGMA foreign_keys = OFF; DROP TABLE ${table}`);
  expect(store.view).toMatchObject({ state: 'good', setAside: true });
  addLane(store.db, laneA);
  expect(store.rows.commit({ insert: [aDraft('c')] }).ok).toBe(true);
});
