import type { Pause, Receipt } from '../../contract/change.ts';
import type { Result } from '../../contract/failure.ts';
import type { ChangeId, LaneId, Opportunity, OpportunityId, Stage, StageId } from '../../contract/model.ts';
import type { QuotaView } from '../../contract/snapshot.ts';
import type { Draft, Entry } from './entry.ts';

/**
 * What the outbox needs of the world. The real courier speaks HTTP (`main/raze`), the real store is SQLite
 * (`main/store`); tests bring their own clock, dice and courier.
 */
export interface Courier {
  /** GET one opportunity. Needs `opportunities:read`. */
  look(lane: LaneId, id: OpportunityId): Promise<Answer<{ readonly opportunity: Opportunity }>>;
  /**
   * PATCH one opportunity's stage. `done` only for a 2xx JSON answer with `success: true`, this id and this
   * stage. `from` is what the server says it replaced, null in the documented dialect, which does not say.
   * Redirects are never followed. One request a call: a courier does not retry by itself.
   */
  send(
    lane: LaneId,
    id: OpportunityId,
    to: StageId,
  ): Promise<Answer<{ readonly opportunity: Opportunity | null; readonly from: Stage | null }>>;
}

/**
 * What one request came to. `quota` is what its headers said, null when they said nothing; its `resetsAt` is in
 * this machine's clock (corrected by the answer's `Date` where the two differ). A courier never throws.
 */
export type Answer<Done> = { readonly quota: QuotaView | null } & (
  | ({ readonly kind: 'done' } & Done)
  | Trouble
);

/**
 * Every way a request can end without its goal, sorted by what must happen next rather than by cause
 * (API documentation, "Errors"; ARCHITECTURE.md, "Outcomes"). Durations are milliseconds.
 */
export type Trouble =
  /** The name did not resolve, the connection was refused, timed out or failed its handshake: nothing was sent. */
  | { readonly kind: 'unreached'; readonly cause: 'dns' | 'refused' | 'connect-timeout' | 'tls' | 'other' }
  /** Reset, cut off or timed out after bytes were sent: the server may or may not have acted. */
  | { readonly kind: 'lost'; readonly cause: 'timeout' | 'reset' | 'truncated' }
  /** Somebody else answered: HTML, a redirect, 404 for an unknown route, 407, 511, JSON of another shape. */
  | { readonly kind: 'not-our-api'; readonly status: number }
  /** A 2xx whose body is larger than any answer of the API: who gave it cannot be read. */
  | { readonly kind: 'too-large' }
  /** 400: the stage, id or body was refused; `allowed` lists stages where the answer names them. */
  | { readonly kind: 'rejected'; readonly allowed: readonly string[] }
  /** 401. */
  | { readonly kind: 'unauthorised'; readonly why: 'missing' | 'invalid' | 'expired' }
  /** 403; `permission` is '' when the answer does not name one. */
  | { readonly kind: 'forbidden'; readonly permission: string }
  /** 404 by the API's own word: it has no such opportunity. */
  | { readonly kind: 'missing' }
  /** 409. */
  | { readonly kind: 'conflicting' }
  /** 429; wait this long at least. */
  | { readonly kind: 'limited'; readonly waitMs: number }
  /** 408, 425, 500, 502, 503, 504; `waitMs` is the server's hint, null without one. */
  | { readonly kind: 'failing'; readonly status: number; readonly waitMs: number | null }
  /** An authentic answer no rule covers. */
  | { readonly kind: 'unexpected'; readonly status: number };

/**
 * How a request outside the outbox went: answered as only an accepted key is (`key-accepted`), authentic without saying so
 * (a 500 may come before the key is looked at), refused for its key (401) or their number (429), never arrived, or answered
 * by somebody else.
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
  /** Monotonic milliseconds since some moment of this run; never goes back, may stand still in sleep. */
  monotonic(): number;
  /** Milliseconds since the machine was started, its sleep included; nobody can set it. */
  uptime(): number;
  /** Calls back once after `ms` (clamped to 0 … 60,000); returns a function that cancels. */
  after(ms: number, callback: () => void): () => void;
}

/** A stretch of time in which the wall clock ran along: when it showed `wall`, `elapsed` had passed. */
export interface Stretch {
  readonly wall: number;
  readonly elapsed: number;
}

/** What has been counted of elapsed time, as it lies on disk. All numbers are milliseconds. */
export interface Mileage {
  /** What has passed since counting began: never more than truly passed. */
  readonly elapsed: number;
  /** What the machine's clocks showed then. */
  readonly wall: number;
  readonly uptime: number;
  /** What the server last said the time was, and what was shown and counted here at that moment. */
  readonly server: (Stretch & { readonly date: number }) | null;
  /** The oldest first; a new one wherever the wall clock and what was counted part. */
  readonly stretches: readonly Stretch[];
}

export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** A fresh UUID. */
  uuid(): string;
}

/** Why nothing is sent on a lane, as it lies on disk. */
export interface LanePause {
  readonly pause: Pause;
  readonly setAt: number;
  /** Not before this, whoever asks: the server's own time. null: until something happens. */
  readonly until: number | null;
  /** When sending goes on by itself; between `until` and this only the user's own click does. */
  readonly opensAt: number | null;
}

/** What is written together or not at all: updates first, then inserts. */
export interface Batch {
  readonly update?: readonly Entry[];
  readonly insert?: readonly Draft[];
  readonly pause?: { readonly lane: LaneId; readonly pause: LanePause | null };
}

/**
 * `stale`: a row was no longer at the revision the update was made from. `store-moved`: the file was gone or another
 * one; all that lies in it has been written anew, and the next commit succeeds. In every case nothing was written.
 */
export type StoreFailure =
  | { readonly code: 'disk-full' }
  | { readonly code: 'disk-failing' }
  | { readonly code: 'store-newer' }
  | { readonly code: 'store-moved' }
  | { readonly code: 'stale' };

/**
 * The disk. Every method is one transaction and synchronous; what `commit` answered ok to is on the platter
 * (fsync) and survives a power cut.
 */
export interface Store {
  /** False for a database of a newer version: it can be read, nothing can be written. */
  readonly writable: boolean;
  /** Looks whether the file is still where it was, and writes it anew where not; replies whether that was so. */
  checkFile(): Result<boolean, StoreFailure>;
  /** All rows that have not ended, of every lane, by `seq`. */
  open(): readonly Entry[];
  find(id: ChangeId): Entry | null;
  /** Writes the batch; the rows come back as they now lie on disk, updates before inserts. */
  commit(batch: Batch): Result<readonly Entry[], StoreFailure>;
  /**
   * Targets of PATCHes of earlier picks (`seq` below the row's) that left for the row's opportunity, under its
   * lane, at or after `since`; ended rows included.
   */
  sentBefore(row: Pick<Entry, 'lane' | 'opportunity' | 'seq'>, since: number): readonly StageId[];
  /**
   * Of each opportunity with changes under this lane, the `seq` of the newest that counts: it is open, was delivered, or a
   * request for it has left.
   */
  newest(lane: LaneId): ReadonlyMap<OpportunityId, number>;
  /**
   * Ended rows whose name, company, id or stages contain `text`, newest first, with `endedAt` < `before`; of the lanes
   * that `among` takes, of all without it.
   */
  history(
    text: string,
    before: number | null,
    limit: number,
    among?: (lane: LaneId) => boolean,
  ): readonly Entry[];
  /** Deletes ended rows of whose `endedAt` this says that it is long enough ago; answers how many. */
  prune(isOver: (endedAt: number) => boolean): number;
  /** What was counted of elapsed time; null before the first time. */
  mileage(): Mileage | null;
  /** A disk that does not take it costs nothing but what passed since the last time. */
  keepMileage(mileage: Mileage): void;
  pauses(): ReadonlyMap<LaneId, LanePause>;
}

/** Upward news. Listeners must not throw and may call the outbox back. */
export interface Listener {
  /** The list of open changes, the pause, the quota or the network's standing is no longer what it was. */
  changed(): void;
  receipt(receipt: Receipt): void;
  /** An answer said what the server holds; `opportunity` is the whole row where the answer had one. */
  seen(lane: LaneId, id: OpportunityId, stage: Stage, opportunity: Opportunity | null): void;
  /**
   * The server refused this stage (400), or fails at nothing but it (500 again and again): the known stages of
   * this lane should be fetched anew. Where it is gone then, `Outbox.stageGone` wants to know.
   */
  stagesStale(lane: LaneId, stage: StageId): void;
  /** An exception: a bug, or a disk that cannot even be read. The outbox goes on after a pause. */
  failed(error: unknown): void;
}
