import { describe, expect, test } from 'vitest';
import { fail, ok } from '../../../main/contract/failure.ts';
import type { OpportunityId, StageId } from '../../../main/contract/model.ts';
import type { Keychain } from '../../../main/secrets/keychain.ts';
import { engineForThisTest } from '../../support/engine.ts';
import { serverForThisTest } from '../../support/servers/server-for-this-test.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const noKeychain: Keychain = {
  read: async () => ok(null),
  store: async () => ok(null),
  remove: async () => ok(null),
};

/** An account in which four opportunities are new. */
async function kit(undoSeconds: number) {
  const api = await serverForThisTest({ count: 12 });
  const ids = api.book.all().map(({ id }) => id as OpportunityId);
  const four = ids.slice(0, 4);
  for (const id of four) api.move(id, 'new');
  const engine = await engineForThisTest({ folder: tempFolder(), keychain: noKeychain, apiUrl: api.url });
  const { handlers } = engine;
  await handlers['session.use-key']({ key: api.key, apiUrl: engine.snapshot().apiUrl });
  await engine.until(({ directory }) => directory.known === 12);
  const before = api.requests.length;
  handlers['settings.change']({ undoSeconds });
  const move = (stage: string) => {
    const to = stage as StageId;
    const moves = four.map(opportunity => ({ opportunity, to, seen: 'new' as StageId }));
    return handlers['move.several']({ moves });
  };
  const stages = () => four.map(id => api.book.get(id)?.stage);
  const patched = () => api.requests.slice(before).filter(({ method }) => method === 'PATCH').length;
  return { engine, handlers, four, move, stages, patched };
}
const all = (stage: string) => Array.from({ length: 4 }, () => stage);

describe('several moved at once', () => {
  test('are a change each, on disk with the answer, and are delivered', async () => {
    const { engine, handlers, four, move, stages } = await kit(0);
    const moved = await move('qualified');
    expect(moved.map(one => one.ok && one.value.opportunity)).toEqual(four);
    expect(engine.store.rows.open().map(({ opportunity }) => opportunity)).toEqual(four);
    await engine.until(({ pending }) => pending === 0);
    expect(stages()).toEqual(all('qualified'));
    expect(handlers['history.list']({ text: '', before: null, limit: 10 })).toHaveLength(4);
  });

  test('are answered one by one: what fails stops none of the others', async () => {
    const { engine, handlers, four } = await kit(10);
    const [first, second, third] = four;
    if (first === undefined || second === undefined || third === undefined) throw new Error('no rows');
    const seen = 'new' as StageId;
    const moves = [
      { opportunity: first, to: 'new' as StageId, seen },
      { opportunity: second, to: 'elsewhere' as StageId, seen },
      { opportunity: third, to: 'qualified' as StageId, seen },
    ];
    const answers = await handlers['move.several']({ moves });
    expect(answers.slice(0, 2)).toEqual([fail({ code: 'already-there' }), fail({ code: 'stage-unknown' })]);
    expect(answers[2]).toMatchObject({ ok: true, value: { opportunity: third, state: 'held' } });
    expect(engine.snapshot().pending).toBe(1);
  });

  test('are taken back at once before they are sent, and only once', async () => {
    const { engine, handlers, move, stages, patched } = await kit(10);
    const moved = await move('qualified');
    const undos = moved.flatMap(one => (one.ok ? [{ change: one.value.id }] : []));
    const undone = await handlers['undo.several']({ undos });
    expect(undone.map(one => one.ok && one.value.state)).toEqual(all('cancelled'));
    expect(await handlers['undo.several']({ undos })).toEqual(undone);
    expect(engine.snapshot().pending).toBe(0);
    expect([stages(), patched()]).toEqual([all('new'), 0]);
  });

  test('are taken back by changes of their own once they are delivered', async () => {
    const { engine, handlers, move, stages } = await kit(0);
    const moved = await move('qualified');
    await engine.until(({ pending }) => pending === 0);
    const undos = moved.flatMap(one => (one.ok ? [{ change: one.value.id }] : []));
    const undone = await handlers['undo.several']({ undos });
    expect(undone.map(one => one.ok && [one.value.from?.id, one.value.to.id, one.value.state])).toEqual(
      undos.map(() => ['qualified', 'new', 'held']),
    );
    expect(stages()).toEqual(all('qualified'));
  });
});
