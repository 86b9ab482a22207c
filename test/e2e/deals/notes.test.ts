import { expect, test } from 'vitest';
import type { Bridge } from '../../../main/contract/bridge.ts';
import { onEachDialect } from '../dialects.ts';

onEachDialect('a note', ({ dialect, start }) => {
  test('of a loss stays in the history, and goes to the CRM only where that takes it and the user lets it', async () => {
    const scene = await start({ keychain: 'none' });
    scene.reopen(/João Silva|Maria/);
    await scene.signIn();
    await scene.loaded();
    await scene.undoSeconds(0);
    const lose = async (text: string, note: string): Promise<void> => {
      await scene.search(text);
      await scene.page.keyboard.press('Enter');
      expect(await scene.page.locator('#note').inputValue()).toBe(note);
      const hidden = scene.app.next('window', ({ visible }) => !visible);
      await scene.check();
      await scene.page.keyboard.press('End');
      await scene.page.keyboard.press('Tab');
      await scene.page.keyboard.press('NumpadEnter');
      await hidden;
    };
    await lose('joao silva acme // Sem verba', 'Sem verba');
    await scene.patched(1);
    await scene.page.evaluate(async () => {
      const bridge = Reflect.get(window, 'bridge') as Bridge;
      await bridge.call('settings.change', { sendReasons: true });
    });
    await lose('maria // Preço', 'Preço');
    await scene.patched(2);
    expect(scene.patches().map(({ body }) => Object.keys(body as object).slice(1))).toEqual([
      [],
      dialect === 'status' ? ['discard_reason'] : [],
    ]);
    await scene.press();
    await scene.page.keyboard.press('Control+y');
    const past = scene.page.getByRole('listitem').filter({ hasText: /João Silva|Maria/ });
    await past.filter({ hasText: 'Note (kept here, not in the CRM): Sem verba' }).waitFor();
    const told = dialect === 'status' ? 'Reason in the CRM' : 'Note (kept here, not in the CRM)';
    await past.filter({ hasText: `${told}: Preço` }).waitFor();
    await scene.page.keyboard.type('preco');
    await past.filter({ hasText: 'Sem verba' }).waitFor({ state: 'detached' });
    expect(await past.count()).toBe(1);
  });
});
