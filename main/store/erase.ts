import { basename, dirname, extname, join } from 'node:path';
import { fail, ok, type Result } from '../contract/failure.ts';
import type { LaneId } from '../contract/model.ts';
import { type FileCalls, refusalOf, systemFiles } from '../files.ts';
import { dealPageRow, erasingRow } from './setting-rows.ts';
import { attempt, type WriteFailure } from './sqlite/attempt.ts';
import { type Database, StoreError } from './sqlite/database.ts';

/** Files that may still hold erased data, by their paths, for the user to delete. */
export interface NotErased {
  readonly code: 'not-erased';
  readonly key: boolean;
  readonly files: readonly string[];
}

/** Every table with rows of an account; referenced tables come last. */
const ofLane = [
  'outbox',
  'lane_pauses',
  'picks',
  'pins',
  'sightings',
  'opportunity_slices',
  'directories',
] as const;

/**
 * Erases one account's rows, or all rows of all tables, from every file: from freed pages, the log and the index.
 * Copies that were set aside, made before a migration or made by a cloud folder are deleted whole. If the rows cannot
 * be erased, nothing is; otherwise what is left is named.
 */
export function eraseRows(
  db: Database,
  whose: LaneId | 'all',
  files: FileCalls = systemFiles,
): Result<null, NotErased | WriteFailure> {
  const deleted = attempt(() => {
    // Overwrites what is deleted. Pages freed earlier go when the file is rewritten below.
    db.exec('PRAGMA secure_delete = ON');
    db.transaction(() => {
      for (const table of ofLane) {
        if (whose === 'all') db.exec(`DELETE FROM ${table}`);
        else db.prepare(`DELETE FROM ${table} WHERE lane = ?`).run(whose);
      }
      if (whose === 'all') {
        db.exec('DELETE FROM lanes');
        db.prepare('DELETE FROM settings WHERE name <> ?').run(erasingRow);
      } else {
        db.prepare('DELETE FROM lanes WHERE id = ?').run(whose);
        db.prepare('DELETE FROM settings WHERE name = ?').run(dealPageRow);
      }
    });
  });
  if (!deleted.ok) return deleted;
  const left = [...(isRewritten(db) ? [] : [db.path, `${db.path}-wal`]), ...removeCopies(db.path, files)];
  return left.length === 0 ? ok(null) : fail({ code: 'not-erased', key: false, files: left });
}

/**
 * What can still be done where the disk refuses to erase all rows: the copies are deleted, which also makes room. What keeps the rows is
 * named with what is left.
 */
export function eraseCopies(path: string, files: FileCalls = systemFiles): NotErased {
  return { code: 'not-erased', key: false, files: [path, `${path}-wal`, ...removeCopies(path, files)] };
}

const removeCopies = (path: string, files: FileCalls): readonly string[] =>
  removeAll(stemOf(path), [path, ...living.map(part => `${path}${part}`)], files);

/** Files beside the database that are emptied with it or hold no data. */
const living = ['-wal', '-shm', '.ballast'];

/**
 * The beginning of all copies' names. Cloud folders put something between name and extension: `quick-stage-LAPTOP.db`
 * (OneDrive), `quick-stage 2.db` (iCloud), `quick-stage (conflicted copy).db` (Dropbox).
 */
const stemOf = (path: string): string => path.slice(0, path.length - extname(path).length);

/** Rewrites the whole file and empties its log. False when the disk refuses. */
function isRewritten(db: Database): boolean {
  try {
    db.exec('VACUUM');
    return db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.busy === 0;
  } catch (error) {
    if (error instanceof StoreError) return false;
    throw error;
  }
}

/** Deletes every file whose path begins so. Returns those that are still there. Folders are left alone. */
export function removeAll(
  beginning: string,
  but: readonly string[] = [],
  files: FileCalls = systemFiles,
): readonly string[] {
  const folder = dirname(beginning);
  /** Runs `work`; false when the disk refuses. */
  const isDone = (work: () => void): boolean => [null, 'ENOENT'].includes(refusalOf(work));
  let names: readonly string[] = [];
  const isRead = isDone(() => {
    names = files.readdirSync(folder);
  });
  if (!isRead) return [folder];
  return (
    names
      // Some file systems ignore case and show the spelling that came first.
      .filter(name => name.toLowerCase().startsWith(basename(beginning).toLowerCase()))
      .map(name => join(folder, name))
      .filter(path => !but.includes(path))
      .filter(path => !isDone(() => files.lstatSync(path).isDirectory() || files.unlinkSync(path)))
  );
}
