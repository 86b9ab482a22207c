import { expect, test } from 'vitest';
import { fail, ok } from '../../../main/contract/failure.ts';
import type { StageId } from '../../../main/contract/model.ts';
import type { Keychain } from '../../../main/secrets/keychain.ts';
import { engineForThisTest, type TestEngine } from '../../support/engine.ts';
import { serverForThisTest } from '../../support/servers/server-for-this-test.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const noKeychain: Keychain = {
  read: async () => ok(null),
  store: async () => ok(null),
  remove: async () => ok(null),
};
const permissions = ['opportunities:read', 'opportunities:write'];

/** An account with two keys, the first of which has been used, and moved an opportunity. */
async function kit() {
  const api = await serverForThisTest({ count: 250, keys: [{ key: 'gr_live_rotated', permissions }] });
  const engine = await engineForThisTest({ folder: tempFolder(), keychain: noKeychain, apiUrl: api.url });
  await use(engine, api.key);
  await engine.until(({ directory }) => directory.phase === 'idle' && directory.known === 250);
  engine.handlers['settings.change']({ undoSeconds: 0 });
  const row = api.book.all().find(({ stage }) => stage === 'new');
  if (row === undefined) throw new Error('no row');
  await engine.handlers['opportunity.look']({ id: row.id as never });
  const to = 'qualified' as StageId;
  expect(
    await engine.handlers.move({ opportunity: row.id as never, to, seen: 'new' as StageId }),
  ).toMatchObject({ ok: true });
  await engine.until(({ pending }) => pending === 0);
  return { api, engine };
}

async function use(engine: TestEngine, key: string): Promise<void> {
  expect(await engine.handlers['session.use-key']({ key, apiUrl: engine.snapshot().apiUrl })).toMatchObject({
    ok: true,
  });
}

const earlierOf = (engine: TestEngine) => {
  const { account } = engine.snapshot();
  return account.kind === 'key' ? account.earlier : null;
};

test('a rotated key goes on with what was kept, after a confirmation and one look', async () => {
  const { api, engine } = await kit();
  expect(earlierOf(engine)).toBe(null);
  // The new key gets its first page and no further: whatever else is found was kept under the earlier one.
  api.faults.add({ kind: 'error', status: 500 }, { path: /[?&]page=[2-9]/, times: Number.POSITIVE_INFINITY });
  await use(engine, 'gr_live_rotated');
  await engine.until(({ directory }) => directory.phase === 'idle' && directory.failure !== null);
  expect(engine.snapshot().directory.known).toBe(100);
  const earlier = earlierOf(engine);
  if (earlier === null) throw new Error('no earlier key');
  const looks = () => api.requests.filter(({ path }) => /\/opportunities\/[^/?]+$/.test(path)).length;
  const before = looks();
  expect(await engine.handlers['session.rebind']({ lane: earlier.lane })).toEqual(ok(0));
  expect(looks() - before).toBe(1);
  expect(engine.snapshot().directory.known).toBe(250);
  expect(await engine.handlers['history.list']({ text: '', before: null, limit: 10 })).toMatchObject([
    { currentLane: true },
  ]);
  expect(earlierOf(engine)).toBe(null);
});

test('a key of another account gets nothing of it', async () => {
  const { api, engine } = await kit();
  await use(engine, 'gr_live_rotated');
  const earlier = earlierOf(engine);
  if (earlier === null) throw new Error('no earlier key');
  for (const { id } of api.book.all()) api.book.remove(id);
  expect(await engine.handlers['session.rebind']({ lane: earlier.lane })).toEqual(
    fail({ code: 'wrong-account' }),
  );
  expect(earlierOf(engine)).toEqual(earlier);
});

test.each(['has all rows', 'has its first page'])(
  'what the user said of stages goes along, when the new key %s',
  async reach => {
    const { api, engine } = await kit();
    const { handlers } = engine;
    const pipeline = engine.snapshot().pipelines[0];
    if (pipeline === undefined) throw new Error('no pipeline');
    const order = pipeline.stages.map(({ id }) => id).toReversed();
    expect(await handlers['stages.reorder']({ pipeline: pipeline.id, order })).toEqual(ok(null));
    const marked = { pipeline: pipeline.id, stage: 'proposal' as StageId, role: 'won' } as const;
    expect(await handlers['stages.mark'](marked)).toEqual(ok(null));
    const said = engine.snapshot().pipelines;
    if (reach === 'has its first page') {
      const next = { path: /[?&]page=[2-9]/, times: Number.POSITIVE_INFINITY };
      api.faults.add({ kind: 'error', status: 500 }, next);
    }
    await use(engine, 'gr_live_rotated');
    await engine.until(({ directory }) => directory.phase === 'idle' && directory.known > 0);
    expect(engine.snapshot().pipelines).not.toEqual(said);
    const word = { pipeline: pipeline.id, stage: 'contacted' as StageId, role: 'lost' } as const;
    await handlers['stages.mark'](word);
    const earlier = earlierOf(engine);
    if (earlier === null) throw new Error('no earlier key');
    expect(await handlers['session.rebind']({ lane: earlier.lane })).toEqual(ok(0));
    const [now] = engine.snapshot().pipelines;
    const roleNow = (id: string) => now?.stages.find(stage => stage.id === id)?.role;
    expect([roleNow('proposal'), roleNow('contacted')]).toEqual(['won', 'lost']);
    const open = (of: typeof now) => of?.stages.filter(({ role }) => role === 'open').map(({ id }) => id);
    expect(open(now)).toEqual(open(said[0])?.filter(id => id !== 'contacted'));
  },
);
