/** The room of SQLite. Enters: a path and SQL. Leaves: rows, or the disk's trouble in this program's terms. */

import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';

/** A row as SQLite returns it; parse it before use. */
export type SqlRow = Readonly<Record<string, unknown>>;
export type Param = SQLInputValue;

/** A prepared statement. Statements are cached by their text, so preparing one twice costs nothing. */
export interface Statement {
  run(...params: Param[]): { readonly changes: number; readonly lastInsertRowid: number };
  get(...params: Param[]): SqlRow | null;
  all(...params: Param[]): readonly SqlRow[];
  /** Stopping halfway resets the statement: an unfinished one would keep the write-ahead log from being cleared. */
  iterate(...params: Param[]): Iterable<SqlRow>;
}

/** One open database file. All calls are synchronous; errors of the disk are thrown as `StoreError`. */
export interface Database {
  readonly path: string;
  readonly readOnly: boolean;
  exec(sql: string): void;
  prepare(sql: string): Statement;
  /** Runs `work` between BEGIN IMMEDIATE and COMMIT. Rolls back and rethrows when it throws. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/** SQLite's result codes in this program's terms. */
export type StoreTrouble = 'busy' | 'full' | 'read-only' | 'damaged' | 'failing';

/** Every error of a database, by its numeric code (https://sqlite.org/rescode.html). */
export class StoreError extends Error {
  readonly trouble: StoreTrouble;
  constructor(trouble: StoreTrouble, cause: unknown) {
    super(`The database is ${trouble}`, { cause });
    this.name = 'StoreError';
    this.trouble = trouble;
  }
}

const troubles: Readonly<Record<number, StoreTrouble>> = {
  3: 'failing', // SQLITE_PERM
  5: 'busy', // SQLITE_BUSY
  6: 'busy', // SQLITE_LOCKED
  8: 'read-only', // SQLITE_READONLY
  10: 'failing', // SQLITE_IOERR
  11: 'damaged', // SQLITE_CORRUPT
  13: 'full', // SQLITE_FULL
  14: 'failing', // SQLITE_CANTOPEN
  15: 'failing', // SQLITE_PROTOCOL: a share whose locks do not work
  22: 'failing', // SQLITE_NOLFS
  26: 'damaged', // SQLITE_NOTADB
};

/** Turns an error of node:sqlite into a `StoreError`. Anything else (a bug: wrong SQL, a broken constraint) is thrown unchanged. */
function guard<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = error instanceof Error && 'errcode' in error ? error.errcode : null;
    const trouble = typeof code === 'number' ? troubles[code & 0xff] : undefined;
    throw trouble === undefined ? error : new StoreError(trouble, error);
  }
}

/** Opens the file only; `store.ts` sets pragmas, checks and migrates. Throws `StoreError`. */
export function openFile(path: string, readOnly: boolean): Database {
  return wrap(
    path,
    readOnly,
    guard(() => new DatabaseSync(path, { readOnly, timeout: 0 })),
  );
}

function wrap(path: string, readOnly: boolean, raw: DatabaseSync): Database {
  const statements = new Map<string, Statement>();
  const prepared = (sql: string): Statement => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const fresh = statement(guard(() => raw.prepare(sql)));
    statements.set(sql, fresh);
    return fresh;
  };
  return {
    path,
    readOnly,
    exec: sql => guard(() => raw.exec(sql)),
    prepare: prepared,
    transaction: work => {
      guard(() => raw.exec('BEGIN IMMEDIATE'));
      try {
        const value = work();
        guard(() => raw.exec('COMMIT'));
        return value;
      } catch (error) {
        // A full disk may have rolled back already. A second ROLLBACK would hide the first error.
        if (raw.isTransaction) guard(() => raw.exec('ROLLBACK'));
        throw error;
      }
    },
    close: () => {
      statements.clear();
      if (raw.isOpen) raw.close();
    },
  };
}

function statement(raw: StatementSync): Statement {
  // Read as numbers, an integer above 2⁵³ (a flipped bit) would throw instead of returning its row.
  raw.setReadBigInts(true);
  return {
    run: (...params) =>
      guard(() => {
        const { changes, lastInsertRowid } = raw.run(...params);
        return { changes: Number(changes), lastInsertRowid: Number(lastInsertRowid) };
      }),
    get: (...params) =>
      guard(() => {
        const row = raw.get(...params);
        return row === undefined ? null : plain(row);
      }),
    all: (...params) => guard(() => raw.all(...params).map(plain)),
    iterate: (...params) => guarded(raw, params),
  };
}

/** Integers as numbers where a number is exact. Others stay bigints, which no schema accepts. */
function plain(row: Record<string, SQLOutputValue>): SqlRow {
  for (const name in row) {
    const value = row[name];
    if (typeof value === 'bigint' && Number.isSafeInteger(Number(value))) row[name] = Number(value);
  }
  return row;
}

function* guarded(raw: StatementSync, params: readonly Param[]): Generator<SqlRow> {
  const rows = guard(() => raw.iterate(...params));
  try {
    while (true) {
      const next = guard(() => rows.next());
      if (next.done === true) return;
      yield plain(next.value);
    }
  } finally {
    rows.return?.();
  }
}
