import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { launchApp, type Order, type RunningApp, startApp } from '../../support/app.ts';
import { noSession } from '../../support/secret-service.ts';
import { createSingleInstance } from '../../webhost/single-instance.ts';

// Without a key no server is asked, so that its dialect makes no difference here.

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

afterAll(async () => {
  await Promise.all(apps.map(app => app.kill()));
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

test('a hotkey that another program holds is told, and the tray still opens the popup', async () => {
  const app = await bare(['--hidden', '--clash', 'Alt+Shift+Space']);
  await app.url();
  expect((await app.until('shortcut')).accelerators).toEqual([]);
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

test('the answer to a key need not wait for a frame, whatever else the user switches off', async () => {
  const app = await bare(['--hidden', '--disable-features=Translate']);
  await app.url();
  expect(app.events.find(told => told.event === 'switch' && told.name === 'disable-features')).toMatchObject({
    value: 'Translate,DeferRendererTasksAfterInput',
  });
});

describe('the sandbox', () => {
  const switched = (app: RunningApp, name: string) =>
    app.events.filter(told => told.event === 'switch' && told.name === name);

  test('is asked for in every page', async () => {
    const app = await bare(['--hidden']);
    await app.url();
    expect(switched(app, 'enable-sandbox')).toHaveLength(1);
  });

  test('is left off where the start says so, as root has to on Linux', async () => {
    const app = await bare(['--hidden', '--no-sandbox']);
    await app.url();
    expect(switched(app, 'enable-sandbox')).toEqual([]);
    expect(switched(app, 'no-sandbox')).toEqual([]);
  });
});

describe('a debugger', () => {
  const taken = (app: RunningApp) =>
    app.events.filter(told => told.event === 'switch' && told.value === null);

  test.each([
    'remote-debugging-port=9222',
    'remote-debugging-pipe',
    'inspect',
    'inspect-brk=0',
    'debug-port=1',
    'renderer-cmd-prefix=gdb --args',
    'zygote-cmd-prefix=gdb --args',
    'utility-cmd-prefix=gdb --args',
    'gpu-launcher=gdb --args',
    'browser-subprocess-path=/tmp/another',
  ])('is refused by the packaged app: --%s', async given => {
    const app = await bare(['--mode', 'packaged', '--hidden', `--${given}`]);
    expect(await app.ended()).toBe(1);
    const [name = ''] = given.split('=');
    expect(taken(app)).toEqual([{ event: 'switch', name, value: null }]);
    expect(app.events.filter(({ event }) => event === 'dialog')).toMatchObject([
      { kind: 'error', text: expect.stringContaining(`does not start with --${name}:`) },
    ]);
    expect(app.events.filter(({ event }) => event === 'tray' || event === 'shortcut')).toEqual([]);
  });

  test('is taken from the sources, and in a build for test drivers, which has one at work', async () => {
    const sources = await bare(['--hidden', '--remote-debugging-port=0']);
    const forDrivers = await bare(['--mode', 'packaged', '--hidden', '--remote-debugging-port=0'], {
      NODE_OPTIONS: '--inspect=127.0.0.1:0',
    });
    for (const app of [sources, forDrivers]) {
      await app.url();
      expect(taken(app)).toEqual([]);
    }
  });
});

test('an API address that is not allowed is explained, and nothing starts', async () => {
  const app = await bare([], { RAZE_API_URL: 'http://example.com' });
  expect(await app.ended()).toBe(1);
  expect(app.events.find(({ event }) => event === 'dialog')).toMatchObject({
    kind: 'error',
    text: expect.stringContaining('http://example.com'),
  });
});

test('a log that nobody reads any more neither ends the app nor shows a fault', async () => {
  const app = await bare(['--hidden']);
  await app.url();
  app.hangUp();
  await app.send({ do: 'shortcut' });
  await app.until('window', told => told.visible);
  expect(await app.stop()).toBe(0);
  expect(app.events.filter(({ event }) => event === 'dialog')).toEqual([]);
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

describe('a start while the old one is quitting', () => {
  /** An app that takes its time to quit: it waits for a keychain whose bus takes every call and answers none. */
  const slow = async (userDataDir: string): Promise<RunningApp> => {
    const bus = join(userDataDir, 'bus');
    const deaf = createServer(() => {}).listen(bus);
    await once(deaf, 'listening');
    onTestFinished(() => void deaf.close());
    const env = { ...(await noSession()), DBUS_SESSION_BUS_ADDRESS: `unix:path=${bus}` };
    const app = await startApp({ userDataDir, env, args: ['--settle', '0', '--hidden', '--lang=en-US'] });
    apps.push(app);
    return app;
  };
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), 'raze-shell-'));
    folders.push(made);
    return made;
  };

  test.each([
    ['by itself', []],
    ['with --toggle', ['--toggle']],
    ['with a link', ['raze-quick-stage://opportunity/opp_12345?stage=won']],
  ])('%s ends with the app running and its popup shown', async (_, args) => {
    const userDataDir = folder();
    const old = await slow(userDataDir);
    await old.send({ do: 'quit' });
    const young = launchApp({
      userDataDir,
      env: await noSession(),
      args: ['--settle', '0', '--lang=en-US', ...args],
    });
    apps.push(young);
    await young.until('window', told => told.visible);
    await old.ended();
    expect(young.events.filter(({ event }) => event === 'dialog')).toEqual([]);
    expect(await young.stop()).toBe(0);
  });

  test('gets the single-instance lock while the old one still runs', async () => {
    const userDataDir = folder();
    const old = await slow(userDataDir);
    await old.send({ do: 'quit' });
    const young = createSingleInstance(userDataDir);
    onTestFinished(() => young.release());
    expect(young.request([], () => {})).toBe(true);
    // Had it ended before, the lock would have been anybody's.
    expect(old.events.filter(({ event }) => event === 'exit')).toEqual([]);
    await old.ended();
  });

  test('that the system brings to the old one, as macOS does, makes it start anew with the link', async () => {
    const old = await slow(folder());
    await old.send({ do: 'quit' });
    const url = 'raze-quick-stage://opportunity/opp_12345?stage=won';
    await old.send({ do: 'open-url', url });
    await old.ended();
    const told = old.events.find(({ event }) => event === 'relaunch');
    expect(told).toMatchObject({ args: [expect.any(String), '--lang=en-US', url] });
  });
});
