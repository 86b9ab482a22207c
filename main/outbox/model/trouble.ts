import { assertNever, type Failure } from '../../contract/failure.ts';

/**
 * Every way a request can fail, sorted by what has to follow rather than by cause (API documentation, "Errors";
 * ARCHITECTURE.md, "Outcomes"). Durations are milliseconds.
 */
export type Trouble =
  /** Nothing was sent: the name did not resolve, or the connection was refused, timed out or failed its handshake. */
  | { readonly kind: 'unreached'; readonly cause: 'dns' | 'refused' | 'connect-timeout' | 'tls' | 'other' }
  /** Reset, cut off or timed out after bytes were sent: the server may or may not have acted. */
  | { readonly kind: 'lost'; readonly cause: 'timeout' | 'reset' | 'truncated' }
  /** Another server answered: HTML, a redirect, 404 for an unknown route, 407, 511, JSON of another shape. */
  | { readonly kind: 'not-our-api'; readonly status: number }
  /** A 2xx whose body is larger than any answer of the API, so that its sender is unknown. */
  | { readonly kind: 'too-large' }
  /** 400: stage, id or body was refused. `allowed` lists the stages that the answer names. */
  | { readonly kind: 'rejected'; readonly allowed: readonly string[] }
  /** 401. */
  | { readonly kind: 'unauthorised'; readonly why: 'missing' | 'invalid' | 'expired' }
  /** 403. `permission` is '' when the answer names none. */
  | { readonly kind: 'forbidden'; readonly permission: string }
  /** 404 with the API's own `NOT_FOUND`: there is no such opportunity. */
  | { readonly kind: 'missing' }
  /** 409. */
  | { readonly kind: 'conflicting' }
  /** 429: wait at least this long. */
  | { readonly kind: 'limited'; readonly waitMs: number }
  /** 408, 425, 500, 502, 503, 504; `waitMs` is the server's hint, null without one. */
  | { readonly kind: 'failing'; readonly status: number; readonly waitMs: number | null }
  /** An answer of our API that no other kind covers. */
  | { readonly kind: 'unexpected'; readonly status: number };

/** What can be wrong with a change: what an answer said, or where its stage and its opportunity are by now. */
export type ChangeTrouble =
  | ReturnType<typeof failureOf>
  | Extract<Failure, { code: 'stage-unknown' | 'pipeline-changed' }>;

const said = <const F extends Failure>(failure: F): F => failure;

/** The failure that the user reads for a request's trouble. `now` is epoch milliseconds. */
export function failureOf(trouble: Trouble, now: number) {
  switch (trouble.kind) {
    case 'unreached':
      return said({ code: trouble.cause === 'tls' ? 'tls' : 'unreachable' });
    case 'lost':
      return said({ code: trouble.cause === 'timeout' ? 'timeout' : 'unreachable' });
    case 'not-our-api':
      return said({ code: 'not-our-api' });
    case 'too-large':
      return said({ code: 'answer-too-large' });
    case 'rejected':
      return said({ code: 'stage-refused', allowed: trouble.allowed });
    case 'unauthorised':
      return said({ code: trouble.why === 'expired' ? 'key-expired' : 'key-invalid' });
    case 'forbidden':
      return said({ code: 'permission-missing', permission: trouble.permission });
    case 'missing':
      return said({ code: 'opportunity-unknown' });
    case 'conflicting':
      return said({ code: 'conflicting' });
    case 'limited':
      return said({ code: 'rate-limited', until: now + trouble.waitMs });
    case 'failing':
      return said({ code: 'server-failing', status: trouble.status });
    case 'unexpected':
      return said({ code: 'server-unexpected', status: trouble.status });
    default:
      return assertNever(trouble);
  }
}
