import { beforeAll, describe, expect, test } from 'vitest';
import type { Bridge } from '../../main/contract/bridge.ts';
import { launchApp } from '../support/app.ts';
import { curtainOf } from '../support/browser.ts';
import { noSession } from '../support/secret-service.ts';
import { onOneDialect } from './dialects.ts';
import type { Scene } from './scene.ts';

let scene: Scene;
const visible = (wanted: boolean) => scene.app.until('window', told => told.visible === wanted);
const show = async (): Promise<void> => {
  await scene.app.send({ do: 'menu', path: ['open'] });
  await visible(true);
  await curtainOf(scene.page).waitFor({ state: 'detached' });
};
const hide = async (): Promise<void> => {
  await scene.app.send({ do: 'blur' });
  await visible(false);
};

onOneDialect('the shell', ({ start }) => {
  beforeAll(async () => {
    scene = await start({ keychain: 'none' });
    await scene.signIn();
  });

  describe('the popup', () => {
    test('comes and goes with the hotkey, keeps the draft, and takes the keys at once', async () => {
      await show();
      await scene.box.fill('draft');
      await hide();
      await curtainOf(scene.page).waitFor();
      await scene.app.send({ do: 'shortcut' });
      await visible(true);
      await curtainOf(scene.page).waitFor({ state: 'detached' });
      await scene.page.waitForFunction(() => document.activeElement?.id === 'search');
      expect(await scene.box.inputValue()).toBe('draft');
      await scene.app.send({ do: 'shortcut' });
      await visible(false);
    });

    test('knows that it is shown before it can be seen, so that a key pressed at once is not lost', async () => {
      await show();
      await hide();
      const curtain = curtainOf(scene.page);
      await curtain.waitFor();
      const told = await scene.page.evaluateHandle(() => {
        const bridge = Reflect.get(window, 'bridge') as Bridge;
        const isCovered = () => document.querySelector('webhost-curtain') !== null;
        return { covered: new Promise<boolean>(resolve => bridge.on('shown', () => resolve(isCovered()))) };
      });
      await scene.app.send({ do: 'shortcut' });
      expect(await told.evaluate(({ covered }) => covered)).toBe(true);
      await curtain.waitFor({ state: 'detached' });
    });

    test('hides on Escape', async () => {
      await show();
      await scene.box.fill('');
      await scene.page.keyboard.press('Escape');
      await visible(false);
    });

    test('opens on the display under the pointer, within its work area, also left of the primary one', async () => {
      const left = { x: -1280, y: -200, width: 1280, height: 720 };
      await hide();
      await scene.app.send({ do: 'displays', displays: [{ x: 0, y: 0, width: 1920, height: 1080 }, left] });
      await scene.app.send({ do: 'cursor', x: -3, y: 100 });
      await show();
      const { bounds } = await scene.app.until('bounds', told => told.bounds.x < 0);
      expect(bounds.x).toBe(left.x + (left.width - bounds.width) / 2);
      expect(bounds.y).toBeGreaterThanOrEqual(left.y);
      expect(bounds.y + bounds.height).toBeLessThanOrEqual(left.y + left.height);
    });

    test('cannot be left, opened twice or given a permission, and its document is under the strict policy', async () => {
      await show();
      const { href } = new URL(scene.page.url());
      await scene.page.evaluate(() => {
        location.href = 'https://example.com/';
        window.open('https://example.com/');
      });
      await scene.app.send({ do: 'permission', permission: 'media' });
      expect(await scene.app.until('permission')).toMatchObject({ granted: false, held: false });
      expect(scene.page.url()).toBe(href);
      expect(scene.app.events.filter(({ event }) => event === 'open-external' || event === 'error')).toEqual(
        [],
      );
      const { csp } = await scene.app.until('document');
      const directives = Object.fromEntries(
        (csp ?? '').split(';').map(text => {
          const [name = '', ...sources] = text.trim().split(' ');
          return [name, sources.join(' ')];
        }),
      );
      expect(directives).toMatchObject({
        'default-src': "'none'",
        'script-src': "'self'",
        'style-src': "'self'",
        'connect-src': "'none'",
        'base-uri': "'none'",
        'form-action': "'none'",
        'frame-ancestors': "'none'",
      });
      expect(csp).not.toMatch(/unsafe|https?:|\*/);
    });
  });

  describe('the tray', () => {
    test('has its whole menu from the start', async () => {
      const { menu, image } = await scene.app.until('tray');
      const ids = (menu ?? []).flatMap(({ id }) => id ?? []);
      expect(ids).toEqual(['open', 'recent', 'pending', 'sync', 'settings', 'quit']);
      expect(image).toMatch(/^idle-on-light/);
    });

    test('opens settings and pending', async () => {
      await scene.app.send({ do: 'menu', path: ['settings'] });
      await scene.page.getByRole('heading', { name: 'Settings' }).waitFor();
      await scene.app.send({ do: 'menu', path: ['pending'] });
      await scene.page.getByRole('heading', { name: 'Pending changes' }).waitFor();
    });

    test('shows that the network is gone', async () => {
      await scene.app.send({ do: 'network', online: false });
      await scene.app.until('tray', ({ image }) => image?.startsWith('offline') ?? false);
      await scene.app.send({ do: 'network', online: true });
    });
  });

  describe('links and second starts', () => {
    const link = (id: string): string => `raze-quick-stage://opportunity/${id}?stage=won`;
    const anId = (): string => scene.server.book.all().find(({ wonAt }) => wonAt === null)?.id ?? '';

    test('a link fills the popup in and commits nothing, in whatever form and however many come', async () => {
      const changes = () =>
        scene.page.evaluate(async () => {
          const { bridge } = window as unknown as { bridge: Bridge };
          const history = { text: '', before: null, limit: 50 };
          return [await bridge.call('outbox.list', null), await bridge.call('history.list', history)];
        });
      const before = await changes();
      const won = scene.page
        .getByRole('listbox', { name: /^Stage/ })
        .getByRole('option', { name: 'Won', selected: true });
      const forms = [
        link(anId()),
        link(anId())
          .toUpperCase()
          .replace(/OPPORTUNITY.*/, link(anId()).slice('raze-quick-stage://'.length)),
        `${link(anId())}&note=so&commit=1&enter#move`,
        `${link(anId())}\r\n\r\n`,
      ];
      for (const url of forms) {
        await hide();
        await scene.app.send({ do: 'open-url', url });
        await visible(true);
        await won.waitFor();
      }
      const argv = ['--', ...forms];
      for (let round = 0; round < 30; round += 1) await scene.app.send({ do: 'second-instance', argv });
      await won.waitFor();
      expect(await changes()).toEqual(before);
      expect(scene.patches()).toEqual([]);
      // It is the user's as after one: half a second later keys count.
      while (await won.isVisible()) {
        await new Promise(resolve => setTimeout(resolve, 500));
        await scene.page.keyboard.press('Escape');
      }
      expect(await changes()).toEqual(before);
    });

    test('a start with a link hands it to the running app and ends', async () => {
      await hide();
      const shown = scene.app.next('window', told => told.visible);
      const second = launchApp({
        userDataDir: scene.folder,
        args: [link(anId())],
        env: await noSession(),
      });
      expect(await second.ended()).toBe(0);
      await shown;
      expect(scene.patches()).toEqual([]);
    });

    test('--toggle shows and hides, --hidden does neither', async () => {
      await hide();
      await scene.app.send({ do: 'second-instance', argv: ['--hidden'] });
      await scene.app.send({ do: 'second-instance', argv: ['--toggle'] });
      await visible(true);
      await scene.app.send({ do: 'second-instance', argv: ['--toggle'] });
      await visible(false);
    });

    test('links that are none of ours only open the popup', async () => {
      for (const url of [
        'raze-quick-stage://settings',
        'raze-quick-stage://opportunity/../x',
        'raze-quick-stage:',
      ]) {
        await hide();
        await scene.app.send({ do: 'open-url', url });
        await visible(true);
      }
      expect(scene.patches()).toEqual([]);
    });
  });
});
