import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import {
  type AddressInfo,
  createServer as createTcpServer,
  connect as netConnect,
  type Socket,
} from 'node:net';
import tls from 'node:tls';
import { onTestFinished } from 'vitest';
import { certificate } from './loopback-certificate.ts';

type Listening = ReturnType<typeof createTcpServer>;

/** Listens on a free port until the test ends; returns the port. */
async function upForThisTest(server: Listening): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise(resolve => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

/** An HTTP server on loopback for the length of the test; returns its base address. */
export async function httpServer(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await upForThisTest(createHttpServer(listener))}`;
}

/** What a server shows of itself. */
type Identity = typeof certificate;

/** The same over TLS; with a certificate nobody trusts, unless another is given. */
export async function httpsServer(
  listener: RequestListener,
  identity: Identity = certificate,
): Promise<string> {
  const server: Server = createHttpsServer(identity, listener);
  return `https://localhost:${await upForThisTest(server)}`;
}

/** A server of bare connections. */
export async function tcpServer(onConnection: (socket: Socket) => void): Promise<number> {
  return upForThisTest(createTcpServer(onConnection));
}

/** A port where nothing listens (any more). */
export async function closedPort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

/**
 * A proxy that tunnels CONNECT, or refuses it with `status`; tells which targets were asked for. With an identity it
 * is spoken to over TLS.
 */
export async function connectProxy(
  status = 200,
  identity: Identity | null = null,
): Promise<{ readonly url: URL; readonly asked: string[] }> {
  const asked: string[] = [];
  const server = identity === null ? createHttpServer() : createHttpsServer(identity);
  server.on('connect', (request, socket: Socket) => {
    asked.push(request.url ?? '');
    if (status !== 200) {
      socket.end(`HTTP/1.1 ${status} Refused\r\nContent-Length: 2\r\n\r\nno`);
      return;
    }
    const [host = '', port = '0'] = (request.url ?? '').split(':');
    const target = netConnect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    target.on('error', () => socket.destroy());
    socket.on('error', () => target.destroy());
  });
  const port = await upForThisTest(server);
  return {
    url: new URL(identity === null ? `http://127.0.0.1:${port}` : `https://localhost:${port}`),
    asked,
  };
}

/** Node trusts these certificates and no other for the rest of the test. */
export function trustOnly(certificates: readonly string[]): void {
  const before = tls.getCACertificates('default');
  onTestFinished(() => tls.setDefaultCACertificates(before));
  tls.setDefaultCACertificates([...certificates]);
}
