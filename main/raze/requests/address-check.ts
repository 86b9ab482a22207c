import { type Failure, fail, ok, type Result } from '../../contract/failure.ts';
import { failureOf } from '../../outbox/model/trouble.ts';
import type { Http } from '../http/http.ts';
import { judge } from '../http/outcome.ts';

/** Whether the API answers at an address; asked without a key. */
export type AddressCheck = (baseUrl: string) => Promise<Result<null>>;

interface Answer {
  /** The answer has an error code as the API's have. */
  readonly isApi: boolean;
  /** Null: it is the API that answers. */
  readonly failure: Failure | null;
}

export interface AddressCheckDeps {
  readonly http: Http;
  readonly now: () => number;
  /** Where the API is known to be found: while one of them does not answer as the API, another one may. */
  readonly known: readonly string[];
}

/**
 * Asks an address for a list without a key. The API refuses that with 401 and a code of its own, which costs nothing
 * (recordings, `auth`; API documentation, "Authentication"); whoever answers anything else, a gateway's refusal without such
 * a code too, is to see no key. Where the address is a known one and another of those does answer as
 * the API, the failure names both (`api-elsewhere`).
 */
export function createAddressCheck({ http, now, known }: AddressCheckDeps): AddressCheck {
  const answerAt = async (baseUrl: string): Promise<Answer> => {
    const exchange = await http({ baseUrl, key: null, method: 'GET', path: '/opportunities?limit=1' });
    const { result, error } = judge(exchange, now());
    const isApi = error !== null && error.code !== '';
    const isRefused = result.kind === 'unauthorised' || result.kind === 'limited';
    if (isRefused && isApi) return { isApi, failure: null };
    const isStrange = isRefused || result.kind === 'success' || result.kind === 'missing';
    return { isApi, failure: isStrange ? { code: 'not-our-api' } : failureOf(result, now()) };
  };
  return async baseUrl => {
    const { isApi, failure } = await answerAt(baseUrl);
    if (failure === null) return ok(null);
    // The API itself, which has problems of its own.
    if (isApi && failure.code === 'server-failing') return fail(failure);
    for (const other of known.includes(baseUrl) ? known : []) {
      if (other !== baseUrl && (await answerAt(other)).failure === null) {
        return fail({ code: 'api-elsewhere', address: baseUrl, other });
      }
    }
    return fail(failure);
  };
}
