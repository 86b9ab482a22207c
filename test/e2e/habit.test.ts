import { expect, test } from 'vitest';
import { seen } from '../support/pointer.ts';
import { onEachDialect } from './dialects.ts';
import type { Scene } from './scene.ts';

/** Settles when what was asked of main before has been answered: it answers in turn. */
const answered = (scene: Scene): Promise<void> => scene.loaded();

onEachDialect('what hands do by habit', ({ start }) => {
  const ready = async (): Promise<Scene> => {
    const scene = await start();
    // Each stands in the first stage: no key that is pressed means the stage that the row is in already.
    scene.reopen(/Silva/);
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

  /** Won and delivered; the popup is shown with an empty box. */
  const delivered = async (): Promise<Scene> => {
    const scene = await start();
    scene.reopen(/João Silva/);
    await scene.signIn();
    await scene.loaded();
    await scene.undoSeconds(0);
    await scene.pick('joao silva acme', /João Silva/, 'Won');
    await scene.patched(1);
    await scene.press();
    return scene;
  };

  test('Ctrl+Z with letters in the box undoes typing, never a deal that was won', async () => {
    const scene = await delivered();
    await scene.hands.write(scene.box, 'maria');
    await scene.hands.undo(scene.page);
    await scene.page.waitForFunction(() => document.querySelector<HTMLInputElement>('#search')?.value === '');
    await answered(scene);
    expect(scene.patches()).toHaveLength(1);
  });

  test('Ctrl+Z twice takes a delivered deal back once, held, with an undo of its own', async () => {
    const scene = await delivered();
    await scene.hands.undo(scene.page);
    await scene.hands.undo(scene.page);
    await scene.page.getByRole('button', { name: /^Undo/ }).waitFor();
    await answered(scene);
    expect(scene.patches()).toHaveLength(1);
    await scene.patched(2);
    expect(scene.patches()[1]?.stage).not.toBe('won');
  });

  test('in the history only the newest change of an opportunity can be undone', async () => {
    const scene = await delivered();
    await scene.pick('joao silva acme', /João Silva/, 'Lost');
    await scene.patched(2);
    await scene.press();
    await scene.hands.go(scene.page, 'History');
    await scene.page.getByText('Only the newest change can be undone.').waitFor();
    expect(await scene.page.getByRole('button', { name: /^Undo João Silva/ }).count()).toBe(1);
  });
});
