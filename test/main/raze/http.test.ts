import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { parseProxyAnswer } from '../../../main/raze/http/agent.ts';
import { createHttp, type Exchange, isSendableKey } from '../../../main/raze/http/http.ts';
import {
  closedPort,
  connectProxy,
  httpServer,
  httpsServer,
  tcpServer,
  trustOnly,
} from '../../support/servers/loopback.ts';
import { certificate } from '../../support/servers/loopback-certificate.ts';

const http = createHttp();
/** For what shall not answer in time. */
const hasty = createHttp({ timeoutMs: 300 });
const ask = (baseUrl: string, send = http): Promise<Exchange> =>
  send({ baseUrl, key: 'gr_live_k', method: 'GET', path: '/opportunities' });

describe('what is sent', () => {
  test('a PATCH carries the key and its JSON to the address below the prefix', async () => {
    const seen: unknown[] = [];
    const baseUrl = await httpServer((request, response) => {
      let body = '';
      request.on('data', chunk => {
        body += chunk;
      });
      request.on('end', () => {
        const { 'x-api-key': key, 'content-type': type, accept } = request.headers;
        seen.push({ method: request.method, url: request.url, key, type, accept, body });
        response.end('{}');
      });
    });
    await http({
      baseUrl,
      key: 'k1',
      method: 'PATCH',
      path: '/opportunities/a/stage',
      body: { status: 'won' },
    });
    expect(seen).toEqual([
      {
        method: 'PATCH',
        url: '/external/v1/opportunities/a/stage',
        key: 'k1',
        type: 'application/json',
        accept: 'application/json',
        body: '{"status":"won"}',
      },
    ]);
  });

  test('an entity tag is sent back as If-None-Match', async () => {
    const baseUrl = await httpServer((request, response) => {
      response.writeHead(request.headers['if-none-match'] === '"v1"' ? 304 : 200).end();
    });
    const reply = await http({ baseUrl, key: 'k', method: 'GET', path: '/x', etag: '"v1"' });
    expect(reply).toMatchObject({ kind: 'reply', status: 304, body: '' });
  });

  test.each([
    ['gr_live_abc', true],
    ['any-prefix', true],
    ['', false],
    ['two words', false],
    ['line\nbreak', false],
    ['chavé', false],
  ])('key %j is sendable: %s', (key, sendable) => {
    expect(isSendableKey(key)).toBe(sendable);
  });
});

describe('what comes back', () => {
  test('a compressed body and its headers are read', async () => {
    const baseUrl = await httpServer((_, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip', 'X-Thing': 'yes' }).end(gzipSync('{"a":1}'));
    });
    const reply = await ask(baseUrl);
    expect(reply).toMatchObject({ kind: 'reply', status: 200, body: '{"a":1}' });
    expect(reply.kind === 'reply' && [reply.header('x-thing'), reply.header('x-none')]).toEqual([
      'yes',
      null,
    ]);
  });

  test('a redirect is an answer, not a way: the key never reaches the other host', async () => {
    let visited = false;
    const other = await httpServer((_, response) => {
      visited = true;
      response.end();
    });
    for (const status of [300, 301, 302, 303, 305, 307, 308]) {
      const baseUrl = await httpServer((_, response) => {
        response.writeHead(status, { Location: `${other}/login`, Refresh: `0;url=${other}/` }).end();
      });
      expect(await ask(baseUrl)).toMatchObject({ kind: 'reply', status });
      const change = { baseUrl, key: 'k', method: 'PATCH', path: '/x', body: {} } as const;
      expect(await http(change)).toMatchObject({ kind: 'reply', status });
    }
    expect(visited).toBe(false);
  });

  test('a body over the cap is dropped and said to be, also when it only grows on unpacking', async () => {
    const small = createHttp({ bodyCap: 1000 });
    const plain = await httpServer((_, response) => response.end('x'.repeat(5000)));
    const long = 'x'.repeat(1_000_000);
    const packed = { gzip: gzipSync(long), deflate: deflateSync(long), br: brotliCompressSync(long) };
    const packers = Object.entries(packed).map(([coding, bytes]) =>
      httpServer((_, response) => response.writeHead(200, { 'Content-Encoding': coding }).end(bytes)),
    );
    for (const baseUrl of [plain, ...(await Promise.all(packers))]) {
      const dropped = { kind: 'reply', status: 200, body: '', tooLarge: true };
      expect(await ask(baseUrl, small)).toMatchObject(dropped);
    }
  });
});

test('whoever sends without an end is left, also in the middle', async () => {
  const small = createHttp({ bodyCap: 1_000 });
  let left = (): void => {};
  const isLeft = new Promise<void>(resolve => {
    left = resolve;
  });
  const baseUrl = await httpServer((_, response) => {
    response.once('close', left).write('x'.repeat(5_000));
  });
  expect(await ask(baseUrl, small)).toMatchObject({ kind: 'reply', tooLarge: true });
  await isLeft;
});

describe('nothing was sent', () => {
  test('a closed port refuses', async () => {
    expect(await ask(`http://127.0.0.1:${await closedPort()}`)).toEqual({
      kind: 'unreached',
      cause: 'refused',
    });
  });

  test('a name that does not exist', async () => {
    expect(await ask('http://nowhere.invalid')).toEqual({ kind: 'unreached', cause: 'dns' });
  });

  test('a certificate nobody vouches for', async () => {
    let requests = 0;
    const baseUrl = await httpsServer(() => {
      requests += 1;
    });
    expect(await ask(baseUrl)).toEqual({ kind: 'unreached', cause: 'tls' });
    expect(requests).toBe(0);
  });

  test('a server that does not speak TLS', async () => {
    const port = await tcpServer(socket => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
    expect(await ask(`https://localhost:${port}`)).toEqual({ kind: 'unreached', cause: 'tls' });
  });

  test('a connection cut or held during the handshake', async () => {
    const cut = await tcpServer(socket => socket.once('data', () => socket.resetAndDestroy()));
    expect(await ask(`https://localhost:${cut}`)).toEqual({ kind: 'unreached', cause: 'other' });
    const held = await tcpServer(() => {});
    expect(await ask(`https://localhost:${held}`, hasty)).toEqual({
      kind: 'unreached',
      cause: 'connect-timeout',
    });
  });
});

describe('sent, and then lost', () => {
  test('no answer in time', async () => {
    expect(await ask(await httpServer(() => {}), hasty)).toEqual({ kind: 'lost', cause: 'timeout' });
  });

  test('headers in time, the body not: the limit is for the whole exchange', async () => {
    const baseUrl = await httpServer((_, response) => {
      response.writeHead(200, { 'Content-Length': 100 });
      response.write('{"success":');
    });
    expect(await ask(baseUrl, hasty)).toEqual({ kind: 'lost', cause: 'timeout' });
  });

  test('a reset after the request left', async () => {
    const baseUrl = await httpServer(request => request.socket.resetAndDestroy());
    expect(await ask(baseUrl)).toEqual({ kind: 'lost', cause: 'reset' });
  });

  test.each([
    ['a body with a length', 'HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{"success":'],
    ['a chunked body', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n{"success":\r\n'],
  ])('%s that ends too early', async (_, bytes) => {
    const port = await tcpServer(socket => socket.once('data', () => socket.end(bytes)));
    expect(await ask(`http://127.0.0.1:${port}`)).toEqual({ kind: 'lost', cause: 'truncated' });
  });

  test('an answer that is no HTTP', async () => {
    const port = await tcpServer(socket => socket.once('data', () => socket.end('what?\r\n\r\n')));
    expect(await ask(`http://127.0.0.1:${port}`)).toEqual({ kind: 'lost', cause: 'reset' });
  });
});

describe('through a proxy', () => {
  test('https is tunnelled, its certificate still checked', async () => {
    const proxy = await connectProxy();
    const through = createHttp({ resolveProxy: async () => proxy.url });
    const baseUrl = await httpsServer((_, response) => response.end('{"hello":1}'));
    expect(await ask(baseUrl, through)).toEqual({ kind: 'unreached', cause: 'tls' });
    trustOnly([certificate.cert]);
    expect(await ask(baseUrl, through)).toMatchObject({ kind: 'reply', body: '{"hello":1}' });
    expect(await ask(baseUrl)).toMatchObject({ kind: 'reply', body: '{"hello":1}' });
    expect(proxy.asked).toEqual([new URL(baseUrl).host, new URL(baseUrl).host]);
  });

  test('a proxy that asks for a password answers in the API’s place', async () => {
    const proxy = await connectProxy(407);
    const through = createHttp({ resolveProxy: async () => proxy.url });
    expect(await ask('https://app.example.invalid', through)).toMatchObject({ kind: 'reply', status: 407 });
  });

  test('an answer may be as long as without one, over a proxy spoken to in TLS too', async () => {
    trustOnly([certificate.cert]);
    const baseUrl = await httpsServer((_, response) => response.end('x'.repeat(100_000)));
    for (const identity of [null, certificate]) {
      const proxy = await connectProxy(200, identity);
      const exchange = await ask(baseUrl, createHttp({ resolveProxy: async () => proxy.url }));
      expect(exchange.kind === 'reply' && exchange.body.length).toBe(100_000);
      expect(proxy.asked).toEqual([new URL(baseUrl).host]);
    }
  });

  test('what was sent over TLS and then cut is lost, straight as over a proxy; before, nothing was sent', async () => {
    trustOnly([certificate.cert]);
    const proxy = await connectProxy();
    const cut = await httpsServer(request => request.socket.destroy());
    const unheard = await tcpServer(socket => socket.once('data', () => socket.resetAndDestroy()));
    for (const way of [http, createHttp({ resolveProxy: async () => proxy.url })]) {
      expect(await ask(cut, way)).toEqual({ kind: 'lost', cause: 'reset' });
      expect((await ask(`https://localhost:${unheard}`, way)).kind).toBe('unreached');
    }
  });

  test('a proxy that refuses, and one that says much and answers nothing, is left', async () => {
    const sayings = {
      refusal: 'HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n',
      nothing: '\r\n'.repeat(20_000),
    };
    const heard: unknown[] = [];
    for (const said of Object.values(sayings)) {
      let left = (): void => {};
      const isLeft = new Promise<void>(resolve => {
        left = resolve;
      });
      const port = await tcpServer(socket => {
        socket.once('close', left).once('data', () => socket.write(said));
      });
      const through = createHttp({ resolveProxy: async () => new URL(`http://127.0.0.1:${port}`) });
      const { kind } = await ask('https://app.example.invalid', through);
      await isLeft;
      heard.push(kind);
    }
    expect(heard).toEqual(['reply', 'unreached']);
  });

  test('a proxy that goes away while it tunnels takes the exchange along, and nothing else', async () => {
    const port = await tcpServer(socket => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        socket.once('data', () => socket.resetAndDestroy());
      });
    });
    const through = createHttp({ resolveProxy: async () => new URL(`http://127.0.0.1:${port}`) });
    expect(await ask('https://app.example.invalid', through)).toEqual({ kind: 'unreached', cause: 'other' });
  });

  test('a proxy that is not there, or is never told', async () => {
    const port = await closedPort();
    const gone = createHttp({ resolveProxy: async () => new URL(`http://127.0.0.1:${port}`) });
    expect(await ask('https://app.example.invalid', gone)).toEqual({ kind: 'unreached', cause: 'refused' });
    const mute = createHttp({ timeoutMs: 200, resolveProxy: () => new Promise(() => {}) });
    expect(await ask('https://app.example.invalid', mute)).toEqual({
      kind: 'unreached',
      cause: 'connect-timeout',
    });
  });

  test('loopback is reached straight', async () => {
    const proxy = await connectProxy();
    const through = createHttp({ resolveProxy: async () => proxy.url });
    const baseUrl = await httpServer((_, response) => response.end('{}'));
    expect(await ask(baseUrl, through)).toMatchObject({ kind: 'reply' });
    expect(proxy.asked).toEqual([]);
  });

  test.each([
    ['DIRECT', null],
    ['', null],
    ['PROXY proxy.acme.com:8080; DIRECT', 'http://proxy.acme.com:8080/'],
    ['SOCKS5 s:1080; HTTPS secure.acme.com:443', 'https://secure.acme.com/'],
    ['SOCKS5 s:1080; DIRECT', null],
    ['PROXY not a host', 'http://not/'],
    ['proxy lower.acme.com:1; PROXY other:2', 'http://lower.acme.com:1/'],
    ['HTTP plain.acme.com:3', 'http://plain.acme.com:3/'],
    ['PROXY ; PROXY next.acme.com:4', 'http://next.acme.com:4/'],
    [' direct ; PROXY other:2', null],
  ])('PAC answer %j', (answer, url) => {
    expect(parseProxyAnswer(answer)?.href ?? null).toBe(url);
  });
});
