import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type RunningApp, startApp } from '../support/app.ts';

const main = join(import.meta.dirname, 'fixture/main.ts');
const running: RunningApp[] = [];
const folders: string[] = [];

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'webhost-'));
  folders.push(made);
  return made;
};

interface Given {
  readonly mode?: string;
  readonly platform?: string;
  readonly userDataDir?: string;
  readonly args?: readonly string[];
}
/** The fixture on a harder system. Its .desktop files are looked for in its own folder of data. */
const start = async ({ mode = '', platform = 'linux', userDataDir = folder(), args = [] }: Given) => {
  const app = await startApp({
    userDataDir,
    main,
    env: { XDG_DATA_HOME: join(userDataDir, 'share'), XDG_DATA_DIRS: '/nowhere' },
    args: ['--settle', '0', '--mode', mode, '--platform', platform, ...args],
  });
  running.push(app);
  const ask = async (name: string): Promise<unknown> => {
    const before = app.log().length;
    await app.send({ do: 'second-instance', argv: [`--try=${name}`] });
    await expect.poll(() => app.log().slice(before)).toContain('tried ');
    return JSON.parse(/tried (.*)/.exec(app.log().slice(before))?.[1] ?? '') as unknown;
  };
  return { app, ask };
};
const install = (userDataDir: string): void => {
  const applications = join(userDataDir, 'share/applications');
  mkdirSync(applications, { recursive: true });
  writeFileSync(join(applications, 'com.example.fixture.desktop'), '[Desktop Entry]\n');
};

afterEach(async () => {
  await Promise.all(running.splice(0).map(app => app.kill()));
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

test('a mode or a platform that there is not ends the start', async () => {
  await expect(start({ mode: 'kinder' })).rejects.toThrow("no mode 'kinder'");
  await expect(start({ platform: 'beos' })).rejects.toThrow("no platform 'beos'");
});

describe('a portal of hotkeys', () => {
  const portal = async (isInstalled = true) => {
    const userDataDir = folder();
    if (isInstalled) install(userDataDir);
    const given = { mode: 'portal', userDataDir, args: ['--identity'] };
    return { ...(await start(given)), again: () => start(given) };
  };

  test('says true at once, asks with the focus, and lets a hotkey fire once somebody has agreed', async () => {
    const { app, ask } = await portal();
    await app.send({ do: 'menu', path: ['Open'] });
    expect(await ask('register')).toBe(true);
    await app.until('consent', ({ accelerators }) => accelerators.includes('Alt+K'));
    expect(await ask('focused')).toBe(false);
    await expect(app.send({ do: 'shortcut', accelerator: 'Alt+K' })).rejects.toThrow('agreed to 0');
    await app.send({ do: 'consent', granted: true });
    expect(await ask('focused')).toBe(true);
    await app.send({ do: 'shortcut', accelerator: 'Alt+K' });
    expect(await ask('seen')).toContain('Alt+K');
  });

  test('lets a hotkey that was unregistered fire all the same, and after unregisterAll Electron crashes', async () => {
    const { app, ask } = await portal();
    await ask('register');
    await app.until('consent', ({ accelerators }) => accelerators.includes('Alt+K'));
    await app.send({ do: 'consent', granted: true });
    expect(await ask('unregister')).toBe(true);
    await app.send({ do: 'shortcut', accelerator: 'Alt+K' });
    expect(await ask('seen')).toContain('Alt+K');
    await ask('unregister all');
    void app.send({ do: 'shortcut', accelerator: 'Alt+K' }).catch(() => undefined);
    expect(await app.ended()).toBe(1);
  });

  test('remembers what was agreed to, and is not asked again by a later run', async () => {
    const { app, again } = await portal();
    await app.until('consent');
    await app.send({ do: 'consent', granted: true });
    await app.stop();
    const later = await again();
    await later.app.until('shortcut');
    expect(later.app.events.filter(({ event }) => event === 'consent')).toEqual([]);
    await later.app.send({ do: 'shortcut' });
  });

  test.each(['without a .desktop file', 'after a refusal'])(
    'never agrees %s, and never says so',
    async how => {
      const { app, ask } = await portal(how === 'after a refusal');
      if (how === 'after a refusal') {
        await app.until('consent');
        await app.send({ do: 'consent', granted: false });
      }
      expect(await ask('register')).toBe(true);
      await expect(app.send({ do: 'shortcut', accelerator: 'Alt+K' })).rejects.toThrow('agreed to 0');
      expect(app.events.filter(({ event }) => event === 'consent').length).toBe(
        how === 'after a refusal' ? 1 : 0,
      );
    },
  );
});

test('a desktop that keeps the focus shows the window without it', async () => {
  const { app, ask } = await start({ mode: 'no-focus' });
  await app.send({ do: 'menu', path: ['Open'] });
  await app.until('window', ({ visible }) => visible);
  expect(await ask('focused')).toBe(false);
});

test('another program’s dialog takes the focus and gives it back', async () => {
  const { app, ask } = await start({});
  await app.send({ do: 'menu', path: ['Open'] });
  await app.send({ do: 'system-dialog', open: true });
  expect(await ask('focused')).toBe(false);
  await app.send({ do: 'system-dialog', open: false });
  expect(await ask('focused')).toBe(true);
});

test.each([
  ['', { x: 40, y: 50, width: 640, height: 300 }],
  ['smaller-bounds', { x: 40, y: 50, width: 624, height: 292 }],
  ['unmovable', { x: 0, y: 0, width: 640, height: 300 }],
])('in mode “%s” bounds are read back as %o', async (mode, bounds) => {
  const { ask } = await start({ mode });
  expect(await ask('bounds')).toEqual(bounds);
});

test('while hotkeys are suspended none fires and none can be registered', async () => {
  const { app, ask } = await start({});
  expect(await ask('suspend')).toBe(false);
  await expect(app.send({ do: 'shortcut' })).rejects.toThrow('suspended');
});

test('an installed build is packaged, and gets its links only where the desktop knows it', async () => {
  const userDataDir = folder();
  const { ask } = await start({ mode: 'packaged', userDataDir, args: ['--identity'] });
  expect(await ask('packaged')).toEqual([true, false]);
  install(userDataDir);
  expect(await ask('packaged')).toEqual([true, true]);
  const windows = await start({ mode: 'packaged', platform: 'win32' });
  expect(await windows.ask('packaged')).toEqual([true, true]);
});

test('a notification that fails is not shown and says so', async () => {
  const { ask } = await start({ mode: 'failing-notifications' });
  await ask('notify');
  await expect.poll(() => ask('seen')).toContainEqual(expect.stringMatching(/^notification failed: ./));
  expect(await ask('seen')).not.toContain('notification show');
});

test.each([
  ['linux', '', { openAtLogin: false }],
  ['darwin', '', { openAtLogin: true, status: 'enabled' }],
  ['darwin', 'login-forbidden', { openAtLogin: false, status: 'requires-approval' }],
  ['win32', '', { openAtLogin: true, executableWillLaunchAtLogin: true }],
  ['win32', 'login-forbidden', { openAtLogin: true, executableWillLaunchAtLogin: false }],
])('on %s in mode “%s” a login item that was set reads %o', async (platform, mode, read) => {
  const { ask } = await start({ platform, mode });
  const answer = await ask('login');
  expect(answer).toMatchObject(read);
  expect(answer).not.toHaveProperty('openAsHidden');
});

describe('the end of the user’s session', () => {
  const endOn = async (platform: string, args: readonly string[] = []) => {
    const { app } = await start({ platform, args });
    void app.send({ do: 'session-end' }).catch(() => undefined);
    const { interrupted } = await app.until('session-end');
    return { app, interrupted };
  };

  test('asks no app to quit on Windows', async () => {
    const { app, interrupted } = await endOn('win32');
    expect(interrupted).toBe(false);
    expect(await app.ended()).toBeNull();
    expect(app.log()).not.toContain('before-quit');
  });

  test('is told to the power monitor and then asks the app to quit on macOS', async () => {
    const { app, interrupted } = await endOn('darwin');
    expect(interrupted).toBe(false);
    expect(await app.ended()).toBe(0);
    expect(app.log()).toContain('before-quit');
  });

  test('is interrupted on macOS by an app that prevents its quitting', async () => {
    expect((await endOn('darwin', ['--stay'])).interrupted).toBe(true);
  });
});
