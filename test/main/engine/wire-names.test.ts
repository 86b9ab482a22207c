import { expect, test } from 'vitest';
import type { OpportunityId, StageId } from '../../../main/contract/model.ts';
import { keyText } from '../../deployed/world.ts';
import { engineForThisTest } from '../../support/engine.ts';
import { memoryKeychain } from '../../support/ports/memory-keychain.ts';
import { deployedForThisTest } from '../../support/servers/deployed.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** What nothing keeps an account from calling its stages. */
const names = [
  'Proposta enviada ',
  ' Proposta enviada',
  'Proposta enviada',
  'proposta enviada',
  'x'.repeat(250),
  'y'.repeat(500),
  'constructor',
  '__proto__',
  'toString',
  '{date}',
  'a"b\\c',
  '😀 é\u0301',
];

test.each(names.map(name => [`${name.slice(0, 20)}…${name.length}`, name] as const))(
  'the stage %s is told back byte for byte',
  async (_, name) => {
    const server = await deployedForThisTest('status', seed => ({
      ...seed,
      available_stages: ['leads', ...names],
    }));
    const engine = await engineForThisTest({
      folder: tempFolder(),
      keychain: memoryKeychain(),
      apiUrl: server.url,
    });
    const { handlers } = engine;
    await handlers['settings.change']({ undoSeconds: 0 });
    await handlers['session.use-key']({ key: keyText({ label: 'rw' }), apiUrl: server.url });
    const { pipelines } = await engine.until(({ directory }) => directory.phase === 'idle');
    expect(pipelines[0]?.stages.map(({ id }) => id as string).toSorted()).toEqual(
      ['leads', ...names].toSorted(),
    );

    const [row] = [...server.world.rows.values()].filter(({ account }) => account === 'main');
    const id = row?.id as OpportunityId;
    const moved = await handlers.move({ opportunity: id, to: name as StageId, seen: null });
    expect(moved).toMatchObject({ ok: true });
    await engine.until(({ pending }) => pending === 0);
    expect(server.world.rows.get(id)?.columns.status).toBe(name);
    const reply = await handlers.find({ seq: 1, text: id, limit: 5 });
    expect(reply.hits[0]?.opportunity.stage.id).toBe(name);
  },
);

test('a stage too long to be kept whole is never offered', async () => {
  const server = await deployedForThisTest('status', seed => ({
    ...seed,
    available_stages: ['leads', 'z'.repeat(501)],
  }));
  const engine = await engineForThisTest({
    folder: tempFolder(),
    keychain: memoryKeychain(),
    apiUrl: server.url,
  });
  await engine.handlers['session.use-key']({ key: keyText({ label: 'rw' }), apiUrl: server.url });
  const { pipelines } = await engine.until(({ directory }) => directory.phase === 'idle');
  expect(pipelines[0]?.stages.map(({ id }) => id)).toEqual(['leads']);
});
