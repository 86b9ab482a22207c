import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { authority, expired, ofElsewhere, valid } from '../support/servers/certificates.ts';
import { connectProxy, httpServer, httpsServer } from '../support/servers/loopback.ts';
import { certificate as selfSigned } from '../support/servers/loopback-certificate.ts';

interface Order {
  readonly baseUrl: string;
  readonly proxy: string | null;
}

const root = join(import.meta.dirname, '../..');

/** What came of each order in a process with this environment, and all it wrote to its standard error. */
async function requestWith(env: Readonly<Record<string, string>>, orders: readonly Order[], first?: string) {
  const args = [
    ...(first === undefined ? [] : ['--import', first]),
    'test/support/children/request-child.ts',
  ];
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env } });
  const said = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  child.stdin.end(orders.map(order => `${JSON.stringify(order)}\n`).join(''));
  const [out, err] = await said;
  return { outcomes: out.trim().split('\n'), err };
}

const outdated = {
  ...valid,
  minVersion: 'TLSv1',
  maxVersion: 'TLSv1.1',
  ciphers: 'DEFAULT:@SECLEVEL=0',
} as const;

function trustedAuthority(): string {
  const folder = mkdtempSync(join(tmpdir(), 'raze-authority-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'authority.pem');
  writeFileSync(file, authority);
  return file;
}

/** Everything in an environment that was seen to switch off the check of certificates or to bend the way. */
async function lax() {
  const bait = await connectProxy();
  return {
    bait,
    env: {
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      NODE_OPTIONS: '--tls-min-v1.0 --tls-cipher-list=DEFAULT:@SECLEVEL=0',
      NODE_USE_ENV_PROXY: '1',
      HTTPS_PROXY: bait.url.href,
      HTTP_PROXY: bait.url.href,
      NO_PROXY: '',
      NODE_EXTRA_CA_CERTS: trustedAuthority(),
    },
  };
}

// Elsewhere the system's certificates lie in no file.
test.skipIf(process.platform !== 'linux')('an authority that the system trusts is trusted', async () => {
  const baseUrl = await httpsServer((_, response) => response.end('{}'), valid);
  const order = { baseUrl, proxy: null };
  expect((await requestWith({}, [order])).outcomes).toEqual(['tls']);
  expect((await requestWith({ SSL_CERT_FILE: trustedAuthority() }, [order])).outcomes).toEqual(['reply']);
});

test.each([
  ['self-signed', selfSigned],
  ['expired', expired],
  ['another host’s', ofElsewhere],
  // An option of `NODE_OPTIONS` lets Node speak it again.
  ['good, but whose newest TLS is 1.1', outdated],
])(
  'the key reaches no server whose certificate is %s, whatever the environment says',
  async (_, identity) => {
    const { env, bait } = await lax();
    let requests = 0;
    const count = (_request: unknown, response: { end(body: string): void }): void => {
      requests += 1;
      response.end('{}');
    };
    const bad = await httpsServer(count, identity);
    const good = await httpsServer((_request, response) => response.end('{}'), valid);
    const plain = await connectProxy();
    const secure = await connectProxy(200, valid);
    const badProxy = await connectProxy(200, identity);
    const { outcomes } = await requestWith(env, [
      { baseUrl: bad, proxy: null },
      { baseUrl: bad, proxy: plain.url.href },
      { baseUrl: bad, proxy: secure.url.href },
      { baseUrl: good, proxy: badProxy.url.href },
    ]);
    expect(outcomes).toEqual(['tls', 'tls', 'tls', 'tls']);
    expect(requests).toBe(0);
    expect(badProxy.asked).toEqual([]);
    expect(bait.asked).toEqual([]);
  },
);

test('a server and a proxy that the company’s own authority vouches for are trusted', async () => {
  const { env, bait } = await lax();
  const good = await httpsServer((_request, response) => response.end('{}'), valid);
  const plain = await connectProxy();
  const secure = await connectProxy(200, valid);
  const { outcomes } = await requestWith(env, [
    { baseUrl: good, proxy: null },
    { baseUrl: good, proxy: plain.url.href },
    { baseUrl: good, proxy: secure.url.href },
  ]);
  expect(outcomes).toEqual(['reply', 'reply', 'reply']);
  expect([plain.asked.length, secure.asked.length, bait.asked.length]).toEqual([1, 1, 0]);
});

test.each(['http,https,net,tls,stream', '*'])('NODE_DEBUG=%s prints no key', async topics => {
  const http = await httpServer((_request, response) => response.end('{}'));
  const https = await httpsServer((_request, response) => response.end('{}'), valid);
  const proxy = await connectProxy(200, valid);
  const env = { NODE_DEBUG: topics, NODE_EXTRA_CA_CERTS: trustedAuthority() };
  const { outcomes, err } = await requestWith(
    env,
    [
      { baseUrl: http, proxy: null },
      { baseUrl: https, proxy: null },
      { baseUrl: https, proxy: proxy.url.href },
    ],
    './main/environment.ts',
  );
  expect(outcomes).toEqual(['reply', 'reply', 'reply']);
  expect(err).not.toContain('gr_live_secret');
});

test('what a program says itself is heard as ever beside NODE_DEBUG, and the variables are gone', async () => {
  const unwanted = { NODE_DEBUG: 'http', NODE_TLS_REJECT_UNAUTHORIZED: '0', SSLKEYLOGFILE: '/nowhere/keys' };
  const says = `process.stderr.write('2026-01-01 info start\\n'); console.error('HTTP is a protocol');
    console.log(JSON.stringify(${JSON.stringify(Object.keys(unwanted))}.filter(name => name in process.env)))`;
  const child = spawn(process.execPath, ['--import', './main/environment.ts', '--eval', says], {
    cwd: root,
    env: { ...process.env, ...unwanted },
  });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  expect(out.trim()).toBe('[]');
  expect(err).toContain('2026-01-01 info start\nHTTP is a protocol\n');
});

test('nothing is imported before the environment is clean', () => {
  expect(readFileSync(join(root, 'main/main.ts'), 'utf8')).toMatch(/^import '.\/environment.ts';\n/);
});
