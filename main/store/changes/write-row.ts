import type { Draft, Entry } from '../../outbox/model/entry.ts';
import type { Database, Param } from '../sqlite/database.ts';
import { columns, entryOf, paramsOf } from './entry-row.ts';
import { rowChecksum } from './row-checksum.ts';

const insertSql = `INSERT INTO outbox (rev, seal, ${columns.join(', ')}) VALUES (?, ?, ${columns.map(() => '?').join(', ')})`;
/** Selected by `seq`, since an id can be damaged. A revision that is not a number reads as 0. */
const updateSql = `UPDATE outbox SET rev = ?, seal = ?, ${columns.map(name => `${name} = ?`).join(', ')}
  WHERE seq = ? AND iif(rev BETWEEN 0 AND ${Number.MAX_SAFE_INTEGER}, rev, 0) = ?`;

const checksumOf = (rev: number, params: readonly Param[]): string =>
  rowChecksum.of({ rev, ...Object.fromEntries(columns.map((name, at) => [name, params[at]])) });

/**
 * The values to write for a row that holds something only a newer version knows: what changed here; the rest stays as
 * it is on disk.
 */
function kept(db: Database, row: Entry): readonly Param[] {
  const found = db.prepare('SELECT * FROM outbox WHERE seq = ?').get(row.seq);
  if (found === null) return paramsOf(row);
  const asFound = (name: string): Param => (found[name] ?? null) as Param;
  const before = paramsOf(entryOf(found));
  return paramsOf(row).map((value, at) => (value === before[at] ? asFound(columns[at] ?? '') : value));
}

/** Writes the row over revision `rev`. False when it has another revision by now. */
export function updateRow(db: Database, row: Entry): boolean {
  const params = row.reason === 'newer' ? kept(db, row) : paramsOf(row);
  const rev = row.rev + 1;
  return db.prepare(updateSql).run(rev, checksumOf(rev, params), ...params, row.seq, row.rev).changes === 1;
}

/** Inserts a row as it is. Returns its `seq`. */
export function insertRow(db: Database, row: Draft): number {
  const params = paramsOf(row);
  return db.prepare(insertSql).run(1, checksumOf(1, params), ...params).lastInsertRowid;
}
