import { describe, expect, test } from 'vitest';
import type { OpportunityId, StageId } from '../../../main/contract/model.ts';
import { keyText } from '../../deployed/world.ts';
import { engineForThisTest, type TestEngine } from '../../support/engine.ts';
import { memoryKeychain } from '../../support/ports/memory-keychain.ts';
import { deployedForThisTest } from '../../support/servers/deployed.ts';
import { serverForThisTest } from '../../support/servers/server-for-this-test.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const writer = { key: keyText({ label: 'write-only' }) };

async function machineFor(apiUrl: string, folder = tempFolder()): Promise<TestEngine> {
  const engine = await engineForThisTest({ folder, keychain: memoryKeychain(), apiUrl });
  engine.handlers['settings.change']({ undoSeconds: 0 });
  return engine;
}
const stagesOf = (engine: TestEngine): string[] =>
  engine.snapshot().pipelines.flatMap(({ stages }) => stages.map(({ id }) => id as string));
const asId = (text: string) => text as OpportunityId;
const mayNotRead = { ok: false, failure: { code: 'permission-missing', permission: 'opportunities:read' } };

describe('a key that may only write', () => {
  test('status: knows the stages that a refusal lists as soon as it is entered, and delivers', async () => {
    const server = await deployedForThisTest('status');
    const before = new Map([...server.world.rows].map(([id, { columns }]) => [id, columns.status]));
    const engine = await machineFor(server.url);
    expect(await engine.handlers['session.use-key']({ ...writer, apiUrl: server.url })).toMatchObject({
      value: { read: 'no', write: 'yes' },
    });
    expect(stagesOf(engine)).toEqual(
      expect.arrayContaining(['leads', 'qualified', 'won', 'lost', 'discarded']),
    );
    expect(new Map([...server.world.rows].map(([id, { columns }]) => [id, columns.status]))).toEqual(before);

    const [row] = [...server.world.rows.values()].filter(({ account }) => account === 'main');
    const id = asId(row?.id ?? '');
    expect(await engine.handlers['opportunity.look']({ id })).toEqual(mayNotRead);
    expect(await engine.handlers.move({ opportunity: id, to: 'won' as StageId, seen: null })).toMatchObject({
      ok: true,
    });
    await engine.until(({ pending }) => pending === 0);
    expect(server.world.rows.get(id)?.columns.status).toBe('won');
    expect(engine.handlers['history.list']({ text: '', before: null, limit: 1 })).toMatchObject([
      { state: 'delivered', unchecked: true },
    ]);
  });

  test('status: a name that cannot be told back hides none of the others', async () => {
    const server = await deployedForThisTest('status', seed => ({
      ...seed,
      available_stages: ['leads', 'z'.repeat(501), '', 'Must be one of: two', 'won'],
    }));
    const engine = await machineFor(server.url);
    await engine.handlers['session.use-key']({ ...writer, apiUrl: server.url });
    expect(stagesOf(engine)).toEqual(['leads', 'Must be one of: two', 'won']);
  });

  test('status: the stages are still known after a restart', async () => {
    const server = await deployedForThisTest('status');
    const keychain = memoryKeychain();
    const folder = tempFolder();
    const first = await engineForThisTest({ folder, keychain, apiUrl: server.url });
    await first.handlers['session.use-key']({ ...writer, apiUrl: server.url });
    const known = stagesOf(first);
    await first.stop();
    first.store.close();
    const second = await engineForThisTest({ folder, keychain, apiUrl: server.url });
    const { account } = await second.until(one => one.account.kind === 'key' && one.account.read === 'no');
    expect(account).toMatchObject({ read: 'no' });
    expect(stagesOf(second)).toEqual(known);
  });

  test('documented: has the seven stages, and delivers', async () => {
    const keys = [{ ...writer, permissions: ['opportunities:write'] }];
    const server = await serverForThisTest({ keys, count: 20 });
    const engine = await machineFor(server.url);
    await engine.handlers['session.use-key']({ ...writer, apiUrl: server.url });
    expect(stagesOf(engine)).toHaveLength(7);
    const [row] = server.book.all();
    const to = (row?.stage === 'won' ? 'lost' : 'won') as StageId;
    expect(await engine.handlers.move({ opportunity: asId(row?.id ?? ''), to, seen: null })).toMatchObject({
      ok: true,
    });
    await engine.until(({ pending }) => pending === 0);
    expect(server.book.get(row?.id ?? '')?.stage).toBe(to);
  });

  test('stage_id: offers nothing that would fail, and says why before a pick', async () => {
    const server = await deployedForThisTest('stage_id');
    const engine = await machineFor(server.url);
    expect(await engine.handlers['session.use-key']({ ...writer, apiUrl: server.url })).toMatchObject({
      value: { read: 'no', write: 'yes' },
    });
    expect(engine.snapshot().pipelines).toEqual([]);
    const [row] = server.world.rows.values();
    expect(await engine.handlers['opportunity.look']({ id: asId(row?.id ?? '') })).toEqual(mayNotRead);
    const stage = String(row?.columns.stage_id) as StageId;
    expect(await engine.handlers.move({ opportunity: asId(row?.id ?? ''), to: stage, seen: null })).toEqual({
      ok: false,
      failure: { code: 'stage-unknown' },
    });
  });

  test('stage_id: moves within the pipeline that a reading time has taught, and learns from the answer', async () => {
    const server = await deployedForThisTest('stage_id', seed => ({
      ...seed,
      rows: seed.rows.filter(row => row.account !== 'main' || row.pipeline_id === seed.pipelines[0]?.id),
    }));
    const key = server.world.keys.find(one => one.key === writer.key);
    if (key === undefined) throw new Error('no such key');
    key.permissions = ['opportunities:read', 'opportunities:write'];
    const engine = await machineFor(server.url);
    await engine.handlers['session.use-key']({ ...writer, apiUrl: server.url });
    await engine.until(({ directory }) => directory.phase === 'idle');
    key.permissions = ['opportunities:write'];
    await engine.handlers.refresh(null);

    const main = server.world.pipelines.get(engine.snapshot().pipelines[0]?.id ?? '');
    const added = 'dddddddd-0000-4000-8000-000000000001';
    server.world.stages.set(added, { id: added, name: 'Passageira' });
    const [row] = [...server.world.rows.values()].filter(({ account }) => account === 'main');
    if (row === undefined || main === undefined) throw new Error('no row');
    const fresh = 'eeeeeeee-0000-4000-8000-000000000001';
    server.world.rows.set(fresh, {
      ...row,
      id: fresh,
      columns: { ...row.columns, id: fresh, stage_id: added },
    });
    const to = main.stages[1] as StageId;
    expect(await engine.handlers.move({ opportunity: asId(fresh), to, seen: null })).toMatchObject({
      ok: true,
    });
    await engine.until(({ pending }) => pending === 0);
    expect(server.world.rows.get(fresh)?.columns.stage_id).toBe(to);
    expect(stagesOf(engine)).toContain(added);
  });
});
