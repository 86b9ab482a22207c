import { isUnsure } from '../../contract/offers.ts';
import { type FileCalls, systemFiles } from '../../files.ts';
import type { Draft, Entry } from '../../outbox/model/entry.ts';
import { isEnded } from '../../outbox/model/entry.ts';
import { copyWhole, removeWhole } from '../file/set-aside.ts';
import { type Database, openFile, type SqlRow, StoreError } from '../sqlite/database.ts';
import { entryOf } from './entry-row.ts';
import { insertLane, knowLane } from './repair.ts';
import { insertRow } from './write-row.ts';

/** What could be read of a damaged file. */
export interface Salvage {
  readonly lanes: readonly SqlRow[];
  readonly settings: readonly SqlRow[];
  /** By `seq`. */
  readonly rows: readonly Entry[];
}

const nothing: Salvage = { lanes: [], settings: [], rows: [] };

/** Reads what can be read of the file at `path`, from a copy. The file itself is not changed. */
export function readDamaged(path: string, files: FileCalls = systemFiles): Salvage {
  const copy = `${path}.reading`;
  copyWhole(path, copy, files);
  try {
    const db = openFile(copy, false);
    try {
      return readAll(db);
    } finally {
      db.close();
    }
  } catch (error) {
    // Without a readable schema of this program there is nothing to go by.
    if (error instanceof StoreError || isSqlError(error)) return nothing;
    throw error;
  } finally {
    removeWhole(copy, files);
  }
}

const isSqlError = (error: unknown): boolean => error instanceof Error && 'errcode' in error;

function readAll(db: Database): Salvage {
  const rows = new Map(
    readTable(db, 'outbox')
      .map(entryOf)
      .map(row => [row.id, row]),
  );
  return {
    lanes: readTable(db, 'lanes'),
    settings: readTable(db, 'settings'),
    rows: [...rows.values()].sort((a, b) => a.seq - b.seq),
  };
}

/** Reads from the front until it fails, then from the back: a damaged page in the middle costs only its own rows. */
function readTable(db: Database, table: 'outbox' | 'lanes' | 'settings'): readonly SqlRow[] {
  const key = { outbox: 'seq', lanes: 'id', settings: 'name' }[table];
  const rows: SqlRow[] = [];
  // Not a view or a virtual table of that name: reading one runs code in it.
  const plain =
    "SELECT 1 FROM sqlite_schema WHERE name = ? AND type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'";
  if (db.prepare(plain).get(table) === null) return rows;
  for (const direction of ['ASC', 'DESC']) {
    try {
      const sql = `SELECT * FROM ${table} NOT INDEXED ORDER BY ${key} ${direction}`;
      for (const row of db.prepare(sql).iterate()) rows.push(row);
      return rows;
    } catch (error) {
      if (!(error instanceof StoreError || isSqlError(error))) throw error;
    }
  }
  return rows;
}

/**
 * Puts salvaged rows into a new file in one transaction. Open changes come back parked and are never sent by
 * themselves: intact ones as `salvaged`, others as `damaged` or `newer`. Returns how many there are.
 */
export function restore(db: Database, salvage: Salvage, now: number): number {
  return db.transaction(() => {
    for (const lane of salvage.lanes) attempt(() => insertLane(db, lane));
    for (const { name, value } of salvage.settings) {
      attempt(() => {
        if (typeof name !== 'string' || typeof value !== 'string') return;
        db.prepare('INSERT OR IGNORE INTO settings (name, value) VALUES (?, ?)').run(name, value);
      });
    }
    let open = 0;
    for (const row of salvage.rows) {
      const ended = isEnded(row.state);
      // An ended row is history: if it is not exactly as written, it is left in the damaged file.
      if (ended && isUnsure(row.reason)) continue;
      const draft = ended ? row : parked(row, newestOf(row, salvage.rows), now);
      const kept = attempt(() => {
        knowLane(db, row);
        insertRow(db, draft);
      });
      if (kept && draft.state === 'parked') open += 1;
    }
    return open;
  });
}

/** The newest open row of the same opportunity. Only that one is parked; older ones end as superseded. */
const newestOf = (row: Entry, rows: readonly Entry[]): Entry | undefined =>
  rows.findLast(
    other => other.lane === row.lane && other.opportunity === row.opportunity && !isEnded(other.state),
  );

function parked(row: Entry, newest: Entry | undefined, now: number): Draft {
  const quiet = { ...row, held: null, due: null, endedAt: null, since: now };
  if (newest !== undefined && newest.id !== row.id) {
    return { ...quiet, state: 'superseded', reason: 'salvaged', endedAt: now };
  }
  return { ...quiet, state: 'parked', reason: isUnsure(row.reason) ? row.reason : 'salvaged', theirs: null };
}

/** A row that breaks a constraint costs only itself. */
function attempt(work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (isSqlError(error)) return false;
    throw error;
  }
}
