import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { settled } from '../support/settled.ts';

/** The shapes of the states that were looked at in this process: the same one again would tell nothing new. */
const seen = new Set<string>();

/** Runs axe-core on the state on the page; throws with what it finds. Costs nothing for a state of a shape seen before. */
export async function checkAccess(page: Page): Promise<void> {
  const shape = await page.evaluate(shapeOf);
  if (seen.has(shape)) return;
  // Through the debugger, so that the app's own policy on scripts stays as it is.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  await page.evaluate(settled);
  const found = await page.evaluate(async () => {
    const { run } = Reflect.get(window, 'axe') as typeof axe;
    const { violations } = await run(document, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
    );
  });
  if (found.length > 0) throw new Error(`axe finds:\n${found.join('\n\n')}`);
  seen.add(shape);
}

/** The kinds of elements there are, with the attributes they carry, in which theme and language; no texts, no counts. */
function shapeOf(): string {
  const { lang, dataset } = document.documentElement;
  // A drawing has no text and, hidden from a screen reader, no name.
  const drawings = ':not(svg[aria-hidden=true], svg[aria-hidden=true] *)';
  const kinds = Array.from(document.querySelectorAll(`.popup, .popup *${drawings}`), element =>
    [element.tagName, element.getAttribute('class'), ...element.getAttributeNames()].join(' '),
  );
  return [lang, dataset.theme, ...[...new Set(kinds)].sort()].join('\n');
}
