import { describe, expect, test } from 'vitest';
import { dialects } from '../../../main/contract/model.ts';
import { createHttp } from '../../../main/raze/http/http.ts';
import { tryKey } from '../../../main/raze/requests/probe.ts';
import { closedPort, httpServer } from '../../support/servers/loopback.ts';
import { serverForThisTest } from '../../support/servers/server-for-this-test.ts';

const deps = { http: createHttp({ timeoutMs: 2_000 }), now: Date.now };

/** Only of the deployed revisions it is recorded that a key without permission is refused before anything else. */
const leaveProven = { documented: 'unknown', status: 'yes', stage_id: 'yes' } as const;

describe.each(dialects)('in the %s dialect', dialect => {
  test('two requests tell the dialect, that the key reads and may write, and the first page', async () => {
    const server = await serverForThisTest({ dialect, count: 130 });
    const probed = await tryKey(deps, server.url, server.key);
    expect(probed).toMatchObject({
      ok: true,
      value: { dialect, read: 'yes', write: leaveProven[dialect], told: null, quota: { remaining: 4998 } },
    });
    const page = probed.ok ? probed.value.firstPage?.page : null;
    expect([page?.rows.length, page?.total, page?.hasMore]).toEqual([100, 130, true]);
    expect(server.requests.map(({ method }) => method)).toEqual(['GET', 'PATCH']);
    expect(server.requests[0]?.path).toContain('limit=100');
  });

  test('a key that may read and not write is known for it, and has moved nothing to find out', async () => {
    const server = await serverForThisTest({
      dialect,
      keys: [{ key: 'reader', permissions: ['opportunities:read'] }],
    });
    const before = server.book.all();
    expect(await tryKey(deps, server.url, 'reader')).toMatchObject({
      ok: true,
      value: { dialect, read: 'yes', write: 'no' },
    });
    expect(server.book.all()).toEqual(before);
  });

  test('whether a key that reads may write stays open where the question comes to nothing', async () => {
    const server = await serverForThisTest({ dialect });
    server.faults.add({ kind: 'error', status: 500 }, { method: 'PATCH' });
    const probed = await tryKey(deps, server.url, server.key);
    expect(probed).toMatchObject({ ok: true, value: { read: 'yes', write: 'unknown' } });
    expect(probed.ok && probed.value.firstPage).not.toBeNull();
  });
});

test('a write-only key is a key; one that may do nothing here is not', async () => {
  const server = await serverForThisTest({
    keys: [
      { key: 'writer', permissions: ['opportunities:write'] },
      { key: 'nobody', permissions: ['contacts:read'] },
    ],
  });
  expect(await tryKey(deps, server.url, 'writer')).toMatchObject({
    ok: true,
    value: { dialect: 'documented', read: 'no', write: 'yes', firstPage: null },
  });
  expect(await tryKey(deps, server.url, 'nobody')).toEqual({
    ok: false,
    failure: { code: 'permission-missing', permission: 'opportunities:write' },
  });
});

test('a 403 that lists nothing leaves writing open', async () => {
  const baseUrl = await httpServer((_, response) => {
    response.writeHead(403).end('{"success":false,"error":{"code":"INSUFFICIENT_PERMISSIONS","message":""}}');
  });
  expect(await tryKey(deps, baseUrl, 'k')).toMatchObject({
    ok: true,
    value: { read: 'no', write: 'unknown' },
  });
});

test('keys that are none', async () => {
  const server = await serverForThisTest({ keys: [{ key: 'old', permissions: [], expired: true }] });
  const codeOf = async (key: string): Promise<string> => {
    const probed = await tryKey(deps, server.url, key);
    return probed.ok ? 'ok' : probed.failure.code;
  };
  expect(await codeOf('gr_live_wrong')).toBe('key-invalid');
  expect(await codeOf('old')).toBe('key-expired');
  const sent = server.requests.length;
  expect(await codeOf('with space')).toBe('key-malformed');
  expect(await codeOf('')).toBe('key-malformed');
  expect(server.requests).toHaveLength(sent);
});

test('what stands in the way has its own word', async () => {
  const server = await serverForThisTest();
  const code = async (baseUrl = server.url): Promise<string> => {
    const probed = await tryKey(deps, baseUrl, server.key);
    return probed.ok ? 'ok' : probed.failure.code;
  };
  server.faults.add({ kind: 'captive' });
  expect(await code()).toBe('not-our-api');
  server.faults.add({ kind: 'silence', acted: false });
  expect(await code()).toBe('timeout');
  server.faults.add({ kind: 'error', status: 429, retryAfter: 60 });
  expect(await code()).toBe('rate-limited');
  server.faults.add({ kind: 'error', status: 500 });
  expect(await code()).toBe('server-failing');
  expect(await code(`${server.url}/elsewhere`)).toBe('not-our-api');
  expect(await code(`http://127.0.0.1:${await closedPort()}`)).toBe('unreachable');
});
