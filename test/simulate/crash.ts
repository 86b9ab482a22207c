import type { Entry } from '../../main/outbox/model/entry.ts';
import type { Batch, Store } from '../../main/outbox/model/ports.ts';

/** The process ends here. */
export class Crash extends Error {}

/** Called at each point at which the process could end; throws `Crash` where it does. */
export type Point = (name: string) => void;

/**
 * Which step a batch is, in the words of a crash point: `ready>sending`, `>held`, `pause`. Rows that keep their
 * state are `touch` when nothing else happens; rows that move to another lane are `rebind`.
 */
export function labelOf(batch: Batch, before: (row: Entry) => Entry | null): string {
  const rebinds = batch.update?.some(row => before(row)?.lane !== row.lane) === true;
  if (rebinds) return 'rebind';
  const update = (batch.update ?? []).map(row => ({ from: before(row)?.state ?? '?', to: row.state }));
  const moves = update.filter(({ from, to }) => from !== to).map(({ from, to }) => `${from}>${to}`);
  const parts = new Set([...moves, ...(batch.insert ?? []).map(row => `>${row.state}`)]);
  if (parts.size > 2) return 'several';
  if (parts.size > 0) return [...parts].sort().join(' + ');
  return update.length > 0 ? 'touch' : 'pause';
}

/** The store as a process meets it that may end just before or just after any commit. */
export function mortal(store: Store, point: Point): Store {
  return {
    ...store,
    // Spread would have frozen these, should the store's own be getters.
    writable: store.writable,
    commit: batch => {
      const label = labelOf(batch, row => store.find(row.id));
      point(`before ${label}`);
      const written = store.commit(batch);
      point(`after ${label}`);
      return written;
    },
  };
}
