import type { Database } from './database.ts';
import { outbox } from './migrations/0001-outbox.ts';
import { directory } from './migrations/0002-directory.ts';
import { laterChanges } from './migrations/0003-later-changes.ts';
import { notes } from './migrations/0004-notes.ts';
import { pinned } from './migrations/0005-pins.ts';
import { origin } from './migrations/0006-origin.ts';

/**
 * Every migration of the schema, in order; `user_version` counts those that a file has. A migration only adds, so that
 * an older program can read what a newer one wrote, and is never edited once released. One that adds a column to the
 * outbox adds a version of its checksum (`changes/row-checksum`).
 */
export const migrations: readonly Migration[] = [outbox, directory, laterChanges, notes, pinned, origin];

export type Migration = (db: Database) => void;

/** 'RAZE' in ASCII: distinguishes our files from other SQLite files (https://sqlite.org/pragma.html#pragma_application_id). */
const applicationId = 0x52415a45;

/** The number of migrations that this file has. */
export function versionOf(db: Database): number {
  return Number(db.prepare('PRAGMA user_version').get()?.user_version ?? 0);
}

/**
 * Migrates the file up to a version, by default the newest, with one transaction each. A migration that throws leaves
 * the version before it.
 */
export function migrate(db: Database, upTo = migrations.length, steps = migrations): void {
  for (const [version, up] of steps.slice(0, upTo).entries()) {
    if (version < versionOf(db)) continue;
    db.transaction(() => {
      up(db);
      db.exec(`PRAGMA application_id = ${applicationId}`);
      db.exec(`PRAGMA user_version = ${version + 1}`);
    });
  }
}
