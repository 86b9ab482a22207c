import { beforeAll, expect, test } from 'vitest';
import { onEachDialect } from '../dialects.ts';
import type { Scene } from '../scene.ts';

let scene: Scene;

onEachDialect('the menu of a row', ({ start }) => {
  beforeAll(async () => {
    scene = await start({ keychain: 'none' });
    await scene.signIn();
    await scene.loaded();
  });

  const choose = async (item: string): Promise<void> => {
    await scene.page.keyboard.press('Control+k');
    const menu = scene.page.getByRole('menu');
    await menu.waitFor();
    await scene.check();
    await menu.getByRole('menuitem', { name: item }).focus();
    await scene.page.keyboard.press('Enter');
    await menu.waitFor({ state: 'detached' });
  };

  test('copies what the row has to the system’s clipboard, and says so', async () => {
    const record = scene.server.book.all().find(({ email }) => email !== '');
    const email = record?.email ?? '';
    await scene.search(email, record?.name);
    const copied = scene.app.next('clipboard');
    await choose('Copy e-mail');
    expect((await copied).text).toBe(email);
    await scene.page.getByText(`Copied: ${email}`).first().waitFor();
  });

  test('shows its details, and what was done to it from here', async () => {
    await choose('Details');
    await scene.page.getByRole('heading', { name: 'Changes made here' }).waitFor();
    await scene.check();
    await scene.page.keyboard.press('Escape');
    await scene.box.waitFor();
  });

  test('keeps a row at the top of the empty box, also after a restart, and lets it go', async () => {
    await scene.box.fill('');
    await scene.page.locator('.pane[data-answers=""]').waitFor();
    for (const _ of [1, 2, 3]) await scene.page.keyboard.press('ArrowDown');
    await choose('Keep at the top');
    const top = () => scene.page.getByRole('option').first();
    await top().filter({ hasText: 'kept at the top' }).waitFor();
    const id = await top().getAttribute('id');
    await scene.restart();
    await scene.signIn();
    await top().filter({ hasText: 'kept at the top' }).waitFor();
    expect(await top().getAttribute('id')).toBe(id);
    await choose('No longer keep at the top');
    await scene.page.locator('.pinned').waitFor({ state: 'detached' });
    expect(scene.patches()).toEqual([]);
  });
});
