import { describe, expect, test } from 'vitest';
import { dialects } from '../../../main/contract/model.ts';
import { createHttp } from '../../../main/raze/http.ts';
import { tryKey } from '../../../main/raze/probe.ts';
import { closedPort, httpServer } from '../../support/loopback.ts';
import { sandboxForThisTest } from '../../support/sandbox.ts';

const deps = { http: createHttp({ timeoutMs: 2_000 }), now: Date.now };

describe.each(dialects)('in the %s dialect', dialect => {
  test('one request tells the dialect, that the key reads, and the first page', async () => {
    const sandbox = await sandboxForThisTest({ dialect, count: 130 });
    const probed = await tryKey(deps, sandbox.url, sandbox.key);
    expect(probed).toMatchObject({
      ok: true,
      value: { dialect, read: 'yes', write: 'unknown', quota: { remaining: 4999 } },
    });
    const page = probed.ok ? probed.value.firstPage : null;
    expect([page?.rows.length, page?.total, page?.hasMore]).toEqual([100, 130, true]);
    expect(sandbox.requests).toHaveLength(1);
    expect(sandbox.requests[0]?.path).toContain('limit=100');
  });
});

test('a write-only key is a key; one that may do nothing here is not', async () => {
  const sandbox = await sandboxForThisTest({
    keys: [
      { key: 'writer', permissions: ['opportunities:write'] },
      { key: 'nobody', permissions: ['contacts:read'] },
    ],
  });
  expect(await tryKey(deps, sandbox.url, 'writer')).toMatchObject({
    ok: true,
    value: { dialect: 'documented', read: 'no', write: 'yes', firstPage: null },
  });
  expect(await tryKey(deps, sandbox.url, 'nobody')).toEqual({
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
  const sandbox = await sandboxForThisTest({ keys: [{ key: 'old', permissions: [], expired: true }] });
  const codeOf = async (key: string): Promise<string> => {
    const probed = await tryKey(deps, sandbox.url, key);
    return probed.ok ? 'ok' : probed.failure.code;
  };
  expect(await codeOf('gr_live_wrong')).toBe('key-invalid');
  expect(await codeOf('old')).toBe('key-expired');
  const sent = sandbox.requests.length;
  expect(await codeOf('with space')).toBe('key-malformed');
  expect(await codeOf('')).toBe('key-malformed');
  expect(sandbox.requests).toHaveLength(sent);
});

test('what stands in the way has its own word', async () => {
  const sandbox = await sandboxForThisTest();
  const code = async (baseUrl = sandbox.url): Promise<string> => {
    const probed = await tryKey(deps, baseUrl, sandbox.key);
    return probed.ok ? 'ok' : probed.failure.code;
  };
  sandbox.faults.add({ kind: 'captive' });
  expect(await code()).toBe('not-our-api');
  sandbox.faults.add({ kind: 'silence', acted: false });
  expect(await code()).toBe('timeout');
  sandbox.faults.add({ kind: 'error', status: 429, retryAfter: 60 });
  expect(await code()).toBe('rate-limited');
  sandbox.faults.add({ kind: 'error', status: 500 });
  expect(await code()).toBe('server-failing');
  expect(await code(`${sandbox.url}/elsewhere`)).toBe('not-our-api');
  expect(await code(`http://127.0.0.1:${await closedPort()}`)).toBe('unreachable');
});
