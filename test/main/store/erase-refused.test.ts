import { closeSync, openSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fail, ok } from '../../../main/contract/failure.ts';
import { openStore } from '../../../main/store/store.ts';
import { mountSmallDisk } from '../../faults/small-disk.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { aDraft, addLane, laneA } from './rows.ts';

/** A database with more rows than fit into a few pages, all with a word that can be looked for; and a copy of it. */
function kit(folder: string) {
  const path = join(folder, 'raze.db');
  const opened = openStore(path, () => 1_000);
  if (!opened.ok) throw new Error(opened.failure.code);
  const store = opened.value;
  onTestFinished(() => store.close());
  addLane(store.db, laneA);
  store.rows.commit({ insert: Array.from({ length: 300 }, (_, at) => aDraft(`zacharias-${at}`)) });
  store.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  writeFileSync(`${path}.before-2`, 'zacharias');
  const holding = () =>
    readdirSync(folder).filter(
      name => name.startsWith('raze') && readFileSync(join(folder, name)).includes('zacharias'),
    );
  return { path, store, holding };
}

test('a full disk keeps nothing: what is in reserve is given up for it', context => {
  const disk = mountSmallDisk();
  if (disk === null) return context.skip('this user may not mount a disk');
  onTestFinished(disk.remove);
  const { store, holding } = kit(disk.folder);
  disk.fill();
  expect(store.erase('all')).toEqual(ok(null));
  expect(holding()).toEqual([]);
});

test('a damaged database is named, and its copies go all the same', () => {
  const { path, store, holding } = kit(tempFolder());
  const file = openSync(path, 'r+');
  for (let at = 8_192; at < statSync(path).size; at += 4_096)
    writeSync(file, Buffer.alloc(64, 0xff), 0, 64, at);
  closeSync(file);
  const named = { code: 'not-erased', key: false, files: [path, `${path}-wal`] } as const;
  expect(store.erase('all')).toEqual(fail(named));
  expect(holding()).toEqual(['raze.db']);
  expect(store.erase(laneA)).toEqual(fail({ code: 'disk-failing' }));
});
