import type { Pause, Receipt } from '../../contract/change.ts';
import type { DiskFailure, Result } from '../../contract/failure.ts';
import type { ChangeId, LaneId, Opportunity, OpportunityId, Stage, StageId } from '../../contract/model.ts';
import type { QuotaView } from '../../contract/snapshot.ts';
import type { Draft, Entry } from './entry.ts';
import type { Trouble } from './trouble.ts';

/**
 * The ports of the outbox. The real courier speaks HTTP (`main/raze`) and the real store is SQLite (`main/store`);
 * tests bring their own clock, dice and courier.
 */
export interface Courier {
  /** GET one opportunity. Needs `opportunities:read`. */
  look(lane: LaneId, id: OpportunityId): Promise<Looked>;
  /**
   * PATCHes one opportunity's stage with exactly one request. `done` only for a 2xx JSON answer with `success: true`,
   * this id and this stage. `from` is the replaced stage as the server names it, null in the documented dialect.
   * `reason` goes along where it is the reason of a loss, the user lets it and the server takes it. Redirects are never
   * followed.
   */
  send(lane: LaneId, id: OpportunityId, to: StageId, reason?: string): Promise<Sent>;
}

interface WithReason {
  /** The reason of the loss, as the server holds it; null where it stands in no loss or has no reason. */
  readonly reason: string | null;
}

export type Looked = Answer<WithReason & { readonly opportunity: Opportunity }>;
export type Sent = Answer<
  WithReason & { readonly opportunity: Opportunity | null; readonly from: Stage | null }
>;

/**
 * The outcome of one request. `quota` is what its headers said, null without any; its `resetsAt` is by this machine's
 * clock, corrected by the answer's `Date`. A courier never throws.
 */
export type Answer<Done> = { readonly quota: QuotaView | null } & (
  | ({ readonly kind: 'done' } & Done)
  | Trouble
);

/**
 * How a request outside the outbox went: answered as only an accepted key is (`key-accepted`); answered by our API
 * without saying so (a 500 may come before the key is checked); refused for its key (401) or for too many requests
 * (429); never arrived; or answered by another server.
 */
export type Link =
  | 'key-accepted'
  | 'proven'
  | 'unauthorised'
  | 'lost'
  | 'foreign'
  | { readonly limitedMs: number };

export interface Clock {
  /** Wall clock, epoch milliseconds; may jump. */
  now(): number;
  /** Monotonic milliseconds since some moment of this run. Never goes back; may stand still in sleep. */
  monotonic(): number;
  /** Milliseconds since the machine was started, sleep included. Nobody can set it. */
  uptime(): number;
  /** Calls back once after `ms` (clamped to 0 … 60,000). Returns a function that cancels. */
  after(ms: number, callback: () => void): () => void;
}

/**
 * The start of a period in which wall clock and counted time ran alike: when the wall clock showed `wall`, `elapsed`
 * had been counted.
 */
export interface Stretch {
  readonly wall: number;
  readonly elapsed: number;
}

/** The counted time as it is on disk. All numbers are milliseconds. */
export interface ElapsedTime {
  /** Time counted since counting began; never more than has truly passed. */
  readonly elapsed: number;
  /** The machine's clocks at that moment. */
  readonly wall: number;
  readonly uptime: number;
  /** The server's time in its last answer, and our wall clock and count at that moment; null before the first. */
  readonly server: (Stretch & { readonly date: number }) | null;
  /** Oldest first. A new one begins where the wall clock and the count part. */
  readonly stretches: readonly Stretch[];
}

export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** A fresh UUID. */
  uuid(): string;
}

/** Why nothing is sent on a lane, as it is on disk. */
export interface LanePause {
  readonly pause: Pause;
  readonly setAt: number;
  /** Not before this, whoever asks: the server's own time. Null: until something happens. */
  readonly until: number | null;
  /** When sending resumes by itself. Between `until` and this only the user's own click sends. */
  readonly opensAt: number | null;
}

/** Written together or not at all: updates first, then inserts. */
export interface Batch {
  readonly update?: readonly Entry[];
  readonly insert?: readonly Draft[];
  readonly pause?: { readonly lane: LaneId; readonly pause: LanePause | null };
}

/**
 * In every case nothing was written. `stale`: a row had another revision than the update was made from. `store-moved`:
 * the file was gone or another one; it has been written anew from the open one, and the next commit succeeds.
 */
export interface StoreFailure {
  readonly code: DiskFailure['code'] | 'store-newer' | 'store-moved' | 'stale';
}

/**
 * The disk. Every method is one synchronous transaction. What `commit` answered ok to is on the platter (fsync) and
 * survives a power cut.
 */
export interface Store {
  /** False for a database of a newer version, which can only be read. */
  readonly writable: boolean;
  /** Checks that the file is still in its place, and writes it anew where it is not. Replies whether it was. */
  checkFile(): Result<boolean, DiskFailure>;
  /** All rows that have not ended, of every lane, by `seq`. */
  open(): readonly Entry[];
  find(id: ChangeId): Entry | null;
  /** Writes the batch. Returns the rows as they are on disk now, updates before inserts. */
  commit(batch: Batch): Result<readonly Entry[], StoreFailure>;
  /**
   * The targets of earlier picks (`seq` below the row's) of the same opportunity and lane whose PATCHes left at or
   * after `since`; ended rows included.
   */
  sentBefore(row: Pick<Entry, 'lane' | 'opportunity' | 'seq'>, since: number): readonly StageId[];
  /**
   * Whether a later change of the same opportunity and lane counts: an open one, a delivered one, or one whose request
   * has left.
   */
  isOvertaken(row: Pick<Entry, 'lane' | 'opportunity' | 'seq'>): boolean;
  /**
   * Ended rows whose name, company, id, stages or note contain `text` and whose `endedAt` is below `before`, newest first.
   * `among` chooses the lanes; all without it.
   */
  history(
    text: string,
    before: number | null,
    limit: number,
    among?: (lane: LaneId) => boolean,
  ): readonly Entry[];
  /** The ended rows of one opportunity on a lane, newest first. */
  endedOf(lane: LaneId, opportunity: OpportunityId): readonly Entry[];
  /** The rows with a note, ended ones included, newest first. */
  noted(among: (lane: LaneId) => boolean): readonly Entry[];
  /** Deletes the ended rows for whose `endedAt` this returns true. Returns how many. */
  prune(isOver: (endedAt: number) => boolean): number;
  /** The counted time; null before the first time. */
  elapsedTime(): ElapsedTime | null;
  /** Writes the counted time. If the disk refuses, only the time since the last write is lost. */
  keepElapsedTime(elapsedTime: ElapsedTime): void;
  pauses(): ReadonlyMap<LaneId, LanePause>;
}

/** All that the outbox needs of the world. */
export interface Ports {
  readonly store: Store;
  readonly courier: Courier;
  readonly clock: Clock;
  readonly random: Random;
  readonly listener: Listener;
}

/** News for the parts above. Listeners must not throw and may call the outbox. */
export interface Listener {
  /** The list of open changes, the pause, the quota or the network's state has changed. */
  changed(): void;
  receipt(receipt: Receipt): void;
  /** An answer said what the server holds. `opportunity` is the whole row where the answer had it. */
  seen(lane: LaneId, id: OpportunityId, stage: Stage, opportunity: Opportunity | null): void;
  /**
   * The server refused this stage (400), or failed at it alone (500 again and again): the lane's stages should be
   * fetched anew. If the stage is gone then, call `Outbox.stageGone`.
   */
  stagesStale(lane: LaneId, stage: StageId): void;
  /** An exception: a bug, or a disk that cannot even be read. The outbox goes on after a pause. */
  failed(error: unknown): void;
}
