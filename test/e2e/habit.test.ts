import { expect, test } from 'vitest';
import { seen } from '../support/pointer.ts';
import { onEachDialect } from './dialects.ts';
import type { Scene } from './scene.ts';

/** Settles when what was asked of main before has been answered: it answers in turn. */
const answered = (scene: Scene): Promise<void> => scene.loaded();

onEachDialect('what hands do by habit', ({ start }) => {
  const ready = async (): Promise<Scene> => {
    const scene = await start();
    await scene.signIn();
    await scene.loaded();
    await scene.undoSeconds(0);
    return scene;
  };

  test('a double click on the fourth row opens its stages and moves nothing', async () => {
    const scene = await ready();
    await scene.search('silva');
    const fourth = scene.page.getByRole('listbox', { name: 'Opportunities' }).getByRole('option').nth(3);
    await seen(fourth);
    await fourth.dblclick();
    await scene.page.getByRole('listbox', { name: /^Stage/ }).waitFor();
    await answered(scene);
    await scene.page.getByRole('listbox', { name: /^Stage/ }).waitFor();
    expect(scene.patches()).toEqual([]);
  });

  test('Enter held in the search opens the stages and takes none', async () => {
    const scene = await ready();
    await scene.search('silva');
    const { keyboard } = scene.page;
    for (let repeats = 0; repeats < 20; repeats++) await keyboard.down('Enter');
    await keyboard.up('Enter');
    await answered(scene);
    await scene.page.getByRole('listbox', { name: /^Stage/ }).waitFor();
    expect(scene.patches()).toEqual([]);
  });

  test('a digit held picks one stage and types nothing', async () => {
    const scene = await ready();
    await scene.search('silva');
    const { keyboard } = scene.page;
    await keyboard.press('Enter');
    await scene.page.getByRole('listbox', { name: /^Stage/ }).waitFor();
    const hidden = scene.app.next('window', ({ visible }) => !visible);
    for (let repeats = 0; repeats < 20; repeats++) await keyboard.down('Digit2');
    await keyboard.up('Digit2');
    await hidden;
    await scene.patched(1);
    await scene.press();
    expect(await scene.box.inputValue()).toBe('');
    expect(scene.patches()).toHaveLength(1);
  });
});
