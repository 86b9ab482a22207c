import { expect, test } from 'vitest';
import {
  dialects,
  type Opportunity,
  type OpportunityId,
  type StageId,
} from '../../../main/contract/model.ts';
import { engineForThisTest } from '../../support/engine.ts';
import { memoryKeychain } from '../../support/ports/memory-keychain.ts';
import { serverForThisTest } from '../../support/servers/server-for-this-test.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** A machine that has loaded the list of a server, and one of its opportunities. */
async function machine(dialect: (typeof dialects)[number]) {
  const server = await serverForThisTest({ dialect, count: 40 });
  const engine = await engineForThisTest({
    folder: tempFolder(),
    keychain: memoryKeychain(),
    apiUrl: server.url,
  });
  const { handlers } = engine;
  handlers['settings.change']({ undoSeconds: 0 });
  await handlers['session.use-key']({ key: server.key, apiUrl: server.url });
  await engine.until(({ directory }) => directory.phase === 'idle' && directory.known === 40);
  const record = server.book.all().find(({ wonAt, lostAt }) => wonAt === null && lostAt === null);
  if (record === undefined) throw new Error('no open row');
  const id = record.id as OpportunityId;
  return {
    server,
    engine,
    id,
    shown: async (): Promise<Opportunity | undefined> => {
      const { hits } = await handlers.find({ seq: 1, text: id, limit: 1 });
      return hits[0]?.opportunity;
    },
    /** The list comes again with this row changed, and nobody asks for the row itself. */
    async listAgain(change: { readonly company: string }): Promise<void> {
      const now = server.book.get(id);
      if (now === undefined) throw new Error('gone');
      server.book.put({ ...now, ...change, updatedAt: now.updatedAt + 60_000 });
      await handlers.refresh(null);
    },
  };
}

test.each(dialects)('what a list does not tell stays as a look and a PATCH told it, %s', async dialect => {
  const { server, engine, id, shown, listAgain } = await machine(dialect);
  const record = server.book.get(id);
  await engine.handlers['opportunity.look']({ id });
  expect(await shown()).toMatchObject({ owner: record?.owner });

  const won = engine
    .snapshot()
    .pipelines.flatMap(({ stages }) => stages.filter(({ name }) => name === 'won'));
  const [to] = won.length > 0 ? won : engine.snapshot().pipelines.flatMap(({ stages }) => stages);
  await engine.handlers.move({ opportunity: id, to: to?.id as StageId, seen: record?.stage as StageId });
  await engine.until(({ pending }) => pending === 0);
  const wonAt = server.book.get(id)?.wonAt ?? null;
  const inSeconds = (at: number | null | undefined) => (at == null ? at : Math.floor(at / 1000));
  expect(inSeconds((await shown())?.wonAt)).toBe(inSeconds(wonAt));

  await listAgain({ company: 'Outra Empresa' });
  const after = await shown();
  expect(after).toMatchObject({ company: 'Outra Empresa', owner: record?.owner });
  expect(inSeconds(after?.wonAt)).toBe(inSeconds(wonAt));
});
