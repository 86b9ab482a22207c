import type { Dialect } from '../../contract/model.ts';
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

/** The dialect of this name; the documented one as long as no answer has shown another. */
export const wireOf = (name: Dialect | null): WireDialect => wireDialects[name ?? 'documented'];

/** Whether the server of this dialect tells all its stages; false where the dialect is not known. */
export const tellsStages = (name: Dialect | null): boolean => name !== null && wireOf(name).listsStages;

/**
 * The dialect of a list answer. Null for what is no list answer, and for an empty list that gives no other
 * sign: there is nothing to misread in it.
 */
export function recogniseList(json: unknown): WireDialect | null {
  return isRow(json) ? (all.find(dialect => dialect.recognisesList(json)) ?? null) : null;
}

/**
 * The dialect of a single row as GET and PATCH answer it. Some look alike one by one: what is known of the account decides
 * between them, and where nothing is, the id.
 */
export function recogniseRow(row: RawRow, expected: Dialect | null): WireDialect | null {
  const known = expected === null ? null : wireOf(expected);
  if (known?.fits(row)) return known;
  return all.find(dialect => dialect.recognises(row)) ?? null;
}

/** What the refusal of a senseless PATCH tells of the server's dialect and stages; null where it tells nothing. */
export function toldByRefusal(refusal: RefusedPatch): ToldStages | null {
  for (const { name: dialect, ...wire } of all) {
    const pipelines = wire.toldByRefusal(refusal);
    if (pipelines !== null) return { dialect, pipelines };
  }
  return null;
}
