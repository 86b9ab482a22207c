import type { Page } from 'playwright-core';

/** One key: milliseconds from the press to its results in the document, and to the frame that shows them. */
export interface Timed {
  readonly dom: number;
  readonly paint: number;
}

/** What the stopwatch leaves in the page. */
interface Watch {
  pressed: number;
  last: { dom: number; paint: number } | null;
}

declare global {
  interface Window {
    stopwatch?: Watch;
  }
}

/**
 * Puts a stopwatch into the page. It starts with the browser's own time of the key event (the earliest there is) and
 * stops when the list says which text it answers; the frame has been painted when a task queued in its
 * requestAnimationFrame runs (https://web.dev/articles/optimize-inp tells the same way).
 */
export async function wind(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watch: Watch = { pressed: 0, last: null };
    window.stopwatch = watch;
    const start = (event: Event): void => {
      if (watch.pressed === 0) watch.pressed = event.timeStamp;
    };
    addEventListener('keydown', start, true);
    addEventListener('beforeinput', start, true);
    const channel = new MessageChannel();
    let dom = 0;
    let pressed = 0;
    channel.port1.onmessage = () => {
      watch.last = { dom, paint: performance.now() - pressed };
    };
    new MutationObserver(changes => {
      if (watch.pressed === 0 || !changes.some(change => change.attributeName === 'data-answers')) return;
      pressed = watch.pressed;
      watch.pressed = 0;
      dom = performance.now() - pressed;
      requestAnimationFrame(() => channel.port2.postMessage(null));
    }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-answers'] });
  });
}

/** Presses one key and waits until its frame is there. */
export async function press(page: Page, key: string): Promise<Timed> {
  await page.evaluate(() => {
    if (window.stopwatch !== undefined) Object.assign(window.stopwatch, { pressed: 0, last: null });
  });
  await page.keyboard.type(key);
  const timed = await page.waitForFunction(() => window.stopwatch?.last ?? null, null, { polling: 4 });
  const value = await timed.jsonValue();
  if (value === null) throw new Error('the stopwatch did not stop');
  return value;
}
