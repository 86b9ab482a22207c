import { type Database, openFile } from './database.ts';
import { migrate, migrations, versionOf } from './migrations.ts';

/** What an existing file turns out to be. */
export type Condition = 'good' | 'older' | 'newer' | 'damaged';

/**
 * Checks a file before it is used. It is damaged if SQLite finds it unsound, or if its schema is not what our
 * migrations make: SQLite's own check accepts a zero-length file and a copy that lost its write-ahead log. A bad row is
 * not the file's matter (`entry-row.ts`). Throws `StoreError` when SQLite cannot read the file at all.
 */
export function conditionOf(db: Database, steps = migrations): Condition {
  const found = schemaOf(db);
  if (found.runs) return 'damaged';
  const version = versionOf(db);
  if (version > steps.length) return 'newer';
  if (version === 0 || found.text !== madeBy(version, steps).text) return 'damaged';
  // A value that a CHECK refuses is a bad row, not a bad file.
  db.exec('PRAGMA ignore_check_constraints = ON');
  // The quick check skips indexes. A row missing from its index would never be sent.
  for (const check of ['quick_check(1)', 'integrity_check(outbox)']) {
    const verdict = db.prepare(`PRAGMA ${check}`).get();
    if (verdict === null || Object.values(verdict)[0] !== 'ok') return 'damaged';
  }
  db.exec('PRAGMA ignore_check_constraints = OFF');
  return version < steps.length ? 'older' : 'good';
}

interface Schema {
  readonly text: string;
  /** Whether something in it runs by itself or replaces a table: a trigger, a view, a virtual table. */
  readonly runs: boolean;
}

/** The schema, without SQLite's own tables. */
function schemaOf(db: Database): Schema {
  const made = db
    .prepare("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
    .all();
  return {
    text: made
      .map(({ type, name, sql }) => `${type} ${name} ${String(sql).replace(/\s+/g, ' ')}`)
      .sort()
      .join('\n'),
    runs: made.some(
      ({ type, sql }) => (type !== 'table' && type !== 'index') || /^CREATE\s+VIRTUAL\b/i.test(String(sql)),
    ),
  };
}

function madeBy(version: number, steps: typeof migrations): Schema {
  const db = openFile(':memory:', false);
  try {
    migrate(db, version, steps);
    return schemaOf(db);
  } finally {
    db.close();
  }
}
