import { expect, test } from 'vitest';
import { onEachDialect } from '../dialects.ts';
import type { Scene } from '../scene.ts';

onEachDialect('several at once', ({ start }) => {
  /** Three opportunities of one pipeline, in its first stage, each marked in a search of its own. */
  const marked = async (undoSeconds: number): Promise<Scene> => {
    const scene = await start();
    const all = scene.server.book.all().filter(({ pipeline }) => pipeline === scene.server.pipelines[0]?.id);
    const named = Map.groupBy(all, ({ name }) => name);
    const three = [...named.values()].flatMap(rows => (rows.length === 1 ? rows : [])).slice(0, 3);
    for (const { name } of three) scene.reopen(new RegExp(`^${name}$`));
    await scene.signIn();
    await scene.loaded();
    await scene.undoSeconds(undoSeconds);
    for (const [at, { name }] of three.entries()) {
      await scene.search(name, name);
      await scene.page.keyboard.press('Shift+ArrowDown');
      await scene.page.locator('.marks', { hasText: `${at + 1} marked` }).waitFor();
    }
    await scene.check();
    return scene;
  };

  test('are moved by Enter and a digit, one change each', async () => {
    const scene = await marked(0);
    const { keyboard } = scene.page;
    await keyboard.press('Enter');
    await scene.page.getByRole('listbox', { name: 'Stage: 3 opportunities' }).waitFor();
    await scene.check();
    await keyboard.press('Enter');
    expect(scene.patches()).toEqual([]);
    await keyboard.press('Digit2');
    await scene.patched(3);
    expect(new Set(scene.patches().map(({ id }) => id)).size).toBe(3);
  });

  test('are closed only by the key that answers the question, and one undo takes all of them back', async () => {
    const scene = await marked(30);
    const { keyboard } = scene.page;
    await keyboard.press('Enter');
    await scene.page.getByRole('listbox', { name: 'Stage: 3 opportunities' }).waitFor();
    await keyboard.press('End');
    await keyboard.press('Enter');
    await scene.page.getByRole('alertdialog', { name: /^Mark 3 opportunities as / }).waitFor();
    await scene.check();
    await keyboard.press('Enter');
    await scene.page.getByText('Enter does not answer this.').first().waitFor();
    const hidden = scene.app.next('window', ({ visible }) => !visible);
    await keyboard.press('Control+Enter');
    await hidden;
    await scene.press();
    await keyboard.press('Control+z');
    await scene.page.getByText('3 undone').first().waitFor();
    await scene.check();
    expect(scene.patches()).toEqual([]);
  });
});
