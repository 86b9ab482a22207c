import type { Browser } from 'playwright-core';
import type { Bridge } from '../../../main/contract/bridge.ts';
import type { HostedStudio } from '../../screenshots/studio.ts';
import { rest } from './rest.ts';

type Bridged = { readonly bridge: Bridge };
const clock = () => performance.timeOrigin + performance.now();

export interface Show {
  /** From the push that says so, sent just before, to a painted page whose box has the focus: the popup's own share. */
  readonly page: number;
  /** From the hotkey at the host to the same: main and the stand-in's wire on top. */
  readonly whole: number;
}

/** Hides and shows the popup `times` times; milliseconds. */
export async function showWarm(studio: HostedStudio, times: number): Promise<readonly Show[]> {
  const { app, page } = studio;
  const taken: Show[] = [];
  for (let round = 0; round < times; round++) {
    const hidden = app.next('window', told => !told.visible);
    await page.keyboard.press('Escape');
    await hidden;
    await page.locator('webhost-curtain').waitFor({ state: 'attached' });
    // Listening before the hotkey is pressed: the push may be there sooner than a late listener.
    const seen = await page.evaluateHandle(() => {
      const usable = new Promise<{ told: number; usable: number }>(resolve => {
        const now = () => performance.timeOrigin + performance.now();
        const stop = (window as unknown as Bridged).bridge.on('shown', () => {
          const told = now();
          stop();
          const watch = new MutationObserver(() => look());
          const look = () => {
            const open = document.querySelector('webhost-curtain') === null;
            const focused = document.activeElement?.id === 'search';
            if (!open || !focused) return;
            watch.disconnect();
            removeEventListener('focusin', look);
            // The frame that shows it has been made when the task after the frame's callback runs.
            requestAnimationFrame(() => setTimeout(() => resolve({ told, usable: now() })));
          };
          watch.observe(document.documentElement, { childList: true });
          addEventListener('focusin', look);
          queueMicrotask(look);
        });
      });
      return { usable };
    });
    const pressed = clock();
    await app.send({ do: 'shortcut' });
    const { told, usable } = await seen.evaluate(held => held.usable);
    taken.push({ page: usable - told, whole: usable - pressed });
  }
  return taken;
}

/**
 * Milliseconds from the start of loading the page, as the app loads it when it starts, to painted rows under a box
 * that takes keys: the built page, preload script and main process over the stand-in's wire, each time in a browser
 * profile with nothing cached. Throws when the box then does not take a key.
 */
export async function showCold(
  studio: HostedStudio,
  browser: Browser,
  times: number,
): Promise<readonly Cold[]> {
  const taken: Cold[] = [];
  for (let round = 0; round < times; round++) taken.push(await loadOnce(browser, await studio.app.entry()));
  return taken;
}

export interface Cold {
  readonly ms: number;
  /** The share of the processors that others were using just before. */
  readonly busy: number;
}

async function loadOnce(browser: Browser, url: string): Promise<Cold> {
  const context = await browser.newContext({ viewport: { width: 640, height: 640 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(() => {
      const watch = new MutationObserver(() => {
        const rows = document.querySelector('[role=option]');
        const open = document.querySelector('webhost-curtain') === null;
        if (document.activeElement?.id !== 'search' || !rows || !open) return;
        watch.disconnect();
        // The frame that shows it has been made when the task after the frame's callback runs.
        requestAnimationFrame(() => setTimeout(() => console.log('usable', performance.now())));
      });
      watch.observe(document, { childList: true, subtree: true });
    });
    // The browser's own start of a new window is none of the popup's time, nor is a question while the page loads.
    await page.goto('about:blank');
    await page.waitForLoadState('networkidle');
    const busy = await rest();
    const said = page.waitForEvent('console', { predicate: line => line.text().startsWith('usable ') });
    await page.goto(url);
    const ms = Number((await said).text().slice('usable '.length));
    await page.keyboard.press('x');
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#search')?.value === 'x');
    return { ms, busy };
  } finally {
    await context.close();
  }
}
