import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningApp, startApp } from '../support/app.ts';
import { curtainOf, openWindow, sharedBrowser } from '../support/browser.ts';

interface FixtureBridge {
  probe(name: string, value?: unknown): Promise<unknown>;
  unknown(): Promise<unknown>;
  note(text: unknown): void;
  onPush(listener: (value: unknown) => void): () => void;
  refusals: Record<string, string>;
}
declare global {
  interface Window {
    bridge: never;
  }
}

const userDataDir = mkdtempSync(join(tmpdir(), 'webhost-'));
let browser: Browser;
let app: RunningApp;
let page: Page;

const probe = (name: string, value?: unknown): Promise<unknown> =>
  page.evaluate(
    ([name, value]) => (window.bridge as FixtureBridge).probe(name as string, value),
    [name, value],
  );
const seen = async (): Promise<string[]> => (await probe('seen')) as string[];
const show = async (): Promise<void> => {
  if ((await curtainOf(page).count()) > 0) await app.send({ do: 'menu', path: ['Open'] });
  await curtainOf(page).waitFor({ state: 'detached' });
};

beforeAll(async () => {
  const main = join(import.meta.dirname, 'fixture/main.ts');
  [browser, app] = await Promise.all([
    sharedBrowser(),
    startApp({ userDataDir, main, args: ['--settle=0', '--flag', 'value', '--lang=pt-BR'] }),
  ]);
  page = await openWindow(browser, await app.url());
});
afterAll(async () => {
  await Promise.all(browser.contexts().map(context => context.close()));
  await app?.kill();
  rmSync(userDataDir, { recursive: true, force: true });
});

describe('the document', () => {
  test('comes through the scheme handler, with its policy and the preload script before its own', async () => {
    expect(new URL(page.url()).pathname).toBe('/index.html');
    expect(await page.evaluate(() => [Reflect.get(window, 'order'), document.scripts.length])).toEqual([
      'object',
      1,
    ]);
    expect(app.events.find(({ event }) => event === 'document')).toEqual({
      event: 'document',
      name: 'popup',
      url: 'app://ui/index.html',
      csp: "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'none'",
    });
    expect((await seen()).slice(0, 3)).toEqual(['loaded', 'finished', 'ready-to-show']);
  });

  test('is held to its policy', async () => {
    const fetched = await page.evaluate(() => fetch('/page.js').then(String, String));
    expect(fetched).toContain('Failed to fetch');
    const evaluated = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.inline = true';
      document.head.append(script);
      return 'inline' in window;
    });
    expect(evaluated).toBe(false);
  });

  test('loads again as the same window', async () => {
    await page.reload();
    expect(await probe('echo', 'again')).toBe('again');
  });
});

describe('ipc', () => {
  test('carries values both ways, from a sender that can be checked', async () => {
    expect(await probe('echo', { deep: [1, null, { text: 'é' }] })).toEqual({
      deep: [1, null, { text: 'é' }],
    });
    const url = 'app://ui/index.html';
    expect(await probe('sender')).toEqual({ ours: true, top: true, url, origin: 'app://ui' });
  });

  test('pushes until the listener is taken away', async () => {
    const got = await page.evaluate(async () => {
      const bridge = window.bridge as FixtureBridge;
      const values: unknown[] = [];
      const off = bridge.onPush(value => values.push(value));
      await bridge.probe('push', { n: 1 });
      off();
      await bridge.probe('push', { n: 2 });
      return values;
    });
    expect(got).toEqual([{ n: 1 }]);
  });

  test('refuses what cannot be cloned, unknown channels, and passes a handler’s message only', async () => {
    const failing = (name: string): Promise<unknown> => probe(name).catch((error: Error) => error.message);
    expect(await failing('function')).toMatch(/Error invoking remote method 'probe': DataCloneError/);
    expect(await failing('throw')).toMatch("Error invoking remote method 'probe': RangeError: as asked");
    const inPage = await page.evaluate(async () => {
      const bridge = window.bridge as FixtureBridge;
      const message = (error: unknown): string => String(error);
      return {
        sent: await bridge.probe('echo', () => undefined).catch(message),
        unknown: await bridge.unknown().catch(message),
        frozen: Object.isFrozen(bridge),
      };
    });
    expect(inPage.sent).toMatch(/could not be cloned/);
    expect(inPage.unknown).toMatch("No handler registered for 'no such channel'");
    expect(inPage.frozen).toBe(true);
  });

  test('the preload script gets a sandboxed require', async () => {
    expect(await page.evaluate(() => (window.bridge as FixtureBridge).refusals)).toEqual({
      fs: expect.stringContaining('module not found: node:fs'),
      sendSync: expect.stringContaining('not part of the stand-in'),
      webFrame: expect.stringContaining('not part of the stand-in'),
      twice: expect.stringContaining('existing property'),
    });
  });
});

test('what Electron refuses is refused', async () => {
  const refusals = (await probe('refusals')) as Record<string, string>;
  expect(Object.keys(refusals).length).toBeGreaterThan(25);
  expect(Object.entries(refusals).filter(([, message]) => message === '')).toEqual([]);
  expect(refusals['unknown option']).toContain('frameless');
  expect(refusals['unknown member']).toContain('app.showEmojiPanel');
});

describe('the window', () => {
  test('a hidden one is covered and deaf, a shown one is not', async () => {
    await app.send({ do: 'blur' });
    await show();
    await page.locator('input').click();
    await page.keyboard.press('a');
    await app.send({ do: 'shortcut' });
    await curtainOf(page).waitFor();
    await expect(page.locator('input').click({ timeout: 300 })).rejects.toThrow(/intercepts pointer events/);
    await page.keyboard.press('b');
    expect(await page.locator('input').inputValue()).toBe('a');
    expect(await page.evaluate(() => Reflect.get(window, 'lastKey') as string)).toBe('a');
    await page.keyboard.press('Control+Shift+Space');
    await app.until('window', ({ visible }) => visible);
    await curtainOf(page).waitFor({ state: 'detached' });
  });

  test('that is shown while its document is on the way is not covered', async () => {
    await show();
    await app.send({ do: 'blur' });
    await app.send({ do: 'shortcut' });
    await curtainOf(page).waitFor();
    await page.routeWebSocket(/socket/, async socket => {
      await app.send({ do: 'menu', path: ['Open'] });
      socket.connectToServer();
    });
    await page.reload();
    await curtainOf(page).waitFor({ state: 'detached' });
  });

  test('tells show, focus, blur and hide in Electron’s order', async () => {
    await show();
    const before = (await seen()).length;
    await app.send({ do: 'blur' });
    await app.send({ do: 'shortcut' });
    await app.send({ do: 'shortcut' });
    await app.send({ do: 'shortcut' });
    expect((await seen()).slice(before)).toEqual(['blur', 'hide', 'show', 'focus', 'hide', 'blur']);
  });

  test('neither navigates nor opens windows by itself', async () => {
    await show();
    const { href } = new URL(page.url());
    await page.evaluate(() => {
      location.href = 'https://example.com/';
      location.assign('/elsewhere.html');
      window.open('https://example.com/popup');
    });
    expect((await app.until('open-external')).url).toBe('https://example.com/popup');
    expect(await probe('echo', 1)).toBe(1);
    expect(page.url()).toBe(href);
  });
});

describe('the system', () => {
  test('is seen by the app', async () => {
    for (const order of ['suspend', 'resume', 'click-tray'] as const) await app.send({ do: order });
    await app.send({ do: 'theme', dark: true });
    await app.send({ do: 'menu', path: ['More', 'Check'] });
    await app.send({ do: 'second-instance', argv: ['--toggle'] });
    await app.send({ do: 'open-url', url: 'raze-quick-stage://opportunity/opp_9' });
    const expected = ['suspend', 'resume', 'tray click', 'dark true', 'check true'];
    expect(await seen()).toEqual(expect.arrayContaining(expected));
    expect(await seen()).toContain('second raze-quick-stage://opportunity/opp_9');
    const { argv, userData } = (await probe('paths')) as { argv: string[]; userData: string };
    expect({ argv, userData }).toEqual({ argv: ['--flag', 'value', '--lang=pt-BR'], userData: userDataDir });
  });

  test('a hotkey another program holds cannot be registered', async () => {
    await app.send({ do: 'clash', accelerator: 'Alt+F9' });
    expect(await probe('register', 'Alt+F9')).toBe(false);
    expect(await probe('register', 'Shift+CommandOrControl+Space')).toBe(false);
    expect(await probe('register', 'Alt+F8')).toBe(true);
    await app.send({ do: 'shortcut', accelerator: 'alt+f8' });
    expect(await seen()).toContain('other hotkey');
  });

  test('notifications and dialogs are told and answered', async () => {
    await probe('notify');
    expect(await app.until('notification')).toMatchObject({ title: 'Delivered', body: 'One deal' });
    await app.send({ do: 'notification-click' });
    expect(await seen()).toContain('notification click');
    const saved = probe('save');
    await app.until('dialog', ({ kind, text }) => kind === 'save' && text === 'history.csv');
    await app.send({ do: 'dialog', path: '/tmp/history.csv' });
    expect(await saved).toEqual({ canceled: false, filePath: '/tmp/history.csv' });
    await app.send({ do: 'dialog', path: null });
    expect(await probe('save')).toEqual({ canceled: true, filePath: '' });
    await app.send({ do: 'permission', permission: 'media' });
    expect(await app.until('permission')).toMatchObject({ granted: false });
  });

  test('a network that is gone fails the app’s requests and tells the page', async () => {
    const server = createServer((_request, response) => response.end('yes')).listen(0, '127.0.0.1');
    const url = `http://127.0.0.1:${await new Promise<number>(resolve => {
      server.on('listening', () => resolve((server.address() as AddressInfo).port));
    })}/`;
    try {
      expect(await probe('ask', url)).toBe('200');
      await app.until('contact', ({ host }) => host === '127.0.0.1');
      const offline = page.evaluate(
        () => new Promise(resolve => addEventListener('offline', () => resolve(true))),
      );
      await probe('echo');
      await app.send({ do: 'network', online: false });
      expect(await offline).toBe(true);
      expect(await page.evaluate(() => navigator.onLine)).toBe(false);
      expect(await probe('online')).toEqual({ isOnline: false, online: false });
      expect(await probe('ask', url)).toBe('ENETUNREACH connect');
      await app.send({ do: 'network', online: true });
      expect(await probe('ask', url)).toBe('200');
    } finally {
      server.close();
    }
  });
});

describe('other browsers', () => {
  test('an address works once, but for the browser that came with it; a new one takes the window over', async () => {
    const spent = await browser.newContext();
    const response = await (await spent.newPage()).goto(await app.url());
    expect(response?.status()).toBe(403);
    await spent.close();
    await page.goto(await app.url());
    await page.waitForURL(/index\.html$/);
    const other = await openWindow(browser, await app.entry());
    await curtainOf(page).waitFor();
    expect(await other.evaluate(() => (window.bridge as FixtureBridge).probe('echo', 'other'))).toBe('other');
    await other.context().close();
  });
});
