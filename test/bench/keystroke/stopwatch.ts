import type { Page } from 'playwright-core';
import type { Bridge } from '../../../main/contract/bridge.ts';

/** One key: milliseconds from the press to its results in the document, and to the frame that shows them. */
export interface Timed {
  readonly dom: number;
  readonly paint: number;
}

/** What the stopwatch leaves in the page. */
interface Watch {
  /** When the key was pressed; 0 while none is on its way. */
  pressed: number;
  /** Settles when the frame is there; made anew with every press. */
  stopped: PromiseWithResolvers<Timed>;
}

declare global {
  interface Window {
    stopwatch?: Watch;
  }
}

/** From one frame to the next key, in milliseconds: nobody types twenty keys a second for long. */
const rest = 50;

/**
 * Puts a stopwatch into the page. It starts with the browser's own time of the key event (the earliest there is) and
 * stops when the list says which text it answers; the frame has been painted when a task queued in its
 * requestAnimationFrame runs (https://web.dev/articles/optimize-inp tells the same way).
 */
export async function wind(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watch: Watch = { pressed: 0, stopped: Promise.withResolvers() };
    window.stopwatch = watch;
    const start = (event: Event): void => {
      if (watch.pressed === 0) watch.pressed = event.timeStamp;
    };
    addEventListener('keydown', start, true);
    addEventListener('beforeinput', start, true);
    const channel = new MessageChannel();
    let dom = 0;
    let pressed = 0;
    channel.port1.onmessage = () => watch.stopped.resolve({ dom, paint: performance.now() - pressed });
    new MutationObserver(changes => {
      if (watch.pressed === 0 || !changes.some(change => change.attributeName === 'data-answers')) return;
      pressed = watch.pressed;
      watch.pressed = 0;
      dom = performance.now() - pressed;
      requestAnimationFrame(() => channel.port2.postMessage(null));
    }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-answers'] });
  });
}

/**
 * Presses one key when the page is at rest, as it is when a person types, and waits until its frame is there. What is
 * to be told is asked for before, and the key let go afterwards: a person takes some 80 ms for it, and either would
 * be work of ours among what is measured.
 */
export async function press(page: Page, key: string): Promise<Timed> {
  await page.evaluate(
    rest =>
      new Promise<void>(resolve => {
        setTimeout(() => {
          Object.assign(window.stopwatch ?? {}, { pressed: 0, stopped: Promise.withResolvers() });
          resolve();
        }, rest);
      }),
    rest,
  );
  const stopped = page.evaluate(() => window.stopwatch?.stopped.promise);
  // Once this is answered the page has taken the question before it, and nothing of ours is under way.
  await page.evaluate(() => undefined);
  const isOnKeyboard = /^[ -~]$/.test(key);
  await (isOnKeyboard ? page.keyboard.down(key) : page.keyboard.insertText(key));
  const timed = await stopped;
  if (isOnKeyboard) await page.keyboard.up(key);
  if (timed === undefined) throw new Error('the stopwatch did not start');
  return timed;
}

/** Asks across the bridge for the rows of an empty box, as many times as told; milliseconds from call to answer. */
export async function bareCalls(page: Page, times: number): Promise<readonly number[]> {
  return page.evaluate(
    async ({ times, rest }) => {
      const bridge = Reflect.get(window, 'bridge') as Bridge;
      const taken: number[] = [];
      while (taken.length < times) {
        await new Promise(resolve => setTimeout(resolve, rest));
        const start = performance.now();
        await bridge.call('find', { seq: 0, text: '', limit: 20 });
        taken.push(performance.now() - start);
      }
      return taken;
    },
    { times, rest },
  );
}
