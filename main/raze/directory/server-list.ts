import type { Failure } from '../../contract/failure.ts';
import type { OpportunityId } from '../../contract/model.ts';
import type { QuotaView } from '../../contract/snapshot.ts';
import { reserveShare } from '../../outbox/model/policy.ts';
import { failureOf } from '../../outbox/model/trouble.ts';
import { type ListRequest, rowsPerPage } from '../dialect/list-request.ts';
import type { Page } from '../dialect/page.ts';
import { readOne } from '../dialect/single.ts';
import { judge } from '../http/outcome.ts';
import type { Connection } from '../requests/courier.ts';
import { linkOf, listFailure, type Pulled, pull } from '../requests/fetch-page.ts';
import type { DirectoryDeps } from './directory-ports.ts';
import type { AskedMoment, AskedPage, LocalCopy } from './local-copy.ts';
import { pullInParts } from './split-page.ts';

/** What came of asking for a page of the list. `isRejected`: the server refused what was asked for (400). */
export type Fetched =
  | ({ readonly kind: 'page'; readonly etag: string | null } & AskedPage)
  /** The entity tag still holds: the page is unchanged. */
  | { readonly kind: 'unchanged'; readonly asked: AskedMoment }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly isRejected: boolean };

export type ServerList = ReturnType<typeof createServerList>;

/** The list at the server: asked for when a request may be made, in pages as long as it gives them. */
export function createServerList(deps: DirectoryDeps, copy: LocalCopy, isStopped: () => boolean) {
  const { clock } = deps;
  let quota: QuotaView | null = null;
  /** A failure that no further attempt can change: the key, its permission. */
  let barrier: Failure | null = null;
  let refusedUntil = 0;
  /** Rows asked for in a page; fewer once the server gave fewer. */
  let pageLimit = rowsPerPage;

  const observe: DirectoryDeps['observe'] = (told, link) => {
    quota = told ?? quota;
    deps.observe(told, link);
  };

  /** The connection, or null when there is none or no request may be made now. `why`: the user asks for it. */
  const leave = (why?: 'asked'): Connection | null =>
    isStopped() || !deps.permit(why) || deps.askLeave() !== null ? null : deps.connection();

  /** Why `leave` gave none: no key, no requests left for reading, or sending is paused. */
  const noLeave = (): Failure => {
    if (deps.connection() === null) return { code: 'key-none' };
    if (barrier !== null) return barrier;
    if (refusedUntil > clock.now()) return { code: 'rate-limited', until: refusedUntil };
    // With more requests left than are ever kept for the writes, the quota is not the reason.
    const spent = quota !== null && quota.remaining <= quota.limit * reserveShare;
    if (quota !== null && spent && quota.resetsAt > clock.now()) {
      return { code: 'rate-limited', until: quota.resetsAt };
    }
    return { code: 'offline' };
  };

  const heed = ({ dialect, size }: Pick<Page, 'dialect' | 'size'>): void => {
    pageLimit = Math.min(pageLimit, size);
    copy.heedDialect(dialect);
  };

  return {
    /** Takes in what a page that did not come by `fetch` shows of its server: the dialect and the page length. */
    heed,
    /** Fetches one page of the list. `why`: the user asks for it. */
    async fetch(request: ListRequest, etag: string | null, why?: 'asked'): Promise<Fetched> {
      const asked = copy.ask();
      // A filtered list does not show the page length; the unfiltered list shows it again with its first page.
      const isPart = request.search !== undefined || request.status !== undefined;
      const isFirst = request.page === 1 && !isPart;
      const whole: ListRequest = { limit: isFirst ? rowsPerPage : pageLimit, ...request };
      const ask = async (part: ListRequest): Promise<Pulled | null> => {
        const connection = leave(why);
        if (connection === null) return null;
        const tag = part === whole ? etag : null;
        return pull({ http: deps.http, now: clock.now, observe }, connection, part, copy.knownStages(), tag);
      };
      const pulled = await pullInParts(ask, whole);
      if (pulled === null) return { kind: 'failed', failure: noLeave(), isRejected: false };
      if (pulled.kind === 'limited') refusedUntil = clock.now() + pulled.waitMs;
      const isBarred = pulled.kind === 'unauthorised' || pulled.kind === 'forbidden';
      barrier = isBarred ? failureOf(pulled, clock.now()) : null;
      const isRead = pulled.kind === 'page' || pulled.kind === 'unchanged';
      if (!isStopped() && (isRead || pulled.kind === 'forbidden')) deps.listener.mayRead(isRead);
      if (pulled.kind === 'unchanged') return { kind: 'unchanged', asked };
      if (pulled.kind !== 'page') {
        const failure = listFailure(pulled, clock.now());
        return { kind: 'failed', failure, isRejected: pulled.kind === 'rejected' };
      }
      if (isFirst) pageLimit = rowsPerPage;
      heed(isPart ? { ...pulled.page, size: pageLimit } : pulled.page);
      return { ...pulled, asked };
    },
    /** Whether the server no longer has a row; null when that cannot be known now. */
    async isGone(id: OpportunityId): Promise<boolean | null> {
      const connection = leave();
      if (connection === null) return null;
      const { baseUrl, key, dialect } = connection;
      const exchange = await deps.http({ baseUrl, key, method: 'GET', path: `/opportunities/${id}` });
      const { result, quota: told } = judge(exchange, clock.now());
      const link = linkOf(result);
      if (link !== null) observe(told, link);
      if (result.kind !== 'success') return result.kind === 'missing' ? true : null;
      const read = readOne(result.json, id, dialect, copy.knownStages(), copy.store.get(id));
      if (read?.opportunity) copy.keep({ upsert: [read.opportunity] });
      return false;
    },
    /** True after an answer that no further attempt can change: the key, its permission. */
    barred: (): boolean => barrier !== null,
    /** The hour's limit of requests; null when unknown. */
    limit: (): number | null => quota?.limit ?? null,
  };
}
