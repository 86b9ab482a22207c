import type { QuotaView } from '../contract/snapshot.ts';
import * as policy from './policy.ts';

/** The requests of this clock hour, shared by background reads and writes of one key. */
export interface Quota {
  /** Takes in what an answer's headers said. Answers may come out of order. */
  observe(view: QuotaView): void;
  /** The server said 429: nothing is left until its time. */
  exhausted(): void;
  /** What the popup shows; null before the first answer and after the window's end. */
  view(now: number): QuotaView | null;
  /** Whether a background read may be spent, leaving the writes that are queued their share. */
  permitRead(now: number, queued: number): boolean;
  /** Null when `requests` can be made now, else when the window ends (epoch ms). */
  blockedUntil(now: number, requests: number): number | null;
}

/** Windows are an hour long: ends closer together than this are the same window, whatever the clocks say. */
const sameWindow = 5 * 60_000;

export function createQuota(): Quota {
  let known: QuotaView | null = null;
  const current = (now: number): QuotaView | null => (known !== null && known.resetsAt > now ? known : null);
  return {
    observe: view => {
      if (known === null || view.resetsAt - known.resetsAt > sameWindow) known = view;
      // Within one window the server only counts down, so the lowest number is the newest.
      else if (known.resetsAt - view.resetsAt <= sameWindow) {
        known = { ...view, remaining: Math.min(known.remaining, view.remaining) };
      }
    },
    exhausted: () => {
      if (known !== null) known = { ...known, remaining: 0 };
    },
    view: current,
    permitRead: (now, queued) => {
      const window = current(now);
      return window === null || window.remaining > reserve(window.limit, queued);
    },
    blockedUntil: (now, requests) => {
      const window = current(now);
      if (window === null || window.remaining >= Math.min(requests, window.limit)) return null;
      return window.resetsAt;
    },
  };
}

/** max(10, 2 × queued), but never more than 40 % of a small limit. */
export function reserve(limit: number, queued: number): number {
  const wanted = Math.max(policy.reserveLeast, policy.reservePerWrite * queued);
  return Math.min(wanted, Math.floor(limit * policy.reserveShare));
}
