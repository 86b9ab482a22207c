import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Bridge } from '../../../main/contract/bridge.ts';
import type { CallName } from '../../../main/contract/calls.ts';
import { filesIn, filesWith, isIn } from '../../support/secret-forms.ts';
import { onOneDialect } from '../dialects.ts';

/** Every call of the contract as a page may make it; those that take the account away come last. */
function everyCall(id: string, pipeline: string, stage: string, key: string, apiUrl: string) {
  const change = '00000000-0000-4000-8000-000000000000';
  const moves = [{ opportunity: id, to: stage, seen: null }];
  return {
    'session.get': null,
    'session.use-key': { key, apiUrl },
    'session.rebind': { lane: change },
    find: { seq: 1_000, text: key, limit: 10 },
    'find.on-server': { text: 'joao' },
    'opportunity.look': { id },
    'opportunity.changes': { id },
    move: { ...moves[0], letters: 'joao', note: 'a note' },
    'move.several': { moves },
    undo: { change },
    'undo.several': { undos: [{ change }] },
    resolve: { change, answer: 'cancel', rev: 1 },
    'outbox.list': null,
    'history.list': { text: key, before: null, limit: 10 },
    'reasons.list': null,
    'history.sums': { periods: [{ from: 0, until: 1 }] },
    'history.export': { zone: 'Etc/UTC' },
    refresh: null,
    'settings.change': { undoSeconds: 0 },
    'stages.reorder': { pipeline, order: [stage] },
    'stages.mark': { pipeline, stage, role: null },
    'picks.forget': null,
    'popup.entering': { what: 'nothing' },
    'popup.resize': { height: 400 },
    'row.pin': { id, on: true },
    'row.copy': { id, what: 'name' },
    'link.open': { page: 'api-keys' },
    'diagnostics.copy': null,
    'logs.show': null,
    'update.look': null,
    'update.restart': null,
    'update.put-off': null,
    'popup.hide': null,
    'session.use-sample': null,
    'session.remove-key': { erase: false },
    'session.erase-everything': null,
  } satisfies Record<CallName, unknown>;
}

onOneDialect('the key', ({ start }) => {
  test('is told to the page by no reply to any call and no push, and lies in no file', async () => {
    const scene = await start();
    const { app, page, folder, server } = scene;
    const heard: Buffer[] = [];
    page.on('websocket', socket => {
      socket.on('framereceived', ({ payload }) => heard.push(Buffer.from(payload)));
    });
    const loads = app.next('page');
    await page.reload();
    await loads;
    await scene.signIn();
    await scene.loaded();
    const [row] = server.book.all();
    if (row === undefined) throw new Error('The sample is empty');
    const holds = (bytes: Buffer): boolean => isIn(server.key, bytes);
    const keeping = (): readonly string[] => filesWith(server.key, folder);

    const calls = everyCall(row.id, row.pipeline, row.stage, server.key, server.url);
    await app.send({ do: 'dialog', path: join(folder, 'history.csv') });
    const answers: Record<string, boolean> = {};
    let whileInUse: readonly string[] = ['not looked'];
    for (const [name, request] of Object.entries(calls)) {
      if (name === 'session.use-sample') whileInUse = keeping();
      const reply = await page.evaluate(
        ([name, request]) => (Reflect.get(window, 'bridge') as Bridge).call(name as never, request as never),
        [name, request] as const,
      );
      answers[name] = reply.ok;
    }
    // Each was answered by its handler: none was refused for its form.
    expect(Object.keys(answers).filter(name => !answers[name])).toEqual([]);
    expect([...whileInUse, ...keeping()]).toEqual([]);
    expect(filesIn(folder).map(file => file.slice(folder.length + 1))).toContain('quick-stage.db');
    expect(heard.length).toBeGreaterThan(Object.keys(calls).length);
    expect(heard.filter(holds).map(String)).toEqual([]);
    expect(app.events.filter(told => holds(Buffer.from(JSON.stringify(told))))).toEqual([]);
    expect(holds(Buffer.from(app.log()))).toBe(false);
  });
});
