/**
 * The room of the model. Enters: nothing but the contract. Leaves: what a change is on disk, what the outbox needs of the world,
 * what may go wrong, and every number it goes by.
 */

import type { ChangeState, ParkReason } from '../../contract/change.ts';
import type { ChangeId, LaneId, OpportunityId, PipelineId, Stage } from '../../contract/model.ts';
import type { ChangeTrouble } from './trouble.ts';

/**
 * A moment on disk by the wall clock, with the time at which it was set: after a clock change the wait is clamped to
 * their difference.
 */
export interface Alarm {
  readonly at: number;
  readonly setAt: number;
}

/**
 * One accepted change as a row on disk. Times are epoch milliseconds. Names are those at the time of the pick, so that
 * the history reads well after an opportunity was renamed or deleted.
 */
export interface Entry {
  readonly id: ChangeId;
  /** The order in which the user picked; never reused. */
  readonly seq: number;
  /** Grows with every write. A write names the revision that it was made from (compare-and-set). */
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
  /** What the user wrote beside the change; '' without. */
  readonly note: string;
  /** Whether the server was seen to hold the note, as the reason of a loss. */
  readonly noteInCrm: boolean;
  /** Whether another program asked for it (`usecase/asked`), and not the user in the popup. */
  readonly byProgram: boolean;

  readonly state: ChangeState;
  /** Why it is parked; kept when a parked change ends, as the reason it ended. */
  readonly reason: ParkReason | null;
  readonly trouble: ChangeTrouble | null;
  readonly markedAt: number;
  /** The start of the waits `tellAfter` and `expireAfter`: the pick, or the user's last answer. */
  readonly since: number;
  /** When the undo window closes; null once it has closed. */
  readonly held: Alarm | null;
  /** The earliest time of the next attempt; null: as soon as its turn comes. */
  readonly due: Alarm | null;

  /** Attempts that lengthen the backoff. Time offline never counts. */
  readonly attempts: number;
  /** 500s in a row, and when the first of them came. */
  readonly failures: number;
  readonly failingSince: number | null;
  /** 409s since the user last answered. */
  readonly contended: number;
  /** When the last PATCH left; null: nothing was ever sent. */
  readonly sentAt: number | null;
  /**
   * Set while it is unknown whether a PATCH took effect. Until `at` that request may still arrive (a proxy's buffer, a
   * slow server), and nothing else is sent for this opportunity.
   */
  readonly inDoubt: Alarm | null;

  readonly theirs: Stage | null;
  readonly overwrote: Stage | null;
  readonly unchecked: boolean;
  /** When the user was told that this change is taking long. */
  readonly toldAt: number | null;
  readonly endedAt: number | null;
}

/** A row before its first commit; the store assigns `seq` and `rev`. */
export type Draft = Omit<Entry, 'seq' | 'rev'>;

/** What a change says that was never tried, or that the user wants tried anew. */
export const untried = {
  reason: null,
  trouble: null,
  due: null,
  attempts: 0,
  failures: 0,
  failingSince: null,
  contended: 0,
  theirs: null,
  toldAt: null,
} as const;

/** The states that may follow each state. Any other transition is a bug. */
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

/** Whether a request's outcome is outstanding. A new pick then becomes a successor instead of a replacement. */
export const isOut = (state: ChangeState): boolean => state === 'sending' || state === 'verify';

/** The row with some members changed. Throws on a transition that `transitions` does not allow, which is a bug. */
export function transitioned(entry: Entry, patch: Partial<Omit<Entry, 'id' | 'seq' | 'rev'>>): Entry {
  const state = patch.state ?? entry.state;
  if (state !== entry.state && !transitions[entry.state].includes(state)) {
    throw new Error(`Illegal transition: ${entry.state} → ${state}`);
  }
  if (state === entry.state && isEnded(state)) throw new Error(`An ended change was changed: ${state}`);
  return { ...entry, ...patch };
}
