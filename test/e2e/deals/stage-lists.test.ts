import { expect, test } from 'vitest';
import { onEachDialect } from '../dialects.ts';
import type { Scene } from '../scene.ts';

onEachDialect('lists of stages', ({ start }) => {
  /** The counts under the box, by stage. */
  const countsOf = ({ page }: Scene): Promise<readonly number[]> =>
    page
      .locator('.stage-counts .number')
      .allTextContents()
      .then(all => all.map(text => Number(text.replace(/\D/g, ''))));

  test('what is typed in an opened list takes the place of its name, so that no letters join it to a line', async () => {
    const scene = await start({ keychain: 'none' });
    const { page } = scene;
    await scene.signIn();
    await scene.loaded();
    await page.locator('.stage-counts .number', { hasText: /[1-9]/ }).first().waitFor();
    const from = (await countsOf(scene)).findIndex(count => count > 0);
    await page.keyboard.press(`Control+${from + 1}`);
    await page.locator('.heading').waitFor();
    await page.keyboard.type('maria');
    await expect.poll(() => page.locator('#search').inputValue()).toBe('maria');
  });

  test('a digit opens the list of its stage, Esc leads back, and a move counts at once', async () => {
    const scene = await start();
    const { page } = scene;
    await scene.signIn();
    await scene.loaded();
    await page.locator('.stage-counts .number', { hasText: /[1-9]/ }).first().waitFor();
    const before = await countsOf(scene);
    const from = before.findIndex(count => count > 0);
    await page.keyboard.press(`Control+${from + 1}`);
    await page.locator('.stage-counts [aria-pressed="true"]').waitFor();
    await page.locator('.heading').waitFor();
    expect(await page.locator('.heading').textContent()).toContain(String(before[from]));
    await page.keyboard.press('Escape');
    await page.locator('.pane[data-answers=""]').waitFor();
    expect(await page.locator('#search').inputValue()).toBe('');

    await page.keyboard.press(`Control+${from + 1}`);
    await page.locator('.heading').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('#stages').waitFor();
    const to = from === 0 ? 1 : 0;
    await page.keyboard.press(`Shift+Digit${to + 1}`);
    await page.locator('.toast').waitFor();
    await page.locator('.pane[data-answers=""]').waitFor();
    await expect
      .poll(() => countsOf(scene))
      .toEqual(before.map((count, at) => count + (at === to ? 1 : at === from ? -1 : 0)));
  });
});
