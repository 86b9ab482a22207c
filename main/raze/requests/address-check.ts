import { type Failure, fail, ok, type Result } from '../../contract/failure.ts';
import { failureOf } from '../../outbox/model/trouble.ts';
import type { Http } from '../http/http.ts';
import { judge } from '../http/outcome.ts';

/** Whether the API answers at an address; asked without a key. */
export type AddressCheck = (baseUrl: string) => Promise<Result<null>>;

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
  /** Why the API does not answer there, null when it does; and whether it is the API that fails (it gave a code). */
  const troubleAt = async (baseUrl: string): Promise<readonly [failure: Failure | null, isApi: boolean]> => {
    const exchange = await http({ baseUrl, key: null, method: 'GET', path: '/opportunities?limit=1' });
    const { result, error } = judge(exchange, now());
    const isApi = error !== null && error.code !== '';
    const isRefused = result.kind === 'unauthorised' || result.kind === 'limited';
    if (isRefused && isApi) return [null, isApi];
    const isStrange = isRefused || result.kind === 'success' || result.kind === 'missing';
    return [isStrange ? { code: 'not-our-api' } : failureOf(result, now()), isApi];
  };
  return async baseUrl => {
    const [failure, isApi] = await troubleAt(baseUrl);
    if (failure === null) return ok(null);
    // The API itself is in trouble.
    if (isApi && failure.code === 'server-failing') return fail(failure);
    for (const other of known.includes(baseUrl) ? known : []) {
      if (other !== baseUrl && (await troubleAt(other))[0] === null) {
        return fail({ code: 'api-elsewhere', address: baseUrl, other });
      }
    }
    return fail(failure);
  };
}
