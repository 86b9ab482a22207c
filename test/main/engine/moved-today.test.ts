import { expect, test } from 'vitest';
import type { Hit } from '../../../main/contract/find.ts';
import { keyText } from '../../deployed/world.ts';
import { deployedForThisTest } from '../../support/deployed.ts';
import { engineForThisTest } from '../../support/engine.ts';
import { memoryKeychain } from '../../support/memory-keychain.ts';
import { tempFolder } from '../../support/temp-folder.ts';

test('today lists what was moved from here today, with its sums, and nothing that was withdrawn', async () => {
  const server = await deployedForThisTest('stage_id');
  const engine = await engineForThisTest({
    folder: tempFolder(),
    keychain: memoryKeychain(),
    apiUrl: server.url,
  });
  const { handlers } = engine;
  await handlers['session.use-key']({ key: keyText({ label: 'rw' }), apiUrl: engine.snapshot().apiUrl });
  await engine.until(({ directory }) => directory.phase === 'idle' && directory.known > 1);
  const find = async (text: string) => handlers.find({ seq: 1, text, limit: 50 });
  const move = ({ opportunity: { id, stage, pipeline } }: Hit) => {
    const board = engine.snapshot().pipelines.find(one => one.id === pipeline);
    const to = board?.stages.find(one => one.id !== stage.id)?.id ?? stage.id;
    return handlers.move({ opportunity: id, to, seen: stage.id });
  };
  const [first, second] = (await find('')).hits.filter(({ opportunity }) => opportunity.value !== null);
  if (first === undefined || second === undefined) throw new Error('no rows');
  expect((await find('hoje')).lists).toMatchObject([{ of: { kind: 'today' }, count: 0, sums: [] }]);

  await move(first);
  const moved = await move(second);
  if (!moved.ok) throw new Error('not moved');
  await handlers.undo({ change: moved.value.id });

  const { value, currency } = first.opportunity;
  const { hits, lists } = await find('hoje');
  expect(hits.map(({ opportunity }) => opportunity.id)).toEqual([first.opportunity.id]);
  expect(lists).toMatchObject([{ count: 1, valued: 1, sums: [{ currency, sum: value }] }]);
  expect((await find('hoje <1')).lists).toMatchObject([{ count: 0, sums: [] }]);
});
