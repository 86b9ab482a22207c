import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createHttp, type Exchange } from '../../../main/raze/http/http.ts';
import { connectProxy, tcpServer } from '../../support/servers/loopback.ts';

/** Connections of this process, both ends: the servers of these tests run in it too. */
const connections = (): number =>
  process.getActiveResourcesInfo().filter(name => name === 'TCPSocketWrap').length;

type Serve = (socket: Socket) => void;

const silent: Serve = socket => void socket.resume();
const gzipped = gzipSync('{"success":true,"data":[]}'.repeat(50));

/** Says this over and over, no faster than it is taken; as long as it is listened to. */
const endless =
  (start: string, more: string): Serve =>
  socket => {
    const go = (): void => {
      if (socket.writable) socket.write(more, () => setImmediate(go));
    };
    socket.once('data', () => {
      socket.write(start);
      go();
    });
  };
/** Says this over and over with pauses: too little to be cut off for its size, and never silent. */
const dripping =
  (start: string, more: string): Serve =>
  socket =>
    void socket.once('data', () => {
      socket.write(start);
      const timer = setInterval(() => socket.write(more), 20);
      socket.once('close', () => clearInterval(timer));
    });
const answer =
  (start: string | Buffer, ...more: readonly (string | Buffer)[]): Serve =>
  socket =>
    void socket.once('data', () => {
      for (const part of [start, ...more]) socket.write(part);
    });

const wireHeaders = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';

/** Asks once; resolves when both ends of every connection that was made for it are closed and their handles gone. */
async function askOf(
  serve: Serve,
  way: 'straight' | 'secure' | 'proxy' | 'secure proxy' | 'behind proxy',
): Promise<{ readonly exchange: Exchange; readonly taken: number }> {
  const ends: Promise<void>[] = [];
  let taken = 0;
  const port = await tcpServer(socket => {
    ends.push(
      new Promise(resolve =>
        socket.once('close', () => {
          taken += socket.bytesWritten - socket.writableLength;
          resolve();
        }),
      ),
    );
    serve(socket);
  });
  const tunnel = way === 'behind proxy' ? await connectProxy() : null;
  const scheme = way === 'secure proxy' ? 'https' : 'http';
  const proxied = way === 'proxy' || way === 'secure proxy';
  const proxy = tunnel?.url ?? (proxied ? new URL(`${scheme}://localhost:${port}`) : null);
  const http = createHttp({ timeoutMs: 400, bodyCap: 100_000, resolveProxy: async () => proxy });
  const baseUrl = way === 'straight' ? `http://127.0.0.1:${port}` : `https://127.0.0.1:${port}`;
  const before = connections();
  const exchange = await http({ baseUrl, key: 'k', method: 'GET', path: '/opportunities' });
  await Promise.all(ends);
  await expect.poll(connections, { interval: 5 }).toBe(before);
  return { exchange, taken };
}

const timedOut = { kind: 'unreached', cause: 'connect-timeout' };

test.each<[string, Serve, Parameters<typeof askOf>[1], object]>([
  ['a server that says nothing', silent, 'straight', { kind: 'lost', cause: 'timeout' }],
  ['a server that does not shake hands', silent, 'secure', timedOut],
  ['a server behind a proxy that does not shake hands', silent, 'behind proxy', timedOut],
  ['a silent proxy', silent, 'proxy', timedOut],
  ['a proxy that does not shake hands', silent, 'secure proxy', timedOut],
  ['a proxy that opens a way to nobody', answer('HTTP/1.1 200 OK\r\n\r\n'), 'proxy', timedOut],
  ['a proxy that begins to answer', answer('HTTP/1.1 200 O'), 'proxy', timedOut],
  [
    'a proxy that refuses and goes on talking',
    endless('HTTP/1.1 407 No\r\n\r\n', 'no'.repeat(500)),
    'proxy',
    { kind: 'reply', status: 407, body: '' },
  ],
  [
    'a proxy that cannot reach the server',
    answer('HTTP/1.1 502 No\r\n\r\n'),
    'proxy',
    { kind: 'unreached', cause: 'other' },
  ],
  ['a proxy that says anything but HTTP', answer('220 mail\r\n'), 'proxy', { kind: 'unreached' }],
  [
    'half a body',
    answer(`${wireHeaders}Content-Length: 90\r\n\r\n{`),
    'straight',
    { kind: 'lost', cause: 'timeout' },
  ],
  [
    'half a compressed body',
    answer(`${wireHeaders}Content-Encoding: gzip\r\nContent-Length: 9999\r\n\r\n`, gzipped),
    'straight',
    { kind: 'lost', cause: 'timeout' },
  ],
  [
    'a chunked body that never ends',
    endless(`${wireHeaders}Transfer-Encoding: chunked\r\n\r\n`, '1\r\n \r\n'),
    'straight',
    { kind: 'lost', cause: 'timeout' },
  ],
  [
    'a body that comes a byte at a time',
    dripping(`${wireHeaders}Content-Length: 90000\r\n\r\n`, '{'),
    'straight',
    { kind: 'lost', cause: 'timeout' },
  ],
  [
    'headers that come a line at a time',
    dripping(wireHeaders, 'X: y\r\n'),
    'straight',
    { kind: 'lost', cause: 'timeout' },
  ],
  [
    'a proxy whose headers come a line at a time',
    dripping('HTTP/1.1 200 OK\r\n', 'X: y\r\n'),
    'proxy',
    timedOut,
  ],
])('nothing is left of a request to %s', async (_, serve, way, expected) => {
  const { exchange } = await askOf(serve, way);
  expect(exchange).toMatchObject(expected);
});

test.each<[string, Serve, Parameters<typeof askOf>[1]]>([
  ['headers to CONNECT', endless('HTTP/1.1 200 OK\r\n', `X-More: ${'x'.repeat(500)}\r\n`), 'proxy'],
  ['words to CONNECT', endless('HTTP/1.1 200 ', 'fine '.repeat(100)), 'proxy'],
  ['bytes behind CONNECT', endless('HTTP/1.1 200 OK\r\n\r\n', 'x'.repeat(500)), 'proxy'],
  ['interim answers to CONNECT', endless('', 'HTTP/1.1 100 Continue\r\n\r\n'), 'proxy'],
  ['blank lines to CONNECT', endless('', '\r\n'.repeat(250)), 'proxy'],
  ['interim answers', endless('', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(20)), 'straight'],
  ['blank lines', endless('', '\r\n'.repeat(250)), 'straight'],
  ['headers', endless('HTTP/1.1 200 OK\r\n', `X-More: ${'x'.repeat(500)}\r\n`), 'straight'],
  [
    'chunk extensions',
    endless(`${wireHeaders}Transfer-Encoding: chunked\r\n\r\n1;`, 'x'.repeat(500)),
    'straight',
  ],
])('endless %s are taken no further than 64 KB', async (_, serve, way) => {
  const { exchange, taken } = await askOf(serve, way);
  expect(exchange.kind).toMatch(way === 'proxy' ? /^(unreached|reply)$/ : /^lost$/);
  expect(taken).toBeLessThanOrEqual(64 * 1024);
});
