import type { Failure } from '../../contract/failure.ts';
import type { Stage } from '../../contract/model.ts';
import type { Draft, Entry } from '../../outbox/model/entry.ts';
import type { Database, Param, SqlRow } from '../sqlite/database.ts';
import { type Column, entryOf } from './entry-row.ts';
import { rowChecksum } from './row-checksum.ts';

const text = (value: Stage | Failure | null): string | null =>
  value === null ? null : JSON.stringify(value);

/** What the row has for each column. */
const columns: Readonly<Record<Column, (row: Draft) => Param>> = {
  id: row => row.id,
  lane: row => row.lane,
  fingerprint: row => row.fingerprint,
  opportunity: row => row.opportunity,
  name: row => row.name,
  company: row => row.company,
  pipeline: row => row.pipeline,
  base: row => text(row.base),
  base_at: row => row.baseAt,
  target: row => text(row.to),
  state: row => row.state,
  reason: row => row.reason,
  trouble: row => text(row.trouble),
  marked_at: row => row.markedAt,
  since: row => row.since,
  held_at: row => row.held?.at ?? null,
  held_set_at: row => row.held?.setAt ?? null,
  due_at: row => row.due?.at ?? null,
  due_set_at: row => row.due?.setAt ?? null,
  attempts: row => row.attempts,
  failures: row => row.failures,
  failing_since: row => row.failingSince,
  contended: row => row.contended,
  sent_at: row => row.sentAt,
  doubt_at: row => row.inDoubt?.at ?? null,
  doubt_set_at: row => row.inDoubt?.setAt ?? null,
  theirs: row => text(row.theirs),
  overwrote: row => text(row.overwrote),
  unchecked: row => (row.unchecked ? 1 : 0),
  told_at: row => row.toldAt,
  ended_at: row => row.endedAt,
};

const names = Object.keys(columns);
const insertSql = `INSERT INTO outbox (rev, seal, ${names.join(', ')}) VALUES (?, ?, ${names.map(() => '?').join(', ')})`;
/** Selected by `seq`, since an id can be damaged. A revision that is not a number reads as 0. */
const updateSql = `UPDATE outbox SET rev = ?, seal = ?, ${names.map(name => `${name} = ?`).join(', ')}
  WHERE seq = ? AND iif(rev BETWEEN 0 AND ${Number.MAX_SAFE_INTEGER}, rev, 0) = ?`;

/** Values for the STRICT table, times in whole milliseconds. */
const values = (row: Draft): readonly Param[] =>
  Object.values(columns).map(value => {
    const param = value(row);
    return typeof param === 'number' ? Math.round(param) : param;
  });

const checksumOf = (rev: number, params: readonly Param[]): string =>
  rowChecksum.of({ rev, ...Object.fromEntries(names.map((name, at) => [name, params[at]])) });

/**
 * The values to write for a row that holds something only a newer version knows: what changed here; the rest stays as
 * it is on disk.
 */
function kept(db: Database, row: Entry): readonly Param[] {
  const found = db.prepare('SELECT * FROM outbox WHERE seq = ?').get(row.seq);
  if (found === null) return values(row);
  const before = values(entryOf(found));
  return values(row).map((value, at) => (value === before[at] ? asParam(found, names[at] ?? '') : value));
}

const asParam = (row: SqlRow, name: string): Param => (row[name] ?? null) as Param;

/** Writes the row over revision `rev`. False when it has another revision by now. */
export function updateRow(db: Database, row: Entry): boolean {
  const params = row.reason === 'newer' ? kept(db, row) : values(row);
  const rev = row.rev + 1;
  return db.prepare(updateSql).run(rev, checksumOf(rev, params), ...params, row.seq, row.rev).changes === 1;
}

/** Inserts a row as it is. Returns its `seq`. */
export function insertRow(db: Database, row: Draft): number {
  const params = values(row);
  return db.prepare(insertSql).run(1, checksumOf(1, params), ...params).lastInsertRowid;
}
