import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Dialect } from '../contract/model.ts';
import {
  type ApiReply,
  answer,
  authenticate,
  keyIn,
  moved,
  refuse,
  refusePlainly,
  type SandboxKey,
} from './api.ts';
import { type Book, createBook } from './book.ts';
import { loadState, type SandboxState, saveState } from './disk.ts';
import { createFaults, type Fault, type Faults, faultReply, isStray } from './faults.ts';
import { createLimit } from './limit.ts';
import type { SandboxRecord } from './record.ts';
import { etagOf, headersOf, listen, misdeliver, readBody, send, stop } from './transport.ts';

export interface SandboxOptions {
  /** Where moved deals are kept between runs; null keeps them in memory. */
  readonly file: string | null;
  /** The revision it speaks; the published documentation's unless told. */
  readonly dialect?: Dialect;
  /** How many sample opportunities; 500. */
  readonly count?: number;
  /** Requests an hour for each key; 5,000, the Business plan's. */
  readonly limit?: number;
  /** More keys, beside the one the sandbox makes for itself, which may read and write. */
  readonly keys?: readonly SandboxKey[];
  /** How many of the newest requests `requests` remembers; none unless told. */
  readonly remembered?: number;
  /** The loopback port it listens on; a free one unless told. Rejects where that is taken. */
  readonly port?: number;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/**
 * What a request looked like and how it was answered; `status` is 0 when it was left without an answer. Of one without a
 * key of the sandbox neither headers nor body are kept, for nobody knows whose they are.
 */
export interface SandboxRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly status: number;
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT`, the API's base address. */
  readonly url: string;
  /** A key that may read and write; the same one for the life of the file. */
  readonly key: string;
  /** The newest requests in the order they were answered, as many as are to be remembered. */
  readonly requests: readonly SandboxRequest[];
  readonly faults: Faults;
  /** The opportunities, for looking and for playing the colleague who changes them. */
  readonly book: Pick<Book, 'get' | 'all' | 'put' | 'remove'>;
  /** A colleague moves an opportunity: stage id as on the wire. */
  move(id: string, stage: string): void;
  setLimit(perHour: number): void;
  /** While true, rows with equal sort keys come in another order each time. */
  setUnstable(unstable: boolean): void;
  /** Refuses connections until `online`; the port stays the same. */
  offline(): Promise<void>;
  online(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts the demo API on a free loopback port. It answers whatever it is sent and never throws to its host.
 * Needs no network, keeps no key but its own.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const now = options.now ?? Date.now;
  const state = await initialState(options, now());
  let unstable = false;
  let perHour = options.limit ?? 5_000;
  const book = createBook({ ...state, changes: state, unstable: () => unstable });
  const keys = [
    { key: state.key, permissions: ['opportunities:read', 'opportunities:write'] },
    ...(options.keys ?? []),
  ];
  const faults = createFaults();
  const spend = createLimit(() => perHour);
  const requests: SandboxRequest[] = [];
  const { remembered = 0 } = options;
  let saving: Promise<void> = Promise.resolve();

  const save = (): Promise<void> => {
    const { file } = options;
    if (file === null) return Promise.resolve();
    saving = saving
      .then(() => saveState(file, { ...state, ...book.changes() }))
      // A full or read-only disk costs the demo its memory, nothing else.
      .catch(() => {});
    return saving;
  };

  const server = createServer((request, response) => {
    serve(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else send(response, refuse(500, 'INTERNAL_ERROR', 'Internal server error'), {});
    });
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 20_000;

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = request.method ?? 'GET';
    const target = request.url ?? '/';
    // A page whose own name was made to mean this machine still calls it by that name (DNS rebinding).
    if (request.headers.host !== host) return send(response, refusePlainly(421, 'Misdirected request'), {});
    const who = authenticate(keys, keyIn(request.headers, target));
    const stranger = 'status' in who;
    const text = stranger ? '' : await readBody(request);
    // The server's clock is the one it counts hours by.
    response.setHeader('Date', new Date(now()).toUTCString());
    const fault = faults.take(method, target);
    if (fault?.kind === 'slow') await new Promise(resolve => setTimeout(resolve, fault.ms));
    const unacted = isStray(fault) && !('acted' in fault && fault.acted);
    const { reply, headers } = unacted
      ? { reply: refusePlainly(500, 'Not acted upon'), headers: {} }
      : stranger
        ? { reply: who, headers: {} }
        : await decide(method, target, who, text, fault);
    // The documentation knows no entity tags.
    const isTagged = state.dialect !== 'documented' && method === 'GET' && reply.status === 200;
    const etag = isTagged ? { ETag: etagOf(reply) } : {};
    const unchanged = etag.ETag !== undefined && request.headers['if-none-match'] === etag.ETag;
    const silent = fault?.kind === 'reset' || fault?.kind === 'silence';
    const status = fault?.kind === 'raw' ? fault.status : unchanged ? 304 : reply.status;
    remember({
      method,
      path: target,
      headers: stranger ? {} : headersOf(request),
      body: text ?? '',
      status: silent ? 0 : status,
    });
    if (isStray(fault)) misdeliver(response, fault, reply);
    else if (unchanged) response.writeHead(304, { ...headers, ...etag }).end();
    else send(response, reply, { ...headers, ...etag });
  };

  /** The demo may run for weeks, and nobody looks back at its requests there. */
  const remember = (request: SandboxRequest): void => {
    requests.push(request);
    if (requests.length > remembered) requests.shift();
  };

  const decide = async (
    method: string,
    target: string,
    who: SandboxKey,
    text: string | null,
    fault: Fault | null,
  ): Promise<{ reply: ApiReply; headers: Record<string, string> }> => {
    const spent = spend(who.key, now());
    const headers = {
      'X-RateLimit-Limit': String(spent.limit),
      'X-RateLimit-Remaining': String(spent.remaining),
      'X-RateLimit-Reset': String(spent.reset),
    };
    if (!spent.allowed) {
      const reply = refuse(429, 'RATE_LIMIT_EXCEEDED', 'Rate limit exceeded', {
        retry_after: spent.retryAfter,
      });
      return { reply, headers };
    }
    if (fault?.kind === 'error') {
      return { reply: faultReply(fault), headers: fault.status === 401 ? {} : headers };
    }
    if (text === null) return { reply: refusePlainly(413, 'Body is too large'), headers };
    if (!URL.canParse(target, 'http://sandbox')) return { reply: refusePlainly(400, 'Bad request'), headers };
    const { reply, save: made } = answer(book, who, { method, target, key: who.key, body: text }, now());
    if (made !== null) {
      book.put(made);
      await save();
    }
    return { reply, headers };
  };

  const url = `http://127.0.0.1:${await listen(server, options.port ?? 0)}`;
  const { host } = new URL(url);
  await save();
  return {
    url,
    key: state.key,
    requests,
    faults,
    book: {
      get: book.get,
      all: book.all,
      put(record: SandboxRecord) {
        book.put(record);
        void save();
      },
      remove(id: string) {
        book.remove(id);
        void save();
      },
    },
    move(id, stage) {
      const record = book.get(id);
      if (record === undefined) throw new RangeError(`No opportunity ${id} in the sandbox`);
      book.put(moved(book, record, stage, now()));
      void save();
    },
    setLimit(limit) {
      perHour = limit;
    },
    setUnstable(value) {
      unstable = value;
    },
    offline: () => stop(server),
    async online() {
      if (!server.listening) await listen(server, Number(new URL(url).port));
    },
    async close() {
      await stop(server);
      await saving;
    },
  };
}

/** The kept state when it is of the same kind, else a new one. */
async function initialState(options: SandboxOptions, now: number): Promise<SandboxState> {
  const { file, dialect = 'documented', count = 500 } = options;
  const kept = file === null ? null : await loadState(file);
  if (kept !== null && kept.dialect === dialect && kept.count === count) return kept;
  const key = `gr_live_${randomBytes(18).toString('base64url')}`;
  return { dialect, count, bornAt: now, key, changed: [], removed: [] };
}
