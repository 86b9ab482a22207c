/**
 * The room of the model. Enters: nothing but the contract. Leaves: what a change is on disk, what the outbox needs of the world,
 * what may go wrong, and every number it goes by.
 */

import type { ChangeState, ParkReason } from '../../contract/change.ts';
import type { Failure } from '../../contract/failure.ts';
import type { ChangeId, LaneId, OpportunityId, PipelineId, Stage } from '../../contract/model.ts';

/** A moment on disk: the wall clock's time, and when it was set, so that a clock that jumped can be clamped. */
export interface Alarm {
  readonly at: number;
  readonly setAt: number;
}

/**
 * One accepted change as it lies on disk. Times are epoch milliseconds. Rows keep the names of their day, so
 * that the history reads well after an opportunity was renamed or deleted.
 */
export interface Entry {
  readonly id: ChangeId;
  /** The order in which the user picked; never reused. */
  readonly seq: number;
  /** Grows with every write; a write names the revision it was made from (compare-and-set). */
  readonly rev: number;
  readonly lane: LaneId;
  /** Salted hash of the key that was in use when the user picked. */
  readonly fingerprint: string;

  readonly opportunity: OpportunityId;
  readonly name: string;
  readonly company: string;
  readonly pipeline: PipelineId;
  /** The stage the user saw; null for an id nobody had looked up yet. */
  readonly base: Stage | null;
  /** When the server was last known to hold `base`; null when unknown. */
  readonly baseAt: number | null;
  readonly to: Stage;

  readonly state: ChangeState;
  /** Why it is parked; kept when a parked change ends, as the reason it ended. */
  readonly reason: ParkReason | null;
  readonly trouble: Failure | null;
  readonly markedAt: number;
  /** Where patience starts (`tellAfter`, `expireAfter`): the pick, or the user's last answer. */
  readonly since: number;
  /** When the undo window closes; null once it has. */
  readonly held: Alarm | null;
  /** Not before this; null: as soon as its turn comes. */
  readonly due: Alarm | null;

  /** Attempts that count for the backoff: time offline never does. */
  readonly attempts: number;
  /** 500s in a row, and when the first of them came. */
  readonly failures: number;
  readonly failingSince: number | null;
  /** 409s since the user last answered. */
  readonly contended: number;
  /** When the last PATCH left; null: nothing was ever sent. */
  readonly sentAt: number | null;
  /**
   * Set while it is not known whether a PATCH took effect. Until `at` that request may still be on its way
   * (a proxy's buffer, a slow server): nothing else is sent for this opportunity before.
   */
  readonly inDoubt: Alarm | null;

  readonly theirs: Stage | null;
  readonly overwrote: Stage | null;
  readonly unchecked: boolean;
  /** When the user was told that this change is taking long. */
  readonly toldAt: number | null;
  readonly endedAt: number | null;
}

/** A row before its first commit: the store gives `seq` and `rev`. */
export type Draft = Omit<Entry, 'seq' | 'rev'>;

/** From each state, where a change may go. A transition that is not here is a bug. */
export const transitions: { readonly [S in ChangeState]: readonly ChangeState[] } = {
  held: ['ready', 'parked', 'superseded', 'cancelled'],
  ready: ['sending', 'waiting', 'delivered', 'parked', 'superseded', 'cancelled'],
  sending: ['delivered', 'waiting', 'verify', 'parked', 'superseded'],
  waiting: ['ready', 'sending', 'delivered', 'parked', 'superseded', 'cancelled'],
  verify: ['sending', 'delivered', 'waiting', 'parked', 'superseded'],
  parked: ['ready', 'verify', 'superseded', 'cancelled'],
  delivered: [],
  superseded: [],
  cancelled: [],
};

/** States a change has ended in; such a row never changes again. */
export const isEnded = (state: ChangeState): boolean => transitions[state].length === 0;

/** Whether the outcome of a request is outstanding: a new pick then becomes a successor instead of replacing it. */
export const isOut = (state: ChangeState): boolean => state === 'sending' || state === 'verify';

/**
 * The row with some members changed. Throws on a transition that `transitions` does not allow: that is a bug
 * here, never a condition of the world.
 */
export function transitioned(entry: Entry, patch: Partial<Omit<Entry, 'id' | 'seq' | 'rev'>>): Entry {
  const state = patch.state ?? entry.state;
  if (state !== entry.state && !transitions[entry.state].includes(state)) {
    throw new Error(`Illegal transition: ${entry.state} → ${state}`);
  }
  if (state === entry.state && isEnded(state)) throw new Error(`An ended change was changed: ${state}`);
  return { ...entry, ...patch };
}
