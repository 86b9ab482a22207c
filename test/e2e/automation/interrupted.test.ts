import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPlace } from '../../../main/automation/place.ts';
import type { Fault } from '../../support/servers/faults.ts';
import { onOneDialect } from '../dialects.ts';
import { type Scene, until } from '../scene.ts';
import { endApp, signInAndAllow } from './allow.ts';
import { before, begin } from './begun.ts';
import { hello, toolCall } from './messages.ts';

let scene: Scene;

const signals = ['SIGINT', 'SIGTERM'] as const;
const joao = (): string => scene.server.book.all().find(({ name }) => name === 'João Silva')?.id ?? '';
/** An id that nobody knows here: it has to be looked up. */
const unknown = '11111111-2222-4333-8444-555555555555';
const asked = (path: RegExp): Promise<void> =>
  until(() => scene.server.requests.some(request => path.test(request.path)));

const nothing = { status: 'listed', changes: [] };

/** What a command reads from its database, by a part of the statement: before it has the key, and before it has the rows. */
const moments = { 'before it has the key': 'settings', 'before it has the rows': 'opportunity_slices' };
/** The process asks itself to end as it reads that for the first time. */
const interruptedAt = (statement: string, signal: string): string => `
  const { DatabaseSync } = await import('node:sqlite');
  const { prepare } = DatabaseSync.prototype;
  DatabaseSync.prototype.prepare = function (sql) {
    if (/^SELECT\\b/.test(sql) && sql.includes(${JSON.stringify(statement)})) {
      DatabaseSync.prototype.prepare = prepare;
      process.kill(process.pid, ${JSON.stringify(signal)});
    }
    return prepare.call(this, sql);
  };`;

onOneDialect('a command that is interrupted', ({ start }) => {
  const machine = async (isRunning: boolean): Promise<void> => {
    scene = await start();
    await signInAndAllow(scene, 'move');
    if (isRunning) return;
    await endApp(scene);
  };
  /** The lookup of that id gets no answer. */
  const silentLookup = () =>
    scene.server.faults.add(
      { kind: 'silence', acted: false },
      { path: new RegExp(unknown), times: Number.POSITIVE_INFINITY },
    );

  describe.each(signals)('by %s', signal => {
    test.each([true, false])('before it has an answer says so: 6 (the app runs: %s)', async isRunning => {
      await machine(isRunning);
      silentLookup();
      const move = begin(scene, 'move', unknown, 'won', '--json');
      await asked(new RegExp(unknown));
      move.kill(signal);
      const { code, out, error } = await move.ended;
      expect([code, out.trim()]).toEqual([6, '{"status":"unanswered"}']);
      expect(error).toContain('“pending” tells');
      if (!isRunning) await scene.restart();
      const { out: pending } = await scene.command('pending', '--json');
      expect(JSON.parse(pending)).toEqual(nothing);
    });

    test.each(Object.entries(moments))(
      'as it begins without the app says so, and nothing that is no longer so: 6 (%s)',
      async (_, statement) => {
        await machine(false);
        const env = { ...scene.env, ...before(interruptedAt(statement, signal)) };
        const { code, out } = await begin({ folder: scene.folder, env }, 'move', joao(), 'won', '--json')
          .ended;
        expect([code, out.trim()]).toEqual([6, '{"status":"unanswered"}']);
        await scene.restart();
        expect(JSON.parse((await scene.command('pending', '--json')).out)).toEqual(nothing);
      },
    );

    test('after it has told that a change is saved ends as it was told; the app sends it', async () => {
      await machine(false);
      scene.server.faults.add({ kind: 'silence', acted: true }, { method: 'PATCH' });
      const move = begin(scene, 'move', joao(), 'won', '--json');
      await move.printed;
      await scene.patched(1);
      move.kill(signal);
      const { code, out, error } = await move.ended;
      expect([code, JSON.parse(out).status, error]).toEqual([0, 'saved', '']);
      await scene.restart();
      await scene.app.until('tray', ({ tooltip }) => !tooltip.includes('Pending'));
      expect(scene.patches()).toMatchObject([{ id: joao(), stage: 'won' }]);
    });

    test('as an assistant’s server tells what is open and ends as where its input ends', async () => {
      await machine(true);
      silentLookup();
      const mcp = begin(scene, 'mcp');
      mcp.say(`${hello.join('\n')}\n`);
      await mcp.printed;
      mcp.say(`${toolCall(2, 'propose_move', { text: unknown, stage: 'won' })}\n`);
      await asked(new RegExp(unknown));
      mcp.kill(signal);
      const { code, out, error } = await mcp.ended;
      const [, called = ''] = out.split('\n');
      expect([code, error]).toEqual([0, '']);
      expect(JSON.parse(called)).toMatchObject({ id: 2, result: { isError: true } });
      expect(called).toContain('unanswered');
      expect((await scene.command('pending')).code).toBe(0);
    });
  });
});

onOneDialect('the app', ({ start }) => {
  const sending = async (fault: Fault): Promise<string> => {
    scene = await start();
    await signInAndAllow(scene, 'move');
    const place = readPlace(scene.folder);
    const address = place?.state === 'on' ? place.address : '';
    expect(existsSync(address)).toBe(true);
    scene.server.faults.add(fault, { method: 'PATCH' });
    expect((await scene.command('move', joao(), 'won')).code).toBe(0);
    await until(() => scene.app.log().includes('transition to=sending'));
    await scene.page.context().close();
    return address;
  };
  const isDelivered = async (address: string): Promise<void> => {
    expect([readPlace(scene.folder), existsSync(dirname(address))]).toEqual([null, false]);
    await scene.restart();
    await scene.app.until('tray', ({ tooltip }) => !tooltip.includes('Pending'));
    expect(scene.patches()).toMatchObject([{ id: joao(), stage: 'won' }]);
  };

  test.each(signals)(
    'that %s ends while it sends waits for the answer and leaves no socket',
    async signal => {
      const address = await sending({ kind: 'slow', ms: 1_500 });
      scene.app.signal(signal);
      expect(await scene.app.ended()).toBe(0);
      await isDelivered(address);
    },
  );

  test('that is ended while it sends does not wait for ever, and loses nothing', async () => {
    const address = await sending({ kind: 'silence', acted: true });
    scene.app.signal('SIGTERM');
    await scene.app.ended();
    await isDelivered(address);
  });
});
