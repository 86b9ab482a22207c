import type { ChangeView, OutboxList } from '../contract/change.ts';
import type { ChangeId } from '../contract/model.ts';
import type { Pushes } from '../contract/pushes.ts';

/** Tells the page about the open changes as differences, so that a pick costs the same however many wait. */
export interface OutboxNews {
  /** The whole list, and the number of the last difference. */
  list(): OutboxList;
  /** What is no longer as it was at the difference before; null when nothing is. */
  next(): Pushes['outbox'] | null;
}

/** `open`: the open changes, oldest first; one that has not changed is the same object as before. */
export function createOutboxNews(open: () => readonly ChangeView[]): OutboxNews {
  let seq = 0;
  let told: ReadonlyMap<ChangeId, ChangeView> = new Map();
  return {
    list: () => ({ seq, changes: open() }),
    next() {
      const now = new Map(open().map(change => [change.id, change]));
      const changed = [...now.values()].filter(change => told.get(change.id) !== change);
      const gone = [...told.keys()].filter(id => !now.has(id));
      told = now;
      if (changed.length === 0 && gone.length === 0) return null;
      seq += 1;
      return { seq, changed, gone };
    },
  };
}
