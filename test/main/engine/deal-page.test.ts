import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Keychain } from '../../../main/secrets/keychain.ts';
import { keyText } from '../../deployed/world.ts';
import { engineForThisTest, type TestEngine } from '../../support/engine.ts';
import { memoryKeychain } from '../../support/ports/memory-keychain.ts';
import { deployedForThisTest } from '../../support/servers/deployed.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const app = 'https://app.getraze.co';

/** The app on the deployed revision with pipelines, its list read, and two opportunities of it. */
async function start() {
  const server = await deployedForThisTest('stage_id');
  const folder = tempFolder();
  const keychain = memoryKeychain();
  const engine = await engineForThisTest({ folder, keychain, apiUrl: server.url });
  const { handlers } = engine;
  await handlers['session.use-key']({ key: keyText({ label: 'rw' }), apiUrl: engine.snapshot().apiUrl });
  await engine.until(({ directory }) => directory.phase === 'idle' && directory.known > 1);
  const { hits } = await handlers.find({ seq: 1, text: '', limit: 2 });
  const [one, other] = hits.map(({ opportunity }) => opportunity);
  if (one === undefined || other === undefined) throw new Error('no rows');
  const again = () => restarted(engine, folder, keychain, server.url);
  return { engine, one, other, again, folder };
}

async function restarted(engine: TestEngine, folder: string, keychain: Keychain, apiUrl: string) {
  await engine.stop();
  engine.store.close();
  const next = await engineForThisTest({ folder, keychain, apiUrl });
  await next.until(({ directory }) => directory.known > 1);
  return next;
}

const paste = ({ handlers }: TestEngine, text: string) => handlers.find({ seq: 2, text, limit: 20 });
const leadsTo = async (
  engine: TestEngine,
  { id }: { id: Awaited<ReturnType<typeof start>>['one']['id'] },
) => {
  await engine.handlers['link.open']({ page: 'opportunity', id });
  return engine.opened.at(-1);
};

test('a link of one deal teaches where every deal’s own page is, also after a restart', async () => {
  const { engine, one, other, again } = await start();
  expect(await leadsTo(engine, other)).toBe(`${app}/pipelines?pipeline=${other.pipeline}`);
  const { hits } = await paste(engine, `${app}/crm/deals/${one.id}?token=s3cret#s3cret`);
  expect(hits[0]?.opportunity.id).toBe(one.id);
  expect(await leadsTo(engine, other)).toBe(`${app}/crm/deals/${other.id}`);
  const next = await again();
  expect(await leadsTo(next, one)).toBe(`${app}/crm/deals/${one.id}`);
  expect(next.snapshot().dealPage).toEqual({
    host: 'app.getraze.co',
    path: ['crm', 'deals', ':id'],
    query: [],
  });
});

test('an id in the query, or beside its pipeline’s, keeps its place; the row is found by such a link', async () => {
  const { engine, one, other } = await start();
  const { hits } = await paste(
    engine,
    `${app}/pipelines?pipeline=${one.pipeline}&session=abc&deal=${one.id}`,
  );
  expect(hits.map(({ opportunity }) => opportunity.id)).toEqual([one.id]);
  expect(await leadsTo(engine, other)).toBe(`${app}/pipelines?pipeline=${other.pipeline}&deal=${other.id}`);
  await paste(engine, `${app}/pipelines/${one.pipeline}/deals/${one.id}`);
  expect(await leadsTo(engine, other)).toBe(`${app}/pipelines/${other.pipeline}/deals/${other.id}`);
});

test('what else a pasted link holds lies in no file, also after a pick', async () => {
  const { engine, one, folder } = await start();
  await paste(engine, `${app}/?token=geheimnis&deal=${one.id}`);
  const pipeline = engine.snapshot().pipelines.find(({ id }) => id === one.pipeline);
  const to = pipeline?.stages.find(({ id }) => id !== one.stage.id)?.id ?? one.stage.id;
  const letters = `${app}/?token=geheimnis&deal=${one.id}`;
  const moved = await engine.handlers.move({ opportunity: one.id, to, seen: one.stage.id, letters });
  expect(moved.ok).toBe(true);
  await engine.stop();
  const files = readdirSync(folder).map(name => readFileSync(join(folder, name)));
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter(file => file.includes('geheimnis'))).toEqual([]);
});

test('a later link that says otherwise takes the place of the one before', async () => {
  const { engine, one, other } = await start();
  await paste(engine, `${app}/deals/${one.id}`);
  await paste(engine, `https://app.getraze.com/opportunities/${one.id.toUpperCase()}/`);
  expect(await leadsTo(engine, other)).toBe(`https://app.getraze.com/opportunities/${other.id}`);
});

test.each([
  ['another host', (id: string) => `https://app.getraze.co.evil.example/deals/${id}`],
  ['another port', (id: string) => `https://app.getraze.co:8443/deals/${id}`],
  ['no encryption', (id: string) => `http://app.getraze.co/deals/${id}`],
  ['a name and a password', (id: string) => `https://ana:s3cret@app.getraze.co/deals/${id}`],
  ['a token in the path', (id: string) => `https://app.getraze.co/t/9f8Ab27c61/deals/${id}`],
  ['the id in the fragment', (id: string) => `https://app.getraze.co/deals#${id}`],
  ['an id that nobody knows', () => `https://app.getraze.co/deals/0b9c3f1e-8a52-4b61-9d70-2f1f6d3c9a11`],
])('%s teaches nothing', async (_, link) => {
  const { engine, one, other } = await start();
  await paste(engine, link(one.id));
  expect(await leadsTo(engine, other)).toBe(`${app}/pipelines?pipeline=${other.pipeline}`);
  expect(engine.snapshot().dealPage).toBeNull();
});

test('what was learnt goes with the data of the account, and stays where only the key goes', async () => {
  const { engine, one } = await start();
  await paste(engine, `${app}/deals/${one.id}`);
  await engine.handlers['session.remove-key']({ erase: false });
  expect(engine.snapshot().dealPage).not.toBeNull();
  const key = keyText({ label: 'rw' });
  await engine.handlers['session.use-key']({ key, apiUrl: engine.snapshot().apiUrl });
  await engine.handlers['session.remove-key']({ erase: true });
  expect(engine.snapshot().dealPage).toBeNull();
});

test('an address in the file that nobody may have learnt is not opened', async () => {
  const { engine, one, other } = await start();
  await paste(engine, `${app}/deals/${one.id}`);
  const page = { host: 'evil.example', path: ['deals', ':id'], query: [] };
  engine.store.db.prepare("UPDATE settings SET value = ? WHERE name = 'dealPage'").run(JSON.stringify(page));
  expect(await leadsTo(engine, other)).toBe(`${app}/pipelines?pipeline=${other.pipeline}`);
});
