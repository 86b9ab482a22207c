import { createHash } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { assertNever } from '../contract/failure.ts';
import type { ApiReply } from './api.ts';
import { captivePage, type StrayFault } from './faults.ts';

/** A stage's name or id in JSON, with room to spare. */
const bodyCap = 4 * 1024;
const told = ['x-api-key', 'content-type', 'if-none-match', 'user-agent', 'accept'];

/** The body as text, null when it is larger than any request of this API. */
export async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= bodyCap) chunks.push(chunk);
  }
  return size <= bodyCap ? Buffer.concat(chunks).toString('utf8') : null;
}

/** The headers worth telling a test about. */
export function headersOf(request: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    told.flatMap(name => {
      const value = request.headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

export function etagOf({ body }: ApiReply): string {
  return `"${createHash('sha1').update(JSON.stringify(body)).digest('base64url')}"`;
}

export function send(
  response: ServerResponse,
  { status, body }: ApiReply,
  headers: Readonly<Record<string, string>>,
): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { ...jsonHeaders(text), ...headers }).end(text);
}

const jsonHeaders = (text: string) => ({
  'Content-Type': 'application/json; charset=utf-8',
  'Content-Length': Buffer.byteLength(text),
});

/** Leaves the request as the fault has it; `reply` is what the truth would have been. */
export function misdeliver(response: ServerResponse, fault: StrayFault, reply: ApiReply): void {
  switch (fault.kind) {
    case 'raw':
      response.writeHead(fault.status, { 'Content-Type': 'text/plain', ...fault.headers }).end(fault.body);
      return;
    case 'captive':
      response.writeHead(200, { 'Content-Type': 'text/html' }).end(captivePage);
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'silence':
      return;
    case 'truncated': {
      const text = JSON.stringify(reply.body);
      response.writeHead(reply.status, jsonHeaders(text));
      response.write(text.slice(0, text.length / 2), () => response.destroy());
      return;
    }
    default:
      assertNever(fault);
  }
}

/** Listens on loopback; returns the port. */
export async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

/** Stops listening and cuts what is open. */
export async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  await new Promise<void>(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
