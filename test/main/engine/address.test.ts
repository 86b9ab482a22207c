import { expect, test } from 'vitest';
import { keyText } from '../../deployed/world.ts';
import { engineForThisTest } from '../../support/engine.ts';
import { memoryKeychain } from '../../support/ports/memory-keychain.ts';
import { deployedForThisTest } from '../../support/servers/deployed.ts';
import { closedPort, httpServer } from '../../support/servers/loopback.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const key = keyText({ label: 'rw' });

/** A web site in the place of the API, and all headers that it was shown. */
async function website(status: number, body: string): Promise<{ url: string; shown: string[] }> {
  const shown: string[] = [];
  const url = await httpServer((request, response) => {
    shown.push(JSON.stringify(request.headers));
    response.writeHead(status, { 'Content-Type': 'text/html' }).end(body);
  });
  return { url, shown };
}

async function machineAt(apiUrl: string, apiAddresses: readonly string[]) {
  const keychain = memoryKeychain();
  const engine = await engineForThisTest({ folder: tempFolder(), keychain, apiUrl: null, apiAddresses });
  engine.handlers['settings.change']({ apiUrl });
  return { engine, keychain };
}

test.each([
  ['a web page', 200, '<!doctype html><title>CRM</title>'],
  ['JSON of something else', 200, '{"success":true,"data":[]}'],
  ['a refusal without a reason', 401, ''],
  ['a gateway that wants a key of its own', 401, '{"message":"Unauthorized"}'],
  ['a gateway that is asked too often', 429, '{"message":"Too many requests"}'],
  ['a gateway with nothing behind it', 502, '{"message":"Bad gateway"}'],
  ['nothing there', 404, '{"success":false,"message":"Route not found"}'],
])(
  'where %s answers, no key is shown, and the known address that is the API is named',
  async (_, status, body) => {
    const api = await deployedForThisTest('status');
    const site = await website(status, body);
    const { engine, keychain } = await machineAt(site.url, [site.url, api.url]);
    expect(await engine.handlers['session.use-key']({ key, apiUrl: site.url })).toEqual({
      ok: false,
      failure: { code: 'api-elsewhere', address: site.url, other: api.url },
    });
    expect(site.shown.join()).not.toMatch(/x-api-key|authorization|cookie/i);
    expect(site.shown.join()).not.toContain(key);
    expect(api.requests).toMatchObject([{ method: 'GET', path: '/external/v1/opportunities?limit=1' }]);
    expect(keychain.kept.size).toBe(0);

    engine.handlers['settings.change']({ apiUrl: api.url });
    expect(await engine.handlers['session.use-key']({ key, apiUrl: api.url })).toMatchObject({ ok: true });
  },
);

test('where nobody answers at either, neither is offered', async () => {
  const [one, other] = [`http://127.0.0.1:${await closedPort()}`, `http://127.0.0.1:${await closedPort()}`];
  const { engine } = await machineAt(one, [one, other]);
  expect(await engine.handlers['session.use-key']({ key, apiUrl: one })).toEqual({
    ok: false,
    failure: { code: 'unreachable' },
  });
});

test.each([
  ['keeps that to itself', [401, '{"success":false,"message":"Unauthorized"}'], 'not-our-api'],
  ['has problems of its own', [500, '{"success":false,"error":{"code":"INTERNAL_ERROR"}}'], 'server-failing'],
] as const)('an only known address that %s is shown no key', async (_, [status, body], code) => {
  const site = await website(status, body);
  const { engine } = await machineAt(site.url, [site.url]);
  const used = await engine.handlers['session.use-key']({ key, apiUrl: site.url });
  expect(used).toMatchObject({ ok: false, failure: { code } });
  expect(site.shown.join()).not.toMatch(/x-api-key|authorization|cookie/i);
  expect(site.shown.join()).not.toContain(key);
});

test('an address of the user’s own is not exchanged for another', async () => {
  const api = await deployedForThisTest('status');
  const site = await website(200, '');
  const { engine } = await machineAt(site.url, [api.url]);
  expect(await engine.handlers['session.use-key']({ key, apiUrl: site.url })).toEqual({
    ok: false,
    failure: { code: 'not-our-api' },
  });
  expect(api.requests).toEqual([]);
});

test('a key goes to no other address than the one that the user saw', async () => {
  const seen = await deployedForThisTest('status');
  const other = await deployedForThisTest('status');
  const { engine } = await machineAt(other.url, []);
  expect(await engine.handlers['session.use-key']({ key, apiUrl: seen.url })).toEqual({
    ok: false,
    failure: { code: 'api-changed', address: other.url },
  });
  expect([...seen.requests, ...other.requests]).toEqual([]);
});

test('an address that is set later gets neither the key nor a change that waits, however much it is the API', async () => {
  const [api, other] = [await deployedForThisTest('status'), await deployedForThisTest('status')];
  const { engine } = await machineAt(api.url, []);
  const { handlers } = engine;
  expect(await handlers['session.use-key']({ key, apiUrl: api.url })).toMatchObject({ ok: true });
  await engine.until(({ directory }) => directory.phase === 'idle' && directory.known > 1);
  const { hits } = await handlers.find({ seq: 1, text: '', limit: 1 });
  const row = hits[0]?.opportunity;
  const pipeline = engine.snapshot().pipelines.find(({ id }) => id === row?.pipeline);
  const to = pipeline?.stages.find(({ id }) => id !== row?.stage.id)?.id;
  if (row === undefined || to === undefined) throw new Error('no row');
  handlers['settings.change']({ undoSeconds: 0 });
  api.faults.add({ kind: 'error', status: 503 }, { method: 'PATCH' });
  expect(await handlers.move({ opportunity: row.id, to, seen: row.stage.id })).toMatchObject({ ok: true });
  await expect.poll(() => api.requests.some(({ method }) => method === 'PATCH')).toBe(true);

  handlers['settings.change']({ apiUrl: other.url });
  await handlers.refresh(null);
  await handlers['find.on-server']({ text: 'joao' });
  await handlers['opportunity.look']({ id: row.id });
  await handlers.move({ opportunity: row.id, to, seen: null });
  engine.wake('resume');
  await handlers.refresh(null);
  expect(engine.snapshot().apiUrl).toBe(other.url);
  expect(other.requests).toEqual([]);
});
