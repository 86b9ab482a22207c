import { EventEmitter } from 'node:events';
import { type IncomingMessage, type ClientRequest as NodeRequest, request as overHttp } from 'node:http';
import type {
  ClientRequestConstructorOptions,
  Net,
  OnBeforeRequestListenerDetails,
  Session,
  WebRequest,
} from 'electron';
import { strict } from '../strict.ts';

/** What `fromPartition` hands out, and the requests that go through it. */
export interface Partition {
  readonly face: Session;
  readonly requests: Set<{ abort(): void; fail(error: Error): void }>;
  /** Whether the app lets a request go. */
  readonly allows: (url: string) => Promise<boolean>;
}

/** A session of the app's own, without a window. */
export function createPartition(): Partition {
  let beforeRequest: Parameters<WebRequest['onBeforeRequest']>[0] = null;
  const requests: Partition['requests'] = new Set();
  const webRequest = strict('session.webRequest', {
    onBeforeRequest: (listener: unknown) => {
      beforeRequest = listener as typeof beforeRequest;
    },
  } satisfies Partial<Record<keyof WebRequest, unknown>>);
  const face = strict('session', {
    webRequest: webRequest as unknown as WebRequest,
    closeAllConnections: () => {
      for (const request of requests) request.fail(new Error('net::ERR_ABORTED'));
      // The network's process says when that is done (shell/browser/api/electron_api_session.cc, `CloseAllConnections`).
      return new Promise(resolve => setTimeout(resolve, 25));
    },
  } satisfies Partial<Session>) as unknown as Session;
  return {
    face,
    requests,
    allows: url =>
      new Promise(resolve => {
        if (beforeRequest === null) return resolve(true);
        const details = { url, method: 'GET', resourceType: 'other' } as OnBeforeRequestListenerDetails;
        beforeRequest(details, answer => resolve(answer.cancel !== true));
      }),
  };
}

type Options = ClientRequestConstructorOptions & { readonly headers?: Readonly<Record<string, string>> };

/**
 * `net.request` as far as a download needs it, over Node's http on loopback. As Electron's (lib/common/api/net-client-request.ts) it
 * announces a redirect instead of answering with it, follows only where it may, reports a network error without a code and has
 * no `socket`. A proxy that wants a password is played by an answer 407.
 */
class StandInRequest extends EventEmitter {
  readonly #options: Options;
  readonly #through: Partition;
  #wire: NodeRequest | null = null;
  #answer: IncomingMessage | null = null;
  #dead = false;

  constructor(options: Options, through: Partition) {
    super();
    this.#options = options;
    this.#through = through;
  }

  end(): void {
    const { protocol = 'http:', hostname = 'localhost', port, path = '/' } = this.#options;
    const url = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`;
    this.#through.requests.add(this);
    void this.#send(url);
  }

  abort(): void {
    this.#die();
    process.nextTick(() => this.emit('abort'));
  }

  fail(error: Error): void {
    if (this.#dead) return;
    const answer = this.#answer;
    this.#die(error);
    // A request that has answered reports it on the answer too.
    if (answer !== null) answer.destroy(error);
    this.emit('error', error);
  }

  #die(error?: Error): void {
    this.#dead = true;
    this.#through.requests.delete(this);
    this.#wire?.destroy();
    if (error === undefined) this.#answer?.destroy();
  }

  async #send(url: string): Promise<void> {
    if (!(await this.#through.allows(url))) return this.fail(new Error('net::ERR_BLOCKED_BY_CLIENT'));
    if (this.#dead) return;
    const { headers = {}, redirect = 'follow' } = this.#options;
    this.#wire = overHttp(url, { headers, agent: false }, answer => {
      const status = answer.statusCode ?? 0;
      if (status >= 300 && status < 400 && answer.headers.location !== undefined) {
        answer.resume();
        const next = new URL(answer.headers.location, url).href;
        this.emit('redirect', status, 'GET', next, answer.headers);
        if (this.#dead) return;
        if (redirect === 'follow') void this.#send(next);
        else this.fail(new Error('Redirect was cancelled'));
        return;
      }
      if (status === 407) {
        const cancel = (): void => this.#respond(answer);
        if (!this.emit('login', { isProxy: true, host: 'proxy.test', port: 3128 }, cancel)) cancel();
        return;
      }
      this.#respond(answer);
    });
    this.#wire.on('error', () => this.fail(new Error('net::ERR_CONNECTION_FAILED')));
    this.#wire.end();
  }

  #respond(answer: IncomingMessage): void {
    this.#answer = answer;
    answer.once('end', () => this.#through.requests.delete(this));
    // The other side went away in the middle of its answer.
    answer.once('aborted', () => this.fail(new Error('net::ERR_CONTENT_LENGTH_MISMATCH')));
    answer.on('error', () => {});
    this.emit('response', answer);
  }
}

/** `net` and `session.fromPartition`. */
export function createNet(isOnline: () => boolean) {
  const partitions = new Map<string, Partition>();
  const partition = (name: string): Partition => {
    const known = partitions.get(name) ?? createPartition();
    partitions.set(name, known);
    return known;
  };
  const byFace = (face: Session | undefined): Partition =>
    [...partitions.values()].find(one => one.face === face) ?? partition('');
  return {
    net: strict('net', {
      isOnline,
      get online() {
        return isOnline();
      },
      request: options => {
        if (typeof options === 'string') throw new TypeError('webhost: net.request takes its options apart');
        const { session, ...rest } = options;
        return new StandInRequest(rest as Options, byFace(session)) as never;
      },
    } satisfies Partial<Net>),
    fromPartition: (name: string): Session => partition(name).face,
  };
}
