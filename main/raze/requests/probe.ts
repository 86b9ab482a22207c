import { type Failure, fail, ok, type Result } from '../../contract/failure.ts';
import type { Dialect } from '../../contract/model.ts';
import type { Known, QuotaView } from '../../contract/snapshot.ts';
import { refusedLeast } from '../../outbox/model/policy.ts';
import { listPath, rowsPerPage } from '../dialect/list-request.ts';
import { type Page, readPage } from '../dialect/page.ts';
import { wireOf } from '../dialect/registry.ts';
import { noKnownStages, type ToldStages } from '../dialect/stages.ts';
import type { ApiError } from '../http/api-error.ts';
import { type Exchange, type Http, isSendableKey } from '../http/http.ts';
import { judge } from '../http/outcome.ts';
import { listFailure } from './fetch-page.ts';
import { askStages } from './stage-question.ts';

/** The newest opportunities, as a trial of the key fetched them. */
export interface FirstPage {
  readonly page: Page;
  readonly etag: string | null;
  /** Epoch milliseconds. */
  readonly askedAt: number;
}

/** What two harmless requests tell about a key. */
export interface Probed {
  /** Null when the list could not be read, or was empty and gave no sign. */
  readonly dialect: Dialect | null;
  readonly read: Known;
  /** `yes` or `no` if an answer tells it; `unknown` if none does: the first pick finds out. */
  readonly write: Known;
  /** The stages, if a key that may not read had to ask for them; null if the list tells them. */
  readonly told: ToldStages | null;
  /** For the directory, which need not fetch it again. Null for a write-only key, and when the page is too large. */
  readonly firstPage: FirstPage | null;
  readonly quota: QuotaView | null;
}

export interface ProbeDeps {
  readonly http: Http;
  /** Epoch milliseconds. */
  now(): number;
}

/**
 * Tries keys as `tryKey` does. A key that was refused with 429 is not tried again for `refusedLeast` at least: pressing
 * Enter again costs no request.
 */
export function createProbe(deps: ProbeDeps) {
  let refused = { baseUrl: '', key: '', at: 0, until: 0 };
  return async (baseUrl: string, key: string): Promise<Result<Probed>> => {
    const now = deps.now();
    // After the clock was set back, the noted times mean nothing.
    const counts = refused.at <= now && now < refused.until;
    if (counts && refused.baseUrl === baseUrl && refused.key === key) {
      return fail({ code: 'rate-limited', until: refused.until });
    }
    const tried = await tryKey(deps, baseUrl, key);
    if (tried.ok || tried.failure.code !== 'rate-limited') return tried;
    const at = deps.now();
    const until = Math.max(tried.failure.until, at + refusedLeast);
    refused = { baseUrl, key, at, until };
    return fail({ code: 'rate-limited', until });
  };
}

/**
 * Tries a key with two requests: the first page of the list (one row, if the page is too large), and a PATCH that moves
 * nothing. A key that may not read is accepted when an answer says that it may write, or none says. A key that may do
 * neither is a failure.
 */
export async function tryKey(
  { http, now }: ProbeDeps,
  baseUrl: string,
  key: string,
): Promise<Result<Probed, Failure>> {
  if (!isSendableKey(key)) return fail({ code: 'key-malformed' });
  const askedAt = now();
  const ask = (limit: number): Promise<Exchange> =>
    http({ baseUrl, key, method: 'GET', path: listPath({ page: 1, limit }) });
  const asked = await ask(rowsPerPage);
  const isTooLarge = judge(asked, now()).result.kind === 'too-large';
  // One row proves the key as well as a page; the directory fetches the others in its own way.
  const exchange = isTooLarge ? await ask(1) : asked;
  const { result, quota, error } = judge(exchange, now());
  if (result.kind === 'forbidden') {
    const held = heldOf(error);
    if (held === 'no') return fail({ code: 'permission-missing', permission: 'opportunities:write' });
    const { write, told, quota: left } = await askToWrite({ http, now }, baseUrl, key);
    if (write === 'no') return fail({ code: 'permission-missing', permission: 'opportunities:write' });
    // Asked again when an id is pasted, if nothing came of it here.
    return ok({
      dialect: told?.dialect ?? null,
      read: 'no',
      write: write === 'unknown' ? held : write,
      told,
      firstPage: null,
      quota: left ?? quota,
    });
  }
  if (result.kind !== 'success') return fail(listFailure(result, now()));
  const page = readPage(result.json, noKnownStages, 1, isTooLarge ? 1 : rowsPerPage);
  if (page === null) return fail({ code: 'not-our-api' });
  const etag = exchange.kind === 'reply' ? exchange.header('etag') : null;
  const firstPage = isTooLarge ? null : { page, etag, askedAt };
  const { dialect } = page;
  const { write, quota: left } = await askToWrite({ http, now }, baseUrl, key);
  return ok({ dialect, read: 'yes', write, told: null, firstPage, quota: left ?? quota });
}

/** Whether the key may write, and the stages that the server names meanwhile. */
async function askToWrite(
  { http, now }: ProbeDeps,
  baseUrl: string,
  key: string,
): Promise<Pick<Probed, 'write' | 'told' | 'quota'>> {
  const { result, quota } = await askStages(http, { baseUrl, key }, now);
  if (result.kind === 'told') {
    const isProven = wireOf(result.dialect).permissionFirst;
    return { write: isProven ? 'yes' : 'unknown', told: result, quota };
  }
  const isDenied = result.kind === 'forbidden' && result.permission === 'opportunities:write';
  return { write: isDenied ? 'no' : 'unknown', told: null, quota };
}

/** Whether the permissions that an answer lists let the key write. */
function heldOf(error: ApiError | null): Known {
  const held = error?.currentPermissions ?? null;
  if (held === null) return 'unknown';
  return held.some(one => one === 'opportunities:write' || one === 'opportunities:*' || one === '*')
    ? 'yes'
    : 'no';
}
