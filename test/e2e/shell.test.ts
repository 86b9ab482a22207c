import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchApp, type Order, type RunningApp, startApp } from '../support/app.ts';
import { curtainOf, launchBrowser } from '../support/browser.ts';
import { noSession } from '../support/secret-service.ts';
import { type Scene, startScene } from './scene.ts';

let browser: Browser;
let scene: Scene;
const folders: string[] = [];
const apps: RunningApp[] = [];

/** A further app on a machine of its own, without a page. */
const bare = async (args: readonly string[] = [], env: Record<string, string> = {}): Promise<RunningApp> => {
  const userDataDir = mkdtempSync(join(tmpdir(), 'raze-shell-'));
  folders.push(userDataDir);
  const app = launchApp({
    userDataDir,
    args: ['--settle', '0', '--lang=en-US', ...args],
    env: { ...(await noSession()), ...env },
  });
  apps.push(app);
  return app;
};
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

beforeAll(async () => {
  browser = await launchBrowser();
  scene = await startScene({ browser, keychain: 'none' });
  await scene.signIn();
});
afterAll(async () => {
  await Promise.all(apps.map(app => app.kill()));
  await scene?.end();
  await browser?.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
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
    expect((await scene.app.until('permission')).granted).toBe(false);
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
  const idOf = async (): Promise<string> => {
    const answer = await fetch(`${scene.server.url}/external/v1/opportunities?limit=1`, {
      headers: { 'X-API-Key': scene.server.key },
    });
    const { data } = (await answer.json()) as { data: { opportunities: { id: string }[] } };
    return data.opportunities[0]?.id ?? '';
  };

  test('a link fills the popup in and commits nothing', async () => {
    await hide();
    const id = await idOf();
    await scene.app.send({ do: 'open-url', url: link(id) });
    await visible(true);
    await scene.page.getByText('Won').first().waitFor();
    expect(scene.patches()).toEqual([]);
    await scene.page.keyboard.press('Escape');
  });

  test('a start with a link hands it to the running app and ends', async () => {
    await hide();
    const shown = scene.app.next('window', told => told.visible);
    const second = launchApp({
      userDataDir: scene.folder,
      args: [link(await idOf())],
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

describe('starting and ending', () => {
  test('a hotkey that another program holds is told, and the tray still opens the popup', async () => {
    const app = await bare(['--hidden', '--clash', 'CommandOrControl+Shift+Space']);
    await app.url();
    expect(app.events.filter(({ event }) => event === 'shortcut')).toEqual([]);
    await app.send({ do: 'menu', path: ['open'] });
    await app.until('window', told => told.visible);
  });

  test('--hidden shows nothing until the hotkey', async () => {
    const app = await bare(['--hidden']);
    await app.url();
    await app.send({ do: 'resume' });
    expect(app.events.filter(told => told.event === 'window' && told.visible)).toEqual([]);
    await app.send({ do: 'shortcut' });
    await app.until('window', told => told.visible);
  });

  test('an API address that is not allowed is explained, and nothing starts', async () => {
    const app = await bare([], { RAZE_API_URL: 'http://example.com' });
    expect(await app.ended()).toBe(1);
    expect(app.events.find(({ event }) => event === 'dialog')).toMatchObject({
      kind: 'error',
      text: expect.stringContaining('http://example.com'),
    });
  });

  test('quitting from the menu ends with 0, with nothing left behind that keeps the next start away', async () => {
    const userDataDir = mkdtempSync(join(tmpdir(), 'raze-shell-'));
    folders.push(userDataDir);
    const env = await noSession();
    const ways: Order[] = [{ do: 'menu', path: ['quit'] }, { do: 'quit' }];
    for (const way of ways) {
      const app = await startApp({ userDataDir, env, args: ['--settle', '0', '--hidden'] });
      apps.push(app);
      void app.send(way).catch(() => undefined);
      expect(await app.ended()).toBe(0);
      expect(app.events.filter(({ event }) => event === 'error')).toEqual([]);
    }
  });
});
