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
