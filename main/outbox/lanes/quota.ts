import type { QuotaView } from '../../contract/snapshot.ts';
import type { Alarm } from '../model/entry.ts';
import * as policy from '../model/policy.ts';
import type { Clock } from '../model/ports.ts';
import type { Alarms } from '../time/alarms.ts';

/** The requests of this clock hour, shared by background reads and writes of one key. */
export interface Quota {
  /** Takes in the quota headers of an answer. Answers may come out of order. */
  observe(view: QuotaView): void;
  /** The server answered 429: nothing is left for this long, even if its window ends earlier. */
  exhausted(waitMs: number): void;
  /** What the popup shows; null before the first answer and after the window's end. */
  view(): QuotaView | null;
  /** Whether a background read may be made, after a reserve for `queued` writes. */
  permitRead(queued: number): boolean;
  /** Null when `requests` can be made now, else the end of the window (epoch ms). */
  blockedUntil(requests: number): number | null;
}

export function createQuota(clock: Clock, alarms: Alarms): Quota {
  let known: { readonly view: QuotaView; readonly end: Alarm } | null = null;

  /** The window's end counts by the monotonic clock and is at most one window length ahead. */
  const keep = (view: QuotaView): void => {
    const setAt = clock.now();
    known = { view, end: { at: Math.min(view.resetsAt, setAt + policy.hintMost), setAt } };
    alarms.left(known.end);
  };
  const current = (): QuotaView | null => (known !== null && alarms.left(known.end) > 0 ? known.view : null);

  return {
    observe: view => {
      const window = current();
      if (window === null || view.resetsAt - window.resetsAt > policy.sameWindow) keep(view);
      // Within a window the server only counts down, so the lowest number is the newest.
      else if (window.resetsAt - view.resetsAt <= policy.sameWindow) {
        keep({ ...view, remaining: Math.min(window.remaining, view.remaining) });
      }
    },
    exhausted: waitMs => {
      const window = current();
      if (window === null) return;
      keep({ ...window, remaining: 0, resetsAt: Math.min(window.resetsAt, clock.now() + waitMs) });
    },
    view: current,
    permitRead: queued => {
      const window = current();
      return window === null || window.remaining > reserve(window.limit, queued);
    },
    blockedUntil: requests => {
      const window = current();
      if (window === null || window.remaining >= Math.min(requests, window.limit)) return null;
      return window.resetsAt;
    },
  };
}

/** max(10, 2 × queued) requests, at most 40 % of the limit. */
export function reserve(limit: number, queued: number): number {
  const wanted = Math.max(policy.reserveLeast, policy.reservePerWrite * queued);
  return Math.min(wanted, Math.floor(limit * policy.reserveShare));
}
