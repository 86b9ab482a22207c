import { assertNever, type Failure } from '../contract/failure.ts';
import type { Trouble } from '../outbox/ports.ts';

/** The sentence a trouble becomes when the user waits for its answer. `now` is epoch milliseconds. */
export function failureOf(trouble: Trouble, now: number): Failure {
  switch (trouble.kind) {
    case 'unreached':
      return unreachedFailure(trouble.cause);
    case 'lost':
      return trouble.cause === 'timeout' ? { code: 'timeout' } : { code: 'unreachable' };
    case 'not-our-api':
      return { code: 'not-our-api' };
    case 'rejected':
      return { code: 'stage-refused', allowed: trouble.allowed };
    case 'unauthorised':
      return trouble.why === 'expired' ? { code: 'key-expired' } : { code: 'key-invalid' };
    case 'forbidden':
      return { code: 'permission-missing', permission: trouble.permission };
    case 'missing':
      return { code: 'opportunity-unknown' };
    case 'conflicting':
      return { code: 'conflicting' };
    case 'limited':
      return { code: 'rate-limited', until: now + trouble.waitMs };
    case 'failing':
      return { code: 'server-failing', status: trouble.status };
    case 'unexpected':
      return { code: 'server-unexpected', status: trouble.status };
    default:
      return assertNever(trouble);
  }
}

function unreachedFailure(cause: Extract<Trouble, { kind: 'unreached' }>['cause']): Failure {
  switch (cause) {
    case 'tls':
      return { code: 'tls' };
    case 'connect-timeout':
      return { code: 'timeout' };
    case 'dns':
      return { code: 'offline' };
    case 'refused':
    case 'other':
      return { code: 'unreachable' };
    default:
      return assertNever(cause);
  }
}
