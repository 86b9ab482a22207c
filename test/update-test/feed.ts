import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** How a request is answered instead of with the file. */
export type Fault = (answer: ServerResponse, body: Buffer, request: IncomingMessage) => void;

export interface Release {
  readonly version: string;
  readonly bytes: Buffer;
  readonly stagingPercentage?: number;
  /** Where the file is said to lie, if not beside the list. */
  readonly url?: string;
}

export const fileName = (version: string): string => `raze-quick-stage-${version}-linux-x64.AppImage`;

/** What electron-builder's `latest-linux.yml` says of a release. */
export function listOf({ version, bytes, stagingPercentage, url = fileName(version) }: Release): Buffer {
  const sha512 = createHash('sha512').update(bytes).digest('base64');
  return Buffer.from(
    [
      `version: ${version}`,
      'files:',
      `  - url: ${url}`,
      `    sha512: ${sha512}`,
      `    size: ${bytes.length}`,
      `path: ${url}`,
      `sha512: ${sha512}`,
      "releaseDate: '2026-11-30T08:00:00.000Z'",
      ...(stagingPercentage === undefined ? [] : [`stagingPercentage: ${stagingPercentage}`]),
      '',
    ].join('\n'),
  );
}

/** The list of a channel on this system (electron-updater: out/providers/Provider.js, `getChannelFilePrefix`). */
export const listName = (channel: string): string =>
  `${channel}-linux${process.arch === 'x64' ? '' : `-${process.arch}`}.yml`;

/** The same server by an address that leads there and is not known for it, as any in the network. */
export const elsewhere = (url: string): string => url.replace('127.0.0.1', '[::ffff:127.0.0.1]');

/** A real feed on loopback: files by name, and faults in their place. */
export async function openFeed() {
  const files = new Map<string, Buffer>();
  const faults = new Map<string, Fault>();
  const asked: { readonly name: string; readonly query: string; readonly headers: IncomingHttpHeaders }[] =
    [];
  const sockets = new Set<Socket>();
  const server = createServer((request, answer) => {
    const { pathname, search: query } = new URL(request.url ?? '/', 'http://x');
    const name = decodeURIComponent(pathname.slice(1));
    asked.push({ name, query, headers: request.headers });
    const body = files.get(name);
    const fault = faults.get(name) ?? faults.get('*');
    answer.on('error', () => {});
    if (fault !== undefined) return fault(answer, body ?? Buffer.alloc(0), request);
    if (body === undefined) return void answer.writeHead(404).end('none');
    answer.writeHead(200, { 'content-length': body.length }).end(body);
  });
  server.on('connection', socket => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  });
  const listen = (port: number): Promise<void> =>
    new Promise(resolve => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const hangUp = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${port}/`,
    files,
    faults,
    asked,
    /** How often a file was asked for. */
    count: (name: string): number => asked.filter(one => one.name === name).length,
    publish(channel: string, release: Release): void {
      files.set(listName(channel), listOf(release));
      files.set(release.url ?? fileName(release.version), release.bytes);
    },
    hangUp,
    async close(): Promise<void> {
      hangUp();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

export type Feed = Awaited<ReturnType<typeof openFeed>>;
