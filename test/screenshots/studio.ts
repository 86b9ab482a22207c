import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, CDPSession, Page } from 'playwright-core';
import type { Bridge } from '../../main/contract/bridge.ts';
import type { Language } from '../../main/contract/language.ts';
import type { Settings } from '../../main/contract/settings.ts';
import type { Words } from '../../renderer/i18n/words.ts';
import { formatLocales } from '../renderer/support/samples.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { openWindow } from '../support/browser.ts';
import { type Server, startServer } from '../support/servers/server.ts';
import { settled } from '../support/settled.ts';

/** The real app at work before a camera: its own demo API, its own folder, a page of the popup's width. */
export interface Studio {
  readonly page: Page;
  readonly server: Server;
  readonly language: Language;
  /** Takes the machine off the network, or puts it back. */
  network(online: boolean): Promise<void>;
  /** A picture of what is on the page now, as WebP; `whole` takes the ground around the popup too. */
  still(whole?: boolean): Promise<Buffer>;
  /** Types as a person does, and waits until the answer to the last letter is on the page. */
  search(text: string): Promise<void>;
  /** Past the first run, with the list loaded. */
  begin(): Promise<void>;
  close(): Promise<void>;
}

/** A studio whose app runs in the web host. */
export interface HostedStudio extends Studio {
  readonly app: RunningApp;
  /** Where the app keeps its data. */
  readonly folder: string;
}

export type Setting = Required<Pick<Settings, 'theme' | 'undoSeconds'>> & { readonly language: Language };

export interface StudioOptions {
  readonly browser: Browser;
  readonly env: Readonly<Record<string, string>>;
  readonly language: Language;
  readonly theme: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly scale?: number;
  /** Texts to put in place of the English ones. */
  readonly words?: Words;
  /** 3 unless told. */
  readonly undoSeconds?: number;
  /** Further arguments of the app. */
  readonly args?: readonly string[];
}

/** Opens the app on its first screen. Close it when done. */
export async function openStudio(options: StudioOptions): Promise<HostedStudio> {
  const {
    browser,
    env,
    language,
    theme,
    viewport = { width: 640, height: 760 },
    scale = 1,
    undoSeconds = 3,
    words,
  } = options;
  const folder = await mkdtemp(join(tmpdir(), 'raze-studio-'));
  const server = await startServer();
  const args = [`--lang=${formatLocales[language]}`, ...(options.args ?? [])];
  const app = await startApp({ userDataDir: folder, env: { ...env, RAZE_API_URL: server.url }, args });
  const page = await openWindow(browser, await app.url(), {
    viewport,
    deviceScaleFactor: scale,
    reducedMotion: 'reduce',
  });
  if (words) {
    const all = JSON.stringify(words);
    const body = `export const en = ${all}; export const enLater = ${all};`;
    await page.route('**/assets/en-*.js', route => route.fulfill({ contentType: 'text/javascript', body }));
    await page.reload();
  }
  return {
    app,
    folder,
    ...(await furnish(page, server, { language, theme, undoSeconds })),
    network: online => app.send({ do: 'network', online }),
    async close() {
      await page.context().close();
      await app.stop();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Sets the app on the page to a language and a theme, and what is done in a studio whatever the app runs in. */
export async function furnish(
  page: Page,
  server: Server,
  setting: Setting,
): Promise<Omit<Studio, 'network' | 'close'>> {
  const { language, theme } = setting;
  await page.locator('.popup').waitFor();
  await page.evaluate(
    patch => (window as unknown as { bridge: Bridge }).bridge.call('settings.change', patch),
    setting satisfies Partial<Settings>,
  );
  await page.locator(`html[lang="${language}"][data-theme="${theme}"]`).waitFor();
  const camera = await page.context().newCDPSession(page);
  return {
    page,
    server,
    language,
    still: whole => picture(camera, page, whole === true),
    search: text => search(page, text),
    begin: () => begin(page, server.key),
  };
}

async function picture(camera: CDPSession, page: Page, whole: boolean): Promise<Buffer> {
  // The window has followed the content.
  await page.waitForFunction(
    () => !document.querySelector<HTMLElement>('.foot:not([hidden])')?.style.marginTop,
  );
  await page.evaluate(settled);
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
  const box = whole ? null : await page.locator('.popup').boundingBox();
  const { data } = await camera.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 90,
    ...(box ? { clip: { ...box, scale: 1 } } : {}),
  });
  return Buffer.from(data, 'base64');
}

async function search(page: Page, text: string): Promise<void> {
  const box = page.locator('#search');
  await box.fill('');
  await box.pressSequentially(text);
  await page.locator(`.pane[data-answers=${JSON.stringify(text)}]`).waitFor();
}

async function begin(page: Page, key: string): Promise<void> {
  await page.locator('#key').fill(key);
  await page.keyboard.press('Enter');
  await page.locator('#begin').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('[role=option]').first().waitFor();
  await page.locator('.loading').waitFor({ state: 'detached' });
}
