import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { toApp, toBrowser } from './address.ts';
import { hostedDocument, openingScript } from './document.ts';
import { createEntry, type Pass, sameSite } from './entry.ts';
import { fromPage } from './page/messages.ts';
import { checked } from './strict.ts';
import type { OpenWindow, World } from './world.ts';

/** The host's own paths, on the app's own host name. */
const own = '/.webhost/';
const fresh = { 'cache-control': 'no-store' };

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export interface Server {
  /** An address that opens the window once in a browser not seen before. */
  entryUrl(): string;
  close(): void;
}

/**
 * Serves windows on loopback: documents through the app's scheme handlers, ipc over one socket a page.
 * With a `pass`, browsers that were let in by another host with the same one need no new token.
 */
export async function serve(
  world: World,
  fetch: (request: Request) => Promise<Response | null>,
  port: number,
  pass: Pass | null = null,
): Promise<Server> {
  const entry = createEntry(pass);
  const http = createServer((request, response) => {
    answer(request)
      .catch((error: unknown) => {
        world.tell({ event: 'error', message: String(error) });
        return refusal(500);
      })
      .then(({ status, headers, body }) => response.writeHead(status, headers).end(body));
  });
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const at = (http.address() as AddressInfo).port;

  const first = (): OpenWindow | undefined =>
    [...world.windows].find(({ contents }) => contents.url() !== '');
  const byId = (url: URL): OpenWindow | undefined =>
    [...world.windows].find(({ contents }) => String(contents.id) === url.searchParams.get('window'));
  const byAddress = (address: string): OpenWindow | undefined =>
    [...world.windows].find(({ contents }) => bare(contents.url()) === bare(address));

  async function answer(request: IncomingMessage): Promise<Answer> {
    const host = request.headers.host ?? '';
    const url = new URL(request.url ?? '/', `http://${host}`);
    if (host === `127.0.0.1:${at}`) return door(url);
    const address = toApp(url.href, at);
    if (address === null || !sameSite(request, host)) return refusal(403);
    if (url.pathname === `${own}enter`) return enter(request, url);
    if (!entry.admits(request)) return refusal(403);
    if (url.pathname === `${own}page.js`) return script(url);
    if (url.pathname.startsWith(own)) return refusal(404);
    // A browser asks for it by itself, Electron does not.
    if (url.pathname === '/favicon.ico') return { status: 204, headers: fresh, body: '' };
    return page(request, address);
  }

  /** The printed address is plain 127.0.0.1; the cookie has to be set on the window's own host name. */
  function door(url: URL): Answer {
    const window = first();
    if (url.pathname !== '/enter' || window === undefined) return refusal(403);
    const target = new URL(`${own}enter`, toBrowser(window.contents.url(), at));
    target.search = url.search;
    return { status: 302, headers: { location: target.href, ...fresh }, body: '' };
  }

  /** Trades the token for the cookie and the secret. A script and not a redirect: the secret is the origin's to keep. */
  function enter(request: IncomingMessage, url: URL): Answer {
    const admission = entry.redeem(url.searchParams.get('token') ?? '');
    const window = first();
    if (window === undefined || (admission === null && !entry.admits(request))) {
      return {
        ...refusal(403),
        body: 'This address works once, and was used already. Start the app again for a new one.',
      };
    }
    const to = JSON.stringify(toBrowser(window.contents.url(), at));
    const keep =
      admission === null ? '' : `localStorage.setItem('webhost', ${JSON.stringify(admission.secret)});`;
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'referrer-policy': 'no-referrer',
      ...(admission === null ? {} : { 'set-cookie': admission.cookie }),
      ...fresh,
    };
    const body = `<!doctype html><title>…</title><script>${keep}location.replace(${to})</script>`;
    return { status: 200, headers, body };
  }

  function script(url: URL): Answer {
    const window = byId(url);
    if (window === undefined) return refusal(404);
    const start = {
      window: window.contents.id,
      title: world.product.name,
      visible: window.visible(),
      online: world.online,
      returns: pass !== null,
    };
    const headers = { 'content-type': 'text/javascript; charset=utf-8', ...fresh };
    return { status: 200, headers, body: openingScript(start, window.contents.preload) };
  }

  async function page(request: IncomingMessage, address: string): Promise<Answer> {
    const answered = await fetch(new Request(address, { method: request.method ?? 'GET' }));
    if (answered === null) return refusal(404);
    const { status } = answered;
    const window = byAddress(address);
    const isHtml = answered.headers.get('content-type')?.startsWith('text/html') ?? false;
    if (window === undefined || !isHtml || request.headers['sec-fetch-dest'] !== 'document') {
      const body = Buffer.from(await answered.arrayBuffer());
      return { status, headers: Object.fromEntries(answered.headers), body };
    }
    const socket = `ws://${request.headers.host}`;
    const source = `${own}page.js?window=${window.contents.id}`;
    const { html, headers, csp } = await hostedDocument(answered, source, socket);
    world.tell({ event: 'document', name: window.name, url: address, csp });
    return { status, headers: Object.fromEntries(headers), body: html };
  }

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: 32 * 1024 * 1024,
    handleProtocols: () => 'webhost',
  });
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const host = request.headers.host ?? '';
    const url = new URL(request.url ?? '/', `http://${host}`);
    const window = byId(url);
    const ours =
      url.pathname === `${own}socket` &&
      toApp(url.href, at) !== null &&
      request.headers.origin === `http://${host}` &&
      entry.admits(request) &&
      entry.trusts(request);
    if (!ours || window === undefined) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, connected => attach(window, connected));
  });

  function attach(window: OpenWindow, socket: WebSocket): void {
    const attached = {
      post: (message: object) => socket.send(JSON.stringify(message)),
      close: () => socket.close(),
    };
    window.contents.attach(attached, at);
    attached.post({ t: 'controls', controls: world.controls });
    // It may have been shown or hidden since its document was written.
    attached.post({ t: 'visible', visible: window.visible() });
    socket.on('close', () => window.contents.detach(attached));
    socket.on('error', () => undefined);
    socket.on('message', data => {
      try {
        window.contents.receive(checked('page', fromPage, JSON.parse(String(data))));
      } catch (error) {
        world.tell({ event: 'error', message: String(error) });
      }
    });
  }

  return {
    entryUrl: () => `http://127.0.0.1:${at}/enter?token=${entry.token()}`,
    close: () => {
      for (const client of sockets.clients) client.terminate();
      http.close();
      http.closeAllConnections();
    },
  };
}

const refusal = (status: number): Answer => ({
  status,
  headers: { 'content-type': 'text/plain', ...fresh },
  body: `${status}\n`,
});

/** Without query and fragment. */
const bare = (url: string): string => url.replace(/[?#].*$/, '');
