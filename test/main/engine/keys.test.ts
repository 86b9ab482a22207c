import { describe, expect, test } from 'vitest';
import type { ChangeId } from '../../../main/contract/model.ts';
import { createOutboxRows } from '../../../main/store/changes/outbox-rows.ts';
import type { Seed } from '../../deployed/seed.ts';
import { keyText, type World } from '../../deployed/world.ts';
import { engineForThisTest, type TestEngine } from '../../support/engine.ts';
import { memoryKeychain } from '../../support/ports/memory-keychain.ts';
import { type Deployed, deployedForThisTest } from '../../support/servers/deployed.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const keyOf = (label: string, { url }: Deployed) => ({ key: keyText({ label }), apiUrl: url });
const revisions: readonly Seed['dialect'][] = ['status', 'stage_id'];

async function machineWith(dialect: Seed['dialect']): Promise<{ server: Deployed; engine: TestEngine }> {
  const server = await deployedForThisTest(dialect);
  const folder = tempFolder();
  const engine = await engineForThisTest({ folder, keychain: memoryKeychain(), apiUrl: server.url });
  return { server, engine };
}

/** The recordings' events that take a key away. */
const losses: Readonly<Record<string, (world: World) => void>> = {
  'the key is revoked': ({ keys }) => {
    for (const key of keys) key.active = false;
  },
  'the account is switched off': ({ closed }) => closed.add('main'),
};

const giveBack = ({ keys, closed }: World): void => {
  for (const key of keys) key.active = true;
  closed.clear();
};

/** Moves the first row to another stage of its pipeline; the change. */
async function moveSomewhere(engine: TestEngine): Promise<ChangeId> {
  const { hits } = await engine.handlers.find({ seq: 1, text: '', limit: 1 });
  const row = hits[0]?.opportunity;
  const home = engine.snapshot().pipelines.find(({ id }) => id === row?.pipeline);
  const to = home?.stages.find(({ id }) => id !== row?.stage.id);
  if (row === undefined || to === undefined) throw new Error('no stage to move to');
  const moved = await engine.handlers.move({ opportunity: row.id, to: to.id, seen: row.stage.id });
  if (!moved.ok) throw new Error(moved.failure.code);
  return moved.value.id;
}

describe.each(revisions)('%s', dialect => {
  test.each(['expired', 'revoked', 'never-heard-of'])(
    'a key that is %s is not accepted, and changes nothing',
    async label => {
      const { server, engine } = await machineWith(dialect);
      const used = await engine.handlers['session.use-key'](keyOf(label, server));
      expect(used).toEqual({ ok: false, failure: { code: 'key-invalid' } });
      expect(engine.snapshot().account).toEqual({ kind: 'none' });
    },
  );

  test('a key that may neither read nor move is told what it lacks', async () => {
    const { server, engine } = await machineWith(dialect);
    const used = await engine.handlers['session.use-key'](keyOf('contacts-only', server));
    const failure = { code: 'permission-missing', permission: 'opportunities:write' };
    expect(used).toEqual({ ok: false, failure });
  });

  test('a key that may only read says so as soon as it is entered, and no pick of it is taken', async () => {
    const { server, engine } = await machineWith(dialect);
    const used = await engine.handlers['session.use-key'](keyOf('read-only', server));
    expect(used).toMatchObject({ ok: true, value: { read: 'yes', write: 'no' } });
    await engine.until(({ directory }) => directory.phase === 'idle');
    await expect(moveSomewhere(engine)).rejects.toThrow('permission-missing');
    expect(engine.snapshot().pending).toBe(0);
  });

  test.each(Object.keys(losses))('%s: reading finds it out and asks for the key', async loss => {
    const { server, engine } = await machineWith(dialect);
    await engine.handlers['session.use-key'](keyOf('rw', server));
    await engine.until(({ directory }) => directory.phase === 'idle');
    losses[loss]?.(server.world);
    await engine.handlers.refresh(null);
    expect(engine.snapshot()).toMatchObject({
      pause: { kind: 'auth' },
      directory: { failure: { code: 'key-invalid' } },
    });

    const before = server.requests.length;
    await engine.handlers.refresh(null);
    expect(engine.snapshot().directory.failure).toEqual({ code: 'key-invalid' });
    expect(server.requests.length).toBe(before + 1);
    engine.shown();
    expect(server.requests.length).toBe(before + 1);
  });

  test.each(Object.keys(losses))('%s, and given back: a Sync that reads goes on sending', async loss => {
    const { server, engine } = await machineWith(dialect);
    engine.handlers['settings.change']({ undoSeconds: 0 });
    await engine.handlers['session.use-key'](keyOf('rw', server));
    await engine.until(({ directory }) => directory.phase === 'idle');
    losses[loss]?.(server.world);
    await engine.handlers.refresh(null);
    const waiting = await moveSomewhere(engine);
    expect(engine.snapshot()).toMatchObject({ pause: { kind: 'auth' }, pending: 1 });

    giveBack(server.world);
    await engine.handlers.refresh(null);
    await engine.until(({ pause, pending }) => pause === null && pending === 0);
    expect(engine.handlers['history.list']({ text: '', before: null, limit: 1 })).toMatchObject([
      { id: waiting, state: 'delivered' },
    ]);
    expect(createOutboxRows(engine.store.db).pauses().size).toBe(0);
  });

  test('a key that may only write, refused and taken again: a Sync ends the pause, though it reads nothing', async () => {
    const { server, engine } = await machineWith(dialect);
    await engine.handlers['session.use-key'](keyOf('write-only', server));
    server.world.closed.add('main');
    await engine.handlers.refresh(null);
    expect(engine.snapshot().pause).toEqual({ kind: 'auth' });
    server.world.closed.clear();
    await engine.handlers.refresh(null);
    expect(engine.snapshot().pause).toBeNull();
  });

  test('the key entered again, once its account is back, reads and sends again', async () => {
    const { server, engine } = await machineWith(dialect);
    await engine.handlers['session.use-key'](keyOf('rw', server));
    await engine.until(({ directory }) => directory.phase === 'idle');
    server.world.closed.add('main');
    await engine.handlers.refresh(null);
    server.world.closed.clear();
    expect(await engine.handlers['session.use-key'](keyOf('rw', server))).toMatchObject({ ok: true });
    const after = await engine.until(({ directory, pause }) => directory.phase === 'idle' && pause === null);
    expect(after.directory.failure).toBeNull();
  });

  test('a key that may not read any more is known for it, and read with again when the user syncs', async () => {
    const { server, engine } = await machineWith(dialect);
    await engine.handlers['session.use-key'](keyOf('rw', server));
    await engine.until(({ directory }) => directory.phase === 'idle');
    const key = server.world.keys.find(one => one.key === keyText({ label: 'rw' }));
    if (key === undefined) throw new Error('no such key');
    key.permissions = ['opportunities:write'];
    await engine.handlers.refresh(null);
    expect(engine.snapshot().account).toMatchObject({ read: 'no' });
    const before = server.requests.length;
    engine.shown();
    expect(server.requests.length).toBe(before);
    key.permissions = ['opportunities:read', 'opportunities:write'];
    await engine.handlers.refresh(null);
    expect(engine.snapshot()).toMatchObject({ account: { read: 'yes' }, directory: { failure: null } });
  });
});
