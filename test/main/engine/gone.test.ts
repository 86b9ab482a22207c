import { expect, test } from 'vitest';
import type { OpportunityId, StageId } from '../../../main/contract/model.ts';
import { engineForThisTest } from '../../support/engine.ts';
import { memoryKeychain } from '../../support/ports/memory-keychain.ts';
import { deployedForThisTest } from '../../support/servers/deployed.ts';
import { bulkKey, withRows } from '../../support/servers/deployed-rows.ts';
import { serverForThisTest } from '../../support/servers/server-for-this-test.ts';
import { tempFolder } from '../../support/temp-folder.ts';

test.each(['status', 'stage_id'] as const)(
  'an opportunity that was deleted leaves the search once its 404 came, by a look or by a move, %s',
  async dialect => {
    const server = await deployedForThisTest(dialect, withRows(30));
    const engine = await engineForThisTest({
      folder: tempFolder(),
      keychain: memoryKeychain(),
      apiUrl: server.url,
    });
    const { handlers } = engine;
    await handlers['settings.change']({ undoSeconds: 0 });
    await handlers['session.use-key']({ key: bulkKey, apiUrl: engine.snapshot().apiUrl });
    await engine.until(({ directory }) => directory.phase === 'idle' && directory.known === 30);
    const rows = (await handlers.find({ seq: 1, text: 'carteira', limit: 20 })).hits;
    const [looked, moved] = rows.map(({ opportunity }) => opportunity);
    if (looked === undefined || moved === undefined) throw new Error('no rows');
    server.world.rows.delete(looked.id);
    server.world.rows.delete(moved.id);

    const found = async (id: OpportunityId): Promise<boolean> =>
      (await handlers.find({ seq: 2, text: 'carteira', limit: 50 })).hits.some(
        ({ opportunity }) => opportunity.id === id,
      );
    expect(await found(looked.id)).toBe(true);
    expect(await handlers['opportunity.look']({ id: looked.id })).toMatchObject({ ok: false });
    expect(await found(looked.id)).toBe(false);

    const { pipelines } = engine.snapshot();
    const own = pipelines.find(({ id }) => id === moved.pipeline)?.stages ?? [];
    const to = own.find(({ id }) => id !== moved.stage.id) ?? moved.stage;
    expect(await handlers.move({ opportunity: moved.id, to: to.id, seen: null })).toMatchObject({ ok: true });
    await engine.until(({ needsYou }) => needsYou === 1);
    expect(await found(moved.id)).toBe(false);
    expect(engine.snapshot().directory).toMatchObject({ known: 28, missing: 0 });
  },
);

/** Answers that come where the address, or something on the way, knows no such route. */
const strangers: Readonly<Record<string, string>> = {
  'the API itself': '{"success":false,"message":"Route not found: GET /opportunities/x"}',
  'a proxy': '{"statusCode":404,"message":"no Route matched with those values"}',
  'a page': '<html><body>404 Not Found</body></html>',
};

test.each(Object.entries(strangers))(
  'a 404 for an unknown route, of %s, deletes and parks nothing: the address does not answer as the API',
  async (_, body) => {
    const api = await serverForThisTest({ count: 20 });
    const engine = await engineForThisTest({
      folder: tempFolder(),
      keychain: memoryKeychain(),
      apiUrl: api.url,
    });
    const { handlers } = engine;
    handlers['settings.change']({ undoSeconds: 0 });
    await handlers['session.use-key']({ key: api.key, apiUrl: api.url });
    await engine.until(({ directory }) => directory.phase === 'idle' && directory.known === 20);
    const row = api.book.all().find(({ stage }) => stage === 'new');
    const id = row?.id as OpportunityId;
    api.faults.add({ kind: 'raw', status: 404, body }, { times: Number.POSITIVE_INFINITY });

    expect(await handlers['opportunity.look']({ id })).toEqual({
      ok: false,
      failure: { code: 'not-our-api' },
    });
    expect(engine.snapshot().directory.known).toBe(20);
    const moved = await handlers.move({ opportunity: id, to: 'won' as StageId, seen: 'new' as StageId });
    expect(moved).toMatchObject({ ok: true });
    const { directory, needsYou } = await engine.until(({ pause }) => pause?.kind === 'not-our-api');
    expect([directory.known, needsYou]).toEqual([20, 0]);
    await handlers.refresh(null);
    expect(engine.snapshot().directory).toMatchObject({ known: 20, failure: { code: 'not-our-api' } });

    api.faults.clear();
    await handlers.refresh(null);
    await engine.until(({ pending, pause }) => pending === 0 && pause === null);
    expect(api.book.get(id)?.stage).toBe('won');
  },
);

test('a list that is not found is an address that does not answer as the API, and no opportunity that is gone', async () => {
  const api = await serverForThisTest({ count: 20 });
  const engine = await engineForThisTest({
    folder: tempFolder(),
    keychain: memoryKeychain(),
    apiUrl: api.url,
  });
  await engine.handlers['session.use-key']({ key: api.key, apiUrl: api.url });
  await engine.until(({ directory }) => directory.phase === 'idle' && directory.known === 20);
  api.faults.add({ kind: 'error', status: 404 });
  await engine.handlers.refresh(null);
  expect(engine.snapshot().directory.failure).toEqual({ code: 'not-our-api' });
});
