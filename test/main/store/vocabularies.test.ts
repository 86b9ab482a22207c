import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { changeStates } from '../../../main/contract/change.ts';
import { dialects } from '../../../main/contract/model.ts';
import { isEnded } from '../../../main/outbox/model/entry.ts';
import type { Database } from '../../../main/store/sqlite/database.ts';
import { openDatabase } from '../../../main/store/sqlite/open.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const newest = (): Database => {
  const db = openDatabase(join(tempFolder(), 'raze.db'));
  onTestFinished(() => db.close());
  return db;
};

/** The values of each `column IN (…)` that a table checks. */
const listed = (db: Database, table: string, column: string): readonly string[][] => {
  const sql = String(db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').get(table)?.sql);
  return [...sql.matchAll(new RegExp(`\\b${column} IN \\(([^)]*)\\)`, 'g'))].map(([, values = '']) =>
    [...values.matchAll(/'([^']*)'/g)].map(([, value = '']) => value),
  );
};

test('the schema takes exactly the states and dialects of the contract', () => {
  const db = newest();
  const [states, ended] = listed(db, 'outbox', 'state');
  expect(states).toEqual(changeStates);
  expect(ended).toEqual(changeStates.filter(isEnded));
  expect(listed(db, 'lanes', 'dialect')).toEqual([dialects]);
});
