import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { assertNever, fail, ok, type Result } from '../contract/failure.ts';
import type { StoreView } from '../contract/snapshot.ts';
import type { Store } from '../outbox/ports.ts';
import { createBallast } from './ballast.ts';
import { standingOf } from './checks.ts';
import { type Database, openFile, StoreError } from './database.ts';
import { migrate, versionOf } from './migrations.ts';
import { openDatabase } from './open.ts';
import { createOutboxRows } from './outbox-rows.ts';
import { setPragmas } from './pragmas.ts';
import { readDamaged, restore } from './salvage.ts';
import { anyExists, removeWhole, setAside } from './set-aside.ts';

/** The database in use. */
export interface OpenStore {
  readonly db: Database;
  /** The outbox's port. */
  readonly rows: Store;
  /** How the opening went; does not change afterwards. */
  readonly view: StoreView;
  close(): void;
}

export type OpenFailure =
  /** Another process has the file: there is only ever one writer. */
  { readonly code: 'store-busy' } | { readonly code: 'disk-full' } | { readonly code: 'disk-failing' };

/**
 * Opens the database at `path`, or makes it. A file of an older version is backed up beside itself and brought
 * up to date; one of a newer version is opened for reading only; a damaged one is set aside whole, and what can
 * be read of it comes back parked.
 */
export function openStore(path: string, now: () => number): Result<OpenStore, OpenFailure> {
  try {
    return ok(open(path, now));
  } catch (error) {
    return fail(failureOf(error));
  }
}

function failureOf(error: unknown): OpenFailure {
  if (error instanceof StoreError) {
    if (error.trouble === 'busy') return { code: 'store-busy' };
    return { code: error.trouble === 'full' ? 'disk-full' : 'disk-failing' };
  }
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOSPC' || code === 'EDQUOT') return { code: 'disk-full' };
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) return { code: 'disk-failing' };
  throw error;
}

function open(path: string, now: () => number): OpenStore {
  const view = { state: 'good', salvaged: 0, setAside: false } as const;
  if (!anyExists(path)) return ready(createFresh(path), view);
  const found = existsSync(path) ? openFound(path) : null;
  if (found === null) {
    const damaged = setAside(path, now());
    const salvage = readDamaged(damaged);
    const db = createFresh(path);
    return ready(db, { ...view, setAside: true, salvaged: restore(db, salvage, now()) });
  }
  return ready(found, { ...view, state: found.readOnly ? 'newer' : 'good' });
}

function ready(db: Database, view: StoreView): OpenStore {
  const ballast = createBallast(`${db.path}.ballast`);
  if (!db.readOnly) ballast.fill();
  const rows = createOutboxRows(db, ballast);
  return { db, rows, view, close: () => db.close() };
}

/** The existing file, fit for use; null when it is damaged. */
function openFound(path: string): Database | null {
  if (statSync(path).size === 0) return null;
  const opened = openFile(path, false);
  if (!opened.ok) return given(opened.failure);
  const db = opened.value;
  try {
    // Looked at before anything is set: a file that is set aside stays as it was found.
    db.exec('PRAGMA locking_mode = EXCLUSIVE');
    const standing = standingOf(db);
    switch (standing) {
      case 'good':
        prepare(db);
        return db;
      case 'older':
        prepare(db);
        backUp(db);
        migrate(db);
        return db;
      case 'newer':
        db.close();
        return readOnly(path);
      case 'damaged':
        db.close();
        return null;
      default:
        return assertNever(standing);
    }
  } catch (error) {
    db.close();
    if (error instanceof StoreError) return given(error);
    throw error;
  }
}

function prepare(db: Database): void {
  const refused = setPragmas(db);
  if (refused.length > 0) throw new StoreError('failing', refused);
}

/** Null for damage; anything else is not this file's fault and is thrown on. */
function given(error: StoreError): null {
  if (error.trouble === 'damaged') return null;
  throw error;
}

function readOnly(path: string): Database {
  const opened = openFile(path, true);
  if (opened.ok) return opened.value;
  throw opened.failure;
}

/** A copy as of the version it leaves, so that an older program can go back to it. */
function backUp(db: Database): void {
  const copy = `${db.path}.before-${versionOf(db) + 1}`;
  rmSync(copy, { force: true });
  db.prepare('VACUUM INTO ?').run(copy);
}

/** Made under another name and moved when whole: a file by the real name is never half made. */
function createFresh(path: string): Database {
  const draft = `${path}.new`;
  removeWhole(draft);
  const made = openDatabase(draft);
  if (!made.ok) throw made.failure;
  made.value.close();
  renameSync(draft, path);
  const opened = openDatabase(path);
  if (!opened.ok) throw opened.failure;
  return opened.value;
}
