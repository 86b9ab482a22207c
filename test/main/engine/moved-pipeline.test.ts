import { expect, test } from 'vitest';
import type { OpportunityId, StageId } from '../../../main/contract/model.ts';
import { keyText, type World } from '../../deployed/world.ts';
import { engineForThisTest } from '../../support/engine.ts';
import { memoryKeychain } from '../../support/ports/memory-keychain.ts';
import { deployedForThisTest } from '../../support/servers/deployed.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** The ids of a pipeline of the account and of a stage in it. */
function placeOf(world: World, pipeline: string, stage: string) {
  for (const [id, { name, stages }] of world.pipelines) {
    const found = stages.find(one => world.stages.get(one)?.name === stage);
    if (name === pipeline && found !== undefined) return { pipeline_id: id, stage_id: found as StageId };
  }
  throw new RangeError(`no stage ${stage} in ${pipeline}`);
}

/** The app on the deployed revision with pipelines, its list read, and an opportunity of the main pipeline. */
async function start() {
  const server = await deployedForThisTest('stage_id');
  const place = (pipeline: string, stage: string) => placeOf(server.world, pipeline, stage);
  const engine = await engineForThisTest({
    folder: tempFolder(),
    keychain: memoryKeychain(),
    apiUrl: server.url,
  });
  const { handlers } = engine;
  await handlers['settings.change']({ undoSeconds: 0 });
  await handlers['session.use-key']({ key: keyText({ label: 'rw' }), apiUrl: engine.snapshot().apiUrl });
  await engine.until(({ directory }) => directory.phase === 'idle' && directory.known > 0);
  const seen = place('Pipeline Principal', 'Contato Inicial').stage_id;
  const [row] = [...server.world.rows.values()].filter(
    ({ account, columns }) => account === 'main' && columns.stage_id === seen,
  );
  if (row === undefined) throw new Error('nothing stands there');
  const opportunity = row.id as OpportunityId;
  return {
    engine,
    place,
    opportunity,
    seen,
    stands: () => row.columns,
    /** Somebody moves it in the web application. */
    relocate: () => Object.assign(row.columns, place('Pós-venda', 'Boas-vindas')),
    move: (to: StageId, from: StageId) => handlers.move({ opportunity, to, seen: from }),
    asked: async () => {
      await engine.until(({ needsYou }) => needsYou === 1);
      const { changes } = await handlers['outbox.list'](null);
      if (changes[0] === undefined) throw new Error('nothing is open');
      return changes[0];
    },
    requests: () =>
      server.requests.filter(({ path }) => path.includes(opportunity)).map(({ method }) => method),
  };
}

test('an opportunity moved to another pipeline behind a spared look is told, and put back by one answer', async () => {
  const { engine, place, seen, stands, relocate, move, asked, requests } = await start();
  const proposal = place('Pipeline Principal', 'Proposta').stage_id;
  relocate();
  await move(proposal, seen);
  const change = await asked();
  expect(change).toMatchObject({
    reason: 'misplaced',
    trouble: { code: 'pipeline-changed', pipeline: place('Pós-venda', 'Boas-vindas').pipeline_id },
    theirs: { id: proposal },
    overwrote: { name: 'Boas-vindas' },
  });
  expect(requests()).toEqual(['PATCH']);
  expect(stands()).toMatchObject({ stage_id: proposal });

  await engine.handlers.resolve({ change: change.id, answer: 'put-back', rev: change.rev });
  await engine.until(({ pending }) => pending === 0);
  expect(stands()).toMatchObject(place('Pós-venda', 'Boas-vindas'));
}, 20_000);

test('an opportunity that a look finds in another pipeline is asked about once, and nothing foreign is sent', async () => {
  const { engine, place, seen, stands, relocate, move, asked, requests } = await start();
  const proposal = place('Pipeline Principal', 'Proposta').stage_id;
  engine.offline();
  await move(proposal, seen);
  relocate();
  engine.wake('online');
  await engine.handlers.refresh(null);
  expect(await asked()).toMatchObject({ reason: 'pipeline-changed', theirs: { name: 'Boas-vindas' } });
  expect(requests()).toEqual(['GET']);

  const { stage_id: target } = place('Pós-venda', 'Implantação');
  expect(await move(target, proposal)).toMatchObject({ ok: true });
  await engine.until(({ pending }) => pending === 0);
  expect(stands()).toMatchObject(place('Pós-venda', 'Implantação'));
}, 20_000);

test('a pick in a row that stood in no column of its board overwrites nothing that a colleague put there since', async () => {
  const { engine, place, opportunity, stands, move, asked } = await start();
  const { stage_id: foreign } = place('Pós-venda', 'Boas-vindas');
  const { stage_id: proposal } = place('Pipeline Principal', 'Proposta');
  const { stage_id: negotiation } = place('Pipeline Principal', 'Negociação');
  const put = async (stage: StageId, day: string): Promise<void> => {
    Object.assign(stands(), { stage_id: stage, updated_at: `${day} 10:00:00+00` });
    await engine.handlers.refresh(null);
    const reply = await engine.handlers.find({ seq: 1, text: opportunity, limit: 1 });
    expect(reply.hits[0]?.opportunity.stage.id).toBe(stage);
  };
  await put(foreign, '2027-01-01');
  // The stages are open on this row while the colleague puts it right.
  await put(proposal, '2027-01-02');
  expect(await move(negotiation, foreign)).toMatchObject({
    ok: true,
    value: { from: { name: 'Boas-vindas' } },
  });
  expect(await asked()).toMatchObject({ reason: 'conflict', theirs: { name: 'Proposta' } });
  expect(stands()).toMatchObject({ stage_id: proposal });
}, 20_000);
