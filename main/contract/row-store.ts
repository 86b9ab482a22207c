import type { Failure } from './failure.ts';
import type { Opportunity, OpportunityId, StageId, StageRole } from './model.ts';

/**
 * A row as the catalogue keeps it: what can be searched, and access to the rest. It cannot be cloned: only `whole()`
 * may cross IPC.
 */
export interface LightRow
  extends Pick<Opportunity, 'id' | 'name' | 'company' | 'email' | 'phone' | 'updatedAt'> {
  readonly stage: { readonly role: StageRole };
  standing(): Standing;
  whole(): Opportunity;
}

/** Where a row stands and since when, without the rest of it. Times are epoch milliseconds. */
export interface Standing
  extends Pick<Opportunity, 'pipeline' | 'createdAt' | 'updatedAt' | 'wonAt' | 'lostAt'> {
  readonly stage: StageId;
  /** The stage's name. */
  readonly name: string;
}

/** Written together or not at all. */
export interface RowBatch {
  /** New or changed rows. Of rows with the same id the last one counts. */
  readonly upsert?: readonly Opportunity[];
  readonly remove?: readonly OpportunityId[];
  /** The directory's own state as JSON, stored unread. */
  readonly note?: string;
  /** Pipelines with their stages as JSON, stored unread. */
  readonly pipelines?: string;
  /** Ids met on a walk through the whole list. `reset` forgets those of the walk before. */
  readonly sighted?: readonly OpportunityId[] | 'reset';
}

export interface RowChange {
  /** The rows that were new or different. */
  readonly changed: readonly LightRow[];
  /** How many of them were new. */
  readonly added: number;
  readonly removed: readonly OpportunityId[];
  /** Why nothing of it reached the disk. It counts until the app ends, and is tried again with the next batch. */
  readonly failure: Failure | null;
}

/** Which rows a list has. */
export interface StandingQuery {
  /** Whether the list has the rows that stand in this stage. */
  readonly has: (at: { readonly pipeline: string; readonly stage: string }) => boolean;
  /** Only rows last touched before this time, in epoch milliseconds. */
  readonly touchedBefore?: number | undefined;
  /** Only rows whose value is so; null is an unknown one. */
  readonly worth?: ((value: number | null) => boolean) | undefined;
  /** Only rows of this owner. */
  readonly owner?: string | undefined;
  /** How many rows are wanted. */
  readonly limit: number;
}

/** What all the rows of a list come to. */
export interface ListTotals {
  readonly count: number;
  /** The sum of the known values for each currency ('' where the server gave none), the greatest first. */
  readonly sums: readonly { readonly currency: string; readonly sum: number }[];
  /** How many rows have a value. */
  readonly valued: number;
}

/** How many rows stand in a stage, and whose they are; '' where nobody's or unknown. */
export interface StandingCount {
  readonly pipeline: string;
  readonly stage: string;
  readonly owner: string;
  readonly rows: number;
}

/** The first rows of a list, the longest untouched first, and what all of them come to. */
export interface StandingRows extends ListTotals {
  readonly rows: readonly Opportunity[];
}

/** When a row was last touched, in epoch milliseconds; after all others where nobody knows. */
export const touchedAt = (updatedAt: number | null, createdAt: number | null): number =>
  updatedAt ?? createdAt ?? Number.POSITIVE_INFINITY;
