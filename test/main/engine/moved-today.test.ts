import { expect, test } from 'vitest';
import type { Hit } from '../../../main/contract/find.ts';
import { loadedEngineForThisTest } from './loaded-engine.ts';

test('today lists what was moved from here today, with its sums, and nothing that was withdrawn', async () => {
  const engine = await loadedEngineForThisTest('stage_id');
  const { handlers } = engine;
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
