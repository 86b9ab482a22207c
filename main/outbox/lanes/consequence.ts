import type { ParkReason } from '../../contract/change.ts';
import { assertNever } from '../../contract/failure.ts';
import { stageDoubtedAfter } from '../model/policy.ts';
import type { Trouble } from '../model/trouble.ts';

/** The look before a PATCH changes nothing on the server; the PATCH may have. */
export type RequestKind = 'look' | 'send';

/** What happens to the row. */
export type RowNext =
  /** The server did not act: wait for the lane, or for the backoff. Counted attempts lengthen the backoff. */
  | { readonly kind: 'again'; readonly counted: boolean; readonly backoff: boolean }
  /** The server may have acted: look before anything else. `inFlight`: the request may still arrive. */
  | { readonly kind: 'verify'; readonly counted: boolean; readonly inFlight: boolean }
  /** 409: look once more; park at the second. */
  | { readonly kind: 'contended' }
  /** The key may not read: send without the look and mark the change as unchecked. */
  | { readonly kind: 'unchecked' }
  | { readonly kind: 'park'; readonly reason: ParkReason };

/** What the answer says of the lane. */
export type LaneNext =
  /** Our API answered: the server can be reached. */
  | { readonly kind: 'proven' }
  /** The answer is one that only an accepted key gets: ends the pause for a refused key. */
  | { readonly kind: 'key-accepted' }
  | { readonly kind: 'link'; readonly pause: 'network' | 'tls' | 'not-our-api' }
  | { readonly kind: 'auth' }
  | { readonly kind: 'limited'; readonly waitMs: number }
  | { readonly kind: 'fault'; readonly waitMs: number | null; readonly wide: boolean }
  /** 403 or 404. Two in a row on different opportunities: probably another account. */
  | { readonly kind: 'strange' };

export interface Next {
  readonly row: RowNext;
  readonly lane: LaneNext;
}

const again: RowNext = { kind: 'again', counted: false, backoff: false };
const proven: LaneNext = { kind: 'proven' };
/** Statuses of gateways: the request may have been passed on and may still be running. */
const mayStillRun: readonly number[] = [408, 502, 504];
/** A network's own sign-in page (RFC 6585): nothing was passed on. */
const signInRequired = 511;

/** Whether a server that answered in the API's place may have passed the request on. A sign-in page or redirect has not. */
const passedOn = (status: number): boolean =>
  mayStillRun.includes(status) || (status >= 500 && status !== signInRequired);

/** The table of outcomes: what each trouble means for the row and for its lane. */
export function nextAfter(trouble: Trouble, asked: RequestKind): Next {
  const unknown = (counted: boolean, inFlight: boolean): RowNext =>
    asked === 'send' ? { kind: 'verify', counted, inFlight } : { kind: 'again', counted, backoff: counted };
  switch (trouble.kind) {
    case 'unreached':
      return { row: again, lane: { kind: 'link', pause: trouble.cause === 'tls' ? 'tls' : 'network' } };
    case 'lost':
      return { row: unknown(asked === 'send', true), lane: { kind: 'link', pause: 'network' } };
    case 'not-our-api':
      return { row: unknown(false, passedOn(trouble.status)), lane: { kind: 'link', pause: 'not-our-api' } };
    case 'too-large':
      return { row: unknown(true, false), lane: { kind: 'link', pause: 'not-our-api' } };
    case 'rejected':
      return { row: { kind: 'park', reason: 'stage-refused' }, lane: proven };
    case 'unauthorised':
      return { row: again, lane: { kind: 'auth' } };
    case 'forbidden':
      if (asked === 'look' && trouble.permission === 'opportunities:read') {
        return { row: { kind: 'unchecked' }, lane: { kind: 'key-accepted' } };
      }
      return { row: { kind: 'park', reason: 'forbidden' }, lane: { kind: 'strange' } };
    case 'missing':
      return { row: { kind: 'park', reason: 'missing' }, lane: { kind: 'strange' } };
    case 'conflicting':
      return { row: { kind: 'contended' }, lane: proven };
    case 'limited':
      return { row: again, lane: { kind: 'limited', waitMs: trouble.waitMs } };
    case 'failing':
      return {
        row: unknown(true, mayStillRun.includes(trouble.status)),
        lane: { kind: 'fault', waitMs: trouble.waitMs, wide: trouble.status >= 502 },
      };
    case 'unexpected':
      return { row: { kind: 'park', reason: 'unexpected' }, lane: proven };
    default:
      return assertNever(trouble);
  }
}

/**
 * Whether the stage may be the cause, so that the stages should be fetched anew: it was refused with 400, or the PATCH
 * fails with 500 again and again, as one deployed revision answers an unknown id (API documentation, "invalid stage").
 * `failures`: 500s of this row in a row, this one and those of its looks included.
 */
export function doubtsStage(trouble: Trouble, asked: RequestKind, failures: number): boolean {
  if (asked === 'look') return false;
  const fails = trouble.kind === 'failing' && trouble.status === 500;
  return trouble.kind === 'rejected' || (fails && failures >= stageDoubtedAfter);
}
