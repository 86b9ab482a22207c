import { expect, test } from 'vitest';
import { loadedEngineForThisTest } from './loaded-engine.ts';

async function start() {
  const engine = await loadedEngineForThisTest('stage_id');
  const { handlers } = engine;
  const { hits } = await handlers.find({ seq: 1, text: '', limit: 2 });
  const [one, other] = hits.map(({ opportunity }) => opportunity);
  if (one === undefined || other === undefined) throw new Error('no rows');
  const stages = engine.snapshot().pipelines.find(({ id }) => id === one.pipeline)?.stages ?? [];
  const [to, then] = stages.filter(({ id, role }) => id !== one.stage.id && role === 'open');
  if (to === undefined || then === undefined) throw new Error('no stages');
  return { handlers, one, other, to, then };
}

test('every change of an opportunity is told, open and ended ones, the newest first', async () => {
  const { handlers, one, other, to, then } = await start();
  const move = (stage: typeof to, seen: typeof to.id) =>
    handlers.move({ opportunity: one.id, to: stage.id, seen });
  await move(to, one.stage.id);
  await move(then, to.id);
  const changes = await handlers['opportunity.changes']({ id: one.id });
  expect(changes.map(change => [change.to.id, change.state])).toEqual([
    [then.id, 'held'],
    [to.id, 'superseded'],
  ]);
  expect(await handlers['opportunity.changes']({ id: other.id })).toEqual([]);
});

test('without an account there is nothing to tell of', async () => {
  const { handlers, one, to } = await start();
  await handlers.move({ opportunity: one.id, to: to.id, seen: one.stage.id });
  await handlers['session.remove-key']({ erase: false });
  expect(await handlers['opportunity.changes']({ id: one.id })).toEqual([]);
});
