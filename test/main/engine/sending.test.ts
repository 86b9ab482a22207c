import { expect, test } from 'vitest';
import type { OpportunityId, StageId } from '../../../main/contract/model.ts';
import { engineForThisTest } from '../../support/engine.ts';
import { memoryKeychain } from '../../support/ports/memory-keychain.ts';
import { serverForThisTest } from '../../support/servers/server-for-this-test.ts';
import { tempFolder } from '../../support/temp-folder.ts';

test('a change is being sent from its request on until it is answered, and not while it waits', async () => {
  const server = await serverForThisTest({ count: 5 });
  const engine = await engineForThisTest({
    folder: tempFolder(),
    keychain: memoryKeychain(),
    apiUrl: server.url,
  });
  const { handlers } = engine;
  await handlers['session.use-key']({ key: server.key, apiUrl: server.url });
  await engine.until(({ directory }) => directory.phase === 'idle' && directory.known === 5);
  const row = server.book.all().find(({ stage }) => stage !== 'won');
  const move = { opportunity: row?.id as OpportunityId, to: 'won' as StageId, seen: row?.stage as StageId };
  server.faults.add({ kind: 'slow', ms: 500 }, { method: 'PATCH' });
  handlers['settings.change']({ undoSeconds: 1 });
  expect(await handlers.move(move)).toMatchObject({ ok: true, value: { state: 'held' } });
  expect(engine.isSending()).toBe(false);
  await engine.until(() => engine.isSending());
  expect(engine.snapshot().pending).toBe(1);
  await engine.until(({ pending }) => pending === 0);
  expect(engine.isSending()).toBe(false);
});
