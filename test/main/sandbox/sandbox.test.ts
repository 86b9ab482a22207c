import { readdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isRow, listedRows } from '../../../main/raze/dialect/lenient.ts';
import { createSandbox, type SandboxOptions, startSandbox } from '../../../main/sandbox/sandbox.ts';
import { failToAccept, serversFromNowOn } from '../../support/servers/listening.ts';
import { httpServer } from '../../support/servers/loopback.ts';
import { tempFolder } from '../../support/temp-folder.ts';

type Row = Readonly<Record<string, unknown>>;

interface Body {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly message?: unknown;
}

/** The sandbox's API at an address of its own. */
type Sandbox = Awaited<ReturnType<typeof createSandbox>> & { readonly url: string };

/** A sandbox for the length of the test, in memory unless given a file. */
async function sandboxForThisTest(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const api = await createSandbox({ file: null, ...options });
  return { ...api, url: await httpServer(api.listener) };
}

interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Body;
}

/** The rows of a list answer. */
const listOf = (json: Body): readonly Row[] => (listedRows({ ...json }) ?? []).filter(isRow);
const rowOf = (json: Body): Row => (isRow(json.data) ? json.data : {});

async function call(
  sandbox: Sandbox,
  path: string,
  init: RequestInit & { key?: string } = {},
): Promise<Told> {
  const { key = sandbox.key, ...rest } = init;
  const response = await fetch(`${sandbox.url}/external/v1${path}`, {
    ...rest,
    headers: { ...(key === '' ? {} : { 'X-API-Key': key }), ...rest.headers },
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text === '' ? {} : JSON.parse(text) };
}

const patch = (sandbox: Sandbox, id: string, body: unknown, key?: string): Promise<Told> =>
  call(sandbox, `/opportunities/${id}/stage`, {
    method: 'PATCH',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
    ...(key === undefined ? {} : { key }),
  });

const firstId = (sandbox: Sandbox): string => sandbox.book.all()[0]?.id ?? '';

describe('the sample data', () => {
  test('500 opportunities of three languages, João Silva of Acme among them', async () => {
    const sandbox = await sandboxForThisTest();
    const all = sandbox.book.all();
    expect(all).toHaveLength(500);
    expect(new Set(all.map(({ id }) => id)).size).toBe(500);
    expect(all[0]).toMatchObject({ name: 'João Silva', company: 'Acme Indústria Ltda', currency: 'BRL' });
    expect(new Set(all.map(({ currency }) => currency))).toEqual(new Set(['BRL', 'EUR', 'MXN', 'USD']));
    expect(new Set(all.map(({ stage }) => stage)).size).toBe(7);
    for (const row of all) {
      expect(row.createdAt <= row.updatedAt && row.updatedAt <= Date.now()).toBe(true);
      expect(row.email).toMatch(/^[a-z]+\.[a-z]+@[a-z]+\.[a-z.]+$/);
      expect(row.phone).not.toContain('#');
    }
  });

  test('is the same on every machine', async () => {
    const [one, two] = [await sandboxForThisTest(), await sandboxForThisTest()];
    expect(one.book.all().map(row => row.id)).toEqual(two.book.all().map(row => row.id));
  });
});

describe('the documented dialect', () => {
  test('lists 20 a page by default and 100 at most', async () => {
    const sandbox = await sandboxForThisTest();
    const { json, status } = await call(sandbox, '/opportunities');
    expect(status).toBe(200);
    expect(listOf(json)).toHaveLength(20);
    expect(rowOf(json).pagination).toEqual({ page: 1, limit: 20, total: 500, total_pages: 25 });
    const large = await call(sandbox, '/opportunities?limit=100&page=2');
    expect(listOf(large.json)).toHaveLength(100);
    expect(rowOf(large.json).pagination).toMatchObject({ page: 2, limit: 100, total_pages: 5 });
    expect(Object.keys(listOf(json)[0] ?? {})).toEqual([
      'id',
      'name',
      'email',
      'phone',
      'company',
      'position',
      'status',
      'source',
      'deal_value',
      'deal_currency',
      'campaign_id',
      'responsible_user_id',
      'created_at',
      'updated_at',
    ]);
  });

  test('sorts, filters and searches name, company and e-mail; accents count', async () => {
    const sandbox = await sandboxForThisTest();
    const rows = async (query: string) =>
      listOf((await call(sandbox, `/opportunities?limit=100&${query}`)).json);
    const times = (await rows('sort_by=updated_at&sort_order=desc')).map(row => row.updated_at);
    expect(times).toEqual(times.toSorted().reverse());
    expect((await rows('status=won')).every(row => row.status === 'won')).toBe(true);
    expect((await rows('search=jo%C3%A3o%20silva'))[0]?.name).toBe('João Silva');
    expect(await rows('search=joao%20silva')).toEqual([]);
    expect((await rows('search=joao.silva@')).map(row => row.email)).toContain('joao.silva@acme.com.br');
  });

  test('stamps won_at each time the status is set to won, and never takes it away', async () => {
    const sandbox = await sandboxForThisTest();
    const id = firstId(sandbox);
    const first = await patch(sandbox, id, { status: 'won' });
    expect(first.status).toBe(200);
    expect(Object.keys(rowOf(first.json))).toEqual(['id', 'name', 'status', 'won_at', 'updated_at']);
    expect(first.json.data).toMatchObject({
      id,
      status: 'won',
      won_at: expect.stringMatching(/^\d{4}-.*\dZ$/),
    });
    const open = await patch(sandbox, id, { status: 'new' });
    expect(Object.keys(rowOf(open.json))).toEqual(['id', 'name', 'status', 'updated_at']);
    expect(sandbox.book.get(id)).toMatchObject({ stage: 'new', wonAt: expect.any(Number), lostAt: null });
  });

  test.each<[string, number, string, (sandbox: Sandbox) => Promise<Told>]>([
    ['no key', 401, 'MISSING_API_KEY', one => call(one, '/opportunities', { key: '' })],
    ['a wrong key', 401, 'INVALID_API_KEY', one => call(one, '/opportunities', { key: 'x' })],
    ['an expired key', 401, 'EXPIRED_API_KEY', one => call(one, '/opportunities', { key: 'old' })],
    [
      'reading without read',
      403,
      'INSUFFICIENT_PERMISSIONS',
      one => call(one, '/opportunities', { key: 'w' }),
    ],
    ['writing without write', 403, 'INSUFFICIENT_PERMISSIONS', one => patch(one, 'opp_1', {}, 'r')],
    ['an unknown id', 404, 'NOT_FOUND', one => call(one, '/opportunities/opp_none')],
    ['moving an unknown id', 404, 'NOT_FOUND', one => patch(one, 'opp_none', { status: 'won' })],
    ['an unknown stage', 400, 'INVALID_STATUS', one => patch(one, firstId(one), { status: 'x' })],
    ['no stage', 400, 'VALIDATION_ERROR', one => patch(one, firstId(one), {})],
    ['a stage that is no text', 400, 'VALIDATION_ERROR', one => patch(one, firstId(one), { status: 1 })],
    ['a body that is no object', 400, 'VALIDATION_ERROR', one => patch(one, firstId(one), 'null')],
    ['a body that is no JSON', 400, 'VALIDATION_ERROR', one => patch(one, firstId(one), '{"status":')],
    ['page 0', 400, 'INVALID_PARAMETER', one => call(one, '/opportunities?page=0')],
    ['limit 0', 400, 'INVALID_PARAMETER', one => call(one, '/opportunities?limit=0')],
    ['limit 101', 400, 'INVALID_PARAMETER', one => call(one, '/opportunities?limit=101')],
    ['an order that is none', 400, 'INVALID_PARAMETER', one => call(one, '/opportunities?sort_order=up')],
    ['a status that is none', 400, 'INVALID_PARAMETER', one => call(one, '/opportunities?status=x')],
    ['an unknown route', 404, 'NOT_FOUND', one => call(one, '/contacts')],
    ['another method', 404, 'NOT_FOUND', one => call(one, '/opportunities', { method: 'DELETE' })],
  ])('%s: %d %s', async (_, status, code, ask) => {
    const sandbox = await sandboxForThisTest({
      keys: [
        { key: 'old', permissions: [], expired: true },
        { key: 'w', permissions: ['opportunities:write'] },
        { key: 'r', permissions: ['opportunities:read'] },
      ],
    });
    const told = await ask(sandbox);
    expect(told.status).toBe(status);
    expect(told.json).toMatchObject({ success: false, error: { code, message: expect.any(String) } });
    expect(told.headers.has('x-ratelimit-limit')).toBe(status !== 401);
  });

  test.each<[string, number, (sandbox: Sandbox) => Promise<Told>]>([
    ['a body of a megabyte', 413, one => patch(one, firstId(one), 'x'.repeat(1_000_000))],
  ])('%s has a message at the top', async (_, status, ask) => {
    const told = await ask(await sandboxForThisTest());
    expect([told.status, typeof told.json.message, told.json.error]).toEqual([status, 'string', undefined]);
  });

  test('knows no entity tags, and takes the key in all three places', async () => {
    const sandbox = await sandboxForThisTest();
    expect((await call(sandbox, '/opportunities')).headers.has('etag')).toBe(false);
    const headers = { Authorization: `Bearer ${sandbox.key}` };
    expect((await call(sandbox, '/opportunities', { key: '', headers })).status).toBe(200);
    const path = `/opportunities?api_key=${sandbox.key}`;
    expect((await call(sandbox, path, { key: '' })).status).toBe(200);
  });
});

describe('the rate limit', () => {
  test('counts clock hours, refusals too, and says when it ends', async () => {
    let now = Date.parse('2026-03-01T12:40:00.400Z');
    const sandbox = await sandboxForThisTest({ limit: () => 2, now: () => now });
    await call(sandbox, '/opportunities/none');
    const second = await call(sandbox, '/opportunities');
    expect(second.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(second.headers.get('x-ratelimit-reset')).toBe(String(Date.parse('2026-03-01T13:00:00Z') / 1000));
    const third = await call(sandbox, '/opportunities');
    expect(third.status).toBe(429);
    expect(third.json.error).toMatchObject({ code: 'RATE_LIMIT_EXCEEDED', retry_after: 1199 });
    expect(third.headers.has('retry-after')).toBe(false);
    now = Date.parse('2026-03-01T13:00:00Z');
    expect((await call(sandbox, '/opportunities')).status).toBe(200);
  });
});

describe('on disk', () => {
  test('a moved deal stays moved, under the same key', async () => {
    const file = join(tempFolder(), 'deep', 'sandbox.json');
    const first = await sandboxForThisTest({ file });
    const id = firstId(first);
    expect((await patch(first, id, { status: 'won' })).status).toBe(200);
    const second = await sandboxForThisTest({ file });
    expect(second.book.get(id)).toMatchObject({ stage: 'won', wonAt: expect.any(Number) });
    expect(second.book.get(id)).toEqual(first.book.get(id));
    expect(second.key).toBe(first.key);
    expect(await readdir(join(file, '..'))).toEqual(['sandbox.json']);
  });

  test('what an earlier version kept is read', async () => {
    const file = join(tempFolder(), 'sandbox.json');
    const [made] = (await sandboxForThisTest()).book.all();
    const moved = { ...made, pipeline: 'default', stage: 'won', wonAt: 5 };
    const kept = { dialect: 'documented', count: 500, bornAt: 9, key: 'kept', changed: [moved], removed: [] };
    await writeFile(file, JSON.stringify(kept));
    const sandbox = await sandboxForThisTest({ file });
    expect(sandbox.key).toBe('kept');
    expect(sandbox.book.all()).toHaveLength(500);
    expect(sandbox.book.get(made?.id ?? '')).toEqual({ ...made, stage: 'won', wonAt: 5 });
  });

  test('a file that cannot be read starts the sample anew', async () => {
    const file = join(tempFolder(), 'sandbox.json');
    await writeFile(file, '{"dialect":"documented","changed":[');
    const sandbox = await sandboxForThisTest({ file });
    expect(sandbox.book.all()).toHaveLength(500);
    expect(JSON.parse(await readFile(file, 'utf8')).key).toBe(sandbox.key);
  });

  test('a folder that cannot be written costs the memory, not the demo', async () => {
    const file = join(tempFolder(), 'file');
    await writeFile(file, '');
    const sandbox = await sandboxForThisTest({ file: join(file, 'below', 'sandbox.json') });
    expect((await patch(sandbox, firstId(sandbox), { status: 'won' })).status).toBe(200);
  });
});

test('hostile input is answered or dropped, and the next request is served', async () => {
  const sandbox = await sandboxForThisTest();
  const port = Number(new URL(sandbox.url).port);
  const raw = (bytes: string): Promise<string> =>
    new Promise(resolve => {
      const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
      let told = '';
      socket.on('data', chunk => {
        told += chunk;
      });
      socket.on('error', () => {});
      socket.once('close', () => resolve(told));
    });
  const key = `X-API-Key: ${sandbox.key}\r\nHost: 127.0.0.1:${port}\r\nConnection: close`;
  expect(await raw('\u0000\u0001\u0002\r\n\r\n')).toContain('400');
  expect(await raw(`GET //[ HTTP/1.1\r\n${key}\r\n\r\n`)).toContain('400');
  expect(await raw(`GET /external/v1/opportunities/%E0%A4%A HTTP/1.1\r\n${key}\r\n\r\n`)).toContain('404');
  expect(await raw(`GET /external/v1/opportunities/../../x HTTP/1.1\r\n${key}\r\n\r\n`)).toContain('404');
  expect(
    await raw(
      `PATCH /external/v1/opportunities/__proto__/stage HTTP/1.1\r\n${key}\r\nContent-Length: 2\r\n\r\n{}`,
    ),
  ).toContain('404');
  await raw(`PATCH /external/v1/opportunities/x/stage HTTP/1.1\r\n${key}\r\nContent-Length: 999\r\n\r\n{`);
  expect((await call(sandbox, '/opportunities')).status).toBe(200);
});

/** A request as a stranger on this machine would make it, with whatever headers; the status of the answer. */
function ask(sandbox: Sandbox, headers: Record<string, string>, body: string): Promise<number> {
  const { host, port } = new URL(sandbox.url);
  const options = {
    host: '127.0.0.1',
    port,
    method: 'PATCH',
    path: `/external/v1/opportunities/${firstId(sandbox)}/stage`,
    headers: { Host: host, ...headers },
  };
  return new Promise((resolve, reject) => {
    request(options, response => resolve(response.resume().statusCode ?? 0))
      .on('error', reject)
      .end(body);
  });
}

describe('a stranger', () => {
  test('is answered before the body has come', async () => {
    const sandbox = await sandboxForThisTest();
    const headers = { 'X-API-Key': 'gr_live_of_someone_else', 'User-Agent': 'theirs' };
    const { port, host } = new URL(sandbox.url);
    const answer = await new Promise<number>(resolve => {
      const options = {
        host: '127.0.0.1',
        port,
        method: 'PATCH',
        path: '/external/v1/opportunities/x/stage',
      };
      const endless = request(
        { ...options, headers: { Host: host, 'Content-Length': '1000000', ...headers } },
        response => {
          resolve(response.statusCode ?? 0);
          endless.destroy();
        },
      );
      endless.on('error', () => undefined);
      endless.write('a secret of theirs');
    });
    expect(answer).toBe(401);
  });

  test('that comes under another name than its own is turned away, even with the key', async () => {
    const sandbox = await sandboxForThisTest();
    const key = { 'X-API-Key': sandbox.key };
    const won = JSON.stringify({ status: 'won' });
    const before = sandbox.book.get(firstId(sandbox));
    for (const Host of ['evil.example', `evil.example:${new URL(sandbox.url).port}`, '127.0.0.1']) {
      expect(await ask(sandbox, { ...key, Host }, won)).toBe(421);
    }
    expect(sandbox.book.get(firstId(sandbox))).toEqual(before);
    expect(await ask(sandbox, key, won)).toBe(200);
  });
});

test('started, it answers at its address until it is closed', async () => {
  const { url, key, close } = await startSandbox({ file: null });
  const headers = { 'X-API-Key': key };
  expect((await fetch(`${url}/external/v1/opportunities`, { headers })).status).toBe(200);
  await close();
  await expect(fetch(`${url}/external/v1/opportunities`, { headers })).rejects.toThrow();
});

test('it goes on where the system had no room for somebody who came', async () => {
  const servers = serversFromNowOn();
  const sandbox = await startSandbox({ file: null });
  onTestFinished(sandbox.close);
  expect(servers).toHaveLength(1);
  failToAccept(servers);
  const { status } = await fetch(`${sandbox.url}/external/v1/opportunities`, {
    headers: { 'X-API-Key': sandbox.key },
  });
  expect(status).toBe(200);
});
