import type { Dialect, Opportunity, PipelineId, Stage } from '../../contract/model.ts';
import type { RawRow } from './lenient.ts';
import type { Sort } from './list-request.ts';
import type { KnownStages, ToldPipeline } from './stages.ts';

/** A detail that a row may or may not contain. Id, stage and pipeline are in every row. */
export type Detail = Exclude<keyof Opportunity, 'id' | 'stage' | 'pipeline'>;

/** A PATCH that was refused although the key is good. */
export interface RefusedPatch {
  /** `missing`: there is no such opportunity (404). `rejected`: the body was refused (400). */
  readonly kind: 'missing' | 'rejected';
  /** The error's code, null without one. */
  readonly code: string | null;
  /** What the error lists as allowed, unread. */
  readonly allowed: unknown;
}

/**
 * One way in which the server speaks: as documented, or as recorded from a deployed revision. It holds everything that
 * differs between them, one file each; no other part of the program branches on the dialect.
 */
export interface WireDialect {
  readonly name: Dialect;
  /** Whether a list answer is in this dialect. At most one dialect says so; none for an empty list that shows no dialect. */
  recognisesList(list: RawRow): boolean;
  /** Whether a single row can be in this dialect, for an account known to speak it. */
  fits(row: RawRow): boolean;
  /** Whether a single row is in this dialect, for an account whose dialect is unknown. */
  recognises(row: RawRow): boolean;
  /**
   * The members that may hold each detail; the first one that a row has counts. A row with none of them does not
   * contain the detail, not even as empty. No list has all details: the documented one has no stamps and no owner's
   * name, that of `status` no value (API documentation, "List opportunities"; recordings, `list-first-page`).
   */
  readonly members: Readonly<Record<Detail, readonly string[]>>;
  /** What a person would call the row; '' without a name. */
  nameOf(row: RawRow): string;
  /** The row's stage and pipeline. `book` supplies what the row does not name. */
  standing(row: RawRow, knownStages: KnownStages): { readonly stage: Stage; readonly pipeline: PipelineId };
  /** The member that names the stage in a row and in a PATCH body. */
  readonly stageMember: 'status' | 'stage_id';
  /**
   * The member of a PATCH body, and of a row, that says why it was lost, and the stages with which the server takes it; null where it
   * takes none. It is in no documentation.
   */
  readonly reason: { readonly member: string; readonly stages: readonly string[] } | null;
  /** Whether the answer to a PATCH has only some members and needs the known row to be complete. */
  readonly patchIsReceipt: boolean;
  /** Whether a row of the list has its owner's name, and not only an id. */
  readonly listsOwners: boolean;
  /** Whether the server lists all its stages; otherwise they are learnt from rows. */
  readonly listsStages: boolean;
  /** The pipelines in a list answer. `rows` are its rows as read, `raw` as they came. */
  pipelines(list: RawRow, raw: readonly unknown[], rows: readonly Opportunity[]): readonly ToldPipeline[];
  /** The pipelines named by the refusal of a PATCH that asks for nothing real; null when the refusal is not of this dialect. */
  toldByRefusal(refusal: RefusedPatch): readonly ToldPipeline[] | null;
  /**
   * Whether a PATCH is refused for want of permission before anything else, so that any other refusal proves that the
   * key may move stages.
   */
  readonly permissionFirst: boolean;
  /** The stage that the board of the vendor's web application calls Won though it is not `won`; null without one. */
  readonly wonOnBoard: string | null;
  /**
   * The sorts for walking through a whole list, the most reliable first. No server breaks ties, so rows with equal keys
   * may come twice or never; names differ most. Both deployed revisions were seen to return every row once by the first
   * of theirs, and to take an unknown sort for `created_at`. The documentation names no other sort.
   */
  readonly wholeSorts: readonly [Sort, ...Sort[]];
}

/** Details that have the same member in every dialect. */
export const commonMembers = {
  createdAt: ['created_at'],
  updatedAt: ['updated_at'],
  wonAt: ['won_at'],
  lostAt: ['lost_at'],
} as const;

/** Sorts that every dialect has, for a list that does not add up by its own ones. */
export const commonSorts = [
  { by: 'created_at', order: 'asc' },
  { by: 'updated_at', order: 'asc' },
] as const satisfies readonly Sort[];
