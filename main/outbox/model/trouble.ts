import { assertNever, type Failure } from '../../contract/failure.ts';
import type { Trouble } from './ports.ts';

/** The failure that the user reads for a request's trouble. `now` is epoch milliseconds. */
export function failureOf(trouble: Trouble, now: number): Failure {
  switch (trouble.kind) {
    case 'unreached':
      return { code: trouble.cause === 'tls' ? 'tls' : 'unreachable' };
    case 'lost':
      return { code: trouble.cause === 'timeout' ? 'timeout' : 'unreachable' };
    case 'not-our-api':
      return { code: 'not-our-api' };
    case 'too-large':
      return { code: 'answer-too-large' };
    case 'rejected':
      return { code: 'stage-refused', allowed: trouble.allowed };
    case 'unauthorised':
      return { code: trouble.why === 'expired' ? 'key-expired' : 'key-invalid' };
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
