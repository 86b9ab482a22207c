import type { Dialect, Opportunity, PipelineId, Stage } from '../../contract/model.ts';
import type { RawRow } from './lenient.ts';
import type { Sort } from './list-request.ts';
import type { KnownStages, ToldPipeline } from './stages.ts';

/** What a row may tell of an opportunity or not; where it stands every row tells. */
export type Detail = Exclude<keyof Opportunity, 'id' | 'stage' | 'pipeline'>;

/** A PATCH that the server refused although the key is good. */
export interface RefusedPatch {
  /** `missing`: it knows no such opportunity (404); `rejected`: it finds fault with the body (400). */
  readonly kind: 'missing' | 'rejected';
  /** The error's code, null without one. */
  readonly code: string | null;
  /** What the error says is allowed, as it came. */
  readonly allowed: unknown;
}

/**
 * One way in which the server speaks: as its documentation has it, or as a deployed revision was recorded. All that sets
 * one apart is here, in a file for each; nothing else in the program asks which one it is.
 */
export interface WireDialect {
  readonly name: Dialect;
  /** Whether a list answer is in this dialect. At most one says so; none for an empty list without a sign. */
  recognisesList(list: RawRow): boolean;
  /** Whether a single row can be in this dialect, for an account that is known to speak it. */
  fits(row: RawRow): boolean;
  /** Whether a single row of an account of which nothing is known is in this dialect. */
  recognises(row: RawRow): boolean;
  /**
   * What each detail is called on the wire, by the first of these names that a row has. A row with none of them says
   * nothing of that detail, not even that it is empty: no list has all of them (the documented one neither stamps nor an
   * owner's name, that of `status` no value; API documentation, "List opportunities", and recordings, `list-first-page`).
   */
  readonly members: Readonly<Record<Detail, readonly string[]>>;
  /** What a person would call the row; '' without a name. */
  nameOf(row: RawRow): string;
  /** Where the row stands; `knownStages` fills in the words that it lacks. */
  standing(row: RawRow, knownStages: KnownStages): { readonly stage: Stage; readonly pipeline: PipelineId };
  /** The member that names the stage, in a row and in the body of a PATCH. */
  readonly stageMember: 'status' | 'stage_id';
  /** Whether a PATCH is answered with a few members, which make a row only together with the row as it was known. */
  readonly patchIsReceipt: boolean;
  /** Whether the server tells all its stages; where it does not, they are learnt from rows. */
  readonly listsStages: boolean;
  /** The pipelines that a list answer tells of; `rows` are its rows as they were read, `raw` as they came. */
  pipelines(list: RawRow, raw: readonly unknown[], rows: readonly Opportunity[]): readonly ToldPipeline[];
  /** The pipelines that the refusal of a senseless PATCH tells of; null where it is not this dialect's refusal. */
  toldByRefusal(refusal: RefusedPatch): readonly ToldPipeline[] | null;
  /** The stage that the board of the vendor's web application calls Won, where that is not the stage `won`. */
  readonly wonOnBoard: string | null;
  /**
   * Sorts to walk through a whole list by, the surest first. No server breaks ties, so rows with the same key may come
   * twice or never: names differ most. Both deployed revisions were seen to give every row once by the first of theirs,
   * and to take a sort they do not know for `created_at`. The documentation names no sort but that.
   */
  readonly wholeSorts: readonly [Sort, ...Sort[]];
}

/** Details that every dialect calls the same. */
export const commonMembers = {
  createdAt: ['created_at'],
  updatedAt: ['updated_at'],
  wonAt: ['won_at'],
  lostAt: ['lost_at'],
} as const;

/** The sorts that every dialect has, for a list whose own ones do not add up. */
export const commonSorts = [
  { by: 'created_at', order: 'asc' },
  { by: 'updated_at', order: 'asc' },
] as const satisfies readonly Sort[];
