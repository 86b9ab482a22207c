import { type Database, openFile } from './database.ts';
import { migrate, migrations, versionOf } from './migrations.ts';

/** What an existing file turns out to be. */
export type Condition = 'good' | 'older' | 'newer' | 'damaged';

/**
 * Looks at a file before it is used. Damaged is what SQLite itself finds unsound, and what is not made as our steps
 * make it: a zero-length file passes SQLite's own check, and so does a copy that lost its write-ahead log. A row
 * that is not what was written is that row's matter alone (`entry-row.ts`).
 * Throws `StoreError` where SQLite cannot read it at all.
 */
export function conditionOf(db: Database, steps = migrations): Condition {
  const found = schemaOf(db);
  if (found.some(({ runs }) => runs)) return 'damaged';
  const version = versionOf(db);
  if (version > steps.length) return 'newer';
  if (version === 0 || linesOf(found) !== linesOf(madeBy(version, steps))) return 'damaged';
  // A value that a CHECK refuses is one bad row, not a bad file.
  db.exec('PRAGMA ignore_check_constraints = ON');
  // The quick check passes over indexes; a row that its index has lost would never be sent.
  for (const check of ['quick_check(1)', 'integrity_check(outbox)']) {
    const verdict = db.prepare(`PRAGMA ${check}`).get();
    if (verdict === null || Object.values(verdict)[0] !== 'ok') return 'damaged';
  }
  db.exec('PRAGMA ignore_check_constraints = OFF');
  return version < steps.length ? 'older' : 'good';
}

interface Made {
  readonly line: string;
  /** Whether it runs by itself or stands in a table's place: a trigger, a view, a virtual table. */
  readonly runs: boolean;
}

/** What the file is made of, without what SQLite keeps for itself. */
function schemaOf(db: Database): readonly Made[] {
  const made = db.prepare(
    "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
  );
  return made.all().map(({ type, name, sql }) => ({
    line: `${type} ${name} ${String(sql).replace(/\s+/g, ' ')}`,
    runs: (type !== 'table' && type !== 'index') || /^CREATE\s+VIRTUAL\b/i.test(String(sql)),
  }));
}

const linesOf = (made: readonly Made[]): string =>
  made
    .map(({ line }) => line)
    .sort()
    .join('\n');

function madeBy(version: number, steps: typeof migrations): readonly Made[] {
  const opened = openFile(':memory:', false);
  if (!opened.ok) throw opened.failure;
  try {
    migrate(opened.value, version, steps);
    return schemaOf(opened.value);
  } finally {
    opened.value.close();
  }
}
