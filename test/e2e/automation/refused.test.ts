import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Told } from '../../../main/contract/automation/told.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { onOneDialect } from '../dialects.ts';
import type { Scene } from '../scene.ts';
import { endApp, signInAndAllow } from './allow.ts';
import { runCommandIn } from './command.ts';

let scene: Scene;

const joao = (): string => scene.server.book.all().find(({ name }) => name === 'João Silva')?.id ?? '';
const move = async (): Promise<readonly [number | null, Told]> => {
  const { code, out } = await scene.command('move', joao(), 'won', '--json');
  return [code, JSON.parse(out)];
};
const pending = async (): Promise<Told> => JSON.parse((await scene.command('pending', '--json')).out);

onOneDialect('a program that moves', ({ start }) => {
  const machine = async (options: Parameters<typeof start>[0] = {}): Promise<void> => {
    scene = await start(options);
    await signInAndAllow(scene, 'move');
  };
  const end = async (): Promise<void> => {
    await endApp(scene);
  };

  test.each([true, false])(
    'once the hour’s requests are used up is told that it is saved, and it waits (the app runs: %s)',
    async isRunning => {
      await machine();
      if (!isRunning) await end();
      scene.server.setLimit(0);
      expect(await move()).toMatchObject([0, { status: 'saved', change: { opportunity: { id: joao() } } }]);
      expect(await pending()).toMatchObject({ status: 'listed', changes: [{ to: { role: 'won' } }] });
      expect(scene.patches().filter(({ status }) => status === 200)).toEqual([]);
      if (!isRunning) await scene.restart();
    },
  );

  test.each([true, false])(
    'with a key that the server knows no more is told that it is saved, and it waits (the app runs: %s)',
    async isRunning => {
      await machine();
      if (!isRunning) await end();
      scene.server.faults.add({ kind: 'error', status: 401 }, { times: Number.POSITIVE_INFINITY });
      expect(await move()).toMatchObject([0, { status: 'saved' }]);
      expect(await pending()).toMatchObject({ status: 'listed', changes: [{ to: { role: 'won' } }] });
      scene.server.faults.clear();
      if (!isRunning) await scene.restart();
    },
  );

  test('with a variable that is no address is told that the app cannot be started: 7, unless a policy has the address', async () => {
    await machine();
    await end();
    const policy = join(scene.folder, 'policy.json');
    writeFileSync(policy, JSON.stringify({ apiUrl: scene.server.url }));
    const bad = { ...scene.env, RAZE_API_URL: 'http://no.tls.example' };
    const asked = ['move', joao(), 'won', '--json'];
    const ran = await runCommandIn(scene.folder, asked, bad);
    expect([ran.code, JSON.parse(ran.out)]).toEqual([7, { status: 'not-started' }]);
    const saved = await runCommandIn(scene.folder, asked, { ...bad, RAZE_POLICY_FILE: policy });
    expect([saved.code, JSON.parse(saved.out).status]).toEqual([0, 'saved']);
    await scene.patched(1);
    await scene.restart();
  });

  test('before the app was ever started is told that nothing is allowed: 4, or, where a policy allows it, that there is no key: 3', async () => {
    const folder = tempFolder();
    const asked = ['move', 'João Silva', 'won', '--json'];
    const first = await runCommandIn(folder, asked);
    expect([first.code, JSON.parse(first.out)]).toEqual([4, { status: 'off', allows: 'off' }]);
    const policy = join(folder, 'policy.json');
    writeFileSync(policy, JSON.stringify({ automation: 'move' }));
    const allowed = await runCommandIn(folder, asked, { RAZE_POLICY_FILE: policy });
    expect([allowed.code, JSON.parse(allowed.out)]).toEqual([3, { status: 'refused', code: 'key-none' }]);
  });

  test('without a key is refused: 3', async () => {
    await machine({ keychain: 'none' });
    await end();
    expect(await move()).toEqual([3, { status: 'refused', code: 'key-none' }]);
    await scene.restart();
    expect(await move()).toEqual([3, { status: 'refused', code: 'key-none' }]);
  });
});
