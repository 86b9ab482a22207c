import { documentedStages } from '../contract/model.ts';
import { type Book, filterNames, type ListQuery } from './book.ts';
import { sources } from './people.ts';
import type { SandboxRecord } from './record.ts';
import { type Json, wireList, wireOne, wirePatched } from './wire.ts';

export interface ApiRequest {
  readonly method: string;
  /** Path and query as they came. */
  readonly target: string;
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

/** An error in the API's shape. */
export function refuse(status: number, code: string, message: string, more: Json = {}): ApiReply {
  return { status, body: { success: false, error: { code, message, ...more } } };
}

/** What is no answer of the API: a message at the top. */
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
  return only(refuse(404, 'NOT_FOUND', `Route ${request.method}:${path} not found`));
}

function list(book: Book, who: SandboxKey, params: URLSearchParams): ApiReply {
  const denied = lacks(who, 'opportunities:read');
  if (denied !== null) return denied;
  const query = readQuery(params);
  if ('status' in query) return query;
  const { rows, total } = book.list(query);
  return { status: 200, body: wireList(rows, { page: query.page, limit: query.limit, total }) };
}

function readQuery(params: URLSearchParams): ListQuery | ApiReply {
  const page = wholeNumber(params.get('page'), 1);
  const limit = wholeNumber(params.get('limit'), 20);
  const order = params.get('sort_order') ?? 'desc';
  const filters = Object.fromEntries(
    filterNames.flatMap(name => {
      const value = params.get(name) ?? '';
      return value === '' ? [] : [[name, value]];
    }),
  );
  if (page === null || page < 1) return outside('page');
  if (limit === null || limit < 1 || limit > 100) return outside('limit');
  if (order !== 'asc' && order !== 'desc') return outside('sort_order');
  if (!isOneOf(documentedStages, filters.status)) return outside('status');
  if (!isOneOf(sources, filters.source)) return outside('source');
  return {
    page,
    limit,
    search: params.get('search') ?? '',
    filters,
    sortBy: params.get('sort_by') ?? 'created_at',
    order,
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
  return { status: 200, body: wireOne(record) };
}

function patch(book: Book, who: SandboxKey, id: string, text: string, now: number) {
  const only = (reply: ApiReply) => ({ reply, save: null });
  const denied = lacks(who, 'opportunities:write');
  if (denied !== null) return only(denied);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return only(refuse(400, 'VALIDATION_ERROR', 'Body is not valid JSON'));
  }
  const record = find(book, id);
  if ('status' in record) return only(record);
  const asked: Json = typeof body === 'object' && body !== null ? { ...body } : {};
  const stage = askedStage(asked);
  if (typeof stage !== 'string') return only(stage);
  const after = moved(record, stage, now);
  return { reply: { status: 200, body: wirePatched(after) }, save: after };
}

function askedStage({ status }: Json): string | ApiReply {
  if (typeof status !== 'string' || status === '') {
    return refuse(400, 'VALIDATION_ERROR', 'status is required');
  }
  if (isOneOf(documentedStages, status)) return status;
  return refuse(400, 'INVALID_STATUS', `Invalid status. Must be one of: ${documentedStages.join(', ')}`);
}

/** The record after a move: won and lost are stamped each time, and nothing takes a stamp away. */
export function moved(record: SandboxRecord, stage: string, now: number): SandboxRecord {
  return {
    ...record,
    stage,
    updatedAt: now,
    wonAt: stage === 'won' ? now : record.wonAt,
    lostAt: stage === 'lost' ? now : record.lostAt,
  };
}

function find(book: Book, id: string): SandboxRecord | ApiReply {
  return book.get(id) ?? refuse(404, 'NOT_FOUND', 'Opportunity not found');
}

function lacks(who: SandboxKey, permission: string): ApiReply | null {
  if (who.permissions.includes(permission)) return null;
  return refuse(403, 'INSUFFICIENT_PERMISSIONS', 'Insufficient permissions', {
    required_permission: permission,
    current_permissions: who.permissions,
  });
}
