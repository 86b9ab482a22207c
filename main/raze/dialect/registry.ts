import type { Dialect, StageId } from '../../contract/model.ts';
import { documentedDialect } from './documented.ts';
import { isRow, type RawRow } from './lenient.ts';
import { stageIdDialect } from './stage-id.ts';
import type { ToldStages } from './stages.ts';
import { statusDialect } from './status.ts';
import type { RefusedPatch, WireDialect } from './wire-dialect.ts';

const wireDialects: Readonly<Record<Dialect, WireDialect>> = {
  documented: documentedDialect,
  status: statusDialect,
  stage_id: stageIdDialect,
};
const all = Object.values(wireDialects);

/** The dialect of this name; the documented one while no answer has shown another. */
export const wireOf = (name: Dialect | null): WireDialect => wireDialects[name ?? 'documented'];

/** Whether this dialect's server lists all its stages; false when the dialect is unknown. */
export const tellsStages = (name: Dialect | null): boolean => name !== null && wireOf(name).listsStages;

/** The stages with which this dialect's server takes a reason; none when the dialect is unknown. */
export const reasonStagesOf = (name: Dialect | null): readonly StageId[] =>
  (wireOf(name).reason?.stages ?? []).map(stage => stage as StageId);

/** Whether this dialect's list says whose each row is; false when the dialect is unknown. */
export const tellsOwners = (name: Dialect | null): boolean => name !== null && wireOf(name).listsOwners;

/**
 * The dialect of a list answer. Null for anything else, and for an empty list that shows no dialect: it has nothing to misread.
 */
export function recogniseList(json: unknown): WireDialect | null {
  return isRow(json) ? (all.find(dialect => dialect.recognisesList(json)) ?? null) : null;
}

/**
 * The dialect of a single row in the answer to GET or PATCH. Where several fit, the account's known dialect decides,
 * and without one the form of the id.
 */
export function recogniseRow(row: RawRow, expected: Dialect | null): WireDialect | null {
  const known = expected === null ? null : wireOf(expected);
  if (known?.fits(row)) return known;
  return all.find(dialect => dialect.recognises(row)) ?? null;
}

/** What the refusal of a PATCH that asks for nothing real tells of dialect and stages; null when it tells nothing. */
export function toldByRefusal(refusal: RefusedPatch): ToldStages | null {
  for (const { name: dialect, ...wire } of all) {
    const pipelines = wire.toldByRefusal(refusal);
    if (pipelines !== null) return { dialect, pipelines };
  }
  return null;
}
