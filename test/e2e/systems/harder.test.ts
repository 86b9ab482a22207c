import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Bridge } from '../../../main/contract/bridge.ts';
import type { Snapshot } from '../../../main/contract/snapshot.ts';
import { launchApp, type RunningApp } from '../../support/app.ts';
import { openWindow, sharedBrowser } from '../../support/browser.ts';
import { click } from '../../support/pointer.ts';
import { noSession } from '../../support/secret-service.ts';

// Systems that are harder on the app than the one of the other scenes (`test/webhost/modes.ts`). Without a key no server is asked.

const apps: RunningApp[] = [];
const folders: string[] = [];

afterEach(async () => {
  await Promise.all(apps.splice(0).map(app => app.kill()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

interface Machine {
  readonly mode?: string;
  readonly platform?: 'darwin' | 'win32' | 'linux';
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly folder?: string;
}
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'raze-harder-'));
  folders.push(folder);
  return folder;
};
const desktopFile = (folder: string): string =>
  join(folder, 'share/applications/com.getraze.quickstage.desktop');
const install = (folder: string): string => {
  mkdirSync(join(folder, 'share/applications'), { recursive: true });
  writeFileSync(desktopFile(folder), '[Desktop Entry]\n');
  return folder;
};

/** The app on such a machine, with its page in a browser. */
const start = async ({ mode = '', platform = 'linux', args = [], env = {}, ...given }: Machine) => {
  const { folder = newFolder() } = given;
  const data = {
    XDG_DATA_HOME: join(folder, 'share'),
    XDG_DATA_DIRS: '/nowhere',
    XDG_CURRENT_DESKTOP: 'sway',
  };
  const app = launchApp({
    userDataDir: folder,
    env: { ...(await noSession()), ...data, ...env },
    args: ['--settle', '0', '--lang=en-US', '--mode', mode, '--platform', platform, ...args],
  });
  apps.push(app);
  const page = await openWindow(await sharedBrowser(), await app.url(), {
    viewport: { width: 640, height: 640 },
  });
  onTestFinished(() => page.context().close());
  return { app, page, folder };
};
const visible = (app: RunningApp): boolean =>
  app.events.findLast(told => told.event === 'window')?.visible ?? false;
const snapshotOf = (page: Page): Promise<Snapshot> =>
  page.evaluate(async () => {
    const reply = await (window as unknown as { bridge: Bridge }).bridge.call('session.get', null);
    if (!reply.ok) throw new Error('no snapshot');
    return reply.value;
  });
const change = (page: Page, patch: object) =>
  page.evaluate(
    asked => (window as unknown as { bridge: Bridge }).bridge.call('settings.change', asked),
    patch,
  );

describe('a Wayland desktop', () => {
  const wayland = async (folder: string) => {
    const { app, page } = await start({ mode: 'portal,unmovable', folder });
    await app.send({ do: 'menu', path: ['settings'] });
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    return { app, page, note: page.locator('.hotkey-note') };
  };

  test('confirms the hotkey only by its press, and keeps the popup while it asks', async () => {
    const { app, page, note } = await wayland(install(newFolder()));
    await app.until('consent', ({ accelerators }) => accelerators.includes('Alt+Shift+Space'));
    expect(visible(app)).toBe(true);
    await note.getByText('Not confirmed until you press it.').waitFor();
    await note.getByText(/^bindsym Mod1\+Shift\+space exec .* --toggle$/).waitFor();
    await app.send({ do: 'consent', granted: true });
    expect((await snapshotOf(page)).hotkeys.hotkey).toBe('unconfirmed');
    await app.send({ do: 'shortcut' });
    await expect.poll(() => snapshotOf(page)).toMatchObject({ hotkeys: { hotkey: 'works' } });
    await expect.poll(() => visible(app)).toBe(false);
  });

  test('goes on sending a hotkey that was given up: it neither opens anything nor proves the new one', async () => {
    const { app, page } = await wayland(install(newFolder()));
    await app.until('consent');
    await app.send({ do: 'consent', granted: true });
    await click(page.locator('#hotkey'));
    await page.locator('#hotkey.recording').waitFor();
    await page.keyboard.press('Control+Alt+k');
    await page.getByText('Press Ctrl Alt K now to test it.').waitFor();
    await app.until('consent', ({ accelerators }) => accelerators.includes('CommandOrControl+Alt+K'));
    await app.send({ do: 'consent', granted: true });
    await app.send({ do: 'shortcut', accelerator: 'Alt+Shift+Space' });
    expect((await snapshotOf(page)).hotkeys.hotkey).toBe('unconfirmed');
    await page.getByText('Press Ctrl Alt K now to test it.').waitFor();
    await app.send({ do: 'shortcut', accelerator: 'Control+Alt+K' });
    await page.getByText('It works.').waitFor();
    await app.send({ do: 'shortcut', accelerator: 'Control+Alt+K' });
    await expect.poll(() => visible(app)).toBe(false);
    await app.send({ do: 'shortcut', accelerator: 'Alt+Shift+Space' });
    expect(visible(app)).toBe(false);
  });

  test('that has no file of the app refuses without a word, and the popup says what to enter instead', async () => {
    const { app, note, page } = await wayland(newFolder());
    await note.getByText('Your desktop gives hotkeys to installed programs only').waitFor();
    await note.getByText(/^bindsym .* --toggle$/).waitFor();
    expect((await snapshotOf(page)).hotkeys.hotkey).toBe('off');
    const { menu } = await app.until('tray');
    expect(menu?.find(({ id }) => id === 'open')).not.toHaveProperty('accelerator');
    await app.send({ do: 'second-instance', argv: ['--toggle'] });
    await expect.poll(() => visible(app)).toBe(false);
  });

  test('gets an AppImage’s file before it is asked, on its first run already', async () => {
    const folder = newFolder();
    const env = { APPIMAGE: join(folder, 'raze.AppImage'), APPDIR: folder };
    const { app } = await start({ mode: 'portal,packaged', folder, env });
    expect((await app.until('consent')).accelerators).toEqual(['Alt+Shift+Space']);
    expect(existsSync(desktopFile(folder))).toBe(true);
    expect(await app.until('links')).toMatchObject({ scheme: 'raze-quick-stage', known: true });
  });
});

describe('the focus', () => {
  test('goes elsewhere while a key is copied and the popup stays, as it does not after that', async () => {
    const { app, page } = await start({});
    await page.locator('#key').waitFor();
    await app.until('window', told => told.visible);
    await app.send({ do: 'blur' });
    expect(visible(app)).toBe(true);
    await click(page.getByRole('button', { name: 'Try with sample data' }));
    await page.locator('#search').waitFor();
    await app.send({ do: 'menu', path: ['open'] });
    await app.send({ do: 'blur' });
    await expect.poll(() => visible(app)).toBe(false);
  });

  test('is with the keyring’s prompt for as long as its call lasts', async () => {
    const folder = newFolder();
    const bus = join(folder, 'bus');
    const deaf = createServer(() => {}).listen(bus);
    await once(deaf, 'listening');
    onTestFinished(() => void deaf.close());
    const called = once(deaf, 'connection');
    const { app } = await start({
      folder,
      args: ['--hidden'],
      env: { DBUS_SESSION_BUS_ADDRESS: `unix:path=${bus}` },
    });
    await called;
    await app.send({ do: 'menu', path: ['settings'] });
    await app.until('window', told => told.visible);
    await app.send({ do: 'system-dialog', open: true });
    expect(visible(app)).toBe(true);
  });

  test('is refused by the desktop: the hotkey asks for it again and does not hide what it has just shown', async () => {
    const { app } = await start({ mode: 'no-focus', args: ['--hidden'] });
    await app.send({ do: 'shortcut' });
    await app.until('window', told => told.visible);
    await app.send({ do: 'shortcut' });
    expect(visible(app)).toBe(true);
  });
});

test('a window that is read back smaller keeps its place and its width through every height', async () => {
  const { app, page } = await start({ mode: 'smaller-bounds' });
  const bounds = () => app.events.flatMap(told => (told.event === 'bounds' ? [told.bounds] : []));
  for (const height of [200, 420, 300, 560]) {
    await page.evaluate(
      asked => (window as unknown as { bridge: Bridge }).bridge.call('popup.resize', { height: asked }),
      height,
    );
    // The page may ask for a height of its own in between.
    await expect.poll(() => bounds().map(told => told.height)).toContain(height);
  }
  const shown = bounds().slice(1);
  expect([new Set(shown.map(({ width }) => width)), new Set(shown.map(({ x }) => x))]).toEqual([
    new Set([640]),
    new Set([640]),
  ]);
});

test('a taken hotkey is told at the first run, with two that are free, and one of them is taken and tried', async () => {
  const { app, page } = await start({ args: ['--clash', 'Alt+Shift+Space'] });
  await click(page.getByRole('button', { name: 'Try with sample data' }));
  await page.locator('#search').waitFor();
  await page.keyboard.press('Control+,');
  const note = page.locator('.hotkey-note');
  await note.getByText('These are free:').waitFor();
  expect(await note.getByRole('button').count()).toBe(2);
  await click(note.getByRole('button').first());
  await page.getByText('Press Ctrl Alt Shift Space now to test it.').waitFor();
  await note.waitFor({ state: 'detached' });
  await app.send({ do: 'shortcut' });
  await page.getByText('It works.').waitFor();
});

describe('the end of the user’s session', () => {
  test.each(['darwin', 'win32', 'linux'] as const)(
    'is not interrupted on %s, although the keychain never answers',
    async platform => {
      const folder = newFolder();
      const bus = join(folder, 'bus');
      const deaf = createServer(() => {}).listen(bus);
      await once(deaf, 'listening');
      onTestFinished(() => void deaf.close());
      const { app } = await start({
        platform,
        folder,
        env: { DBUS_SESSION_BUS_ADDRESS: `unix:path=${bus}` },
      });
      void app.send({ do: 'session-end' }).catch(() => undefined);
      expect((await app.until('session-end')).interrupted).toBe(false);
      await app.ended();
      expect(app.events.filter(told => told.event === 'dialog')).toEqual([]);
    },
  );
});

test.each([
  ['', true],
  ['login-forbidden', false],
] as const)('start at login on macOS and Windows is what the system then says (%s)', async (mode, on) => {
  for (const platform of ['darwin', 'win32'] as const) {
    const { page } = await start({ mode: `packaged,${mode}`.replace(/,$/, ''), platform });
    expect(await change(page, { startAtLogin: true })).toMatchObject({
      value: { ok: true, value: { startAtLogin: on } },
    });
  }
});
