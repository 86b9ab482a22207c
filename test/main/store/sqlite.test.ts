import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { attempt, openFailureOf } from '../../../main/store/sqlite/attempt.ts';
import { conditionOf } from '../../../main/store/sqlite/checks.ts';
import {
  type Database,
  openFile,
  StoreError,
  type StoreTrouble,
} from '../../../main/store/sqlite/database.ts';
import { migrate, migrations, versionOf } from '../../../main/store/sqlite/migrations.ts';
import { openDatabase, setPragmas } from '../../../main/store/sqlite/open.ts';
import { createSwitch } from '../../../main/store/sqlite/switch.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const file = (): string => join(tempFolder(), 'raze.db');

const raw = (path: string, readOnly = false): Database => {
  const db = openFile(path, readOnly);
  onTestFinished(() => db.close());
  return db;
};

/** A database with one table of one column. */
function numbers(path = file()): { readonly db: Database; all(): readonly unknown[] } {
  const db = raw(path);
  db.exec('CREATE TABLE numbers (n INTEGER UNIQUE)');
  return {
    db,
    all: () =>
      db
        .prepare('SELECT n FROM numbers ORDER BY n')
        .all()
        .map(({ n }) => n),
  };
}

const thrown = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

const troubleOf = (error: unknown): StoreTrouble | null =>
  error instanceof StoreError ? error.trouble : null;

describe('a transaction', () => {
  test('that fails halfway leaves nothing, and the next one is whole', () => {
    const { db, all } = numbers();
    const failing = (): never =>
      db.transaction(() => {
        db.exec('INSERT INTO numbers VALUES (1)');
        throw new Error('halfway');
      });
    expect(failing).toThrow('halfway');
    expect(all()).toEqual([]);
    expect(
      db.transaction(() => {
        db.exec('INSERT INTO numbers VALUES (2)');
        return 'done';
      }),
    ).toBe('done');
    expect(all()).toEqual([2]);
  });

  test('within another is refused, and neither is written', () => {
    const { db, all } = numbers();
    const within = (): void =>
      db.transaction(() => {
        db.exec('INSERT INTO numbers VALUES (2)');
        db.transaction(() => db.exec('INSERT INTO numbers VALUES (1)'));
      });
    expect(within).toThrow('within a transaction');
    expect(all()).toEqual([]);
  });

  test('that SQLite itself has rolled back says why it did', () => {
    const { db } = numbers();
    const rolledBack = (): void =>
      db.transaction(() => {
        db.exec('INSERT INTO numbers VALUES (1)');
        db.exec('INSERT OR ROLLBACK INTO numbers VALUES (1)');
      });
    expect(rolledBack).toThrow(/UNIQUE/);
  });
});

describe('what is read', () => {
  test('is a number where a number holds it, and a bigint beyond that', () => {
    const { db, all } = numbers();
    db.exec(`INSERT INTO numbers VALUES (${Number.MAX_SAFE_INTEGER}), (9223372036854775807)`);
    expect(all()).toEqual([Number.MAX_SAFE_INTEGER, 9223372036854775807n]);
    expect([...db.prepare('SELECT n FROM numbers ORDER BY n').iterate()]).toEqual([
      { n: Number.MAX_SAFE_INTEGER },
      { n: 9223372036854775807n },
    ]);
    expect(db.prepare('SELECT min(n) AS n FROM numbers').get()).toEqual({ n: Number.MAX_SAFE_INTEGER });
  });

  test('is null where there is no row, and what was written is counted', () => {
    const { db } = numbers();
    expect(db.prepare('SELECT n FROM numbers').get()).toBeNull();
    expect(db.prepare('INSERT INTO numbers VALUES (?), (?)').run(5, 6)).toEqual({
      changes: 2,
      lastInsertRowid: 2,
    });
  });
});

describe('an error', () => {
  const readOnly = (): unknown => {
    const path = file();
    numbers(path).db.close();
    return thrown(() => raw(path, true).exec('INSERT INTO numbers VALUES (1)'));
  };
  const noDatabase = (): unknown => {
    const path = file();
    writeFileSync(path, 'no database at all '.repeat(100));
    return thrown(() => raw(path).prepare('SELECT 1 FROM sqlite_schema').get());
  };
  const inUse = (): unknown => {
    const path = file();
    const { db } = numbers(path);
    db.exec('PRAGMA locking_mode = EXCLUSIVE; INSERT INTO numbers VALUES (1)');
    return thrown(() => raw(path).exec('INSERT INTO numbers VALUES (2)'));
  };
  const full = (): unknown => {
    const { db } = numbers();
    const pages = Number(db.prepare('PRAGMA page_count').get()?.page_count);
    db.exec(`PRAGMA max_page_count = ${pages}`);
    return thrown(() => db.exec('CREATE TABLE more AS SELECT zeroblob(100000)'));
  };

  test.each<[StoreTrouble, () => unknown, string, string]>([
    ['read-only', readOnly, 'store-newer', 'disk-failing'],
    ['damaged', noDatabase, 'disk-failing', 'disk-failing'],
    ['busy', inUse, 'disk-failing', 'store-busy'],
    ['full', full, 'disk-full', 'disk-full'],
  ])('of a database that is %s is sorted by its code', (trouble, cause, written, opened) => {
    const error = cause();
    expect(troubleOf(error)).toBe(trouble);
    expect(
      attempt(() => {
        throw error;
      }),
    ).toEqual({ ok: false, failure: { code: written } });
    expect(openFailureOf(error)).toEqual({ code: opened });
  });

  test('of a folder in the place of the file is the disk’s', () => {
    const path = file();
    mkdirSync(path);
    expect(() => openFile(path, false)).toThrow(expect.objectContaining({ trouble: 'failing' }));
  });

  test.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EACCES', 'disk-failing'],
  ])('of the file system with %s is %s', (code, expected) => {
    expect(openFailureOf(Object.assign(new Error('no'), { code }))).toEqual({ code: expected });
  });

  test('that is a bug is thrown as it is', () => {
    const { db } = numbers();
    const bugs = [
      () => db.exec('INSERT INTO nowhere VALUES (1)'),
      () => db.exec('INSERT INTO numbers VALUES (1), (1)'),
      () => Promise.reject.call(null, 1),
    ];
    for (const bug of bugs) {
      const error = thrown(bug);
      expect(error).toBeInstanceOf(Error);
      expect(troubleOf(error)).toBeNull();
      expect(() => attempt(bug)).toThrow();
      expect(() => openFailureOf(error)).toThrow();
    }
  });
});

test('a statement is prepared once for each text', () => {
  const { db } = numbers();
  const sql = 'SELECT n FROM numbers';
  expect(db.prepare(sql)).toBe(db.prepare(sql));
  expect(db.prepare(sql)).not.toBe(db.prepare(`${sql} WHERE n > 1`));
});

test('a database is closed once, however often that is asked', () => {
  const { db } = numbers();
  db.close();
  expect(() => db.close()).not.toThrow();
});

describe('pragmas', () => {
  test('that did not take are named: a database in memory has no log', () => {
    expect(() => setPragmas(raw(':memory:'))).toThrow(
      expect.objectContaining({ trouble: 'failing', cause: ['journal_mode'] }),
    );
  });

  test('that did not take keep a database from being used', () => {
    expect(() => openDatabase(':memory:')).toThrow(expect.objectContaining({ trouble: 'failing' }));
  });
});

describe('a step of the schema', () => {
  test('that throws leaves the file at the version before it', () => {
    const db = raw(file());
    const broken = () => {
      db.exec('CREATE TABLE half (n)');
      throw new Error('broken step');
    };
    const steps = [...migrations, broken];
    expect(() => migrate(db, steps.length, steps)).toThrow('broken step');
    expect(versionOf(db)).toBe(migrations.length);
    expect(db.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'").get()).toBeNull();
  });

  test('that a file has taken is not taken again, and marks the file as ours', () => {
    const db = raw(file());
    const taken: number[] = [];
    const steps = [0, 1, 2].map(step => () => void taken.push(step));
    migrate(db, 1, steps);
    migrate(db, 3, steps);
    migrate(db, 3, steps);
    expect(taken).toEqual([0, 1, 2]);
    expect(db.prepare('PRAGMA application_id').get()).toEqual({ application_id: 0x52415a45 });
  });
});

describe('a file that is looked at before it is used', () => {
  const made = (version = migrations.length): Database => {
    const db = raw(file());
    migrate(db, version);
    return db;
  };

  test('is good, older or newer by its version, and damaged without one', () => {
    expect(conditionOf(made())).toBe('good');
    expect(conditionOf(made(1))).toBe('older');
    expect(conditionOf(raw(file()))).toBe('damaged');
    const newer = made();
    newer.exec(`PRAGMA user_version = ${migrations.length + 1}; CREATE TABLE of_then (n)`);
    expect(conditionOf(newer)).toBe('newer');
  });

  test('is damaged where it has more or less than our steps make, however that is written', () => {
    const more = made();
    more.exec('CREATE TABLE more (n)');
    expect(conditionOf(more)).toBe('damaged');
    const virtual = made();
    virtual.exec(`create   virtual table words USING fts5 (word); PRAGMA user_version = 99`);
    expect(conditionOf(virtual)).toBe('damaged');
    const triggered = made();
    triggered.exec('CREATE TRIGGER t AFTER INSERT ON lanes BEGIN SELECT 1; END; PRAGMA user_version = 99');
    expect(conditionOf(triggered)).toBe('damaged');
  });

  test('keeps its rules afterwards, although one bad value condemns only its row', () => {
    const db = made();
    const spoilt = "INSERT INTO lanes VALUES ('a', 'o', 's', 'f', 'l', 'klingon', 0)";
    db.exec(`PRAGMA ignore_check_constraints = ON; ${spoilt}; PRAGMA ignore_check_constraints = OFF`);
    expect(conditionOf(db)).toBe('good');
    expect(() => db.exec(spoilt.replace("'a'", "'b'"))).toThrow(/CHECK/);
  });
});

test('whoever holds a database goes on with the one it was exchanged for, and the one before is closed', () => {
  const [first, second] = [numbers(), numbers()];
  second.db.exec('INSERT INTO numbers VALUES (2)');
  const { db, to } = createSwitch(first.db);
  expect([db.path, db.readOnly]).toEqual([first.db.path, false]);
  to(second.db);
  expect(db.path).toBe(second.db.path);
  expect(db.prepare('SELECT n FROM numbers').get()).toEqual({ n: 2 });
  expect(first.all).toThrow(/not open/);
  db.transaction(() => db.exec('INSERT INTO numbers VALUES (3)'));
  db.close();
  expect(second.all).toThrow(/not open/);
});
