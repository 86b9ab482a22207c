import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { call } from '../../main/automation/call.ts';
import { readPlace } from '../../main/automation/place.ts';
import type { Ask } from '../../main/contract/automation/ask.ts';
import type { Told } from '../../main/contract/automation/told.ts';
import type { Settings } from '../../main/contract/settings.ts';
import { conversationWith } from '../support/conversation.ts';
import { allow, endApp, listens } from './automation/allow.ts';
import { commandIn, type Ran } from './automation/command.ts';
import { type Ground, onEachDialect, onOneDialect } from './dialects.ts';
import { type Scene, until } from './scene.ts';

let scene: Scene;

const toldIn = ({ out }: Ran): Told => JSON.parse(out) as Told;
const joao = (): string => scene.server.book.all().find(({ name }) => name === 'João Silva')?.id ?? '';

/** João's company and his whole name, which has more words in one dialect than in another. */
const wholeName = async (): Promise<string> => {
  const told = toldIn(await scene.command('find', joao(), '--json'));
  const [row] = told.status === 'found' ? told.opportunities : [];
  return `${row?.company} ${row?.name}`;
};

const megabytes = (count: number): number => count * 1024 * 1024;

/** How many bytes of one line of 64 megabytes are taken before the other side ends. */
async function taken(socket: Socket): Promise<number> {
  // A line that breaks off is an error here, and ends it all the same.
  socket.on('error', () => undefined);
  const ends = new Promise(resolve => socket.once('close', resolve));
  const chunk = Buffer.alloc(65_536, 'x');
  let bytes = 0;
  while (!socket.destroyed && bytes < megabytes(64)) {
    const isRoom = socket.write(chunk);
    bytes += chunk.length;
    if (!isRoom) await Promise.race([new Promise(resolve => socket.once('drain', resolve)), ends]);
  }
  socket.destroy();
  return bytes;
}

/** A machine on which other programs may do so much, with the whole list; null: nobody has said yet. */
const machineOf =
  (start: Ground['start']) =>
  async (automation: Settings['automation'] | null, undoSeconds = 0): Promise<void> => {
    scene = await start();
    scene.reopen(/João Silva/);
    await scene.signIn();
    await scene.loaded();
    if (automation !== null) await allow(scene, automation, undoSeconds);
  };

onEachDialect('other programs', ({ start }) => {
  const machine = machineOf(start);

  test('find rows, move the one that is meant, and read what is pending and what is done', async () => {
    await machine('move', 30);
    const found = await scene.command('find', 'joao silva acme', '--json');
    expect([found.code, toldIn(found)]).toEqual([
      0,
      expect.objectContaining({
        status: 'found',
        opportunities: expect.arrayContaining([
          expect.objectContaining({ id: joao(), name: expect.stringContaining('João Silva') }),
        ]),
      }),
    ]);
    const moved = await scene.command('move', '--json', '--', await wholeName(), 'won');
    const told = toldIn(moved);
    expect(moved).toMatchObject({ code: 0, error: '' });
    expect(told).toMatchObject({
      status: 'saved',
      change: { state: 'held', opportunity: { id: joao() }, to: { role: 'won' } },
    });
    await scene.page.getByRole('button', { name: /^Pending.*1/ }).waitFor();
    const pending = toldIn(await scene.command('pending', '--json'));
    const changes = pending.status === 'listed' ? pending.changes : [];
    expect(changes.map(({ id }) => id)).toEqual([told.status === 'saved' && told.change.id]);
    // The undo window holds for a program as for a person.
    expect(scene.patches()).toEqual([]);
    await scene.undoSeconds(0);
    expect((await scene.command('move', joao(), 'lost')).code).toBe(0);
    await scene.patched(1);
    await scene.app.until('tray', ({ tooltip }) => !tooltip.includes('Pending'));
    expect(scene.patches()).toMatchObject([{ id: joao(), stage: 'lost', status: 200 }]);
    const history = await scene.command('history', 'joão', '--json');
    expect(toldIn(history)).toMatchObject({ status: 'listed', changes: [{ state: 'delivered' }, {}] });
  });

  test('move nothing where it is not certain what is meant: 2, and what may be', async () => {
    await machine('move');
    const several = await scene.command('move', 'silva', 'won', '--json');
    const told = toldIn(several);
    expect([several.code, told.status === 'unclear' && told.why]).toEqual([2, 'several-opportunities']);
    expect(several.error).toContain('Use its id');
    const rows = told.status === 'unclear' ? told.opportunities : [];
    expect(rows.length).toBeGreaterThan(1);
    const stage = await scene.command('move', joao(), 'zzzz', '--json');
    const { stages } = toldIn(stage) as Extract<Told, { status: 'unclear' }>;
    expect([stage.code, stages.map(({ role }) => role)]).toEqual([
      2,
      expect.arrayContaining(['won', 'lost']),
    ]);
    const slip = await scene.command('move', 'Jaoo Silva Acme', 'won');
    expect(slip.code).toBe(2);
    const wrong = await scene.command('move', joao(), 'won', '--force');
    expect(wrong).toMatchObject({ code: 64, out: '' });
    expect(wrong.error).toContain('raze-quick-stage move TEXT STAGE');
    expect(await scene.command('--help')).toEqual({
      code: 0,
      out: wrong.error.slice(wrong.error.indexOf('\n') + 1),
      error: '',
    });
    expect(toldIn(await scene.command('pending', '--json'))).toEqual({ status: 'listed', changes: [] });
    expect(scene.patches()).toEqual([]);
  });

  test('are refused what the popup would refuse: 3, and why', async () => {
    const reader = { key: 'gr_live_reader', permissions: ['opportunities:read'] };
    scene = await start({ server: { keys: [reader] } });
    scene.reopen(/João Silva/);
    await scene.signIn(reader.key);
    await scene.loaded();
    await allow(scene, 'move');
    const ran = await scene.command('move', joao(), 'won', '--json');
    expect([ran.code, toldIn(ran)]).toEqual([3, { status: 'refused', code: 'permission-missing' }]);
    expect(ran.error).toContain('Nothing was saved');
  });

  test('save without a network; what they saved is sent when it is back', async () => {
    await machine('move');
    const name = await wholeName();
    await scene.app.send({ do: 'network', online: false });
    await scene.server.offline();
    const ran = await scene.command('move', name, 'won', '--json');
    expect([ran.code, toldIn(ran).status]).toEqual([0, 'saved']);
    await scene.server.online();
    await scene.app.send({ do: 'network', online: true });
    await scene.app.send({ do: 'menu', path: ['sync'] });
    await scene.patched(1);
    expect(scene.patches()).toMatchObject([{ id: joao(), stage: 'won', status: 200 }]);
  });

  test('start the app without a window where it does not run; it sends what they save', async () => {
    await machine('move');
    const name = await wholeName();
    await endApp(scene);
    expect(readPlace(scene.folder)).toBeNull();
    const ran = await scene.command('move', name, 'won', '--json');
    expect([ran.code, toldIn(ran).status, ran.error]).toEqual([0, 'saved', '']);
    expect(scene.patches()).toMatchObject([{ id: joao(), stage: 'won', key: scene.server.key, status: 200 }]);
    expect(toldIn(await scene.command('pending', '--json'))).toEqual({ status: 'listed', changes: [] });
    expect((await scene.command('move', 'silva', 'won')).code).toBe(2);
    // Whichever gets the database first: the app waits for a command, a command asks the app.
    const [again] = await Promise.all([scene.command('move', joao(), 'lost', '--json'), scene.restart()]);
    expect([again.code, toldIn(again).status]).toEqual([0, 'saved']);
    await scene.patched(2);
    expect(scene.patches()[1]).toMatchObject({ id: joao(), stage: 'lost', status: 200 });
    await scene.hands.go(scene.page, 'History');
    await scene.page.getByText('João Silva').first().waitFor();
  });

  test('start it without a network too: saved, and sent by the app when it runs again', async () => {
    await machine('move');
    const name = await wholeName();
    await scene.page.context().close();
    await scene.app.kill();
    await scene.server.offline();
    const ran = await scene.command('move', name, 'won', '--json');
    expect([ran.code, toldIn(ran).status]).toEqual([0, 'saved']);
    await scene.server.online();
    await scene.restart();
    await scene.app.send({ do: 'menu', path: ['sync'] });
    await scene.patched(1);
    expect(scene.patches()).toMatchObject([{ id: joao(), stage: 'won', status: 200 }]);
  });
});

onOneDialect('other programs on this machine', ({ start }) => {
  const machine = machineOf(start);

  test('may do nothing until the user allows it in the settings', async () => {
    await machine(null);
    for (const args of [['find', 'joao'], ['move', joao(), 'won'], ['pending'], ['history']]) {
      const ran = await scene.command(...args, '--json');
      expect([ran.code, toldIn(ran)]).toEqual([4, { status: 'off', allows: 'off' }]);
      expect(ran.error).toContain('Settings → Other programs on this computer');
    }
    expect(readPlace(scene.folder)).toEqual({ state: 'off' });
    await scene.openSettings();
    await scene.page.getByRole('combobox', { name: 'Other programs on this computer' }).selectOption('move');
    await scene.page.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
    await listens(scene, true);
    expect((await scene.command('find', joao())).code).toBe(0);
    expect(scene.patches()).toEqual([]);
  });

  test('may search and propose, and not move, if the user wants it so', async () => {
    await machine('propose');
    const ran = await scene.command('move', joao(), 'won', '--json');
    expect([ran.code, toldIn(ran)]).toEqual([4, { status: 'off', allows: 'propose' }]);
    expect((await scene.command('find', joao())).out).toContain('João Silva');
    expect(scene.patches()).toEqual([]);
  });

  test('may come several at once, while it runs and while it does not', async () => {
    await machine('move', 30);
    const both = () =>
      Promise.all([
        scene.command('move', joao(), 'won', '--json'),
        scene.command('move', joao(), 'won', '--json'),
        scene.command('find', joao(), '--json'),
      ]);
    const while_ = await both();
    expect(while_.map(({ code }) => code)).toEqual([0, 0, 0]);
    const statuses = while_.slice(0, 2).map(ran => toldIn(ran).status);
    expect(statuses.sort()).toEqual(['saved', 'there']);
    await endApp(scene);
    expect((await both()).map(({ code }) => code)).toEqual([0, 0, 0]);
    await scene.restart();
    await scene.page.getByRole('button', { name: /^Pending.*1/ }).waitFor();
  });

  test.each([
    ['find', ['silva']],
    ['move', ['João Silva', 'won']],
  ] as const)('that print where nobody reads do not keep the app from starting: %s', async (name, texts) => {
    await machine('move');
    await endApp(scene);
    const opened = (): number =>
      readFileSync(join(scene.folder, 'logs', 'main.log'), 'utf8').split(' info account kind=').length;
    const before = opened();
    const [program, args] = commandIn(scene.folder, [name, ...texts, '--json']);
    // A pipe that is full takes nothing of what the command prints, as long as nobody reads from it.
    const unread = '{ head -c 1000000 /dev/zero & "$0" "$@"; echo ended >&2; } | sleep 600';
    const command = spawn('sh', ['-c', unread, program, ...args], {
      env: { ...process.env, ...scene.env },
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    onTestFinished(() => void process.kill(-(command.pid ?? Number.NaN), 'SIGKILL'));
    let said = '';
    command.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    await until(() => opened() > before);
    await scene.restart();
    expect((await scene.command('find', 'silva')).code).toBe(0);
    expect(said).toBe('');
  });

  test('that send what is no ask are told nothing, and the app goes on', async () => {
    await machine('move');
    const place = readPlace(scene.folder);
    if (place?.state !== 'on') throw new Error('Nobody listens');
    const { address } = place;
    for (const bytes of ['\u0000\u0001garbage\n', '{"ask":"move"}\n{"ask":"pending"}\n']) {
      const socket = connect(address);
      let said = '';
      socket.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
      socket.on('error', () => undefined);
      const ended = new Promise(resolve => socket.once('close', resolve));
      socket.write(bytes);
      await ended;
      expect(said).toBe('');
    }
    // A line without end is not kept, neither a stranger's nor that of a program which knows the secret.
    expect(await taken(connect(address))).toBeLessThan(megabytes(8));
    expect(await taken(await conversationWith(place))).toBeLessThan(megabytes(8));
    for (const ask of [{ ask: 'quit' }, { ask: 'find', text: {}, limit: 1e9 }, { ask: '__proto__' }, [[]]])
      expect(await call(place, ask as unknown as Ask)).toEqual({
        kind: 'told',
        told: { status: 'refused', code: 'malformed-request' },
      });
    expect((await scene.command('pending')).code).toBe(0);
    const file = readFileSync(join(scene.folder, 'automation.json'), 'utf8');
    expect(file).not.toContain(scene.server.key);
    await allow(scene, 'off');
    expect(existsSync(dirname(address))).toBe(false);
    expect((await scene.command('pending')).code).toBe(4);
    expect(scene.patches()).toEqual([]);
  });
});
