import { expect, test } from 'vitest';
import type { OpportunityId, StageId } from '../../../main/contract/model.ts';
import { engineForThisTest } from '../../support/engine.ts';
import { memoryKeychain } from '../../support/ports/memory-keychain.ts';
import { serverForThisTest } from '../../support/servers/server-for-this-test.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const lost = 'lost' as StageId;

/** The whole product at a server of the `status` revision, and its open opportunities. */
async function machine() {
  const server = await serverForThisTest({ dialect: 'status', count: 20 });
  const engine = await engineForThisTest({
    folder: tempFolder(),
    keychain: memoryKeychain(),
    apiUrl: server.url,
  });
  const { handlers } = engine;
  await handlers['settings.change']({ undoSeconds: 0 });
  await handlers['session.use-key']({ key: server.key, apiUrl: server.url });
  await engine.until(({ directory }) => directory.phase === 'idle' && directory.known === 20);
  const open = server.book.all().filter(({ wonAt, lostAt }) => wonAt === null && lostAt === null);
  return {
    engine,
    handlers,
    /** What the server has as the reason of a loss with this note. */
    async lose(nth: number, note: string): Promise<unknown> {
      const row = open[nth];
      if (row === undefined) throw new Error('no open row');
      await handlers.move({
        opportunity: row.id as OpportunityId,
        to: lost,
        seen: row.stage as StageId,
        note,
      });
      await engine.until(({ pending }) => pending === 0);
      return server.world?.rows.get(row.id)?.columns.discard_reason;
    },
    async notes(): Promise<readonly (readonly [note: string, inCrm: boolean])[]> {
      const ended = await handlers['history.list']({ text: '', before: null, limit: 10 });
      return ended.map(({ note, noteInCrm }) => [note, noteInCrm] as const);
    },
  };
}

test('a note stays here until the user lets the reasons of losses go to the CRM', async () => {
  const { engine, handlers, lose, notes } = await machine();
  expect(engine.snapshot().reasonStages).toEqual(['lost', 'discarded']);
  expect(await lose(0, 'preço')).toBeNull();
  await handlers['settings.change']({ sendReasons: true });
  expect(await lose(1, 'sem verba')).toBe('sem verba');
  await handlers['settings.change']({ sendReasons: false });
  expect(await lose(2, 'sem resposta')).toBeNull();
  expect(await notes()).toEqual([
    ['sem resposta', false],
    ['sem verba', true],
    ['preço', false],
  ]);
  expect(await handlers['reasons.list'](null)).toEqual(['sem resposta', 'sem verba', 'preço']);
});
