import { expect, test } from 'vitest';
import type { OpportunityId } from '../../../main/contract/model.ts';
import { loadedEngineForThisTest } from './loaded-engine.ts';

async function start() {
  const engine = await loadedEngineForThisTest('stage_id');
  const { handlers } = engine;
  const [hit] = (await handlers.find({ seq: 1, text: '', limit: 1 })).hits;
  if (hit === undefined) throw new Error('no rows');
  return { engine, row: hit.opportunity };
}

test('what the row has is copied as it stands there', async () => {
  const { engine, row } = await start();
  const copy = engine.handlers['row.copy'];
  expect(await copy({ id: row.id, what: 'name' })).toBe(row.name);
  expect(await copy({ id: row.id, what: 'id' })).toBe(row.id);
  expect(engine.copied).toEqual([row.name, row.id]);
});

test('a link is copied once the app knows where each deal’s page is', async () => {
  const { engine, row } = await start();
  const copy = engine.handlers['row.copy'];
  expect(await copy({ id: row.id, what: 'link' })).toBe('');
  await engine.handlers.find({ seq: 2, text: `https://app.getraze.co/crm/deals/${row.id}`, limit: 1 });
  expect(await copy({ id: row.id, what: 'link' })).toBe(`https://app.getraze.co/crm/deals/${row.id}`);
  expect(engine.copied).toEqual([`https://app.getraze.co/crm/deals/${row.id}`]);
});

test('of a row that nobody knows only the id is copied', async () => {
  const { engine } = await start();
  const id = 'opp_0123456789' as OpportunityId;
  expect(await engine.handlers['row.copy']({ id, what: 'phone' })).toBe('');
  expect(await engine.handlers['row.copy']({ id, what: 'id' })).toBe(id);
  expect(engine.copied).toEqual([id]);
});
