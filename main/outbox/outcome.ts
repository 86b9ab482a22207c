import type { ParkReason } from '../contract/change.ts';
import { assertNever } from '../contract/failure.ts';
import type { Trouble } from './ports.ts';

/** Which request it was: the look before a PATCH changes nothing on the server, the PATCH may have. */
export type Asked = 'look' | 'send';

/** What becomes of the row. */
export type RowNext =
  /** The server did not act: wait for the lane, or for `backoff`. Counted attempts grow the backoff. */
  | { readonly kind: 'again'; readonly counted: boolean; readonly backoff: boolean }
  /** The server may have acted: look before anything else. `ghost`: the request may even still arrive. */
  | { readonly kind: 'verify'; readonly counted: boolean; readonly ghost: boolean }
  /** 409: look once more; the second time, park. */
  | { readonly kind: 'contended' }
  /** The key may not read: go on without the look, and say so. */
  | { readonly kind: 'unchecked' }
  | { readonly kind: 'park'; readonly reason: ParkReason; readonly stagesStale: boolean };

/** What it says of the whole lane. */
export type LaneNext =
  /** Our API answered: the connection is proven. */
  | { readonly kind: 'proven' }
  | { readonly kind: 'link'; readonly pause: 'network' | 'tls' | 'not-our-api' }
  | { readonly kind: 'auth' }
  | { readonly kind: 'limited'; readonly waitMs: number }
  | { readonly kind: 'fault'; readonly waitMs: number | null; readonly wide: boolean }
  /** 403 or 404: twice in a row on different opportunities means that the account may be the wrong one. */
  | { readonly kind: 'strange' };

export interface Next {
  readonly row: RowNext;
  readonly lane: LaneNext;
}

const again: RowNext = { kind: 'again', counted: false, backoff: false };
const proven: LaneNext = { kind: 'proven' };
/** Gateway words: the request may have been passed on and still be running behind them. */
const mayStillRun: readonly number[] = [408, 502, 504];

/** The table of outcomes: what each trouble means for the row and for its lane. */
export function nextAfter(trouble: Trouble, asked: Asked): Next {
  const unknown = (counted: boolean, ghost: boolean): RowNext =>
    asked === 'send' ? { kind: 'verify', counted, ghost } : { kind: 'again', counted, backoff: counted };
  switch (trouble.kind) {
    case 'unreached':
      return { row: again, lane: { kind: 'link', pause: trouble.cause === 'tls' ? 'tls' : 'network' } };
    case 'lost':
      return { row: unknown(asked === 'send', true), lane: { kind: 'link', pause: 'network' } };
    case 'not-our-api':
      return { row: unknown(false, true), lane: { kind: 'link', pause: 'not-our-api' } };
    case 'rejected':
      return { row: { kind: 'park', reason: 'stage-refused', stagesStale: true }, lane: proven };
    case 'unauthorised':
      return { row: again, lane: { kind: 'auth' } };
    case 'forbidden':
      if (asked === 'look' && trouble.permission === 'opportunities:read') {
        return { row: { kind: 'unchecked' }, lane: proven };
      }
      return { row: { kind: 'park', reason: 'forbidden', stagesStale: false }, lane: { kind: 'strange' } };
    case 'missing':
      return { row: { kind: 'park', reason: 'missing', stagesStale: false }, lane: { kind: 'strange' } };
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
      return { row: { kind: 'park', reason: 'unexpected', stagesStale: false }, lane: proven };
    default:
      return assertNever(trouble);
  }
}
