import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { changeStates, parkReasons } from '../contract/change.ts';
import type { Failure } from '../contract/failure.ts';
import { changeId, laneId, opportunityId, pipelineId, stageId } from '../contract/ids.ts';
import { type Stage, stageRoles } from '../contract/model.ts';
import { parse } from '../contract/parse.ts';
import type { Alarm, Draft, Entry } from '../outbox/entry.ts';
import type { Database, Param, Row } from './database.ts';

const time = v.pipe(v.number(), v.integer());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const json = <Schema extends v.GenericSchema>(schema: Schema) => v.pipe(v.string(), v.parseJson(), schema);
const stage = v.object({ id: stageId, name: v.string(), role: v.picklist(stageRoles) });
/** What was written by this program; its members are only shown, so a code is all that is asked for. */
const failure = v.pipe(
  v.looseObject({ code: v.string() }),
  v.transform(value => value as unknown as Failure),
);

const rowSchema = v.object({
  id: changeId,
  seq: count,
  rev: count,
  lane: laneId,
  fingerprint: v.string(),
  opportunity: opportunityId,
  name: v.string(),
  company: v.string(),
  pipeline: pipelineId,
  base: v.nullable(json(stage)),
  base_at: v.nullable(time),
  target: json(stage),
  state: v.picklist(changeStates),
  reason: v.nullable(v.picklist(parkReasons)),
  trouble: v.nullable(json(failure)),
  marked_at: time,
  since: time,
  held_at: v.nullable(time),
  held_set_at: v.nullable(time),
  due_at: v.nullable(time),
  due_set_at: v.nullable(time),
  attempts: count,
  failures: count,
  failing_since: v.nullable(time),
  contended: count,
  sent_at: v.nullable(time),
  doubt_at: v.nullable(time),
  doubt_set_at: v.nullable(time),
  theirs: v.nullable(json(stage)),
  overwrote: v.nullable(json(stage)),
  unchecked: v.picklist([0, 1]),
  told_at: v.nullable(time),
  ended_at: v.nullable(time),
});

const alarm = (at: number | null, setAt: number | null): Alarm | null =>
  at === null ? null : { at, setAt: setAt ?? at };

/** A row as the outbox knows it; null when it does not parse (a damaged file). */
export function entryOf(data: Row): Entry | null {
  const parsed = parse(rowSchema, data);
  if (!parsed.ok) return null;
  const row = parsed.value;
  return {
    id: row.id,
    seq: row.seq,
    rev: row.rev,
    lane: row.lane,
    fingerprint: row.fingerprint,
    opportunity: row.opportunity,
    name: row.name,
    company: row.company,
    pipeline: row.pipeline,
    base: row.base,
    baseAt: row.base_at,
    to: row.target,
    state: row.state,
    reason: row.reason,
    trouble: row.trouble,
    markedAt: row.marked_at,
    since: row.since,
    held: alarm(row.held_at, row.held_set_at),
    due: alarm(row.due_at, row.due_set_at),
    attempts: row.attempts,
    failures: row.failures,
    failingSince: row.failing_since,
    contended: row.contended,
    sentAt: row.sent_at,
    doubt: alarm(row.doubt_at, row.doubt_set_at),
    theirs: row.theirs,
    overwrote: row.overwrote,
    unchecked: row.unchecked === 1,
    toldAt: row.told_at,
    endedAt: row.ended_at,
  };
}

const text = (value: Stage | Failure | null): string | null =>
  value === null ? null : JSON.stringify(value);

/** Every column but `seq` and `rev`, with what the row has for it. */
const columns: readonly (readonly [name: string, value: (row: Draft) => Param])[] = [
  ['id', row => row.id],
  ['lane', row => row.lane],
  ['fingerprint', row => row.fingerprint],
  ['opportunity', row => row.opportunity],
  ['name', row => row.name],
  ['company', row => row.company],
  ['pipeline', row => row.pipeline],
  ['base', row => text(row.base)],
  ['base_at', row => row.baseAt],
  ['target', row => text(row.to)],
  ['state', row => row.state],
  ['reason', row => row.reason],
  ['trouble', row => text(row.trouble)],
  ['marked_at', row => row.markedAt],
  ['since', row => row.since],
  ['held_at', row => row.held?.at ?? null],
  ['held_set_at', row => row.held?.setAt ?? null],
  ['due_at', row => row.due?.at ?? null],
  ['due_set_at', row => row.due?.setAt ?? null],
  ['attempts', row => row.attempts],
  ['failures', row => row.failures],
  ['failing_since', row => row.failingSince],
  ['contended', row => row.contended],
  ['sent_at', row => row.sentAt],
  ['doubt_at', row => row.doubt?.at ?? null],
  ['doubt_set_at', row => row.doubt?.setAt ?? null],
  ['theirs', row => text(row.theirs)],
  ['overwrote', row => text(row.overwrote)],
  ['unchecked', row => (row.unchecked ? 1 : 0)],
  ['told_at', row => row.toldAt],
  ['ended_at', row => row.endedAt],
];

const names = columns.map(([name]) => name).join(', ');
const insertSql = `INSERT INTO outbox (rev, seal, ${names}) VALUES (?, ?, ${columns.map(() => '?').join(', ')})`;
const updateSql = `UPDATE outbox SET rev = ?, seal = ?, ${columns.map(([name]) => `${name} = ?`).join(', ')}
  WHERE id = ? AND rev = ?`;

/** Values as the STRICT table takes them: whole milliseconds. */
const values = (row: Draft): Param[] =>
  columns.map(([, value]) => {
    const param = value(row);
    return typeof param === 'number' ? Math.round(param) : param;
  });

/**
 * A hash of all that a row says. SQLite has no checksums of its own: without this, a flipped bit could turn
 * one stage or account into another and nobody would know.
 */
const sealOf = (rev: number, params: readonly Param[]): string =>
  createHash('sha256')
    .update(JSON.stringify([rev, ...params]))
    .digest('base64url')
    .slice(0, 22);

/** Whether the row is what was once written, and can be read. */
export function isIntact(data: Row): boolean {
  const entry = entryOf(data);
  return entry !== null && data.seal === sealOf(entry.rev, values(entry));
}

/** Writes the row over revision `rev`; false when it is no longer at that revision. */
export function updateRow(db: Database, row: Entry): boolean {
  const params = values(row);
  const rev = row.rev + 1;
  return db.prepare(updateSql).run(rev, sealOf(rev, params), ...params, row.id, row.rev).changes === 1;
}

/** Inserts a row as it is; answers its `seq`. */
export function insertRow(db: Database, row: Draft): number {
  const params = values(row);
  return db.prepare(insertSql).run(1, sealOf(1, params), ...params).lastInsertRowid;
}
