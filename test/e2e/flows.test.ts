import { beforeAll, describe, expect, test } from 'vitest';
import type { Dialect } from '../../main/contract/model.ts';
import type { ErrorStatus } from '../support/servers/faults.ts';
import { onEachDialect } from './dialects.ts';
import { type Hands, keyboard, pointer } from './hands.ts';
import type { Scene } from './scene.ts';

/** A stage between the first and the last two, as the picker calls it. */
const between: Readonly<Record<Dialect, string>> = {
  documented: 'Proposal',
  status: 'Qualified',
  stage_id: 'Proposta enviada',
};

/** Everything a user does, one after the other on one machine, once in each of the two ways. */
describe.each<[string, Hands]>([
  ['keyboard', keyboard],
  ['pointer', pointer],
])('by %s alone', (_way, hands) =>
  onEachDialect('everything', ({ dialect, start }) => {
    let scene: Scene;
    beforeAll(async () => {
      scene = await start({ keychain: 'none', hands, warmsUp: true });
      scene.reopen(/João Silva|Maria/);
    });

    const button = (name: string | RegExp) => scene.page.getByRole('button', { name });
    const said = (words: string | RegExp) => scene.page.getByText(words).first().waitFor();
    const tray = (words: string, is = true) =>
      scene.app.until('tray', ({ tooltip }) => tooltip.includes(words) === is);
    /** Sends one change into the trouble, and opens the list of what is pending. */
    const parked = async (prepare: () => void): Promise<void> => {
      prepare();
      await scene.pick('joao silva acme', /João Silva/, between[dialect]);
      await tray('needs you');
      await scene.press();
      await hands.go(scene.page, 'Pending');
      await scene.page.getByRole('list', { name: 'Pending changes' }).waitFor();
      await scene.check();
    };
    const refuse = (status: ErrorStatus) => () =>
      scene.server.faults.add({ kind: 'error', status }, { method: 'PATCH' });

    test('first run: a wrong key is told, the right one leads to the box', async () => {
      await hands.write(scene.page.getByRole('textbox', { name: 'API key' }), 'gr_live_wrong');
      await hands.press(button('Connect'));
      await scene.page.getByRole('alert').filter({ hasText: 'does not accept this key' }).waitFor();
      await scene.signIn();
      await scene.loaded();
    });

    test('search, pick, undo', async () => {
      await scene.undoSeconds(30);
      await scene.pick('joao silva acme', /João Silva/, 'Won');
      await scene.press();
      await said('Saved here');
      await scene.check();
      await hands.undo(scene.page);
      await said(/^Put back to /);
      await scene.check();
      expect(scene.patches()).toEqual([]);
    });

    test('help opens and closes', async () => {
      await hands.go(scene.page, 'Shortcuts');
      const sheet = scene.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
      await sheet.waitFor();
      await scene.check();
      await hands.press(button('Close'));
      await sheet.waitFor({ state: 'detached' });
    });

    test('settings: a hotkey is recorded and proven, a theme taken, a switch thrown', async () => {
      await scene.openSettings();
      await hands.press(scene.page.locator('#hotkey'));
      await scene.page.locator('#hotkey.recording').waitFor();
      await scene.check();
      await scene.page.keyboard.press('Control+Alt+L');
      await said(/^Press .* now to test it\.$/);
      await scene.app.send({ do: 'shortcut' });
      await said('It works.');
      await scene.check();
      await hands.take(scene.page.getByLabel('Appearance'), 'Dark');
      await scene.page.locator('html[data-theme=dark]').waitFor();
      await scene.check();
      await hands.press(scene.page.getByRole('switch', { name: 'Notifications' }));
      await scene.page.getByRole('switch', { name: 'Notifications', checked: false }).waitFor();
      await hands.back(scene.page);
      await scene.box.waitFor();
      await scene.check();
      await scene.undoSeconds(0);
    });

    test('a parked change is tried again, another is cancelled', async () => {
      await parked(refuse(400));
      await hands.press(button('Retry'));
      await scene.patched(2);
      await tray('Pending', false);
      await said('All delivered');
      await scene.check();
      await hands.back(scene.page);
      await scene.box.waitFor();

      refuse(404)();
      await scene.pick('maria', /Maria/, 'Lost');
      await tray('needs you');
      await scene.press();
      await hands.press(button('Review'));
      await hands.press(button('Cancel change'));
      await tray('Pending', false);
      await hands.back(scene.page);
      expect(scene.patches().map(({ status }) => status)).toEqual([400, 200, 404]);
    });

    test('history is searched, and a delivered change is taken back from there', async () => {
      await hands.go(scene.page, 'History');
      await hands.write(scene.page.getByRole('searchbox'), 'silva');
      const before = scene.patches().length;
      await hands.press(button(/^Undo João Silva/));
      await scene.patched(before + 1);
      await scene.check();
      await hands.back(scene.page);
      await scene.box.waitFor();
    });

    test('a colleague’s newer change is asked about, and kept when the user says so', async () => {
      const id = scene.server.book.all().find(({ name }) => name === 'João Silva')?.id ?? '';
      const lost = scene.stageOf(id, 'lost');
      await scene.app.send({ do: 'network', online: false });
      await scene.pick('joao silva acme', /João Silva/, 'Won');
      scene.server.move(id, lost);
      await scene.app.send({ do: 'network', online: true });
      await scene.app.send({ do: 'menu', path: ['sync'] });
      await tray('needs you');
      await scene.press();
      await hands.go(scene.page, 'Pending');
      await button('Keep theirs').waitFor();
      await scene.check();
      await hands.press(button('Keep theirs'));
      await tray('Pending', false);
      expect(scene.server.book.get(id)?.stage).toBe(lost);
    });
  }),
);
