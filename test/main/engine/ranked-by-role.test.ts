import { expect, test } from 'vitest';
import { ok } from '../../../main/contract/failure.ts';
import { defaultPipeline, type StageId } from '../../../main/contract/model.ts';
import { engineForThisTest, type TestEngine } from '../../support/engine.ts';
import { memoryKeychain } from '../../support/ports/memory-keychain.ts';
import { serverForThisTest } from '../../support/servers/server-for-this-test.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const idsFor = async (engine: TestEngine, text: string): Promise<readonly string[]> => {
  const { hits } = await engine.handlers.find({ seq: 1, text, limit: 5 });
  return hits.map(({ opportunity }) => opportunity.id);
};

test.each([
  ['a short list', 40],
  ['a list whose index is saved', 2_500],
])(
  'a deal in a stage that the user calls won stands below an open one, now and after a restart: %s',
  async (_, count) => {
    const api = await serverForThisTest({ count });
    const [newer, older] = api.book.all();
    if (newer === undefined || older === undefined) throw new Error('no rows');
    const at = Date.now();
    api.book.put({ ...newer, name: 'Zuleika Um', stage: 'proposal', updatedAt: at - 60_000 });
    api.book.put({ ...older, name: 'Zuleika Dois', stage: 'new', updatedAt: at - 86_400_000 });
    const [folder, keychain] = [tempFolder(), memoryKeychain()];
    const start = async (): Promise<TestEngine> => {
      const engine = await engineForThisTest({ folder, keychain, apiUrl: api.url });
      return engine;
    };
    const mark = (engine: TestEngine, role: 'won' | null) =>
      engine.handlers['stages.mark']({ pipeline: defaultPipeline, stage: 'proposal' as StageId, role });
    const leads = (engine: TestEngine, id: string) =>
      expect.poll(async () => (await idsFor(engine, 'zuleika'))[0]).toBe(id);

    const first = await start();
    await first.handlers['session.use-key']({ key: api.key, apiUrl: api.url });
    await first.until(({ directory }) => directory.phase === 'idle' && directory.known === count);
    await leads(first, newer.id);
    expect(await mark(first, 'won')).toEqual(ok(null));
    await leads(first, older.id);
    await first.stop();
    first.store.close();

    const second = await start();
    await second.until(({ directory }) => directory.phase === 'idle' && directory.known === count);
    await leads(second, older.id);
    await mark(second, null);
    await leads(second, newer.id);
    await second.stop();
    second.store.close();

    const third = await start();
    await third.until(({ directory }) => directory.phase === 'idle' && directory.known === count);
    await leads(third, newer.id);
  },
  20_000,
);
