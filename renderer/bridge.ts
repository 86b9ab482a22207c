import type { Bridge } from '../main/contract/bridge.ts';

/**
 * The page's one way out: `window.bridge`, which the preload script puts there before the page's own script runs;
 * null when the page was opened outside of the app.
 */
export function bridgeOf(page: Window & { readonly bridge?: Bridge }): Bridge | null {
  return page.bridge ?? null;
}
