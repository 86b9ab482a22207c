import { expect, test } from 'vitest';
import { onEachDialect } from '../dialects.ts';

const hostile = '<img src=x onerror=alert(1)><marquee>R&D</marquee> &lt;i&gt;';

onEachDialect('a customer’s text that is markup', ({ start }) => {
  test('is shown letter by letter, in the popup and in a notification', async () => {
    const scene = await start({ keychain: 'none' });
    const [gone, kept] = scene.server.book.all();
    if (gone === undefined || kept === undefined) throw new Error('The sample is empty');
    for (const [word, row] of Object.entries({ gone, kept })) {
      scene.server.book.put({
        ...row,
        name: `${word} ${hostile}`,
        company: hostile,
        position: hostile,
        deal: hostile,
        owner: hostile,
      });
    }
    scene.reopen(/<img/);
    await scene.signIn();
    await scene.loaded();
    await scene.undoSeconds(0);
    const { page, app } = scene;
    const shows = async (text: string, where: string): Promise<void> => {
      await page.getByText(text).first().waitFor();
      const made = await page.evaluate(() => document.querySelectorAll('img[src=x], marquee').length);
      expect([where, made]).toEqual([where, 0]);
    };

    await scene.search('gone img');
    await shows(`gone ${hostile}`, 'the rows');
    await page.keyboard.press('Enter');
    await page.getByRole('listbox', { name: /^Stage/ }).waitFor();
    await shows(`gone ${hostile}`, 'the picker');
    await page.keyboard.press('Escape');
    await scene.pick('kept img', /kept/, 'Won');
    await scene.patched(1);
    scene.server.book.remove(gone.id);
    await scene.pick('gone img', /gone/, 'Won');
    const { body } = await app.until('notification', ({ title }) => title === 'Needs you');
    expect(body).toContain(`gone ${hostile}`.slice(0, 79));
    await scene.press();
    await page.keyboard.press('Control+p');
    await page.getByRole('heading', { name: 'Pending changes' }).waitFor();
    await shows(`gone ${hostile}`, 'the pending changes');
    await page.keyboard.press('Control+y');
    await shows(`kept ${hostile}`, 'the history');
  });
});
