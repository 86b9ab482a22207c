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

/** What a key needs for each request that there is. */
const needs: Readonly<Record<string, string>> = {
  'GET list': 'opportunities:read',
  'GET one': 'opportunities:read',
  'PATCH stage': 'opportunities:write',
};

/** Answers one authenticated request. `save` is called with what a PATCH made, before it is answered. */
export function answer(
  book: Book,
  who: SandboxKey,
  { method, target, body }: ApiRequest,
  now: number,
): { readonly reply: ApiReply; readonly save: SandboxRecord | null } {
  const only = (reply: ApiReply) => ({ reply, save: null });
  const url = new URL(target, 'http://sandbox');
  const path = url.pathname.replace(/\/+$/, '');
  const [known, id, tail] = /^\/external\/v1\/opportunities(?:\/([^/]+)(\/stage)?)?$/.exec(path) ?? [];
  const route = known && `${method} ${id === undefined ? 'list' : tail === undefined ? 'one' : 'stage'}`;
  const permission = needs[route ?? ''];
  if (permission === undefined) return only(refuse(404, 'NOT_FOUND', `Route ${method}:${path} not found`));
  if (!who.permissions.includes(permission)) {
    const held = { required_permission: permission, current_permissions: who.permissions };
    return only(refuse(403, 'INSUFFICIENT_PERMISSIONS', 'Insufficient permissions', held));
  }
  if (id === undefined) return only(list(book, url.searchParams));
  const asked = tail === undefined ? {} : readJson(body);
  if (asked === null) return only(refuse(400, 'VALIDATION_ERROR', 'Body is not valid JSON'));
  const record = book.get(id);
  if (record === undefined) return only(refuse(404, 'NOT_FOUND', 'Opportunity not found'));
  if (tail === undefined) return only({ status: 200, body: wireOne(record) });
  const stage = askedStage(asked);
  if (typeof stage !== 'string') return only(stage);
  const after = moved(record, stage, now);
  return { reply: { status: 200, body: wirePatched(after) }, save: after };
}

/** Null for what is no JSON; without members for JSON that is no object. */
function readJson(text: string): Json | null {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? { ...body } : {};
  } catch {
    return null;
  }
}

function list(book: Book, params: URLSearchParams): ApiReply {
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
  const search = params.get('search') ?? '';
  return { page, limit, search, filters, sortBy: params.get('sort_by') ?? 'created_at', order };
}

const isOneOf = (vocabulary: readonly string[], value: string | undefined): boolean =>
  value === undefined || vocabulary.includes(value);

const outside = (name: string): ApiReply =>
  refuse(400, 'INVALID_PARAMETER', `Invalid query parameter: ${name}`);

function wholeNumber(text: string | null, otherwise: number): number | null {
  if (text === null || text === '') return otherwise;
  return /^-?\d{1,9}$/.test(text) ? Number(text) : null;
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
