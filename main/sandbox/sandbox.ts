import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { answer, authenticate, keyIn, refuse, refusePlainly, type SandboxKey } from './api.ts';
import { createBook } from './book.ts';
import { loadState, type SandboxState, saveState } from './disk.ts';
import { createLimit } from './limit.ts';
import { seedRecords } from './seed.ts';
import { listen, readBody, send, stop } from './transport.ts';

export interface SandboxOptions {
  /** Where moved deals are kept between runs; null keeps them in memory. */
  readonly file: string | null;
  /** How many sample opportunities; 500. */
  readonly count?: number;
  /** Requests an hour for each key, asked at each; 5,000, the Business plan's. */
  readonly limit?: () => number;
  /** More keys, beside the one the sandbox makes for itself, which may read and write. */
  readonly keys?: readonly SandboxKey[];
  /** The loopback port it listens on; a free one unless told. Rejects where that is taken. */
  readonly port?: number;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT`, the API's base address. */
  readonly url: string;
  /** A key that may read and write; the same one for the life of the file. */
  readonly key: string;
  close(): Promise<void>;
}

/** Starts the demo API on loopback. Needs no network, keeps no key but its own. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { key, listener, saved } = await createSandbox(options);
  const server = createServer(listener);
  server.headersTimeout = 10_000;
  server.requestTimeout = 20_000;
  const url = `http://127.0.0.1:${await listen(server, options.port ?? 0)}`;
  return {
    url,
    key,
    async close() {
      await stop(server);
      await saved();
    },
  };
}

/** The demo API without the server that listens. */
export async function createSandbox(options: SandboxOptions) {
  const { file, limit = () => 5_000, now = Date.now } = options;
  const state = await initialState(options, now());
  const book = createBook(seedRecords(state.count, state.bornAt), state.changed);
  const keys = [
    { key: state.key, permissions: ['opportunities:read', 'opportunities:write'] },
    ...(options.keys ?? []),
  ];
  const spend = createLimit(limit);
  let saving: Promise<void> = Promise.resolve();

  const save = (): Promise<void> => {
    if (file === null) return Promise.resolve();
    saving = saving
      .then(() => saveState(file, { ...state, changed: book.changed() }))
      // A full or read-only disk costs the demo its memory, nothing else.
      .catch(() => {});
    return saving;
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url: target = '/' } = request;
    // A page whose own name was made to mean this machine still calls it by that name (DNS rebinding).
    if (request.headers.host !== `127.0.0.1:${request.socket.localPort}`) {
      return send(response, refusePlainly(421, 'Misdirected request'));
    }
    const who = authenticate(keys, keyIn(request.headers, target));
    if ('status' in who) return send(response, who);
    const text = await readBody(request);
    // The server's clock is the one it counts hours by.
    response.setHeader('Date', new Date(now()).toUTCString());
    const spent = spend(who.key, now());
    response.setHeader('X-RateLimit-Limit', spent.limit);
    response.setHeader('X-RateLimit-Remaining', spent.remaining);
    response.setHeader('X-RateLimit-Reset', spent.reset);
    if (!spent.allowed) {
      const more = { retry_after: spent.retryAfter };
      return send(response, refuse(429, 'RATE_LIMIT_EXCEEDED', 'Rate limit exceeded', more));
    }
    if (text === null) return send(response, refusePlainly(413, 'Body is too large'));
    if (!URL.canParse(target, 'http://sandbox')) return send(response, refusePlainly(400, 'Bad request'));
    const { reply, save: made } = answer(book, who, { method, target, body: text }, now());
    if (made !== null) {
      book.put(made);
      await save();
    }
    send(response, reply);
  };

  await save();
  return {
    key: state.key,
    /** What `put` and `remove` change is kept with the next PATCH. */
    book,
    /** Settles when what has been changed is on disk. */
    saved: (): Promise<void> => saving,
    /** Answers whatever it is sent and never throws. */
    listener(request: IncomingMessage, response: ServerResponse): void {
      serve(request, response).catch(() => {
        if (response.headersSent) response.destroy();
        else send(response, refuse(500, 'INTERNAL_ERROR', 'Internal server error'));
      });
    },
  };
}

/** The kept state when it is of the same size, else a new one. */
async function initialState({ file, count = 500 }: SandboxOptions, now: number): Promise<SandboxState> {
  const kept = file === null ? null : await loadState(file);
  if (kept?.count === count) return kept;
  return { count, bornAt: now, key: `gr_live_${randomBytes(18).toString('base64url')}`, changed: [] };
}
