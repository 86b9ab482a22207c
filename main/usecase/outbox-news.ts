import type { ChangeView, OutboxList } from '../contract/change.ts';
import type { ChangeId } from '../contract/model.ts';
import type { Pushes } from '../contract/pushes.ts';

/**
 * Tells the page of the open changes as differences, so that a pick costs the same however many changes wait. `open`:
 * the open changes, oldest first. An unchanged one is the same object as before.
 */
export function createOutboxNews(open: () => readonly ChangeView[]) {
  let seq = 0;
  const published = new Map<ChangeId, ChangeView>();
  return {
    /** The whole list, and the number of the last difference. */
    list: (): OutboxList => ({ seq, changes: open() }),
    /** The difference to the previous call; null when there is none. */
    next(): Pushes['outbox'] | null {
      const now = open();
      const changed = now.filter(change => published.get(change.id) !== change);
      for (const change of changed) published.set(change.id, change);
      const gone = published.size === now.length ? [] : missing(published, now);
      for (const id of gone) published.delete(id);
      if (changed.length === 0 && gone.length === 0) return null;
      seq += 1;
      return { seq, changed, gone };
    },
  };
}

function missing(
  published: ReadonlyMap<ChangeId, ChangeView>,
  now: readonly ChangeView[],
): readonly ChangeId[] {
  const still = new Set(now.map(({ id }) => id));
  return [...published.keys()].filter(id => !still.has(id));
}
