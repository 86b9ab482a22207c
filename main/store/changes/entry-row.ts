import * as v from 'valibot';
import { changeStates, parkReasons } from '../../contract/change.ts';
import { changeId, laneId, opportunityId, pipelineId, stageId } from '../../contract/ids.ts';
import {
  type ChangeId,
  defaultPipeline,
  type LaneId,
  type OpportunityId,
  type Stage,
  type StageId,
  stageRoles,
} from '../../contract/model.ts';
import { parse } from '../../contract/parse.ts';
import { type Alarm, type Draft, type Entry, isEnded } from '../../outbox/model/entry.ts';
import type { ChangeTrouble } from '../../outbox/model/trouble.ts';
import type { Param, SqlRow } from '../sqlite/database.ts';

import { rowChecksum } from './row-checksum.ts';
import { troubleJson } from './trouble-json.ts';

/** How a member of `Entry` lies in the columns of its row. */
interface Field<T> {
  readonly columns: readonly string[];
  /** The value; undefined for one that this version does not write. */
  read(data: SqlRow): T | undefined;
  /** The value as far as it can be shown. `seq`: the row's. */
  shown(data: SqlRow, seq: number): T;
  params(value: T): readonly Param[];
}

/** @param blank stands for what cannot be read; @param lenient also takes what only a newer version writes */
function column<T extends string | number | boolean | Stage | ChangeTrouble | null>(
  name: string,
  schema: v.GenericSchema<unknown, T>,
  blank: (seq: number) => T,
  lenient = schema,
): Field<T> {
  const read = (data: SqlRow, by: typeof schema): T | undefined => {
    const parsed = parse(by, data[name]);
    return parsed.ok ? parsed.value : undefined;
  };
  return {
    columns: [name],
    read: data => read(data, schema),
    shown: (data, seq) => read(data, lenient) ?? blank(seq),
    params: value => [paramOf(value)],
  };
}

/** A value for the STRICT table: JSON for what has members, times in whole milliseconds. */
function paramOf(value: string | number | boolean | Stage | ChangeTrouble | null): Param {
  if (typeof value === 'number') return Math.round(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value === null || typeof value === 'string' ? value : JSON.stringify(value);
}

const integer = v.pipe(v.number(), v.integer());
const json = <Schema extends v.GenericSchema>(schema: Schema) => v.pipe(v.string(), v.parseJson(), schema);
const role = v.picklist(stageRoles);
const stage = v.object({ id: stageId, name: v.string(), role });
/** A stage whose role only a newer version may know can still be shown. */
const shownStage = v.object({ ...stage.entries, role: v.fallback(role, 'open') });
const flag = v.pipe(
  v.picklist([0, 1]),
  v.transform(bit => bit === 1),
);

const text = (name: string): Field<string> => column(name, v.string(), () => '');
const time = (name: string): Field<number> => column(name, integer, () => 0);
const count = (name: string): Field<number> => column(name, v.pipe(integer, v.minValue(0)), () => 0);
const flagged = (name: string): Field<boolean> => column(name, flag, () => false);
const orNull = <T extends string | number | Stage | ChangeTrouble>(
  name: string,
  schema: v.GenericSchema<unknown, T>,
  lenient = schema,
): Field<T | null> => column(name, v.nullable(schema), () => null, v.nullable(lenient));

function alarm(name: string): Field<Alarm | null> {
  const [at, setAt] = [orNull(`${name}_at`, integer), orNull(`${name}_set_at`, integer)];
  const joined = (moment: number | null, set: number | null): Alarm | null =>
    moment === null ? null : { at: moment, setAt: set ?? moment };
  return {
    columns: [...at.columns, ...setAt.columns],
    read: data => {
      const [moment, set] = [at.read(data), setAt.read(data)];
      return moment === undefined || set === undefined ? undefined : joined(moment, set);
    },
    shown: (data, seq) => joined(at.shown(data, seq), setAt.shown(data, seq)),
    params: value => [...at.params(value?.at ?? null), ...setAt.params(value?.setAt ?? null)],
  };
}

/** The lane of a row whose lane cannot be read. No key opens it. */
const lostLane = '00000000-0000-0000-0000-000000000000' as LaneId;
const lostId = (seq: number): ChangeId =>
  `dddddddd-0000-4000-8000-${seq.toString(16).padStart(12, '0').slice(-12)}` as ChangeId;
const lostStage: Stage = { id: '?' as StageId, name: '?', role: 'open' };

const fields: { readonly [Member in keyof Entry]: Field<Entry[Member]> } = {
  id: column('id', changeId, lostId),
  seq: count('seq'),
  rev: count('rev'),
  lane: column('lane', laneId, () => lostLane),
  fingerprint: text('fingerprint'),
  opportunity: column('opportunity', opportunityId, seq => `unknown-${seq}` as OpportunityId),
  name: text('name'),
  company: text('company'),
  pipeline: column('pipeline', pipelineId, () => defaultPipeline),
  base: orNull('base', json(stage), json(shownStage)),
  baseAt: orNull('base_at', integer),
  to: column('target', json(stage), () => lostStage, json(shownStage)),
  note: text('note'),
  noteInCrm: flagged('note_in_crm'),
  byProgram: flagged('by_program'),
  state: column('state', v.picklist(changeStates), () => 'parked'),
  reason: orNull('reason', v.picklist(parkReasons)),
  trouble: orNull('trouble', json(troubleJson)),
  markedAt: time('marked_at'),
  since: time('since'),
  held: alarm('held'),
  due: alarm('due'),
  attempts: count('attempts'),
  failures: count('failures'),
  failingSince: orNull('failing_since', integer),
  contended: count('contended'),
  sentAt: orNull('sent_at', integer),
  inDoubt: alarm('doubt'),
  theirs: orNull('theirs', json(stage), json(shownStage)),
  overwrote: orNull('overwrote', json(stage), json(shownStage)),
  unchecked: flagged('unchecked'),
  toldAt: orNull('told_at', integer),
  endedAt: orNull('ended_at', integer),
};
const all = Object.entries(fields) as readonly (readonly [keyof Entry, Field<unknown>])[];
/** What a row says; `seq` and `rev` only tell which row it is, and which version of it. */
const content = all.filter(([member]) => member !== 'seq' && member !== 'rev');

/** The columns of a row's content, and what `row` has for them, in the same order. */
export const columns: readonly string[] = content.flatMap(([, field]) => field.columns);
export const paramsOf = (row: Draft): readonly Param[] =>
  content.flatMap(([member, field]) => field.params((row as Entry)[member]));

const entryBy = (read: (field: Field<unknown>) => unknown): Entry =>
  Object.fromEntries(all.map(([member, field]) => [member, read(field)])) as unknown as Entry;

/**
 * A row as an `Entry`. A row whose checksum fails is `damaged`. A valid row with something in it that this version does not know
 * is `newer`. Either one is returned as parked if it is open, whatever its state on disk: it is shown and never sent.
 */
export function entryOf(data: SqlRow): Entry {
  const whole = rowChecksum.check(data);
  const known = entryBy(field => field.read(data));
  if (whole === 'whole' && !Object.values(known).includes(undefined)) return known;
  const seq = fields.seq.shown(data, 0);
  const row = entryBy(field => field.shown(data, seq));
  const past = isEnded(row.state) ? row.state : 'superseded';
  return {
    ...row,
    state: row.endedAt === null ? 'parked' : past,
    reason: whole === 'broken' ? 'damaged' : 'newer',
    held: null,
    due: null,
  };
}
