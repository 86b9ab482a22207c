import type { Failure } from './failure.ts';
import type { ChangeId, LaneId, OpportunityId, PipelineId, Stage } from './model.ts';
import type { ListTotals } from './row-store.ts';
import type { UndoStanding } from './undo.ts';

/**
 * The states of a change. Open: held (undo window) → ready → sending → delivered; also waiting (tried again later),
 * verify (outcome unknown) and parked (needs the user). Ended: delivered, superseded, cancelled.
 */
export const changeStates = [
  'held',
  'ready',
  'sending',
  'waiting',
  'verify',
  'parked',
  'delivered',
  'superseded',
  'cancelled',
] as const;
export type ChangeState = (typeof changeStates)[number];

/** Why a change needs the user. */
export const parkReasons = [
  'conflict', // a colleague moved it
  'pipeline-changed', // a colleague moved it to another pipeline; nothing was sent
  'misplaced', // it was sent, and the opportunity's pipeline is another by now: it has no such stage
  'stage-refused', // 400: the server does not know the stage
  'forbidden', // 403
  'missing', // 404
  'contended', // 409 twice
  'poison', // eight 500s alone while others succeed
  'expired', // not delivered in seven days
  'unexpected', // an answer no rule covers
  'salvaged', // read back from a damaged file; never sent by itself
  'foreign-key', // marked under another key; frozen until the user says where it belongs
  'damaged', // not what was written: something else has changed its row on disk
  'newer', // a newer version of the program wrote something into it that this one does not know
] as const;
export type ParkReason = (typeof parkReasons)[number];

/** What the user may answer to a parked change. */
export const answers = ['retry', 'cancel', 'keep-theirs', 'send-mine', 'put-back', 'leave'] as const;
export type Resolution = (typeof answers)[number];

/** Why nothing is sent until something happens. */
export const openPauseKinds = [
  'network', // offline, unreachable or a captive portal; a try follows by itself
  'tls',
  'not-our-api',
  'auth', // until the key changes
  'account', // two opportunities refused in a row: wrong account?
  'disk',
  'newer', // a newer version of the program stopped it, for a reason that this one does not know
] as const;
/** Why nothing is sent until a known time. */
export const timedPauseKinds = ['quota', 'server'] as const;

/** Why nothing is sent on the lane in use; null while sending goes on. `until` is epoch milliseconds. */
export type Pause =
  | { readonly kind: (typeof openPauseKinds)[number] }
  | { readonly kind: (typeof timedPauseKinds)[number]; readonly until: number };

/** How many days an ended change is kept and shown in the history: the longest month. */
export const historyDays = 31;

/** The most changes that are made, or taken back, at once. */
export const mostAtOnce = 50;

/** A stretch of time in epoch milliseconds: from the first moment on, before the other. */
export interface Period {
  readonly from: number;
  readonly until: number;
}

/** What was delivered from here in a period. An opportunity counts once, by the last of its moves in it. */
export interface MovedIn extends Period {
  readonly moved: number;
  /** How many of them were last moved to a stage that is won. */
  readonly won: number;
  /** What those are worth, by the values that the list has for them now. */
  readonly sums: ListTotals['sums'];
}

/** One change as the popup shows it. Times are epoch milliseconds. */
export interface ChangeView {
  readonly id: ChangeId;
  /** Grows with every change of state. An answer names the revision that its user saw. */
  readonly rev: number;
  readonly opportunity: OpportunityId;
  readonly name: string;
  readonly company: string;
  readonly pipeline: PipelineId;
  /** The stage that the user saw; null for a pasted id that was not known. */
  readonly from: Stage | null;
  readonly to: Stage;
  readonly state: ChangeState;
  readonly reason: ParkReason | null;
  /** The last failure of a waiting or parked change. */
  readonly trouble: Failure | null;
  readonly markedAt: number;
  /** What the user wrote beside it; '' without. */
  readonly note: string;
  /** Whether the server was seen to hold the note, as the reason of a loss; otherwise it is kept here only. */
  readonly noteInCrm: boolean;
  /** Whether another program made it, which the user lets move. */
  readonly byProgram: boolean;
  /** Until when undo only withdraws; null once the undo window has closed. */
  readonly undoUntil: number | null;
  readonly endedAt: number | null;
  readonly nextAttemptAt: number | null;
  readonly attempts: number;
  /** The stage that the server holds, if it is not the one the user saw. */
  readonly theirs: Stage | null;
  readonly undo: UndoStanding;
  /** The stage that a PATCH overwrote after the check (a lost race); the user can put it back. */
  readonly overwrote: Stage | null;
  /** True when it was sent without a look at the server first (a key that may not read). */
  readonly unchecked: boolean;
  /** Whether a request for it is out, or its outcome unknown: it cannot be called back. */
  readonly out: boolean;
  /** False when it belongs to another key than the one in use. */
  readonly currentLane: boolean;
  readonly lane: LaneId;
}

/** All open changes, oldest first, and the number of the last difference (`Pushes.outbox`) that they include. */
export interface OutboxList {
  readonly seq: number;
  readonly changes: readonly ChangeView[];
}

/** One event of a change, reported once. */
export interface Receipt {
  /** `delayed`: accepted a day ago and not delivered yet. */
  readonly kind: 'delivered' | 'parked' | 'overwrote' | 'cancelled' | 'delayed';
  readonly change: ChangeView;
  /** True when it came more than a minute after the pick; it then deserves a notification. */
  readonly late: boolean;
}
