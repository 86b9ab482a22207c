/**
 * The room of HTTP. Enters: a request with a key. Leaves: an answer within bounds, sorted by what has to follow.
 * Nothing here knows opportunities.
 */

import fetch, { FetchError } from 'node-fetch';
import { requestTimeout } from '../../outbox/model/policy.ts';
import { type ResolveProxy, type WatchedAgent, watchedAgent } from './agent.ts';
import { mostBytes } from './bounds.ts';
import { openTunnel } from './tunnel.ts';

/** One request to the API. `path` starts below `/external/v1` and is already percent-encoded. */
export interface HttpRequest {
  readonly baseUrl: string;
  /** Null: none is sent. */
  readonly key: string | null;
  readonly method: 'GET' | 'PATCH';
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as If-None-Match: a 304 is then a possible reply. */
  readonly etag?: string | null;
}

/** The result of a request. `unreached`: no byte of it left this machine. `lost`: the server may have acted on it. */
export type Exchange =
  | {
      readonly kind: 'reply';
      readonly status: number;
      /** One header by its lower-case name, null when absent. */
      header(name: string): string | null;
      /** The body as text; '' when it was over the limit (`tooLarge`). */
      readonly body: string;
      readonly tooLarge?: boolean;
    }
  | { readonly kind: 'unreached'; readonly cause: 'dns' | 'refused' | 'connect-timeout' | 'tls' | 'other' }
  | { readonly kind: 'lost'; readonly cause: 'timeout' | 'reset' | 'truncated' };

/** Sends one request and reads its whole answer; never throws, never follows a redirect, never retries. */
export type Http = (request: HttpRequest) => Promise<Exchange>;

export interface HttpOptions {
  /** Milliseconds for the whole exchange: name lookup, connection, handshake, headers, body. `requestTimeout` by default. */
  readonly timeoutMs?: number;
  /** The largest body that is read, in bytes after decompression. */
  readonly bodyCap?: number;
  readonly resolveProxy?: ResolveProxy;
}

/** Whether Node accepts the key as a header value: visible ASCII only. */
export function isSendableKey(key: string): boolean {
  return /^[\x21-\x7e]{1,4096}$/.test(key);
}

export function createHttp(options: HttpOptions = {}): Http {
  const { timeoutMs = requestTimeout, bodyCap = mostBytes, resolveProxy = async () => null } = options;
  return async request => {
    const url = `${request.baseUrl}/external/v1${request.path}`;
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), timeoutMs);
    let answered = false;
    let watched: WatchedAgent | null = null;
    try {
      const secure = url.startsWith('https:');
      const proxy = secure ? await before(stop.signal, resolveProxy(url)) : null;
      const tunnel = proxy === null ? null : await openTunnel(proxy, new URL(url), stop.signal);
      if (tunnel?.kind === 'refused') return refusedByProxy(tunnel.status);
      watched = watchedAgent(secure, tunnel?.socket ?? null);
      const response = await fetch(url, {
        method: request.method,
        headers: headersOf(request),
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        redirect: 'manual',
        signal: stop.signal,
        size: bodyCap,
        agent: watched.agent,
      });
      answered = true;
      watched.answered();
      const body = await response.text().catch((error: unknown) => {
        if (error instanceof FetchError && error.type === 'max-size') return null;
        throw error;
      });
      const { status, headers } = response;
      const header = (name: string): string | null => headers.get(name);
      return { kind: 'reply', status, header, body: body ?? '', tooLarge: body === null };
    } catch (error) {
      if (watched?.opened()) return lost(stop.signal.aborted, answered);
      return unreached(stop.signal.aborted, codeOf(error));
    } finally {
      clearTimeout(timer);
      watched?.close();
    }
  };
}

function headersOf({ key, etag, body }: HttpRequest): Record<string, string> {
  return {
    ...(key === null ? {} : { 'X-API-Key': key }),
    Accept: 'application/json',
    'User-Agent': 'raze-quick-stage',
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(etag ? { 'If-None-Match': etag } : {}),
  };
}

/** A proxy that cannot reach the server answers with a 5xx. Any other refusal counts as an answer that is not the API's. */
function refusedByProxy(status: number): Exchange {
  return status >= 500
    ? { kind: 'unreached', cause: 'other' }
    : { kind: 'reply', status, header: () => null, body: '' };
}

function lost(timedOut: boolean, answered: boolean): Exchange {
  if (timedOut) return { kind: 'lost', cause: 'timeout' };
  return { kind: 'lost', cause: answered ? 'truncated' : 'reset' };
}

const tlsCodes =
  /^(ERR_TLS|ERR_SSL|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH|PATH_LENGTH|EPROTO)/;

function unreached(timedOut: boolean, code: string): Exchange {
  if (timedOut || code === 'ETIMEDOUT') return { kind: 'unreached', cause: 'connect-timeout' };
  if (code === 'ENOTFOUND' || code.startsWith('EAI_')) return { kind: 'unreached', cause: 'dns' };
  if (code === 'ECONNREFUSED') return { kind: 'unreached', cause: 'refused' };
  return { kind: 'unreached', cause: tlsCodes.test(code) ? 'tls' : 'other' };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** The promise's value, unless the signal comes first: a proxy lookup must not outlast the exchange. */
function before<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
    promise.then(resolve, reject);
  });
}
