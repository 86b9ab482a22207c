import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Bridge } from '../../main/contract/bridge.ts';
import type { Settings } from '../../main/contract/settings.ts';
import { signInAndAllow } from './automation/allow.ts';
import { runCommandIn } from './automation/command.ts';
import { onOneDialect } from './dialects.ts';
import { type Scene, until } from './scene.ts';

let scene: Scene;

/** Every file of the user's data that holds the text. */
const filesWith = (text: string): string[] =>
  readdirSync(scene.folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(scene.folder, name))
    .filter(file => statSync(file).isFile() && readFileSync(file).includes(text));

const erase = async (): Promise<void> => {
  await scene.openSettings();
  await scene.hands.press(scene.page.getByRole('button', { name: 'Erase…' }));
  await scene.hands.press(scene.page.getByRole('button', { name: 'Erase everything' }));
};
const erased = (): Promise<void> => scene.page.getByRole('textbox', { name: 'API key' }).waitFor();

onOneDialect('erasing everything', ({ start }) => {
  const machine = async (): Promise<string> => {
    scene = await start();
    await signInAndAllow(scene, 'move');
    const { email = '' } = scene.server.book.all().find(({ name }) => name === 'João Silva') ?? {};
    expect(filesWith(email)).not.toEqual([]);
    return email;
  };

  test.each(['quit', 'kill'] as const)(
    'is said while it waits for what is under way; where the app ends meanwhile (%s), the next start ends it',
    async how => {
      const email = await machine();
      scene.server.faults.add({ kind: 'silence', acted: false }, { method: 'GET' });
      await scene.app.send({ do: 'menu', path: ['sync'] });
      await erase();
      const busy = scene.page.getByRole('button', { name: 'Erasing…' });
      await expect.poll(() => busy.count()).toBe(2);
      expect(await scene.page.getByRole('button', { name: 'Keep everything' }).count()).toBe(0);
      await scene.check();
      await scene.restart(how);
      await erased();
      expect(filesWith(email)).toEqual([]);
      expect(scene.app.log()).toContain('info erased version=0.1.0 left=0');
    },
  );

  test('is not begun by a command: it is told that nothing is allowed any more', async () => {
    const email = await machine();
    scene.server.faults.add({ kind: 'silence', acted: false }, { method: 'GET' });
    await scene.app.send({ do: 'menu', path: ['sync'] });
    await erase();
    await scene.page.getByRole('button', { name: 'Erasing…' }).first().waitFor();
    await scene.app.kill();
    expect(await runCommandIn(scene.folder, ['find', 'silva'], scene.env)).toMatchObject({
      code: 4,
      out: '',
    });
    expect(filesWith(email)).not.toEqual([]);
    await scene.restart();
    await erased();
    expect(filesWith(email)).toEqual([]);
  });

  test('leaves nothing to a dialog that was open before: no row for a file, no address for the settings', async () => {
    await machine();
    expect((await scene.command('move', 'João Silva', 'won')).code).toBe(0);
    await until(() => scene.app.log().includes('transition to=delivered'));
    const saving = scene.app.next('dialog', ({ kind }) => kind === 'save');
    const exported = scene.page.evaluate(async () => {
      const bridge = Reflect.get(window, 'bridge') as Bridge;
      await bridge.call('history.export', { zone: 'UTC' });
    });
    await saving;
    await erase();
    await erased();
    const path = join(scene.folder, 'history.csv');
    await scene.app.send({ do: 'dialog', path });
    await exported;
    expect(readFileSync(path, 'utf8').trim().split('\r\n')).toHaveLength(1);

    const asking = scene.app.next('dialog', ({ kind }) => kind === 'message');
    const changed = scene.page.evaluate(async (): Promise<Partial<Settings>> => {
      const bridge = Reflect.get(window, 'bridge') as Bridge;
      const set = await bridge.call('settings.change', {
        apiUrl: 'https://api.strange.test',
        undoSeconds: 9,
      });
      return set.ok && set.value.ok ? set.value.value : {};
    });
    await asking;
    await erase();
    await erased();
    await scene.app.send({ do: 'dialog', button: 0 });
    expect(await changed).toMatchObject({ apiUrl: null, undoSeconds: 5 });
  });
});
