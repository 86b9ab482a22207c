import { assertNever, type Failure } from '../../contract/failure.ts';
import type { QuotaView } from '../../contract/snapshot.ts';
import type { Link } from '../../outbox/model/ports.ts';
import type { Trouble } from '../../outbox/model/trouble.ts';
import { failureOf } from '../../outbox/model/trouble.ts';
import { type ListRequest, listPath, rowsPerPage } from '../dialect/list-request.ts';
import { type Page, readPage } from '../dialect/page.ts';
import type { KnownStages } from '../dialect/stages.ts';
import type { Http } from '../http/http.ts';
import { judge } from '../http/outcome.ts';
import { readQuota } from '../http/retry-after.ts';
import type { Connection } from './courier.ts';

/** The result of one list request. */
export type Pulled =
  | { readonly kind: 'page'; readonly page: Page; readonly etag: string | null }
  /** The entity tag still holds: the page is unchanged. */
  | { readonly kind: 'unchanged' }
  | Trouble;

export interface PullDeps {
  readonly http: Http;
  now(): number;
  observe(quota: QuotaView | null, link: Link): void;
}

/** Fetches one page of the list with exactly one request. */
export async function pull(
  deps: PullDeps,
  { baseUrl, key }: Connection,
  request: ListRequest,
  knownStages: KnownStages,
  etag: string | null,
): Promise<Pulled> {
  const exchange = await deps.http({ baseUrl, key, method: 'GET', path: listPath(request), etag });
  if (exchange.kind === 'reply' && exchange.status === 304 && etag !== null) {
    // Only the server that gave the tag can confirm it, so the key was accepted.
    deps.observe(readQuota(exchange.header, deps.now()), 'key-accepted');
    return { kind: 'unchanged' };
  }
  const { result, quota } = judge(exchange, deps.now());
  if (result.kind !== 'success') {
    // A list request names no opportunity that could be missing: the address is wrong.
    const trouble: Trouble = result.kind === 'missing' ? { kind: 'not-our-api', status: 404 } : result;
    const link = linkOf(trouble);
    if (link !== null) deps.observe(quota, link);
    return trouble;
  }
  const page = readPage(result.json, knownStages, request.page, request.limit ?? rowsPerPage);
  deps.observe(quota, page === null ? 'foreign' : 'key-accepted');
  if (page === null) return { kind: 'not-our-api', status: 200 };
  return { kind: 'page', page, etag: exchange.kind === 'reply' ? exchange.header('etag') : null };
}

/**
 * The failure that the user reads for a list's trouble (`now`: epoch milliseconds): a refusal is not about a stage
 * here, and a 404 not about an opportunity.
 */
export function listFailure(trouble: Trouble, now: number): Failure {
  const { kind } = trouble;
  if (kind === 'missing') return { code: 'not-our-api' };
  if (kind === 'rejected') return { code: 'server-unexpected', status: 400 };
  if (kind === 'conflicting') return { code: 'server-unexpected', status: 409 };
  return failureOf(trouble, now);
}

/**
 * What a result says of the connection and the key; null: nothing. Only a success, or the refusal of a named
 * permission, proves that the key was accepted: a server without its database fails at the key itself, and one answers
 * a malformed body before it checks the key (recordings, `database-gone` and `auth`).
 */
export function linkOf(result: { readonly kind: 'success' | 'done' | 'told' } | Trouble): Link | null {
  switch (result.kind) {
    case 'success':
    case 'done':
    case 'told':
      return 'key-accepted';
    case 'forbidden':
      return result.permission === '' ? 'proven' : 'key-accepted';
    case 'unauthorised':
      return 'unauthorised';
    case 'limited':
      return { limitedMs: result.waitMs };
    case 'not-our-api':
      return 'foreign';
    case 'too-large':
      return null;
    case 'unreached':
    case 'lost':
      return 'lost';
    case 'rejected':
    case 'missing':
    case 'conflicting':
    case 'failing':
    case 'unexpected':
      return 'proven';
    default:
      return assertNever(result);
  }
}
