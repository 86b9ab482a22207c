import { type Failure, fail, ok, type Result } from '../contract/failure.ts';
import { failureOf } from '../outbox/model/trouble.ts';
import type { Http } from './http.ts';
import { judge } from './outcome.ts';

/** Whether the API answers at an address; asked without a key. */
export type AddressCheck = (baseUrl: string) => Promise<Result<null>>;

export interface AddressCheckDeps {
  readonly http: Http;
  readonly now: () => number;
  /** Where the API is known to be found: while one of them does not answer as the API, another one may. */
  readonly known: readonly string[];
}

/**
 * Asks an address for a list without a key. The API refuses that with 401 in JSON, which costs nothing (recordings, `auth`);
 * whoever answers anything else is to see no key. Where the address is a known one and another of those does answer as
 * the API, the failure names both (`api-elsewhere`).
 */
export function createAddressCheck({ http, now, known }: AddressCheckDeps): AddressCheck {
  const trouble = async (baseUrl: string): Promise<Failure | null> => {
    const exchange = await http({ baseUrl, key: null, method: 'GET', path: '/opportunities?limit=1' });
    const { result } = judge(exchange, now());
    if (result.kind === 'unauthorised' || result.kind === 'limited') return null;
    return result.kind === 'success' || result.kind === 'missing'
      ? { code: 'not-our-api' }
      : failureOf(result, now());
  };
  return async baseUrl => {
    const failure = await trouble(baseUrl);
    if (failure === null) return ok(null);
    // The API itself, which has problems of its own.
    if (failure.code === 'server-failing') return fail(failure);
    for (const other of known.includes(baseUrl) ? known : []) {
      if (other !== baseUrl && (await trouble(other)) === null) {
        return fail({ code: 'api-elsewhere', address: baseUrl, other });
      }
    }
    return fail(failure);
  };
}
