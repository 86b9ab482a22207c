import { expect, test } from 'vitest';
import type { OpportunityId } from '../../../main/contract/model.ts';
import { deployedForThisTest } from '../../support/deployed.ts';
import { bulkKey, withRows } from '../../support/deployed-rows.ts';
import { engineForThisTest } from '../../support/engine.ts';
import { memoryKeychain } from '../../support/memory-keychain.ts';
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
