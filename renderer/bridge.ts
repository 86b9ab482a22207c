import type { Bridge } from '../main/contract/bridge.ts';

/** `window.bridge` is put there by the preload script before the page's own script runs. */
interface Page {
  readonly bridge?: Bridge;
}

/** The page's one way out; null when the page was opened outside of the app. */
export function bridgeOf(page: Page): Bridge | null {
  return page.bridge ?? null;
}
