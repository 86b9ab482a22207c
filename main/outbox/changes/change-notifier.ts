import type { ChangeView, Receipt } from '../../contract/change.ts';
import type { Entry } from '../model/entry.ts';
import * as policy from '../model/policy.ts';
import type { Clock, Listener } from '../model/ports.ts';

/** Tells the listener that the list of open changes is another one, and which changes deserve a receipt. */
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
      // Called with no row too: an answer may have changed the pause or the quota.
      listener.changed();
      for (const row of rows) {
        if (row.state === 'delivered') tell(row.overwrote === null ? 'delivered' : 'overwrote', row);
        else if (row.state === 'parked' || row.state === 'cancelled') tell(row.state, row);
      }
    },
    delayed: row => tell('delayed', row),
  };
}
