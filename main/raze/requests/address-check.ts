import { type Failure, fail, ok, type Result } from '../../contract/failure.ts';
import { failureOf } from '../../outbox/model/trouble.ts';
import type { Http } from '../http/http.ts';
import { judge } from '../http/outcome.ts';

/** Whether the API answers at an address; asked without a key. */
export type AddressCheck = (baseUrl: string) => Promise<Result<null>>;

interface Answer {
  /** Whether the answer has an error code of the API. */
  readonly isApi: boolean;
  /** Null when the API answers. */
  readonly failure: Failure | null;
}

export interface AddressCheckDeps {
  readonly http: Http;
  readonly now: () => number;
  /** The known addresses of the API: if one of them does not answer as the API, another may. */
  readonly known: readonly string[];
}

/**
 * Asks an address for a list without a key. The API refuses that with 401 and its own code, at no cost (recordings,
 * `auth`; API documentation, "Authentication"). A server that answers anything else must not see a key. If a known
 * address fails and another known one answers as the API, the failure names both (`api-elsewhere`).
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
    // The API itself is in trouble.
    if (isApi && failure.code === 'server-failing') return fail(failure);
    for (const other of known.includes(baseUrl) ? known : []) {
      if (other !== baseUrl && (await answerAt(other)).failure === null) {
        return fail({ code: 'api-elsewhere', address: baseUrl, other });
      }
    }
    return fail(failure);
  };
}
