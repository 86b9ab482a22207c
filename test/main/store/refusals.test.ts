import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fail, ok } from '../../../main/contract/failure.ts';
import type { LaneId } from '../../../main/contract/model.ts';
import { type FileCalls, systemFiles } from '../../../main/files.ts';
import { eraseRows, removeAll } from '../../../main/store/erase.ts';
import { openInTurn } from '../../../main/store/open-in-turn.ts';
import { createIndexFile } from '../../../main/store/opportunities/index-file.ts';
import { createSettings } from '../../../main/store/setting-rows.ts';
import { openFile } from '../../../main/store/sqlite/database.ts';
import { migrations, versionOf } from '../../../main/store/sqlite/migrations.ts';
import { openDatabase } from '../../../main/store/sqlite/open.ts';
import { type OpenStore, openStore } from '../../../main/store/store.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { aDraft, addLane, laneA } from './rows.ts';

const now = (): number => Date.UTC(2026, 10, 20, 12);
const laneB = '00000000-0000-4000-8000-00000000000b' as LaneId;
const refusal = (code: string): Error => Object.assign(new Error(code), { code });
const refuses = (code: string) => (): never => {
  throw refusal(code);
};
const withCall = (call: Partial<FileCalls>): FileCalls => ({ ...systemFiles, ...call });

function open(path: string, files?: FileCalls): OpenStore {
  const opened = openStore(path, now, files);
  if (!opened.ok) throw new Error(opened.failure.code);
  onTestFinished(() => opened.value.close());
  return opened.value;
}

describe('a database that the disk refuses', () => {
  test.each([
    ['ENOSPC', 'disk-full'],
    ['EIO', 'disk-failing'],
  ])('with %s where it is made is a value: %s', (code, expected) => {
    const path = join(tempFolder(), 'raze.db');
    expect(openStore(path, now, withCall({ mkdirSync: refuses(code) }))).toEqual(fail({ code: expected }));
    expect(openStore(path, now, withCall({ openSync: refuses(code) }))).toEqual(fail({ code: expected }));
    expect(existsSync(path)).toBe(false);
  });

  test('by a bug is no value', () => {
    const files = withCall({
      mkdirSync: () => {
        throw new TypeError('a bug');
      },
    });
    expect(() => openStore(join(tempFolder(), 'raze.db'), now, files)).toThrow('a bug');
  });

  test('at its first write is closed again', () => {
    const path = join(tempFolder(), 'raze.db');
    open(path).close();
    const files = withCall({
      lstatSync: ((file: string, options?: object) => {
        if (file.endsWith('.ballast')) throw new TypeError('a bug');
        return systemFiles.lstatSync(file, options);
      }) as FileCalls['lstatSync'],
    });
    expect(() => openStore(path, now, files)).toThrow('a bug');
    expect(open(path).rows.open()).toEqual([]);
  });

  /** A store whose file was taken away, on a disk that from then on refuses one kind of call. */
  function moved(call: Partial<FileCalls>) {
    const path = join(tempFolder(), 'profile', 'raze.db');
    const refused: { call: Partial<FileCalls> } = { call: {} };
    const files = new Proxy(systemFiles, {
      get: (real, name: keyof FileCalls) => refused.call[name as never] ?? real[name],
    });
    const store = open(path, files);
    addLane(store.db, laneA);
    store.rows.commit({ insert: [aDraft('kept')] });
    rmSync(path);
    refused.call = call;
    return { path, store, refused };
  }

  test.each<[string, Partial<FileCalls>, string]>([
    ['is full', { renameSync: refuses('ENOSPC') }, 'disk-full'],
    ['fails', { renameSync: refuses('EIO') }, 'disk-failing'],
    ['may not be looked at', { statSync: refuses('EACCES') as never }, 'disk-failing'],
  ])('once its file is gone says so to whoever writes, erases or looks: it %s', (_, call, code) => {
    const { path, store, refused } = moved(call);
    expect(store.rows.checkFile()).toEqual(fail({ code }));
    expect(store.rows.commit({ insert: [aDraft('a')] })).toEqual(fail({ code }));
    expect(store.erase(laneB)).toEqual(fail({ code }));
    expect(store.view.rewritten).toBe(0);
    refused.call = {};
    expect(store.rows.checkFile()).toEqual(ok(true));
    expect(store.view.rewritten).toBe(1);
    store.close();
    expect(open(path).rows.open()).toMatchObject([{ opportunity: 'kept' }]);
  });
});

describe('what lies by the name of the database', () => {
  const made = (path: string, name = 'kept'): void => {
    const store = open(path);
    addLane(store.db, laneA);
    store.rows.commit({ insert: [aDraft(name)] });
    store.close();
  };
  const namesIn = (store: OpenStore) => store.rows.open().map(({ opportunity }) => opportunity);

  test.each<[string, (draft: string) => void]>([
    ['half made', draft => writeFileSync(draft, 'SQLite format 3')],
    ['of nothing', draft => writeFileSync(draft, '')],
    [
      'of another program',
      draft => {
        const db = openFile(draft, false);
        db.exec('CREATE TABLE theirs (n)');
        db.close();
      },
    ],
    ['that is a folder', draft => mkdirSync(draft)],
  ])('beside no file is no draft of ours when it is %s', (_, spoil) => {
    const path = join(tempFolder(), 'raze.db');
    spoil(`${path}.new`);
    const store = open(path);
    expect(store.view).toEqual({ state: 'good', salvaged: 0, setAside: false, rewritten: 0 });
    expect(versionOf(store.db)).toBe(migrations.length);
    expect(existsSync(`${path}.new`)).toBe(false);
  });

  test('is a log alone: it is set aside, and a file is made', () => {
    const folder = tempFolder();
    const path = join(folder, 'raze.db');
    writeFileSync(`${path}-wal`, 'a log');
    expect(open(path).view).toMatchObject({ setAside: true, salvaged: 0 });
    expect(readdirSync(folder).filter(name => /damaged-.*-wal$/.test(name))).toHaveLength(1);
  });

  test('is a good file beside a draft: the file counts', () => {
    const path = join(tempFolder(), 'raze.db');
    made(path);
    made(join(path, '..', 'other.db'), 'of the draft');
    writeFileSync(`${path}.new`, readFileSync(join(path, '..', 'other.db')));
    expect(namesIn(open(path))).toEqual(['kept']);
  });

  test('is a newer file: nothing is written, no ballast made, nothing erased', () => {
    const path = join(tempFolder(), 'raze.db');
    made(path);
    const raw = openFile(path, false);
    raw.exec(`PRAGMA user_version = ${migrations.length + 1}`);
    raw.close();
    rmSync(`${path}.ballast`);
    const store = open(path);
    expect([store.view.state, store.db.readOnly, namesIn(store)]).toEqual(['newer', true, ['kept']]);
    expect(existsSync(`${path}.ballast`)).toBe(false);
    expect(store.erase(laneA)).toEqual(fail({ code: 'store-newer' }));
    expect(store.adopt(laneA, laneB, () => null)).toEqual(fail({ code: 'store-newer' }));
  });

  test('is an older file: the copy made of it takes the place of one of before', () => {
    const path = join(tempFolder(), 'raze.db');
    made(path);
    const older = openFile(path, false);
    older.exec(
      'DROP TABLE sightings; DROP TABLE directories; DROP TABLE opportunity_slices; DROP TABLE pins',
    );
    older.exec('DROP INDEX outbox_of_opportunity');
    older.exec(
      'ALTER TABLE outbox DROP COLUMN note; ALTER TABLE outbox DROP COLUMN note_in_crm; ALTER TABLE outbox DROP COLUMN by_program',
    );
    older.exec('PRAGMA user_version = 1');
    older.close();
    writeFileSync(`${path}.before-2`, 'of before');
    expect(namesIn(open(path))).toEqual(['kept']);
    const copy = openFile(`${path}.before-2`, true);
    onTestFinished(() => copy.close());
    expect([versionOf(copy), copy.prepare('SELECT opportunity FROM outbox').all()]).toEqual([
      1,
      [{ opportunity: 'kept' }],
    ]);
  });

  test('is closed once, and put back only as long as it is open', () => {
    const path = join(tempFolder(), 'raze.db');
    const store = open(path);
    store.close();
    rmSync(path);
    store.close();
    expect(existsSync(path)).toBe(false);
  });
});

describe('erasing', () => {
  const kit = () => {
    const folder = tempFolder();
    const path = join(folder, 'quick.db');
    const db = openDatabase(path);
    onTestFinished(() => db.close());
    for (const lane of [laneA, laneB]) {
      addLane(db, lane);
      db.prepare("INSERT INTO opportunity_slices VALUES (?, 0, x'00')").run(lane);
      db.prepare('INSERT INTO directories (lane) VALUES (?)').run(lane);
      db.prepare("INSERT INTO sightings VALUES (?, 'a')").run(lane);
      db.prepare("INSERT INTO picks VALUES (?, 'a', 'b', 1, 1)").run(lane);
      db.prepare("INSERT INTO pins VALUES (?, 'a', 1)").run(lane);
      db.prepare("INSERT INTO lane_pauses (lane, pause, set_at) VALUES (?, '{}', 1)").run(lane);
    }
    createSettings(db).change({ theme: 'dark' });
    createSettings(db).keepDealPage({ host: 'app.getraze.co', path: ['deals', ':id'], query: [] });
    const tables = [
      'lanes',
      'opportunity_slices',
      'directories',
      'sightings',
      'picks',
      'pins',
      'lane_pauses',
    ];
    const counts = () => [
      ...new Set(tables.map(table => db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n)),
    ];
    return { folder, path, db, counts };
  };

  test('an account takes its rows and what was learnt of deals’ pages, and leaves all else', () => {
    const { db, counts } = kit();
    expect(eraseRows(db, laneA)).toEqual(ok(null));
    expect(counts()).toEqual([1]);
    expect(db.prepare('SELECT id FROM lanes').all()).toEqual([{ id: laneB }]);
    expect(createSettings(db).read().theme).toBe('dark');
    expect(createSettings(db).dealPage()).toBeNull();
  });

  test('everything takes the settings too', () => {
    const { db, counts } = kit();
    expect(eraseRows(db, 'all')).toEqual(ok(null));
    expect([counts(), db.prepare('SELECT * FROM settings').all()]).toEqual([[0], []]);
  });

  test('takes the copies, whatever the capitals, and neither folders nor files of another name', () => {
    const { folder, path, db } = kit();
    for (const name of ['quick-LAPTOP.db', 'QUICK 2.DB', 'quick.db.index', 'other.db']) {
      writeFileSync(join(folder, name), 'x');
    }
    mkdirSync(join(folder, 'quick folder'));
    writeFileSync(`${path}.ballast`, 'x');
    expect(eraseRows(db, 'all')).toEqual(ok(null));
    expect(readdirSync(folder).sort()).toEqual([
      'other.db',
      'quick folder',
      'quick.db',
      'quick.db-wal',
      'quick.db.ballast',
    ]);
  });

  test('tells which copies are left, and forgives one that is gone already', () => {
    const { folder, db } = kit();
    const [kept, gone] = ['quick kept.db', 'quick gone.db'].map(name => join(folder, name));
    for (const file of [kept ?? '', gone ?? '']) writeFileSync(file, 'x');
    const files = withCall({
      unlinkSync: file => {
        throw refusal(file === kept ? 'EPERM' : 'ENOENT');
      },
    });
    expect(eraseRows(db, 'all', files)).toEqual(fail({ code: 'not-erased', key: false, files: [kept] }));
  });

  test('tells of a folder that cannot be read, and of none that is not there', () => {
    const beginning = join(tempFolder(), 'none', 'quick');
    expect(removeAll(beginning)).toEqual([]);
    const files = withCall({ readdirSync: refuses('EACCES') as never });
    expect(removeAll(beginning, [], files)).toEqual([join(beginning, '..')]);
    const buggy = withCall({
      readdirSync: () => {
        throw new TypeError('a bug');
      },
    });
    expect(() => removeAll(beginning, [], buggy)).toThrow('a bug');
  });

  test('tells of the database itself where the disk does not write it anew', () => {
    const { path, db } = kit();
    const exec = (sql: string): void => {
      if (sql === 'VACUUM') db.exec('PRAGMA query_only = ON; DELETE FROM settings');
      db.exec(sql);
    };
    expect(eraseRows({ ...db, exec }, 'all')).toEqual(
      fail({ code: 'not-erased', key: false, files: [path, `${path}-wal`] }),
    );
  });
});

describe('settings', () => {
  const kit = () => {
    const db = openDatabase(join(tempFolder(), 'raze.db'));
    onTestFinished(() => db.close());
    const put = (name: string, value: unknown): void =>
      void db
        .prepare('INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
        .run(name, JSON.stringify(value));
    return { db, put, settings: createSettings(db) };
  };

  test('are saved all or none', () => {
    const { db, settings } = kit();
    db.exec(
      "CREATE TRIGGER t BEFORE INSERT ON settings WHEN NEW.name = 'undoSeconds' BEGIN SELECT RAISE(ABORT, 'no'); END",
    );
    expect(() => settings.change({ theme: 'dark', undoSeconds: 7 })).toThrow();
    expect(db.prepare('SELECT * FROM settings').all()).toEqual([]);
  });

  test('remember the page of a deal, and nothing that is none', () => {
    const { put, settings } = kit();
    expect(settings.dealPage()).toBeNull();
    const page = { host: 'app.getraze.co', path: ['deals', ':id'], query: [['board', ':pipeline']] } as const;
    settings.keepDealPage(page);
    expect(settings.dealPage()).toEqual(page);
    for (const other of [
      { ...page, host: 'evil.example' },
      { ...page, path: ['a b'] },
      { ...page, query: [['board', 'x']] },
      null,
    ]) {
      put('dealPage', other);
      expect(settings.dealPage()).toBeNull();
    }
  });

  test('remember the account in use, and none where that is none', () => {
    const { put, settings } = kit();
    settings.setAccountMode('key');
    expect(settings.accountMode()).toBe('key');
    put('account', 'nobody');
    expect(settings.accountMode()).toBe('none');
  });
});

describe('a program that starts while another ends', () => {
  const store = {} as OpenStore;
  const busy = fail({ code: 'store-busy' } as const);

  test('opens the database as soon as it is free', async () => {
    const answers = [busy, busy, ok(store)];
    expect(await openInTurn(() => answers.shift() ?? busy)).toEqual(ok(store));
    expect(answers).toEqual([]);
  });

  test('does not wait for what waiting does not help', async () => {
    const answers = [fail({ code: 'disk-full' } as const), ok(store)];
    expect(await openInTurn(() => answers.shift() ?? busy)).toEqual(fail({ code: 'disk-full' }));
    expect(answers).toHaveLength(1);
  });
});

describe('the index beside the database', () => {
  const lane = 'a' as LaneId;
  const part = new Uint8Array([1, 2, 3]);
  const kit = () => {
    const folder = tempFolder();
    return { folder, path: join(folder, 'db.index') };
  };
  const diskWith = (call: Partial<FileCalls['promises']>): FileCalls =>
    withCall({ promises: { ...systemFiles.promises, ...call } });
  /** A disk whose files do one thing another way. */
  const handles = (change: (file: FileHandle) => Partial<Record<keyof FileHandle, unknown>>): FileCalls =>
    diskWith({
      open: async (...given) => {
        const file = await systemFiles.promises.open(...given);
        const changed = change(file);
        return new Proxy(file, {
          get: (real, name) => {
            const own = changed[name as keyof FileHandle] ?? Reflect.get(real, name);
            return typeof own === 'function' ? own.bind(real) : own;
          },
        });
      },
    });

  test.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EIO', 'disk-failing'],
  ])('is not written with %s, and nothing is left of it', async (code, expected) => {
    const { folder, path } = kit();
    const files = diskWith({ rename: async () => Promise.reject(refusal(code)) });
    expect(await createIndexFile(path, '1', files).write(lane, [part], () => true)).toEqual(
      fail({ code: expected }),
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  test('does not hide a bug', async () => {
    const files = diskWith({ rename: async () => Promise.reject(new TypeError('a bug')) });
    await expect(createIndexFile(kit().path, '1', files).write(lane, [part], () => true)).rejects.toThrow(
      'a bug',
    );
  });

  test('of which the disk takes only a part is not written', async () => {
    const { folder, path } = kit();
    const files = handles(file => ({
      writev: async (parts: Uint8Array[]) => {
        const { bytesWritten } = await file.writev(parts);
        return { bytesWritten: bytesWritten - 1 };
      },
    }));
    expect(await createIndexFile(path, '1', files).write(lane, [part], () => true)).toEqual(ok(false));
    expect(await createIndexFile(path, '1', files).write(lane, [], () => true)).toEqual(ok(false));
    expect(readdirSync(folder)).toEqual([]);
  });

  test('of which the disk gives only a part is not read, and gone', async () => {
    for (const short of ['read', 'readv'] as const) {
      const { folder, path } = kit();
      await createIndexFile(path, '1').write(lane, [part], () => true);
      const files = handles(file => ({
        [short]: async (...given: never[]) => {
          const { bytesRead } = await (file[short] as (...all: never[]) => Promise<{ bytesRead: number }>)(
            ...given,
          );
          return { bytesRead: bytesRead - 1 };
        },
      }));
      expect(await createIndexFile(path, '1', files).read(lane)).toBeNull();
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  test('is closed after it was read, after it was written, and where either fails', async () => {
    const { path } = kit();
    let opened = 0;
    let closed = 0;
    const files = (fails: boolean): FileCalls =>
      handles(file => {
        opened += 1;
        return {
          close: async () => {
            closed += 1;
            await file.close();
          },
          ...(fails ? { writev: async () => Promise.reject(refusal('EIO')) } : {}),
        };
      });
    await createIndexFile(path, '1', files(false)).write(lane, [part], () => true);
    expect(await createIndexFile(path, '1', files(false)).read(lane)).toEqual([part]);
    await createIndexFile(path, '1', files(true)).write(lane, [part], () => true);
    expect([opened, closed]).toEqual([3, 3]);
  });

  test('has no list of parts longer than a megabyte', async () => {
    const { path } = kit();
    const rest = JSON.stringify({ program: '', lane, parts: [] }).length;
    for (const more of [0, 1]) {
      const file = createIndexFile(path, 'x'.repeat((1 << 20) - rest + more));
      expect(await file.write(lane, [], () => true)).toEqual(ok(true));
      expect(await file.read(lane)).toEqual(more === 0 ? [] : null);
    }
  });

  test('is written and read in goes of two megabytes or 256 parts', async () => {
    const { path } = kit();
    const goes: number[][] = [];
    const files = handles(file => ({
      writev: (parts: Uint8Array[]) => {
        goes.push(parts.map(one => one.length));
        return file.writev(parts);
      },
    }));
    const [half, small] = [new Uint8Array(1 << 20), new Uint8Array(1)];
    const parts = [half, half, small, ...Array.from({ length: 256 }, () => small)];
    await createIndexFile(path, '1', files).write(lane, parts, () => true);
    expect(goes.slice(0, -1).map(({ length }) => length)).toEqual([2, 256, 1]);
    expect((await createIndexFile(path, '1').read(lane))?.length).toBe(parts.length);
  });
});
