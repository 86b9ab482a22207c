import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { certificate } from '../support/servers/loopback-certificate.ts';

/** What is done to one request. */
export type Fault =
  /** These bytes instead of the answer; with `acted`, after the server has done what was asked. */
  | {
      readonly kind: 'raw';
      readonly status: number;
      readonly type: string;
      readonly body: string | Buffer;
      readonly headers?: Readonly<Record<string, string>>;
      readonly acted?: boolean;
    }
  /** The connection is reset; with `acted`, after the server has done what was asked. */
  | { readonly kind: 'reset'; readonly acted: boolean }
  /** Half of the right answer, then the connection closes. */
  | { readonly kind: 'half'; readonly acted: boolean }
  /** One byte now and then, never to the end. */
  | { readonly kind: 'trickle'; readonly acted: boolean }
  | { readonly kind: 'silence'; readonly acted: boolean }
  /** The right answer, late. */
  | { readonly kind: 'late'; readonly ms: number };

/** What the proxy does to a CONNECT: it refuses with this status, or never gives a whole answer. */
export interface ProxyFault {
  readonly kind: 'proxy';
  readonly does: number | 'silent' | 'endless' | 'closing';
}

export interface FaultServer {
  readonly url: string;
  /** Where nobody listens. */
  readonly closedUrl: string;
  /** TLS with a certificate nobody trusts. */
  readonly badTlsUrl: string;
  /** Another host, to which redirects point; it counts who comes. */
  readonly otherUrl: string;
  visitors(): number;
  readonly proxyUrl: URL;
  proxyDoes: ProxyFault['does'];
  /** Connections that are open. */
  connections(): number;
  /** What befalls the next request of this method; cleared by it. */
  next: { readonly method: string; readonly fault: Fault } | null;
  stage(id: string): string | undefined;
  put(id: string, stage: string): void;
  /** How often a PATCH of this opportunity took effect. */
  acted(id: string): number;
  close(): Promise<void>;
}

const address = (server: Server): number => (server.address() as AddressInfo).port;

const up = async (server: Server): Promise<Server> => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return server;
};

/** The documented dialect for a handful of opportunities, and a fault for whichever request is to meet one. */
export async function startFaultServer(): Promise<FaultServer> {
  const stages = new Map<string, string>();
  const acts = new Map<string, number>();
  const sockets = new Set<Socket>();
  let visitors = 0;

  const row = (id: string): unknown => ({
    id,
    name: `Deal ${id}`,
    email: '',
    phone: '',
    company: 'Acme',
    status: stages.get(id),
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
  });
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const id = /opportunities\/([^/?]+)/.exec(request.url ?? '')?.[1] ?? '';
    const fault = api.next !== null && api.next.method === request.method ? api.next.fault : null;
    if (fault !== null) api.next = null;
    const acts = fault === null || fault.kind === 'late' || fault.acted === true;
    if (request.method === 'PATCH' && acts) act(id, String((JSON.parse(body) as { status: unknown }).status));
    const right = JSON.stringify({ success: true, data: row(id) });
    spoil(fault, right, response);
  };
  const act = (id: string, stage: string): void => {
    stages.set(id, stage);
    acts.set(id, (acts.get(id) ?? 0) + 1);
  };

  const main = await up(
    createHttpServer((request, response) => void handle(request, response).catch(() => response.destroy())),
  );
  const other = await up(
    createHttpServer((_request, response) => {
      visitors += 1;
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"success":true,"data":{}}');
    }),
  );
  const badTls = await up(createHttpsServer(certificate, (_request, response) => response.end('{}')));
  const closed = await up(createTcpServer());
  const closedPort = address(closed);
  await new Promise(resolve => closed.close(resolve));
  const proxy = await up(
    createTcpServer(socket => {
      socket.once('data', () => refuseWay(api.proxyDoes, socket));
    }),
  );
  for (const server of [main, other, badTls, proxy]) {
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => sockets.delete(socket));
    });
  }

  const api: FaultServer = {
    url: `http://127.0.0.1:${address(main)}`,
    closedUrl: `http://127.0.0.1:${closedPort}`,
    badTlsUrl: `https://localhost:${address(badTls)}`,
    otherUrl: `http://127.0.0.1:${address(other)}`,
    visitors: () => visitors,
    proxyUrl: new URL(`http://127.0.0.1:${address(proxy)}`),
    proxyDoes: 'silent',
    connections: () => sockets.size,
    next: null,
    stage: id => stages.get(id),
    put: (id, stage) => void stages.set(id, stage),
    acted: id => acts.get(id) ?? 0,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all(
        [main, other, badTls, proxy].map(server => new Promise(resolve => server.close(resolve))),
      );
    },
  };
  return api;
}

function refuseWay(does: ProxyFault['does'], socket: Socket): void {
  const more = (): void => {
    if (socket.writable) socket.write(`X-More: ${'x'.repeat(500)}\r\n`, () => setImmediate(more));
  };
  switch (does) {
    case 'silent':
      return;
    case 'closing':
      socket.end();
      return;
    case 'endless':
      socket.write('HTTP/1.1 200 OK\r\n');
      more();
      return;
    default:
      socket.write(`HTTP/1.1 ${does} No\r\nContent-Length: 2\r\n\r\nno`);
  }
}

function spoil(fault: Fault | null, right: string, response: ServerResponse): void {
  const json = { 'content-type': 'application/json', 'content-length': String(right.length) };
  if (fault === null) {
    response.writeHead(200, json).end(right);
    return;
  }
  switch (fault.kind) {
    case 'raw':
      response.writeHead(fault.status, { 'content-type': fault.type, ...fault.headers }).end(fault.body);
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'half':
      response.writeHead(200, json).write(right.slice(0, right.length / 2), () => response.socket?.destroy());
      return;
    case 'trickle': {
      response.writeHead(200, json);
      let at = 0;
      const drip = setInterval(() => response.write(right.charAt(at++)), 20);
      response.once('close', () => clearInterval(drip));
      return;
    }
    case 'silence':
      return;
    case 'late':
      setTimeout(() => response.writeHead(200, json).end(right), fault.ms);
      return;
  }
}
