import { type Dialect, documentedStages } from '../contract/model.ts';
import { type Book, filterNames, type ListQuery } from './book.ts';
import { sources } from './people.ts';
import type { SandboxRecord } from './record.ts';
import { type Json, wireList, wirePatched, wireRow } from './wire.ts';

export interface ApiRequest {
  readonly method: string;
  /** Path and query as they came. */
  readonly target: string;
  readonly key: string | null;
  readonly body: string;
}

export interface ApiReply {
  readonly status: number;
  readonly body: Json;
}

/** `opportunities:read` and `opportunities:write` are all there are here. */
export interface SandboxKey {
  readonly key: string;
  readonly permissions: readonly string[];
  readonly expired?: boolean;
}

const prefix = '/external/v1/opportunities';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An error in the API's shape. */
export function refuse(status: number, code: string, message: string, more: Json = {}): ApiReply {
  return { status, body: { success: false, error: { code, message, ...more } } };
}

/** The few errors that lack `error` and carry a message at the top. */
export function refusePlainly(status: number, message: string): ApiReply {
  return { status, body: { success: false, message } };
}

/** The key a request shows: in its own header, as a bearer or in the query (documentation, "Authentication"). */
export function keyIn(headers: Readonly<Record<string, unknown>>, target: string): string | null {
  const { 'x-api-key': own, authorization } = headers;
  if (typeof own === 'string') return own;
  if (typeof authorization === 'string') return authorization.replace(/^Bearer /, '');
  return URL.parse(target, 'http://sandbox')?.searchParams.get('api_key') ?? null;
}

/** Who asks, or the 401 that keeps them out. */
export function authenticate(keys: readonly SandboxKey[], key: string | null): SandboxKey | ApiReply {
  if (key === null || key === '') return refuse(401, 'MISSING_API_KEY', 'API key is required');
  const found = keys.find(one => one.key === key);
  if (found === undefined) return refuse(401, 'INVALID_API_KEY', 'Invalid API key');
  return found.expired ? refuse(401, 'EXPIRED_API_KEY', 'API key has expired') : found;
}

/** Answers one authenticated request. `save` is called with what a PATCH made, before it is answered. */
export function answer(
  book: Book,
  who: SandboxKey,
  request: ApiRequest,
  now: number,
): { readonly reply: ApiReply; readonly save: SandboxRecord | null } {
  const url = new URL(request.target, 'http://sandbox');
  const path = url.pathname.replace(/\/+$/, '');
  const [, id, tail] = /^\/external\/v1\/opportunities\/([^/]+)(\/stage)?$/.exec(path) ?? [];
  const route =
    path === prefix ? 'list' : id === undefined ? 'unknown' : tail === undefined ? 'one' : 'stage';
  const only = (reply: ApiReply) => ({ reply, save: null });
  if (route === 'list' && request.method === 'GET') return only(list(book, who, url.searchParams));
  if (route === 'one' && request.method === 'GET') return only(one(book, who, id ?? ''));
  if (route === 'stage' && request.method === 'PATCH') return patch(book, who, id ?? '', request.body, now);
  return only(notFound(book, `Route ${request.method}:${path} not found`));
}

/** "All errors" of the documentation have a code; the deployed revisions have none for what they do not know. */
const notFound = ({ dialect }: Book, message: string): ApiReply =>
  dialect === 'documented' ? refuse(404, 'NOT_FOUND', message) : refusePlainly(404, message);

function list(book: Book, who: SandboxKey, params: URLSearchParams): ApiReply {
  const denied = lacks(who, 'opportunities:read');
  if (denied !== null) return denied;
  const query = readQuery(book.dialect, params);
  if ('status' in query) return query;
  const { rows, total } = book.list(query);
  return { status: 200, body: wireList(book, rows, { number: query.page, limit: query.limit, total }) };
}

function readQuery(dialect: Dialect, params: URLSearchParams): ListQuery | ApiReply {
  const documented = dialect === 'documented';
  const page = wholeNumber(params.get('page'), 1);
  const limit = wholeNumber(params.get('limit'), documented ? 20 : 50);
  const order = params.get('sort_order') ?? 'desc';
  const filters = Object.fromEntries(
    filterNames.flatMap(name => {
      const value = params.get(name) ?? '';
      return value === '' ? [] : [[name, value]];
    }),
  );
  const badPage = page === null || page < 1;
  const badLimit = limit === null || limit < (documented ? 1 : 0) || (documented && limit > 100);
  // The deployed revisions hand such numbers to their database, which refuses them.
  if ((badPage || badLimit) && !documented) return refuse(500, 'INTERNAL_ERROR', 'Internal server error');
  if (badPage) return outside('page');
  if (badLimit) return outside('limit');
  if (documented && order !== 'asc' && order !== 'desc') return outside('sort_order');
  if (documented && !isOneOf(documentedStages, filters.status)) return outside('status');
  if (documented && !isOneOf(sources, filters.source)) return outside('source');
  return {
    page,
    limit: Math.min(limit, 100),
    search: params.get('search') ?? '',
    filters,
    sortBy: params.get('sort_by') ?? 'created_at',
    order: order === 'asc' ? 'asc' : 'desc',
  };
}

const isOneOf = (vocabulary: readonly string[], value: string | undefined): boolean =>
  value === undefined || vocabulary.includes(value);

const outside = (name: string): ApiReply =>
  refuse(400, 'INVALID_PARAMETER', `Invalid query parameter: ${name}`);

function wholeNumber(text: string | null, otherwise: number): number | null {
  if (text === null || text === '') return otherwise;
  return /^-?\d{1,9}$/.test(text) ? Number(text) : null;
}

function one(book: Book, who: SandboxKey, id: string): ApiReply {
  const denied = lacks(who, 'opportunities:read');
  if (denied !== null) return denied;
  const record = find(book, id);
  if ('status' in record) return record;
  return { status: 200, body: { success: true, data: wireRow(book, record, true) } };
}

function patch(book: Book, who: SandboxKey, id: string, text: string, now: number) {
  const only = (reply: ApiReply) => ({ reply, save: null });
  const denied = lacks(who, 'opportunities:write');
  if (denied !== null) return only(denied);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    const message = 'Body is not valid JSON';
    return only(
      book.dialect === 'documented' ? refuse(400, 'VALIDATION_ERROR', message) : refusePlainly(400, message),
    );
  }
  const record = find(book, id);
  if ('status' in record) return only(record);
  const asked: Json = typeof body === 'object' && body !== null ? { ...body } : {};
  const stage = askedStage(book, record, asked);
  if (typeof stage !== 'string') return only(stage);
  const after = moved(book, record, stage, now);
  return { reply: { status: 200, body: wirePatched(book, record, after) }, save: after };
}

function askedStage(book: Book, record: SandboxRecord, body: Json): string | ApiReply {
  const member = book.dialect === 'stage_id' ? 'stage_id' : 'status';
  const asked = body[member];
  if (typeof asked !== 'string' || asked === '') {
    return refuse(400, 'VALIDATION_ERROR', `${member} is required`);
  }
  if (book.dialect === 'stage_id') {
    // Neither the pipeline nor the account is checked by this revision; an id it cannot join to is a 500.
    return book.anyStage(asked) === undefined
      ? refuse(500, 'INTERNAL_ERROR', 'Internal server error')
      : asked;
  }
  if (book.stage(record.pipeline, asked) !== undefined) return asked;
  const code = book.dialect === 'documented' ? 'INVALID_STATUS' : 'VALIDATION_ERROR';
  return refuse(400, code, `Invalid status. Must be one of: ${allowed[book.dialect]}`);
}

const allowed = {
  documented: 'new, contacted, qualified, proposal, negotiation, won, lost',
  status: 'leads, invite_sent, accepted, qualifying, qualified, discarded, scheduled, won, lost',
} as const;

/** The record after a move: won and lost are stamped each time, and nothing takes a stamp away. */
export function moved(book: Book, record: SandboxRecord, stage: string, now: number): SandboxRecord {
  const name = book.anyStage(stage)?.name;
  return {
    ...record,
    stage,
    updatedAt: now,
    wonAt: name === 'won' ? now : record.wonAt,
    lostAt: name === 'lost' ? now : record.lostAt,
  };
}

function find(book: Book, id: string): SandboxRecord | ApiReply {
  const malformed = book.dialect !== 'documented' && !uuid.test(id);
  if (malformed) return refuse(500, 'INTERNAL_ERROR', 'Internal server error');
  return book.get(id) ?? refuse(404, 'NOT_FOUND', 'Opportunity not found');
}

function lacks(who: SandboxKey, permission: string): ApiReply | null {
  if (who.permissions.includes(permission)) return null;
  return refuse(403, 'INSUFFICIENT_PERMISSIONS', 'Insufficient permissions', {
    required_permission: permission,
    current_permissions: who.permissions,
  });
}
