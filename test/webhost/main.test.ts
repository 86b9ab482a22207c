import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { launchApp, type RunningApp, startApp } from '../support/app.ts';

const main = join(import.meta.dirname, 'fixture/main.ts');
const running: RunningApp[] = [];
const folders: string[] = [];

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'webhost-'));
  folders.push(made);
  return made;
};
const start = async (args: readonly string[] = [], userDataDir = folder()): Promise<RunningApp> => {
  const app = await startApp({ userDataDir, main, args: ['--settle', '0', ...args] });
  running.push(app);
  return app;
};

afterEach(async () => {
  await Promise.all(running.splice(0).map(app => app.kill()));
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

interface Answered {
  readonly status: number;
  readonly headers: object;
  readonly body: string;
}

/** A request with whatever headers, as a stranger on this machine would make it. */
const ask = (url: URL, headers: Record<string, string>): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: url.port, path: url.pathname + url.search, headers };
    const asked = request(options, async response => {
      let body = '';
      for await (const chunk of response) body += chunk;
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
    });
    asked.on('upgrade', ({ statusCode = 0, headers }, socket) => {
      socket.destroy();
      resolve({ status: statusCode, headers, body: '' });
    });
    asked.on('error', reject).end();
  });

describe('the line protocol', () => {
  test('tells the start in order and keeps the app’s own output out of it', async () => {
    const app = await start();
    expect(app.events.map(({ event }) => event)).toEqual(['window', 'shortcut', 'tray', 'ready']);
    expect(app.log()).toContain('logs go to standard error');
  });

  test('answers what it does not understand and goes on', async () => {
    const app = await start();
    for (const line of [{ do: 'dance' }, { do: 'network' }, { do: 'quit', now: true }]) {
      await expect(app.send(line as never)).rejects.toThrow('in {"do"');
    }
    await expect(app.send({ do: 'menu', path: ['Greyed'] })).rejects.toThrow('disabled');
    await expect(app.send({ do: 'menu', path: ['Unseen'] })).rejects.toThrow("no 'Unseen'");
    await expect(app.send({ do: 'shortcut', accelerator: 'F9' })).rejects.toThrow('holds 1 hotkeys');
    await app.send({ do: 'shortcut' });
    await app.until('window', ({ visible }) => visible);
  });

  test('the hotkey, the menu and a link show the window', async () => {
    const app = await start();
    await app.send({ do: 'shortcut' });
    expect(app.events.at(-2)).toEqual({ event: 'window', name: 'popup', visible: true });
    await app.send({ do: 'shortcut' });
    expect(app.events.at(-2)).toEqual({ event: 'window', name: 'popup', visible: false });
    await app.send({ do: 'menu', path: ['open'] });
    expect(app.events.at(-2)).toEqual({ event: 'window', name: 'popup', visible: true });
  });

  test('the window goes to the display under the pointer', async () => {
    const app = await start();
    const left = { x: -1280, y: 200, width: 1280, height: 800 };
    await app.send({ do: 'displays', displays: [{ x: 0, y: 0, width: 1920, height: 1080 }, left] });
    await app.send({ do: 'cursor', x: -5, y: 900 });
    await app.send({ do: 'shortcut' });
    expect((await app.until('bounds')).bounds).toMatchObject({ x: -1270, y: 238 });
  });
});

describe('the end', () => {
  test('quit ends with 0 and tells it', async () => {
    const app = await start();
    expect(await app.stop()).toBe(0);
    expect(app.events.at(-1)).toEqual({ event: 'exit', code: 0 });
  });

  test('an error that nobody caught ends it with 1, as told and logged', async () => {
    const app = await start(['--throw']);
    void app.send({ do: 'suspend' }).catch(() => undefined);
    expect(await app.ended()).toBe(1);
    expect(app.events).toContainEqual({ event: 'error', message: 'Error: nobody caught me' });
    expect(app.log()).toContain('nobody caught me');
  });

  test('a prevented close keeps the app; a prevented will-quit may end later with its own code', async () => {
    const kept = await start(['--keep']);
    await kept.send({ do: 'quit' });
    await kept.send({ do: 'shortcut' });
    const slow = await start(['--slow-end']);
    expect(await slow.stop()).toBe(7);
  });
});

describe('a single instance', () => {
  test('a second start hands its arguments over and ends', async () => {
    const userDataDir = folder();
    const first = await start([], userDataDir);
    const shown = first.next('window', ({ visible }) => visible);
    const second = launchApp({ userDataDir, main, args: ['raze-quick-stage://opportunity/opp_1'] });
    expect(await second.ended()).toBe(0);
    await shown;
    expect(second.events.map(({ event }) => event)).toEqual(['exit']);
  });

  test('a killed instance leaves no lock behind', async () => {
    const userDataDir = folder();
    const first = await start([], userDataDir);
    await first.kill();
    const second = await start([], userDataDir);
    expect(second.events.at(-1)?.event).toBe('ready');
  });
});

describe('strangers', () => {
  test('nothing without the cookie, the right host and the right origin', async () => {
    const app = await start();
    const url = new URL(await app.url());
    const host = `app--ui.localhost:${url.port}`;
    const status = async (path: string, headers: Record<string, string>) =>
      (await ask(new URL(path, url), headers)).status;
    expect(await status('/index.html', { host })).toBe(403);
    expect(await status('/.webhost/page.js?window=1', { host })).toBe(403);
    expect(await status('/.webhost/enter?token=wrong', { host })).toBe(403);
    expect(await status('/', { host: url.host })).toBe(403);
    expect(await status('/index.html', { host: `evil.example:${url.port}` })).toBe(403);

    const door = await ask(url, { host: url.host });
    expect(door).toMatchObject({ status: 302, headers: { location: expect.stringContaining(host) } });
    const enter = `/.webhost/enter${url.search}`;
    const entered = await ask(new URL(enter, url), { host });
    expect(entered).toMatchObject({
      status: 200,
      headers: { 'set-cookie': [expect.stringMatching(/HttpOnly; SameSite=Strict$/)] },
    });
    const again = await ask(new URL(enter, url), { host });
    expect(again).toMatchObject({ status: 403, body: expect.stringContaining('works once') });
    const [cookie = ''] = (entered.headers as { 'set-cookie': string[] })['set-cookie'][0]?.split(';') ?? [];
    expect(await status('/index.html', { host, cookie })).toBe(200);
    expect(await status('/index.html', { host, cookie, origin: 'http://evil.example' })).toBe(403);
    expect(await status('/index.html', { host, cookie: `${cookie}x` })).toBe(403);

    // Cookies go to every port of a host: whoever serves another one has it, and gets no further with it.
    const { body } = entered;
    const secret = /'webhost', "([^"]+)"/.exec(body)?.[1] ?? '';
    expect((await ask(new URL('/.webhost/page.js?window=1', url), { host, cookie })).body).not.toContain(
      'Greyed',
    );
    const upgrade = {
      host,
      cookie,
      origin: `http://${host}`,
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'sec-websocket-protocol': `webhost, ${secret}`,
    };
    const socket = '/.webhost/socket?window=1';
    expect(await status(socket, { ...upgrade, origin: 'http://evil.example' })).toBe(403);
    expect(await status(socket, { ...upgrade, origin: '' })).toBe(403);
    expect(await status(socket, { ...upgrade, cookie: '' })).toBe(403);
    expect(await status(socket, { ...upgrade, 'sec-websocket-protocol': 'webhost' })).toBe(403);
    expect(await status(socket, { ...upgrade, 'sec-websocket-protocol': `webhost, ${secret}x` })).toBe(403);
    expect(await status(socket, upgrade)).toBe(101);
  });
});
