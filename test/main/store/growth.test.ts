import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createOutboxRows } from '../../../main/store/changes/outbox-rows.ts';
import {
  checksumVersions,
  createRowChecksum,
  rowChecksum,
} from '../../../main/store/changes/row-checksum.ts';
import { createSettings } from '../../../main/store/setting-rows.ts';
import { conditionOf } from '../../../main/store/sqlite/checks.ts';
import { type Database, openFile, type Param, type SqlRow } from '../../../main/store/sqlite/database.ts';
import { type Migration, migrate, migrations, versionOf } from '../../../main/store/sqlite/migrations.ts';
import { type OpenStore, openStore } from '../../../main/store/store.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { createBench } from '../outbox/bench.ts';
import { addLane, everyDraft, laneA } from './rows.ts';

const open = (path: string): OpenStore => {
  const opened = openStore(path, Date.now);
  if (!opened.ok) throw new Error(opened.failure.code);
  onTestFinished(() => opened.value.close());
  return opened.value;
};

const openRaw = (path: string): Database => {
  const db = openFile(path, false);
  onTestFinished(() => db.close());
  return db;
};

const tables = ['lanes', 'lane_pauses', 'settings', 'outbox'];
const allOf = (db: Database): readonly (readonly SqlRow[])[] =>
  tables.map(table => db.prepare(`SELECT * FROM ${table}`).all());

const columnsOf = (db: Database, table: string): readonly string[] =>
  db
    .prepare(`PRAGMA table_info(${table})`)
    .all()
    .map(({ name }) => String(name));

/** A row in every state and for every reason, as today's program writes them. */
function everyRow(): readonly SqlRow[] {
  const { db, rows } = open(join(tempFolder(), 'raze.db'));
  addLane(db, laneA);
  for (const draft of everyDraft()) expect(rows.commit({ insert: [draft] }).ok).toBe(true);
  return db.prepare('SELECT * FROM outbox').all();
}

/** A file of this version with such rows: the columns that there were, and a checksum that covered them. */
function ofVersion(version: number): {
  readonly path: string;
  readonly before: readonly (readonly SqlRow[])[];
} {
  const path = join(tempFolder(), 'raze.db');
  const db = openRaw(path);
  migrate(db, version);
  addLane(db, laneA);
  createSettings(db).change({ theme: 'dark' });
  const columns = columnsOf(db, 'outbox');
  const ofThen = createRowChecksum(
    checksumVersions.filter(covered => covered.every(name => columns.includes(name))),
  );
  const insert = db.prepare(
    `INSERT INTO outbox (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  for (const row of everyRow()) {
    const withChecksum: SqlRow = { ...row, seal: ofThen.of(row) };
    insert.run(...columns.map(name => withChecksum[name] as Param));
  }
  createOutboxRows(db).commit({
    pause: {
      lane: laneA,
      pause: { pause: { kind: 'quota', until: 5 }, setAt: 1, until: 5, opensAt: 6 },
    },
  });
  expect(versionOf(db)).toBe(version);
  const before = allOf(db);
  db.close();
  return { path, before };
}

test('the newest checksum covers every column', () => {
  const { db } = open(join(tempFolder(), 'raze.db'));
  const said = columnsOf(db, 'outbox').filter(name => name !== 'seq' && name !== 'seal');
  expect([...(checksumVersions.at(-1) ?? [])].sort()).toEqual([...said].sort());
});

test.each(migrations.slice(1).map((_, at) => at + 1))(
  'every row of a file of version %i is there, as it was, after the steps that follow',
  version => {
    const { path, before } = ofVersion(version);
    for (let again = 0; again < 2; again += 1) {
      const store = open(path);
      expect(versionOf(store.db)).toBe(migrations.length);
      expect(store.view).toMatchObject({ state: 'good', setAside: false });
      expect(allOf(store.db)).toMatchObject(before);
      expect(store.rows.open().filter(({ reason }) => reason === 'damaged')).toHaveLength(1);
      store.close();
    }
  },
);

/** What the next version may do: a new column, and a checksum that covers it. */
const noted: Migration = db => db.exec('ALTER TABLE outbox ADD COLUMN remark TEXT');
const next = [...migrations, noted];
const nextChecksum = createRowChecksum([...checksumVersions, [...(checksumVersions.at(-1) ?? []), 'remark']]);

test('a new column condemns no row: all that were there stay whole, twice over', () => {
  const { path, before } = ofVersion(migrations.length);
  const db = openRaw(path);
  expect(conditionOf(db, next)).toBe('older');
  migrate(db, next.length, next);
  db.close();
  for (let again = 0; again < 2; again += 1) {
    const reopened = openRaw(path);
    expect(conditionOf(reopened, next)).toBe('good');
    const rows = reopened.prepare('SELECT * FROM outbox').all();
    expect(rows.map(({ remark: _, ...row }) => row)).toEqual(before[3]);
    expect(rows.map(row => nextChecksum.check(row))).toEqual(rows.map(() => 'whole'));
    expect(
      createOutboxRows(reopened)
        .open()
        .filter(({ reason }) => reason === 'newer'),
    ).toHaveLength(1);
    reopened.close();
  }
});

test('a checksum covers the new column from the next time its row is written', () => {
  const { path } = ofVersion(migrations.length);
  const db = openRaw(path);
  migrate(db, next.length, next);
  const row = { ...db.prepare('SELECT * FROM outbox').get(), remark: 'call first' };
  const withChecksum = { ...row, seal: nextChecksum.of(row) };
  expect(nextChecksum.check(withChecksum)).toBe('whole');
  expect(nextChecksum.check({ ...withChecksum, remark: 'call last' })).toBe('broken');
  // A program of today says that it does not know, not that the row is damaged.
  expect(rowChecksum.check(withChecksum)).toBe('unknown');
});

const kept = readdirSync(join(import.meta.dirname, 'released'));
const released = kept.filter(name => name.endsWith('.db'));

test('a released database is kept alone: whoever opens it where it lies leaves SQLite’s own files beside it', () => {
  expect(kept.filter(name => !released.includes(name))).toEqual(['keep.ts']);
});

test.each(released)('the database that %s left behind opens with all its rows, and goes on', async name => {
  const path = join(tempFolder(), 'raze.db');
  copyFileSync(join(import.meta.dirname, 'released', name), path);
  const raw = openRaw(path);
  const states = raw.prepare('SELECT id, state FROM outbox ORDER BY id').all();
  const reasons = raw.prepare('SELECT id, reason FROM outbox ORDER BY id').all();
  raw.close();
  expect(states.length).toBeGreaterThan(15);
  for (let again = 0; again < 2; again += 1) {
    const store = open(path);
    expect(store.view).toMatchObject({ state: 'good', salvaged: 0, setAside: false });
    const found = [...store.rows.open(), ...store.rows.history('', null, 100)].toSorted((a, b) =>
      a.id < b.id ? -1 : 1,
    );
    expect(found.map(({ id, state }) => ({ id, state }))).toEqual(states);
    expect(found.map(({ id, reason }) => ({ id, reason }))).toEqual(reasons);
    expect(createSettings(store.db).read()).toMatchObject({ language: 'es', undoSeconds: 10 });
    expect(store.rows.pauses().get(laneA)?.pause).toEqual({ kind: 'auth' });
    store.close();
  }
  const store = open(path);
  const server = Object.fromEntries(store.rows.open().map(row => [row.opportunity, 'new']));
  const bench = createBench({ ...server, opp_new: 'new' }, store.db);
  bench.outbox.wake('key');
  expect(bench.accept('opp_new', 'won', 'new')).toMatchObject({ state: 'held' });
  await bench.clock.advance(60 * 60_000);
  expect(bench.api.stage('opp_new')).toBe('won');
});
