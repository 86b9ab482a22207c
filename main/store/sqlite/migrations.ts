import type { Database } from './database.ts';
import { outbox } from './migrations/0001-outbox.ts';
import { directory } from './migrations/0002-directory.ts';

/**
 * Every step the schema ever took, in order; `user_version` is how many of them a file has. Steps only go up, only
 * add (an older program reads what a newer one wrote), and one that has been released is never edited. A step that
 * adds a column to the outbox adds a version of its checksum (`changes/row-checksum`).
 */
export const migrations: readonly Migration[] = [outbox, directory];

export type Migration = (db: Database) => void;

/** 'RAZE' in ASCII: tells our files from other SQLite files (https://sqlite.org/pragma.html#pragma_application_id). */
const applicationId = 0x52415a45;

/** The number of steps this file has taken. */
export function versionOf(db: Database): number {
  return Number(db.prepare('PRAGMA user_version').get()?.user_version ?? 0);
}

/**
 * Brings the file up to a version, the newest unless told, one transaction a step; a step that throws leaves its
 * version as it was.
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
