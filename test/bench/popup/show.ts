import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Bridge } from '../../../main/contract/bridge.ts';
import type { Studio } from '../../screenshots/studio.ts';

type Bridged = { readonly bridge: Bridge };
const clock = () => performance.timeOrigin + performance.now();

export interface Show {
  /** From the push that says "shown" to a painted page whose box has the focus: the popup's own share. */
  readonly page: number;
  /** From the hotkey at the host to the same: main and the stand-in's wire on top. */
  readonly whole: number;
}

/** Hides and shows the popup `times` times; milliseconds. */
export async function showWarm(studio: Studio, times: number): Promise<readonly Show[]> {
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
          const look = () => {
            const open = document.querySelector('webhost-curtain') === null;
            const focused = document.activeElement?.id === 'search';
            if (!open || !focused) return requestAnimationFrame(look);
            // The frame that shows it has been made when the task after the frame's callback runs.
            return requestAnimationFrame(() => setTimeout(() => resolve({ told, usable: now() })));
          };
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

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/**
 * Milliseconds from the start of loading the built page to painted rows under a box that takes keys, in a profile
 * with nothing cached. The page talks to a bridge that answers with what the real app answered a moment ago.
 */
export async function showCold(
  studio: Studio,
  browser: Browser,
  folder: string,
  times: number,
): Promise<readonly number[]> {
  const replies = await studio.page.evaluate(async () => {
    const { bridge } = window as unknown as Bridged;
    const find = { seq: 1, text: '', limit: 50 };
    return {
      'session.get': await bridge.call('session.get', null),
      'outbox.list': await bridge.call('outbox.list', null),
      find: await bridge.call('find', find),
    };
  });
  const server = createServer(async ({ url = '/' }, response) => {
    const file = join(folder, new URL(url, 'http://popup').pathname.replace(/\/$/, '/index.html'));
    const body = await readFile(file).catch(() => null);
    response
      .writeHead(body ? 200 : 404, { 'content-type': types[extname(file)] ?? 'text/plain' })
      .end(body ?? '');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const taken: number[] = [];
  try {
    for (let round = 0; round < times; round++)
      taken.push(await loadOnce(browser, `http://127.0.0.1:${port}/`, replies));
  } finally {
    server.close();
    server.closeAllConnections();
  }
  return taken;
}

async function loadOnce(browser: Browser, url: string, replies: object): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 640, height: 640 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(answers => {
      const bridge = {
        call: async (name: string, request: { readonly seq?: number } | null) => {
          const reply = structuredClone(
            (answers as Record<string, { value?: object }>)[name] ?? { ok: true, value: null },
          );
          return request?.seq === undefined
            ? reply
            : { ...reply, value: { ...reply.value, seq: request.seq } };
        },
        on: () => () => undefined,
      };
      Object.assign(window, { bridge });
      const watch = new MutationObserver(() => {
        if (document.activeElement?.id !== 'search' || !document.querySelector('[role=option]')) return;
        watch.disconnect();
        requestAnimationFrame(() => setTimeout(() => performance.mark('usable')));
      });
      watch.observe(document, { childList: true, subtree: true });
    }, replies);
    // The browser's own start of a new window is none of the popup's time.
    await page.goto('about:blank');
    await page.waitForLoadState('networkidle');
    await page.goto(url);
    const usable = await page.waitForFunction(() => performance.getEntriesByName('usable')[0]?.startTime);
    return (await usable.jsonValue()) ?? Number.NaN;
  } finally {
    await context.close();
  }
}
