import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApiReply } from './api.ts';

/** A stage's name in JSON, with room to spare. */
const bodyCap = 4 * 1024;

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

/** Answers, with what headers were set before. */
export function send(response: ServerResponse, { status, body }: ApiReply): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(body));
}

/** Listens on loopback, 0: at a free port; returns the port. Rejects where it is taken. */
export async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    // Later ones are of somebody who could not be taken in, and comes again (Node: lib/net.js, `onconnection`).
    server.on('error', reject);
    server.listen(port, '127.0.0.1', resolve);
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
