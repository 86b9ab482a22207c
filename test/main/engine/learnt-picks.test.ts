import { expect, test } from 'vitest';
import type { StageId } from '../../../main/contract/model.ts';
import { loadedEngineForThisTest } from './loaded-engine.ts';

test('a pick is learnt for the letters that come with it, whatever was searched since; without letters none is; a stage among them is left out', async () => {
  const engine = await loadedEngineForThisTest('status');
  const { handlers } = engine;
  const firstFor = async (text: string) =>
    (await handlers.find({ seq: 1, text, limit: 50 })).hits[0]?.opportunity.id;
  const { hits } = await handlers.find({ seq: 1, text: 'a', limit: 50 });
  const last = hits.at(-1)?.opportunity;
  const before = hits.at(-2)?.opportunity;
  if (last === undefined || before === undefined || hits.length < 4) throw new Error('no rows');
  const to = (seen: StageId) =>
    engine.snapshot().pipelines[0]?.stages.find(({ id }) => id !== seen)?.id ?? seen;

  await handlers.find({ seq: 2, text: 'zzzz', limit: 20 });
  const moved = await handlers.move({
    opportunity: last.id,
    to: to(last.stage.id),
    seen: last.stage.id,
    letters: 'a',
  });
  expect(moved.ok).toBe(true);
  expect(await firstFor('a')).toBe(last.id);

  await handlers.find({ seq: 3, text: 'a', limit: 20 });
  await handlers.move({ opportunity: before.id, to: to(before.stage.id), seen: before.stage.id });
  expect(await firstFor('a')).toBe(last.id);

  const pick = (row: typeof last, letters: string) =>
    handlers.move({ opportunity: row.id, to: to(row.stage.id), seen: row.stage.id, letters });
  const stage = engine.snapshot().pipelines[0]?.stages.find(({ id }) => id === to(before.stage.id));
  await pick(last, 'a');
  for (let times = 0; times < 3; times++) await pick(before, `a ${stage?.name}`);
  expect(await firstFor('a')).toBe(before.id);
});
