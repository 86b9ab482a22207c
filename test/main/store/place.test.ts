import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { takesWrites } from '../../../main/files.ts';
import { type OpenStore, openStore } from '../../../main/store/store.ts';
import { mountSmallDisk } from '../../faults/small-disk.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { aDraft, addLane, laneA } from './rows.ts';

const now = (): number => Date.UTC(2026, 10, 20, 12);

const open = (path: string): OpenStore => {
  const opened = openStore(path, now);
  if (!opened.ok) throw new Error(opened.failure.code);
  onTestFinished(() => opened.value.close());
  return opened.value;
};

/** A store with a waiting change in a folder of its own, which a test may take away. */
function kit() {
  const folder = join(tempFolder(), 'profile');
  const path = join(folder, 'raze.db');
  const store = open(path);
  addLane(store.db, laneA);
  store.rows.commit({ insert: [aDraft('kept'), { ...aDraft('done'), state: 'delivered', endedAt: 3000 }] });
  const names = (rows: OpenStore['rows']) => rows.open().map(({ opportunity }) => opportunity);
  return { folder, path, store, names };
}

const takenAway: readonly (readonly [string, (folder: string, path: string) => void])[] = [
  ['deleted', (_, path) => rmSync(path)],
  ['deleted with its log', (_, path) => [path, `${path}-wal`].map(file => rmSync(file))],
  ['robbed of its log', (_, path) => rmSync(`${path}-wal`)],
  ['given another log', (_, path) => [rmSync(`${path}-wal`), writeFileSync(`${path}-wal`, 'a log')]],
  ['moved away', (folder, path) => renameSync(path, join(folder, 'elsewhere.db'))],
  ['deleted with its folder', folder => rmSync(folder, { recursive: true })],
  ['moved away with its folder', folder => renameSync(folder, `${folder}-old`)],
  [
    'replaced by another database',
    (folder, path) => {
      const other = open(join(folder, 'other', 'raze.db'));
      addLane(other.db, laneA);
      other.rows.commit({ insert: [aDraft('theirs')] });
      other.close();
      renameSync(other.db.path, path);
    },
  ],
  [
    'replaced by a copy with its log',
    (folder, path) => {
      for (const part of ['', '-wal']) {
        copyFileSync(`${path}${part}`, join(folder, `copy${part}`));
        renameSync(join(folder, `copy${part}`), `${path}${part}`);
      }
    },
  ],
  [
    'replaced by a text',
    (folder, path) => {
      writeFileSync(join(folder, 'text'), 'not a database');
      renameSync(join(folder, 'text'), path);
    },
  ],
];

test.each(takenAway)(
  'a pick into a file that was %s is refused aloud, the next one lies in the file that is there',
  (_, takeAway) => {
    const { folder, path, store, names } = kit();
    takeAway(folder, path);
    const refused = store.rows.commit({ insert: [aDraft('first')] });
    expect(refused).toEqual({ ok: false, failure: { code: 'store-moved' } });
    expect(store.rows.commit({ insert: [aDraft('second')] }).ok).toBe(true);
    expect(store.view.rewritten).toBe(1);
    store.close();
    const next = open(path);
    expect(next.view).toEqual({ state: 'good', salvaged: 0, setAside: false, rewritten: 0 });
    expect(names(next.rows)).toEqual(['kept', 'second']);
    expect(next.rows.history('', null, 10).map(({ opportunity }) => opportunity)).toEqual(['done']);
  },
);

test.each(takenAway)('a pick is found after a crash that follows when its file was %s', (_, takeAway) => {
  const { folder, path, store, names } = kit();
  takeAway(folder, path);
  store.rows.commit({ insert: [aDraft('first')] });
  store.rows.commit({ insert: [aDraft('second')] });
  const crashed = tempFolder();
  cpSync(folder, crashed, { recursive: true });
  expect(names(open(join(crashed, 'raze.db')).rows)).toEqual(['kept', 'second']);
});

test.each(takenAway)('what waits is found after quitting when the file was %s', (_, takeAway) => {
  const { folder, path, store, names } = kit();
  takeAway(folder, path);
  store.close();
  expect(names(open(path).rows)).toEqual(['kept']);
});

test('a file is erased wherever it was moved to', () => {
  const { folder, path, store } = kit();
  renameSync(folder, `${folder}-old`);
  expect(store.erase('all')).toEqual({ ok: true, value: null });
  store.close();
  const left = [folder, `${folder}-old`].flatMap(one => readdirSync(one).map(name => join(one, name)));
  expect(left).toContain(path);
  expect(left.filter(file => readFileSync(file).includes('Deal kept'))).toEqual([]);
});

test('a copy in the place of the file is erased with it', () => {
  const { folder, path, store } = kit();
  store.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  copyFileSync(path, join(folder, 'copy'));
  renameSync(join(folder, 'copy'), path);
  expect(store.erase('all')).toEqual({ ok: true, value: null });
  store.rows.checkFile();
  const holding = readdirSync(folder).filter(name => readFileSync(join(folder, name)).includes('Deal kept'));
  expect(holding).toEqual([]);
});

test('what lay in the place of the file is kept as it was, and nothing of it is taken for ours', () => {
  const { folder, path, store, names } = kit();
  const other = open(join(folder, 'other', 'raze.db'));
  addLane(other.db, laneA);
  other.rows.commit({ insert: [aDraft('theirs')] });
  other.close();
  const theirs = readFileSync(other.db.path);
  renameSync(other.db.path, path);
  expect(store.rows.checkFile()).toEqual({ ok: true, value: true });
  const aside = readdirSync(folder).filter(name => name.includes('.replaced-'));
  expect(aside).toHaveLength(1);
  expect(readFileSync(join(folder, aside[0] ?? '')).equals(theirs)).toBe(true);
  expect(names(store.rows)).toEqual(['kept']);
});

test('what lay in the place of the file is kept with the log of its own, byte for byte', () => {
  const { folder, path, store } = kit();
  const parts = ['', '-wal'];
  for (const part of parts) {
    copyFileSync(`${path}${part}`, join(folder, `copy${part}`));
    renameSync(join(folder, `copy${part}`), `${path}${part}`);
  }
  const theirs = parts.map(part => readFileSync(`${path}${part}`));
  expect(store.rows.checkFile()).toEqual({ ok: true, value: true });
  const aside = readdirSync(folder).filter(name => name.includes('.replaced-'));
  expect(aside.sort().map(name => readFileSync(join(folder, name)))).toEqual(theirs);
});

test('what must not be forgotten is written at once, without a refusal', () => {
  const { path, store } = kit();
  const [row] = store.rows.open();
  if (row === undefined) throw new Error('no row');
  rmSync(path);
  expect(store.rows.commit({ update: [{ ...row, state: 'sending', sentAt: 5 }] }).ok).toBe(true);
  store.close();
  expect(open(path).rows.open()).toMatchObject([{ id: row.id, state: 'sending' }]);
});

test('a file that another program has opened meanwhile is left to it', async () => {
  const { folder, path, store } = kit();
  renameSync(folder, `${folder}-old`);
  const script = `
    import { openStore } from ${JSON.stringify(join(import.meta.dirname, '../../../main/store/store.ts'))};
    const opened = openStore(${JSON.stringify(path)}, Date.now);
    console.log(opened.ok);
    process.stdin.on('data', () => process.exit());
  `;
  const other = spawn(process.execPath, ['--input-type=module', '-e', script]);
  onTestFinished(() => void other.kill());
  const [said] = await once(other.stdout, 'data');
  expect(String(said).trim()).toBe('true');
  const files = readdirSync(folder);
  expect(store.rows.commit({ insert: [aDraft('first')] })).toMatchObject({ ok: false });
  expect(readdirSync(folder).filter(name => !files.includes(name) && !name.endsWith('.new'))).toEqual([]);
  const exited = once(other, 'exit');
  other.stdin.write('end');
  await exited;
  expect(store.rows.commit({ insert: [aDraft('first')] })).toMatchObject({
    failure: { code: 'store-moved' },
  });
  expect(store.rows.open()).toHaveLength(1);
});

test('a whole file that a crash left on its way to its place is taken for what it is', () => {
  const { path, store, names } = kit();
  store.close();
  renameSync(path, `${path}.new`);
  expect(names(open(path).rows)).toEqual(['kept']);
});

test.each(['.ballast', '.index', '.new', '.new-wal', '.before-2'])(
  'a folder in the place of %s is moved out of the way, whole',
  ending => {
    const folder = tempFolder();
    const path = join(folder, 'raze.db');
    mkdirSync(`${path}${ending}`);
    writeFileSync(join(`${path}${ending}`, 'theirs.txt'), 'theirs');
    const store = open(path);
    addLane(store.db, laneA);
    expect(store.rows.commit({ insert: [aDraft('a')] }).ok).toBe(true);
    const kept = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    expect(kept.some(name => name.endsWith('theirs.txt'))).toBe(true);
  },
);

test.each(['', '-wal'])('a folder in the place of the database%s is a sentence, not a crash', ending => {
  const path = join(tempFolder(), 'raze.db');
  mkdirSync(`${path}${ending}`);
  const opened = openStore(path, now);
  if (opened.ok) opened.value.close();
  expect(opened.ok ? 'opened' : opened.failure.code).toBe(ending === '' ? 'disk-failing' : 'opened');
});

test('a profile on a disk that takes no writes is a sentence, not a crash', context => {
  const disk = mountSmallDisk();
  if (disk === null) return context.skip('this user may not mount a disk');
  onTestFinished(disk.remove);
  const path = join(disk.folder, 'raze.db');
  const store = open(path);
  store.close();
  expect(takesWrites(disk.folder)).toBe(true);
  spawnSync('mount', ['-o', 'remount,ro', disk.folder]);
  expect(takesWrites(disk.folder)).toBe(false);
  expect(openStore(path, now)).toEqual({ ok: false, failure: { code: 'disk-failing' } });
  expect(openStore(join(disk.folder, 'new', 'raze.db'), now)).toEqual({
    ok: false,
    failure: { code: 'disk-failing' },
  });
});
