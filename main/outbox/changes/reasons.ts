import { foldAccents } from '../../contract/folded.ts';
import { isUnsure } from '../../contract/offers.ts';
import type { Entry } from '../model/entry.ts';

/**
 * The notes beside losses that were not taken back, each once however it was written, the most used first. `rows` are newest first,
 * and so are notes that were used equally often.
 */
export function reasonsIn(rows: readonly Entry[]): readonly string[] {
  const uses = new Map<string, { readonly note: string; readonly count: number }>();
  for (const { note, to, state, reason } of rows) {
    if (to.role !== 'lost' || state === 'cancelled' || state === 'superseded' || isUnsure(reason)) continue;
    const folded = foldAccents(note);
    const known = uses.get(folded);
    uses.set(folded, { note: known?.note ?? note, count: (known?.count ?? 0) + 1 });
  }
  return [...uses.values()].sort((a, b) => b.count - a.count).map(({ note }) => note);
}
