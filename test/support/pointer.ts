import type { Locator } from 'playwright-core';

/** Longer than what the popup asks of a click: that the thing has lain there for 400 ms. */
const glance = 550;

/** Clicks as a person does: on what has been seen for a moment in its place. */
export async function click(control: Locator): Promise<void> {
  await seen(control);
  await control.click();
}

/** Settles when the control has been in its place for a moment. */
export async function seen(control: Locator): Promise<void> {
  do await control.scrollIntoViewIfNeeded();
  while (!(await control.evaluate(hasStayed, glance)));
}

/** Runs in the page: settles once the element has been in one place for so long; false when it has left the page. */
function hasStayed(element: Element, ms: number): Promise<boolean> {
  return new Promise(resolve => {
    let place = '';
    let since = 0;
    const look = (now: number): void => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const found = `${element.id} ${x} ${y} ${width} ${height}`;
      if (found !== place) since = now;
      place = found;
      if (!element.isConnected || now - since >= ms) resolve(element.isConnected);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}
