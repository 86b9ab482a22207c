import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RunningApp, startApp } from '../../support/app.ts';
import { openWindow, sharedBrowser } from '../../support/browser.ts';
import { noSession } from '../../support/secret-service.ts';
import { type Feed, fileName, openFeed } from '../../update-test/feed.ts';
import { keyboard, pointer } from '../hands.ts';

// With the sample data no server is asked, so that its dialect makes no difference here. Linux: an AppImage is what is replaced.

let feed: Feed;
let folder: string;
let app: RunningApp;
let page: Page;

const image = () => join(folder, 'quick-stage.AppImage');
const mark = () => join(folder, 'ran');
const newer = () => Buffer.from(`#!/bin/sh\nprintf "$0" > '${mark()}'\n`);
const isOld = () => readFileSync(image(), 'utf8') === 'the old program';

beforeEach(async () => {
  feed = await openFeed();
  folder = mkdtempSync(join(tmpdir(), 'raze-update-'));
  for (const name of ['resources', 'home']) mkdirSync(join(folder, name));
  writeFileSync(
    join(folder, 'resources', 'app-update.yml'),
    `provider: generic\nurl: ${feed.url}\nupdaterCacheDirName: raze-quick-stage-updater\n`,
  );
  writeFileSync(image(), 'the old program');
  chmodSync(image(), 0o755);
  const homes = { XDG_CACHE_HOME: 'cache', XDG_CONFIG_HOME: 'config', XDG_DATA_HOME: 'share' };
  app = await startApp({
    userDataDir: join(folder, 'data'),
    args: ['--mode', 'packaged', '--resources', join(folder, 'resources'), '--lang=en-US'],
    env: {
      ...(await noSession()),
      ...Object.fromEntries(Object.entries(homes).map(([name, at]) => [name, join(folder, 'home', at)])),
      APPIMAGE: image(),
    },
  });
  page = await openWindow(await sharedBrowser(), await app.url(), { viewport: { width: 640, height: 640 } });
  await pointer.press(page.getByRole('button', { name: 'Try with sample data' }));
  await page.getByRole('combobox').waitFor();
});
afterEach(async () => {
  await page.context().close();
  await app.kill();
  await feed.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the settings say of newer versions once it is this. */
const says = (words: RegExp) =>
  page.locator('.field', { hasText: 'New versions' }).getByText(words).waitFor();

async function openSettings(): Promise<void> {
  await keyboard.go(page, 'Settings');
  await page.getByRole('region', { name: 'Settings' }).waitFor();
}

async function lookNow(): Promise<void> {
  await openSettings();
  await pointer.press(page.getByRole('button', { name: 'Look now' }));
}

/** A newer version has come, and the popup offers it. */
async function offered(): Promise<void> {
  feed.publish('latest', { version: '9.9.9', bytes: newer() });
  await lookNow();
  await says(/Version 9\.9\.9 is ready/);
  await pointer.back(page);
  await page.locator('.notice', { hasText: 'Version 9.9.9 is ready.' }).waitFor();
}

describe.runIf(process.platform === 'linux')('a newer version of the app', () => {
  test('restarts by its own button, by no key that habit presses', async () => {
    await offered();
    for (const key of ['Enter', 'Escape', 'Backspace', 'Control+z', 'Control+Enter', 'Space']) {
      await page.keyboard.press(key);
    }
    expect(app.events.filter(({ event }) => event === 'exit')).toEqual([]);
    expect(isOld()).toBe(true);
    const seen = watch(folder);
    await pointer.press(page.getByRole('button', { name: 'Restart now' }));
    expect(await app.ended()).toBe(0);
    expect(readFileSync(image())).toEqual(newer());
    while (!existsSync(mark())) await once(seen, 'change');
    seen.close();
    expect(app.events.filter(({ event }) => event === 'relaunch')).toEqual([]);
  });

  test('put off, is there when the app is quit, and is not started', async () => {
    await offered();
    await pointer.press(page.getByRole('button', { name: 'Later' }));
    await page.locator('.notice', { hasText: 'Version 9.9.9 is ready.' }).waitFor({ state: 'detached' });
    expect(isOld()).toBe(true);
    expect(await app.stop()).toBe(0);
    expect(readFileSync(image())).toEqual(newer());
    expect(existsSync(mark())).toBe(false);
  });

  test('is in the tray’s menu too', async () => {
    await offered();
    await app.send({ do: 'menu', path: ['update'] });
    expect(await app.ended()).toBe(0);
    expect(readFileSync(image())).toEqual(newer());
  });

  test('that is not what the feed promised leaves the old one, and the settings say so', async () => {
    feed.publish('latest', { version: '9.9.9', bytes: newer() });
    feed.files.set(fileName('9.9.9'), Buffer.from('#!/bin/sh\nrm -r ~\n'));
    await lookNow();
    await says(/not the published one/);
    expect(await app.stop()).toBe(0);
    expect(isOld()).toBe(true);
  });

  test('is not installed once the settings want none', async () => {
    await offered();
    await openSettings();
    await pointer.take(page.locator('#updates'), 'Do not look');
    await says(/Security fixes/);
    expect(await app.stop()).toBe(0);
    expect(isOld()).toBe(true);
  });

  test.each(['ready', 'on its way'])(
    'that is %s when everything is erased is gone, and the old one stays',
    async state => {
      const brought = join(folder, 'home', 'cache', 'raze-quick-stage-updater');
      if (state === 'ready') await offered();
      else {
        feed.publish('latest', { version: '9.9.9', bytes: newer() });
        feed.faults.set(fileName('9.9.9'), (answer, body) => {
          answer.writeHead(200, { 'content-length': body.length });
          answer.write(body.subarray(0, 5));
        });
        await lookNow();
        await says(/9\.9\.9/);
        await expect.poll(() => existsSync(join(brought, 'pending'))).toBe(true);
      }
      if (state === 'ready') await openSettings();
      await pointer.press(page.getByRole('button', { name: 'Erase…' }));
      await pointer.press(page.getByRole('button', { name: 'Erase everything' }));
      await page.getByRole('textbox', { name: 'API key' }).waitFor();
      expect(existsSync(brought)).toBe(false);
      expect(existsSync(join(folder, 'data', '.updaterId'))).toBe(false);
      expect(await app.stop()).toBe(0);
      expect(isOld()).toBe(true);
      expect([brought, join(folder, 'data', '.updaterId')].filter(existsSync)).toEqual([]);
    },
  );

  test('is none: the settings say when it last looked', async () => {
    feed.publish('latest', { version: '0.0.1', bytes: newer() });
    await lookNow();
    await says(/None newer/);
    expect(feed.asked).toHaveLength(1);
  });
});
