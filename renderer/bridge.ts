import type { Bridge } from '../main/contract/bridge.ts';

/**
 * The page's only way out: `window.bridge`, which the preload script creates before the page's script runs. Null when
 * the page was opened outside of the app.
 */
export function bridgeOf(page: Window & { readonly bridge?: Bridge }): Bridge | null {
  return page.bridge ?? null;
}
