import type { Database } from './database.ts';
import { isIntact } from './entry-row.ts';
import { applicationId, migrations, versionOf } from './migrations.ts';

/** What an existing file turns out to be. */
export type Standing = 'good' | 'older' | 'newer' | 'damaged';

const tables = ['lanes', 'lane_pauses', 'outbox', 'settings'];

/**
 * Looks at a file before it is used. A zero-length file passes SQLite's own check, and so does a copy that lost
 * its write-ahead log: it must carry our mark and our tables, be sound, and hold rows as they were written.
 * Throws `StoreError` where SQLite cannot read it at all.
 */
export function standingOf(db: Database): Standing {
  if (db.prepare('PRAGMA application_id').get()?.application_id !== applicationId) return 'damaged';
  const version = versionOf(db);
  if (version === 0) return 'damaged';
  if (version > migrations.length) return 'newer';
  const found = new Set(
    db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .all()
      .map(({ name }) => name),
  );
  if (!tables.every(name => found.has(name))) return 'damaged';
  // The quick check passes over indexes; a row that its index has lost would never be sent.
  for (const check of ['quick_check(1)', 'integrity_check(outbox)']) {
    const verdict = db.prepare(`PRAGMA ${check}`).get();
    if (verdict === null || Object.values(verdict)[0] !== 'ok') return 'damaged';
  }
  if (version < migrations.length) return 'older';
  for (const row of db.prepare('SELECT * FROM outbox WHERE ended_at IS NULL').iterate()) {
    if (!isIntact(row)) return 'damaged';
  }
  return 'good';
}
