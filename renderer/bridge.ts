import type { Bridge } from '../main/contract/bridge.ts';

declare global {
  interface Window {
    /** Put there by the preload script before the page's own script runs. */
    readonly bridge?: Bridge;
  }
}

/** The page's one way out; null when the page was opened outside of the app. */
export function bridgeOf(page: Window): Bridge | null {
  return page === window ? (window.bridge ?? null) : null;
}
