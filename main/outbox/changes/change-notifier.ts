import type { ChangeView, Receipt } from '../../contract/change.ts';
import type { Entry } from '../model/entry.ts';
import * as policy from '../model/policy.ts';
import type { Clock, Listener } from '../model/ports.ts';

/** Tells the listener what has been written: that the list changed, and what is worth a receipt. */
export interface ChangeNotifier {
  written(rows: readonly Entry[]): void;
  delayed(row: Entry): void;
}

export function createChangeNotifier(
  listener: Listener,
  clock: Clock,
  view: (entry: Entry) => ChangeView,
): ChangeNotifier {
  const tell = (kind: Receipt['kind'], row: Entry): void =>
    listener.receipt({
      kind,
      change: view(row),
      late: clock.now() - row.markedAt > policy.lateAfter,
    });
  return {
    written: rows => {
      // Also with no row: an answer may have moved the pause or the quota.
      listener.changed();
      for (const row of rows) {
        if (row.state === 'delivered') tell(row.overwrote === null ? 'delivered' : 'overwrote', row);
        else if (row.state === 'parked' || row.state === 'cancelled') tell(row.state, row);
      }
    },
    delayed: row => tell('delayed', row),
  };
}
