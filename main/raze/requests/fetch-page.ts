import type { Failure } from '../../contract/failure.ts';
import type { QuotaView } from '../../contract/snapshot.ts';
import type { Link, Trouble } from '../../outbox/model/ports.ts';
import { failureOf } from '../../outbox/model/trouble.ts';
import { type ListRequest, listPath, rowsPerPage } from '../dialect/list-request.ts';
import { type Page, readPage } from '../dialect/page.ts';
import type { KnownStages } from '../dialect/stages.ts';
import type { Http } from '../http/http.ts';
import { isAuthentic, judge, type Outcome } from '../http/outcome.ts';
import { readQuota } from '../http/retry-after.ts';
import type { Connection } from './courier.ts';

/** What one list request came to. */
export type Pulled =
  | { readonly kind: 'page'; readonly page: Page; readonly etag: string | null }
  /** The entity tag still holds: the page is as it was. */
  | { readonly kind: 'unchanged' }
  | Trouble;

export interface PullDeps {
  readonly http: Http;
  now(): number;
  observe(quota: QuotaView | null, link: Link): void;
}

/** Asks for one page of the list: exactly one request. */
export async function pull(
  deps: PullDeps,
  { baseUrl, key }: Connection,
  request: ListRequest,
  knownStages: KnownStages,
  etag: string | null,
): Promise<Pulled> {
  const exchange = await deps.http({ baseUrl, key, method: 'GET', path: listPath(request), etag });
  if (exchange.kind === 'reply' && exchange.status === 304 && etag !== null) {
    // Only the server that gave the tag knows it: nobody in between answers 304 to it.
    deps.observe(readQuota(exchange.header, deps.now()), 'key-accepted');
    return { kind: 'unchanged' };
  }
  const { result, quota } = judge(exchange, deps.now());
  if (result.kind !== 'success') {
    // There is no opportunity in this request that could be missing: the address leads somewhere else.
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
 * What the trouble of a list is called where the user reads it (`now`: epoch milliseconds). What it is refused for is no
 * stage, and what is missing no opportunity.
 */
export function listFailure(trouble: Trouble, now: number): Failure {
  const { kind } = trouble;
  if (kind === 'missing') return { code: 'not-our-api' };
  if (kind === 'rejected') return { code: 'server-unexpected', status: 400 };
  if (kind === 'conflicting') return { code: 'server-unexpected', status: 409 };
  return failureOf(trouble, now);
}

/**
 * What a result says of the way to the server and of the key; null: nothing. Only a success, or the refusal of one named
 * permission, was seen to be given to accepted keys alone: a server without its database fails at the key itself, and
 * answers a malformed body before it looks at one (recordings, `database-gone` and `auth`).
 */
export function linkOf(result: Outcome['result']): Link | null {
  if (result.kind === 'success') return 'key-accepted';
  if (result.kind === 'forbidden' && result.permission !== '') return 'key-accepted';
  if (result.kind === 'too-large') return null;
  if (result.kind === 'not-our-api') return 'foreign';
  if (result.kind === 'unauthorised') return 'unauthorised';
  if (result.kind === 'limited') return { limitedMs: result.waitMs };
  return isAuthentic(result) ? 'proven' : 'lost';
}
