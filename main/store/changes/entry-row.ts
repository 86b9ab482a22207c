import * as v from 'valibot';
import { changeStates, parkReasons } from '../../contract/change.ts';
import { changeId, laneId, opportunityId, pipelineId, stageId } from '../../contract/ids.ts';
import {
  type ChangeId,
  defaultPipeline,
  type LaneId,
  type OpportunityId,
  type StageId,
  stageRoles,
} from '../../contract/model.ts';
import { parse } from '../../contract/parse.ts';
import { type Alarm, type Entry, isEnded } from '../../outbox/model/entry.ts';
import type { SqlRow } from '../sqlite/database.ts';
import { failureJson } from './failure-json.ts';
import { rowChecksum } from './row-checksum.ts';

const time = v.pipe(v.number(), v.integer());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const json = <Schema extends v.GenericSchema>(schema: Schema) => v.pipe(v.string(), v.parseJson(), schema);
const stage = v.object({ id: stageId, name: v.string(), role: v.picklist(stageRoles) });

/** A row of the table as this version writes it. */
const members = {
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
  trouble: v.nullable(json(failureJson)),
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
};
const rowSchema = v.object(members);
type Members = v.InferOutput<typeof rowSchema>;
/** The columns with content; `seq` and `rev` only identify row and version. */
export type Column = Exclude<keyof Members, 'seq' | 'rev'>;

/** A stage whose role only a newer version may know can still be shown. */
const shownStage = v.object({ ...stage.entries, role: v.fallback(v.picklist(stageRoles), 'open') });
const shown = {
  ...members,
  base: v.nullable(json(shownStage)),
  target: json(shownStage),
  theirs: v.nullable(json(shownStage)),
  overwrote: v.nullable(json(shownStage)),
};

/** The lane of a row whose lane cannot be read. No key opens it. */
const lostLane = '00000000-0000-0000-0000-000000000000' as LaneId;

/** Replacements for members that cannot be read. */
const illegible = (seq: number): Members => ({
  id: `dddddddd-0000-4000-8000-${seq.toString(16).padStart(12, '0').slice(-12)}` as ChangeId,
  seq,
  rev: 0,
  lane: lostLane,
  fingerprint: '',
  opportunity: `unknown-${seq}` as OpportunityId,
  name: '',
  company: '',
  pipeline: defaultPipeline,
  base: null,
  base_at: null,
  target: { id: '?' as StageId, name: '?', role: 'open' },
  state: 'parked',
  reason: null,
  trouble: null,
  marked_at: 0,
  since: 0,
  held_at: null,
  held_set_at: null,
  due_at: null,
  due_set_at: null,
  attempts: 0,
  failures: 0,
  failing_since: null,
  contended: 0,
  sent_at: null,
  doubt_at: null,
  doubt_set_at: null,
  theirs: null,
  overwrote: null,
  unchecked: 0,
  told_at: null,
  ended_at: null,
});

/** The members of a row that can be read, each by itself. */
function legible(data: SqlRow): Members {
  const seq = parse(count, data.seq);
  const blank = illegible(seq.ok ? seq.value : 0);
  const member = (name: keyof Members): unknown => {
    const read = parse(shown[name], data[name]);
    return read.ok ? read.value : blank[name];
  };
  const names = Object.keys(blank) as (keyof Members)[];
  return Object.fromEntries(names.map(name => [name, member(name)])) as Members;
}

const alarm = (at: number | null, setAt: number | null): Alarm | null =>
  at === null ? null : { at, setAt: setAt ?? at };

/**
 * A row as an `Entry`. A row whose checksum fails is `damaged`. A valid row with something in it that this version does not know
 * is `newer`. Either one is returned as parked if it is open, whatever its state on disk: it is shown and never sent.
 */
export function entryOf(data: SqlRow): Entry {
  const whole = rowChecksum.check(data);
  const known = parse(rowSchema, data);
  if (whole === 'whole' && known.ok) return entryFrom(known.value);
  const row = legible(data);
  const past = isEnded(row.state) ? row.state : 'superseded';
  return entryFrom({
    ...row,
    state: row.ended_at === null ? 'parked' : past,
    reason: whole === 'broken' ? 'damaged' : 'newer',
    held_at: null,
    due_at: null,
  });
}

function entryFrom(row: Members): Entry {
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
    inDoubt: alarm(row.doubt_at, row.doubt_set_at),
    theirs: row.theirs,
    overwrote: row.overwrote,
    unchecked: row.unchecked === 1,
    toldAt: row.told_at,
    endedAt: row.ended_at,
  };
}
