import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { unwanted } from '../../main/shell/desktop/features.ts';

// The scripts look for it too, before anything but Node is there.
export const { findChromium } = (await import('../../script/setup/chromium.mjs' as string)) as {
  findChromium(): string | null;
};

/** Where this machine's Chromium is. Throws when there is none. */
export function chromiumPath(): string {
  const found = findChromium();
  if (found === null) throw new Error('No Chromium: install chromium, or name one in CHROMIUM');
  return found;
}

/** Pages of the browser's own address bar: a second of work for every window, which nobody sees here. */
const idle = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];

/** How the tests start Chromium: quiet, and with the features that the app gives its own. */
export const chromiumArguments: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  `--disable-features=${[...unwanted, ...idle].join(',')}`,
];

/** A Chromium of the caller's own. Close it when done. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args: [...chromiumArguments] });
}

let shared: Promise<Browser> | null = null;

/** The one Chromium of this process, whose test files run one after the other. It ends with the process. */
export async function sharedBrowser(): Promise<Browser> {
  shared ??= launchBrowser();
  const browser = await shared;
  if (browser.isConnected()) return browser;
  shared = launchBrowser();
  return shared;
}

/**
 * Opens a hosted window in a profile of its own (closing the page's context closes it) and waits until its
 * document has loaded. `url` is a one-time address: the host's `ready` or `entry`.
 */
export async function openWindow(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 640, height: 480 }, ...options });
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForURL(
    address => address.hostname.includes('--') && !address.pathname.startsWith('/.webhost'),
  );
  return page;
}

/** The curtain over a page whose window is hidden; it is in the document only then. */
export const curtainOf = (page: Page) => page.locator('webhost-curtain');
