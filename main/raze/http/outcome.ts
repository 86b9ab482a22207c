import type { QuotaView } from '../../contract/snapshot.ts';
import { hintAbsent } from '../../outbox/model/policy.ts';
import type { Trouble } from '../../outbox/model/trouble.ts';
import { type ApiError, readApiError } from './api-error.ts';
import type { Exchange } from './http.ts';
import { readJson } from './json.ts';
import { longestHint, readQuota, refusedFor, retryAfterBody, retryAfterHeader } from './retry-after.ts';

/** The meaning of an exchange: the JSON of a success, which a dialect has yet to read, or a trouble. */
export interface Outcome {
  readonly quota: QuotaView | null;
  readonly result: { readonly kind: 'success'; readonly json: unknown } | Trouble;
  /** The error body's facts, for callers that need more than the trouble. */
  readonly error: ApiError | null;
}

/**
 * Sorts an exchange by what has to follow (ARCHITECTURE.md, "Outcomes"). Status, headers and the body's codes decide,
 * never its message. `now` is epoch milliseconds. A success is any 2xx with a JSON object with `success: true`; its
 * dialect says whether it holds what was asked for.
 */
export function judge(exchange: Exchange, now: number): Outcome {
  const withoutWord = (result: Outcome['result']): Outcome => ({ quota: null, result, error: null });
  if (exchange.kind !== 'reply') return withoutWord(exchange);
  const { status, header } = exchange;
  const read = readJson(exchange.body);
  const json = read.kind === 'json' ? read.json : undefined;
  const stranger: Trouble = { kind: 'not-our-api', status };
  if (status >= 200 && status < 300) {
    if (exchange.tooLarge || read.kind === 'too-full') return withoutWord({ kind: 'too-large' });
    if (!isSuccess(json)) return withoutWord(stranger);
    return { quota: readQuota(header, now), result: { kind: 'success', json }, error: null };
  }
  const error = readApiError(json);
  const isOurs = status >= 400 && status !== 407 && status !== 511;
  if (error === null || !isOurs || isUnknownRoute(status, error)) return withoutWord(stranger);
  const quota = readQuota(header, now);
  return { quota, result: refusal(status, error, header, now), error };
}

/**
 * Whether the route was unknown, not the opportunity: a wrong base path, or a proxy's answer. The API itself names a
 * code for what it did not find (documentation, "Errors"; recordings, `get-one` and `routes`).
 */
function isUnknownRoute(status: number, { code }: ApiError): boolean {
  return status === 404 && code !== 'NOT_FOUND';
}

function refusal(
  status: number,
  error: ApiError,
  header: (name: string) => string | null,
  now: number,
): Trouble {
  switch (status) {
    case 400:
      return { kind: 'rejected', allowed: error.allowed };
    case 401:
      return { kind: 'unauthorised', why: whyUnauthorised(error.code) };
    case 403:
      return { kind: 'forbidden', permission: error.requiredPermission };
    case 404:
      return { kind: 'missing' };
    case 409:
      return { kind: 'conflicting' };
    case 429:
      return { kind: 'limited', waitMs: refusedFor(header, error.retryAfter, now) ?? hintAbsent };
    case 408:
    case 425:
    case 500:
    case 502:
    case 503:
    case 504:
      return {
        kind: 'failing',
        status,
        waitMs: longestHint(retryAfterHeader(header, now), retryAfterBody(error.retryAfter)),
      };
    default:
      return { kind: 'unexpected', status };
  }
}

function whyUnauthorised(code: string): 'missing' | 'invalid' | 'expired' {
  if (code === 'MISSING_API_KEY') return 'missing';
  return code === 'EXPIRED_API_KEY' ? 'expired' : 'invalid';
}

function isSuccess(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'success' in json && json.success === true;
}
