import { spawnSync } from 'node:child_process';
import fs, {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { patient } from '../../../main/files.ts';
import { type Database, openFile } from '../../../main/store/sqlite/database.ts';
import { migrate, migrations, versionOf } from '../../../main/store/sqlite/migrations.ts';
import { type OpenStore, openStore } from '../../../main/store/store.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { aDraft, addLane, laneA } from './rows.ts';

const now = (): number => Date.UTC(2026, 10, 20, 12);

const open = (path: string): OpenStore => {
  const opened = openStore(path, now);
  if (!opened.ok) throw new Error(opened.failure.code);
  onTestFinished(() => opened.value.close());
  return opened.value;
};

const withRows = (path: string, count: number): void => {
  const store = open(path);
  addLane(store.db, laneA);
  for (let at = 0; at < count; at += 1) store.rows.commit({ insert: [aDraft(`opp_${at}`)] });
  store.close();
};

test('pragmas read back as they must', () => {
  const { db } = open(join(tempFolder(), 'raze.db'));
  const read = (name: string): unknown => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
  expect([
    read('locking_mode'),
    read('journal_mode'),
    read('synchronous'),
    read('fullfsync'),
    read('checkpoint_fullfsync'),
    read('foreign_keys'),
    read('trusted_schema'),
  ]).toEqual(['exclusive', 'wal', 2, 1, 1, 1, 0]);
});

test('a reader that stops halfway does not keep the log of writes from being cleared', () => {
  const path = join(tempFolder(), 'raze.db');
  withRows(path, 3);
  const { db, rows } = open(path);
  rows.commit({ update: rows.open().map(row => ({ ...row, state: 'cancelled', endedAt: 3000 })) });
  expect(rows.history('', null, 1)).toHaveLength(1);
  expect(db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()).toMatchObject({ busy: 0 });
  expect(statSync(`${path}-wal`).size).toBe(0);
});

test('a second process is refused, and told why', () => {
  const path = join(tempFolder(), 'raze.db');
  open(path);
  const script = `
    import { openStore } from ${JSON.stringify(join(import.meta.dirname, '../../../main/store/store.ts'))};
    console.log(JSON.stringify(openStore(${JSON.stringify(path)}, Date.now)));
  `;
  const other = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(other.stdout.trim()).toBe('{"ok":false,"failure":{"code":"store-busy"}}');
});

test('what was committed is there after a restart', () => {
  const path = join(tempFolder(), 'raze.db');
  withRows(path, 3);
  const store = open(path);
  expect(store.rows.open().map(({ opportunity }) => opportunity)).toEqual(['opp_0', 'opp_1', 'opp_2']);
  expect(store.view).toEqual({ state: 'good', salvaged: 0, setAside: false, rewritten: 0 });
});

test('a newer database is read, never written', () => {
  const path = join(tempFolder(), 'raze.db');
  withRows(path, 1);
  const first = open(path);
  first.db.exec(`PRAGMA user_version = ${migrations.length + 1}`);
  first.close();
  const store = open(path);
  expect(store.view.state).toBe('newer');
  expect(store.rows.writable).toBe(false);
  expect(store.rows.open()).toHaveLength(1);
  expect(store.rows.commit({ insert: [aDraft('x')] })).toEqual({
    ok: false,
    failure: { code: 'store-newer' },
  });
});

test('an older database is backed up before it is brought up to date', () => {
  const path = join(tempFolder(), 'raze.db');
  const steps = migrations.length;
  const raw = openFile(path, false);
  migrate(raw, steps - 1);
  addLane(raw, laneA);
  raw.close();
  const store = open(path);
  expect(versionOf(store.db)).toBe(steps);
  const lanes = (db: Database) => db.prepare('SELECT id FROM lanes').all();
  expect(lanes(store.db)).toEqual([{ id: laneA }]);
  const copy = openFile(`${path}.before-${steps}`, false);
  expect([versionOf(copy), lanes(copy)]).toEqual([steps - 1, [{ id: laneA }]]);
  copy.close();
});

const damages: readonly (readonly [string, (path: string) => void])[] = [
  ['cut to nothing', path => truncateSync(path, 0)],
  ['cut in half', path => truncateSync(path, Math.floor(statSync(path).size / 2))],
  ['overwritten with text', path => writeFileSync(path, 'hello '.repeat(2000))],
  [
    'with a page of noise',
    path => {
      const bytes = readFileSync(path);
      bytes.fill(0xa5, 4096 * 5, 4096 * 6);
      writeFileSync(path, bytes);
    },
  ],
];

test.each(damages)('a file %s is set aside whole, and its readable rows come back parked', (_, damage) => {
  const folder = tempFolder();
  const path = join(folder, 'raze.db');
  withRows(path, 40);
  damage(path);
  const damaged = readFileSync(path);
  const store = open(path);
  expect(store.view.setAside).toBe(true);
  const aside = readdirSync(folder).find(name => name.includes('.damaged-') && !/-(wal|shm)$/.test(name));
  expect(readFileSync(join(folder, aside ?? '')).equals(damaged)).toBe(true);
  const rows = store.rows.open();
  expect(rows).toHaveLength(store.view.salvaged);
  expect(rows.every(({ state, reason }) => state === 'parked' && reason === 'salvaged')).toBe(true);
  addLane(store.db, laneA);
  expect(store.rows.commit({ insert: [aDraft('fresh')] }).ok).toBe(true);
});

test('that a file was set aside is said at every start until somebody was shown it', () => {
  const path = join(tempFolder(), 'raze.db');
  withRows(path, 3);
  truncateSync(path, 0);
  const views = [false, true, false].map(isShown => {
    const store = open(path);
    if (isShown) store.damageShown();
    const { setAside, salvaged } = store.view;
    store.close();
    return { setAside, salvaged };
  });
  const [told, again, after] = views;
  expect(told).toMatchObject({ setAside: true });
  expect(again).toEqual(told);
  expect(after).toEqual({ setAside: false, salvaged: 0 });
});

test('a copy that lost its log is recognised', () => {
  const folder = tempFolder();
  const store = open(join(folder, 'raze.db'));
  addLane(store.db, laneA);
  store.rows.commit({ insert: [aDraft('a')] });
  const copy = join(folder, 'copy.db');
  copyFileSync(join(folder, 'raze.db'), copy);
  // Made whole before it was moved into place, so the copy has the tables and only lacks the newest rows.
  expect(open(copy).rows.open()).toEqual([]);
});

test('with the disk full, a pick is refused whole, and what has happened is still written', () => {
  const folder = tempFolder();
  const { db, rows } = open(join(folder, 'raze.db'));
  addLane(db, laneA);
  const first = rows.commit({ insert: [aDraft('a')] });
  if (!first.ok || first.value[0] === undefined) throw new Error('not written');
  const pages = Number(db.prepare('PRAGMA page_count').get()?.page_count);
  db.exec(`PRAGMA max_page_count = ${pages}`);
  const big = { ...aDraft('b'), name: 'x'.repeat(50_000) };
  expect(rows.commit({ insert: [big] })).toEqual({ ok: false, failure: { code: 'disk-full' } });
  expect(existsSync(join(folder, 'raze.db.ballast'))).toBe(true);
  expect(rows.open()).toHaveLength(1);
  expect(rows.commit({ update: [{ ...first.value[0], name: 'x'.repeat(50_000) }] }).ok).toBe(false);
  expect(existsSync(join(folder, 'raze.db.ballast'))).toBe(false);
});

test('a disk that is slow to write through waits once in its life for more than SQLite’s own rows', () => {
  const path = join(tempFolder(), 'raze.db');
  let waits = 0;
  const fsyncSync = (file: number): void => {
    waits += 1;
    fs.fsyncSync(file);
  };
  for (const id of ['opp_1', 'opp_2']) {
    const opened = openStore(path, now, patient({ ...fs, fsyncSync }));
    if (!opened.ok) throw new Error(opened.failure.code);
    const { db, rows, close } = opened.value;
    addLane(db, laneA);
    expect(rows.commit({ insert: [aDraft(id)] })).toMatchObject({ ok: true });
    rows.prune(() => false);
    close();
    expect(waits).toBe(1);
  }
});
