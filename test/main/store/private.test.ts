import {
  chmodSync,
  existsSync,
  lstatSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type FileCalls, systemFiles } from '../../../main/files.ts';
import { createIndexFile } from '../../../main/store/opportunities/index-file.ts';
import { openFile } from '../../../main/store/sqlite/database.ts';
import { migrate, migrations } from '../../../main/store/sqlite/migrations.ts';
import { type OpenStore, openStore } from '../../../main/store/store.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { aDraft, addLane, laneA } from './rows.ts';

const now = (): number => Date.UTC(2026, 10, 20, 12);

/** The names of the files in `folder` that somebody else than their owner may read, write or enter. */
const openToOthers = (folder: string): readonly string[] =>
  readdirSync(folder).filter(name => (lstatSync(join(folder, name)).mode & 0o077) !== 0);

/**
 * File calls that look at the whole folder after each of them: what another user could open for a moment is kept in `seen`, since an open
 * file goes on being read after its rights are taken away.
 */
function watched(folder: string) {
  const seen: string[] = [];
  let isWatching = false;
  const look = (call: string): void => {
    if (isWatching) seen.push(...openToOthers(folder).map(name => `${name} after ${call}`));
  };
  const files = Object.fromEntries(
    Object.entries(systemFiles).map(([call, work]) => [
      call,
      typeof work !== 'function'
        ? work
        : (...args: never[]): unknown => {
            const done = (work as (...args: never[]) => unknown)(...args);
            if (existsSync(folder)) look(call);
            return done;
          },
    ]),
  ) as unknown as FileCalls;
  return {
    files,
    seen,
    watch: () => {
      isWatching = true;
    },
  };
}

describe.skipIf(process.platform === 'win32')(
  'where new files are open to all unless a program says otherwise',
  () => {
    /** A folder of an account with a change in its database, which has been closed again. */
    const kit = (folder = join(tempFolder(), 'profile')) => {
      const before = process.umask(0);
      onTestFinished(() => void process.umask(before));
      const path = join(folder, 'raze.db');
      const { files, seen, watch } = watched(folder);
      const open = (): OpenStore => {
        const opened = openStore(path, now, files);
        if (!opened.ok) throw new Error(opened.failure.code);
        onTestFinished(() => opened.value.close());
        return opened.value;
      };
      const write = (store: OpenStore, name: string): void => {
        expect(store.rows.commit({ insert: [aDraft(name)] }).ok).toBe(true);
      };
      const filled = (): OpenStore => {
        const store = open();
        addLane(store.db, laneA);
        write(store, 'kept');
        return store;
      };
      return { folder, path, files, seen, watch, open, write, filled };
    };

    test('nobody else may read the database at any moment, nor the folder that is made for it', () => {
      const { folder, seen, watch, filled } = kit();
      watch();
      filled();
      expect(readdirSync(folder)).toContain('raze.db-wal');
      expect([...openToOthers(folder), ...seen]).toEqual([]);
      expect(statSync(folder).mode & 0o777).toBe(0o700);
    });

    test('nor one that an older version, or a copying program, has left open, with all that lies beside it', () => {
      const { folder, path, seen, watch, open, filled } = kit();
      filled().close();
      for (const ending of ['.damaged-1', '.damaged-1-wal', '.before-1', '.index', '.new', '-shm'])
        writeFileSync(`${path}${ending}`, 'x');
      for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o666);
      const store = open();
      watch();
      expect(openToOthers(folder)).toEqual([]);
      store.close();
      expect(seen).toEqual([]);
    });

    test('nor the copy that is made before a migration', () => {
      const { folder, path, seen, watch, open, filled } = kit();
      filled().close();
      rmSync(path);
      const raw = openFile(path, false);
      migrate(raw, migrations.length - 1);
      raw.close();
      chmodSync(path, 0o600);
      watch();
      open();
      expect(readdirSync(folder)).toContain(`raze.db.before-${migrations.length}`);
      expect([...openToOthers(folder), ...seen]).toEqual([]);
    });

    test('nor what is set aside of a damaged one, and the copy that it is read from', () => {
      const { folder, path, seen, watch, open, filled } = kit();
      filled().close();
      writeFileSync(path, 'no database');
      watch();
      expect(open().view.setAside).toBe(true);
      expect(readdirSync(folder).some(name => name.includes('.damaged-'))).toBe(true);
      expect([...openToOthers(folder), ...seen]).toEqual([]);
    });

    test.each<[string, (folder: string, path: string) => void]>([
      ['moved away', (folder, path) => renameSync(path, join(folder, 'elsewhere.db'))],
      ['robbed of its log', (_, path) => rmSync(`${path}-wal`)],
      ['moved away with its folder', folder => renameSync(folder, `${folder}-old`)],
    ])('nor one that is written anew since it was %s', (_, takeAway) => {
      const { folder, path, seen, watch, write, filled } = kit();
      const store = filled();
      watch();
      takeAway(folder, path);
      expect(store.rows.commit({ insert: [aDraft('refused')] }).ok).toBe(false);
      write(store, 'after');
      expect(store.view.rewritten).toBe(1);
      expect(readdirSync(folder)).toContain('raze.db-wal');
      expect([...openToOthers(folder), ...seen]).toEqual([]);
      expect(statSync(folder).mode & 0o777).toBe(0o700);
    });

    test('nor one that was erased, nor the index of the search', async () => {
      const { folder, path, files, seen, watch, filled } = kit();
      const store = filled();
      watch();
      expect(store.erase(laneA).ok).toBe(true);
      const index = createIndexFile(`${path}.index`, '1.0.0', files);
      expect(await index.write(laneA, [new Uint8Array(1 << 20)], () => true)).toEqual({
        ok: true,
        value: true,
      });
      expect(readdirSync(folder)).toContain(basename(`${path}.index`));
      expect([...openToOthers(folder), ...seen]).toEqual([]);
    });
  },
);
