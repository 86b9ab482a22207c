import type { LaneId, Opportunity, OpportunityId, StageId } from '../contract/model.ts';
import type { QuotaView } from '../contract/snapshot.ts';

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
   */
  send(
    lane: LaneId,
    id: OpportunityId,
    to: StageId,
  ): Promise<Answer<{ readonly opportunity: Opportunity | null; readonly from: StageId | null }>>;
}

/** What one request came to. `quota` is what its headers said, null when they said nothing. */
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
  /** Somebody else answered: HTML, a redirect, 407, 511, JSON of another shape. */
  | { readonly kind: 'not-our-api'; readonly status: number }
  /** 400: the stage, id or body was refused; `allowed` lists stages where the answer names them. */
  | { readonly kind: 'rejected'; readonly allowed: readonly string[] }
  /** 401. */
  | { readonly kind: 'unauthorised'; readonly why: 'missing' | 'invalid' | 'expired' }
  /** 403; `permission` is '' when the answer does not name one. */
  | { readonly kind: 'forbidden'; readonly permission: string }
  /** 404. */
  | { readonly kind: 'missing' }
  /** 409. */
  | { readonly kind: 'conflicting' }
  /** 429; wait this long at least. */
  | { readonly kind: 'limited'; readonly waitMs: number }
  /** 408, 425, 500, 502, 503, 504; `waitMs` is the server's hint, null without one. */
  | { readonly kind: 'failing'; readonly status: number; readonly waitMs: number | null }
  /** An authentic answer no rule covers. */
  | { readonly kind: 'unexpected'; readonly status: number };

export interface Clock {
  /** Wall clock, epoch milliseconds; may jump. */
  now(): number;
  /** Monotonic milliseconds since some moment of this run; never goes back, may stand still in sleep. */
  monotonic(): number;
  /** Calls back once after `ms` (clamped to 0 … 60,000); returns a function that cancels. */
  after(ms: number, callback: () => void): () => void;
}

export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** A fresh UUID. */
  uuid(): string;
}
