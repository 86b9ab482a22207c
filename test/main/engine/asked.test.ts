import { describe, expect, test } from 'vitest';
import type { Ask } from '../../../main/contract/automation/ask.ts';
import { toldSchema } from '../../../main/contract/automation/told.ts';
import type { OpportunityId, StageId } from '../../../main/contract/model.ts';
import type { Fill } from '../../../main/contract/pushes.ts';
import type { Settings } from '../../../main/contract/settings.ts';
import { engineForThisTest } from '../../support/engine.ts';
import { memoryKeychain } from '../../support/ports/memory-keychain.ts';
import { serverForThisTest } from '../../support/servers/server-for-this-test.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const count = 40;

/** An account with the sample people: João Silva of Acme Indústria Ltda stands in `proposal`. */
async function kit(
  automation: Settings['automation'] = 'move',
  propose: (fill: Fill) => boolean = () => true,
) {
  const server = await serverForThisTest({ count });
  const [first] = server.book.all();
  if (first === undefined) throw new Error('no rows');
  const engine = await engineForThisTest({
    folder: tempFolder(),
    keychain: memoryKeychain(),
    apiUrl: server.url,
    propose,
  });
  const { handlers } = engine;
  await handlers['session.use-key']({ key: server.key, apiUrl: server.url });
  await engine.until(({ directory }) => directory.phase === 'idle' && directory.known === count);
  await handlers['settings.change']({ automation, undoSeconds: 10 });
  const patched = () => server.requests.filter(({ method }) => method === 'PATCH').length;
  const before = patched();
  return {
    server,
    engine,
    ask: (ask: Ask) => engine.asked(ask),
    move: (text: string, stage: string, note = '') => engine.asked({ ask: 'move', text, stage, note }),
    joao: first.id as OpportunityId,
    saved: () => engine.store.rows.open().map(({ opportunity, to }) => [opportunity, to.id]),
    sent: () => patched() - before,
  };
}

describe('another program that asks to move', () => {
  test.each([
    ['a whole name', 'João Silva', 'won'],
    ['words of the name and the company, without accents', 'silva acme joao', 'Negotiation'],
    ['an e-mail address', 'joao.silva@acme.com.br', 'qualified'],
    ['a stage in another language', 'João Silva', 'Ganho'],
    ['what people say for an end', 'João Silva', 'perdemos'],
    ['the first letters of a stage that is no end', 'João Silva', 'nego'],
  ])('is told that it is saved: %s', async (_, text, stage) => {
    const { move, saved, joao, engine } = await kit();
    const told = await move(text, stage);
    expect(told).toMatchObject({ status: 'saved', change: { opportunity: { id: joao }, state: 'held' } });
    expect(saved()).toEqual([[joao, expect.any(String)]]);
    expect(engine.snapshot().pending).toBe(1);
  });

  test.each([
    ['two rows have the words', 'silva', 'won', 'several-opportunities'],
    ['the first letters are no name', 'João Silv', 'won', 'not-exact'],
    ['a typo is no name', 'Joao Sliva', 'won', 'not-exact'],
    ['a word that the row lacks is not left out', 'João Silva Petrobras', 'won', 'not-exact'],
    ['nobody has it', 'qqqqqqqq', 'won', 'no-opportunity'],
    ['the stage is none', 'João Silva', 'zzzz', 'no-stage'],
    ['a number is no stage', 'João Silva', '#2', 'no-stage'],
    ['first letters are too little for an end', 'João Silva', 'wo', 'stage-not-exact'],
    ['a typo is too little for a stage', 'João Silva', 'negotiatoin', 'stage-not-exact'],
  ])('saves nothing where %s', async (_, text, stage, why) => {
    const { move, saved, engine, server } = await kit();
    const other = server.book.all()[1];
    if (other === undefined) throw new Error('no rows');
    server.book.put({ ...other, name: 'Maria Silva', updatedAt: other.updatedAt + 60_000 });
    await engine.handlers.refresh(null);
    expect(await move(text, stage)).toMatchObject({ status: 'unclear', why });
    expect(saved()).toEqual([]);
  });

  test('is given the rows that may be meant, so that it can ask again with an id', async () => {
    const { ask, move, joao } = await kit();
    const told = await move('João Sliva', 'won');
    const row = expect.objectContaining({ id: joao, name: 'João Silva', company: 'Acme Indústria Ltda' });
    expect(told).toMatchObject({ status: 'unclear', opportunities: expect.arrayContaining([row]) });
    expect(await move(joao, 'won')).toMatchObject({ status: 'saved' });
    expect(await ask({ ask: 'pending' })).toMatchObject({
      status: 'listed',
      changes: [{ opportunity: { id: joao }, to: { id: 'won', role: 'won' }, currentAccount: true }],
    });
  });

  test('is told the stages there are where the words mean none of them', async () => {
    const { move, engine } = await kit();
    const stages = engine.snapshot().pipelines.flatMap(pipeline => pipeline.stages.map(({ id }) => id));
    const told = await move('João Silva', 'zzzz');
    expect(told.status === 'unclear' && told.stages.map(({ id }) => id)).toEqual(stages);
  });

  test('leaves a note beside the change, as an argument or behind the sign of a line', async () => {
    const { move, joao } = await kit();
    expect(await move(joao, 'lost', 'no budget')).toMatchObject({ change: { note: 'no budget' } });
    expect(await move(joao, 'won // they called')).toMatchObject({ change: { note: 'they called' } });
  });

  test('is told that it is there already where a person has made the change, and leaves no note beside it', async () => {
    const { move, joao, engine } = await kit();
    await engine.handlers.move({ opportunity: joao, to: 'lost' as StageId, seen: null, note: 'preço' });
    const change = { note: 'preço', byProgram: false };
    expect(await move(joao, 'lost', '30 days silent')).toMatchObject({ status: 'there', change });
    expect(engine.store.rows.open()).toMatchObject([change]);
    expect(await move(joao, 'won', 'signed')).toMatchObject({ status: 'saved', change: { note: 'signed' } });
  });

  test('moves the one whose name has the sign of a note in it, and leaves no note', async () => {
    const { move, saved, engine, server } = await kit();
    const other = server.book.all()[1];
    if (other === undefined) throw new Error('no rows');
    server.book.put({ ...other, name: 'João Silva // Filial', updatedAt: other.updatedAt + 60_000 });
    await engine.handlers.refresh(null);
    expect(await move('João Silva // Filial', 'lost')).toMatchObject({
      status: 'saved',
      change: { note: '' },
    });
    expect(saved()).toEqual([[other.id, 'lost']]);
  });

  test('saves nothing once the user has forbidden it, though it was asked before', async () => {
    const { move, saved, engine, server } = await kit();
    const other = server.book.all()[1];
    if (other === undefined) throw new Error('no rows');
    const id = 'opp_not_known_here';
    server.book.put({ ...other, id });
    const told = move(id, 'won');
    await engine.handlers['settings.change']({ automation: 'propose' });
    expect(await told).toEqual({ status: 'off', allows: 'propose' });
    expect(saved()).toEqual([]);
  });

  test('saves nothing twice: the second time it stands there already', async () => {
    const { move, joao, saved } = await kit();
    const first = await move(joao, 'won');
    expect(await move(joao, 'won')).toMatchObject({
      status: 'there',
      opportunity: { id: joao, stage: { id: 'won' } },
      change: { id: first.status === 'saved' && first.change.id },
    });
    expect(saved()).toHaveLength(1);
  });

  test('is said to have made the change, until the user makes another in its place, and after it in the history', async () => {
    const { ask, move, joao, engine } = await kit();
    const told = await move(joao, 'won');
    if (told.status !== 'saved') throw new Error(told.status);
    expect(told.change.byProgram).toBe(true);
    const listed = async () => (await engine.handlers['outbox.list'](null)).changes.map(one => one.byProgram);
    expect(await listed()).toEqual([true]);
    const lost = 'lost' as StageId;
    await engine.handlers.move({ opportunity: joao, to: lost, seen: null });
    expect(await listed()).toEqual([false]);
    expect(await ask({ ask: 'history', text: '', limit: 5 })).toMatchObject({
      changes: [{ id: told.change.id, state: 'superseded', byProgram: true }],
    });
  });

  test('waits for the undo window as a person does: undo takes it back before anything is sent', async () => {
    const { move, joao, engine, sent } = await kit();
    const told = await move(joao, 'won');
    if (told.status !== 'saved') throw new Error(told.status);
    const undone = await engine.handlers.undo({ change: told.change.id as never });
    expect(undone).toMatchObject({ ok: true, value: { state: 'cancelled' } });
    expect(sent()).toBe(0);
  });
});

describe('what the setting allows', () => {
  test('nothing at first', async () => {
    const { ask } = await kit('off');
    for (const asked of [
      { ask: 'find', text: 'silva', limit: 5 },
      { ask: 'move', text: 'João Silva', stage: 'won', note: '' },
      { ask: 'pending' },
      { ask: 'history', text: '', limit: 5 },
      { ask: 'propose', text: 'João Silva', stage: 'won' },
    ] as const)
      expect(await ask(asked)).toEqual({ status: 'off', allows: 'off' });
  });

  test('searching and proposing, and no move', async () => {
    const { ask, move, joao, saved } = await kit('propose');
    expect(await move(joao, 'won')).toEqual({ status: 'off', allows: 'propose' });
    expect(await ask({ ask: 'find', text: joao, limit: 5 })).toMatchObject({
      status: 'found',
      opportunities: [{ id: joao }],
    });
    expect(saved()).toEqual([]);
  });
});

describe('proposals', () => {
  const proposal = (text: string): Ask => ({ ask: 'propose', text, stage: 'won' });

  test('by the hundred open the popup ten times within a minute, ask the server nothing more, and leave the rest to be asked', async () => {
    const shown: Fill[] = [];
    const { ask, server, joao } = await kit('propose', fill => shown.push(fill) > 0);
    const told = [];
    for (let round = 0; round < 100; round += 1) told.push(await ask(proposal(joao)));
    expect(shown).toHaveLength(10);
    expect(told.slice(0, 10).map(({ status }) => status)).toEqual(Array(10).fill('proposed'));
    expect(told.slice(10)).toEqual(Array(90).fill({ status: 'refused', code: 'too-many-proposals' }));
    const before = server.requests.length;
    expect(await ask(proposal('opp_nobody_knows'))).toEqual({
      status: 'refused',
      code: 'too-many-proposals',
    });
    expect(server.requests).toHaveLength(before);
    expect(await ask({ ask: 'find', text: joao, limit: 1 })).toMatchObject({ status: 'found', total: 1 });
  });

  test('are refused while the user is in the popup', async () => {
    const { ask, joao } = await kit('propose', () => false);
    expect(await ask(proposal(joao))).toEqual({ status: 'refused', code: 'popup-busy' });
  });
});

test('no reply tells a key, an e-mail address or a phone', async () => {
  const { ask, move, server, engine } = await kit();
  const find: Ask = { ask: 'find', text: '', limit: 50 };
  const told = [
    await ask(find),
    await move('silva', 'won'),
    await move('João Silva', 'zzzz'),
    await move('João Silva', 'won', 'note'),
    await move('João Silva', 'won'),
    await ask({ ask: 'propose', text: 'João Silva', stage: 'lost' }),
    await ask({ ask: 'pending' }),
    await ask({ ask: 'history', text: '', limit: 50 }),
  ];
  await engine.handlers['settings.change']({ automation: 'off' });
  told.push(await ask(find));
  await engine.handlers['settings.change']({ automation: 'move' });
  await engine.handlers['session.remove-key']({ erase: false });
  told.push(await ask(find));
  const statuses = toldSchema.options.map(({ entries }) => entries.status.literal);
  expect(new Set(told.map(({ status }) => status))).toEqual(new Set(statuses));
  const text = JSON.stringify(told);
  const secrets = server.book.all().flatMap(({ email, phone }) => [email, phone]);
  expect([server.key, ...secrets].filter(secret => secret !== '' && text.includes(secret))).toEqual([]);
  expect(text).toContain('João Silva');
});
