import type { Keystroke } from './keystrokes.ts';
import type { Meaning } from './meaning.ts';
import { type Searcher, shown } from './searcher.ts';

/** Rows that can be told apart by what was meant: with more of them nobody can say which should come first. */
const few = 5;

export interface Quality {
  /** Percent of keystrokes whose row is among the first five. */
  readonly recall: number;
  readonly keystrokes: number;
  /** Mean of 1 / place of the row, 0 where it is not shown. */
  readonly mrr: number;
  readonly missed: readonly Keystroke[];
}

/** Keystrokes that are judged: those whose meaning fits at most five rows, the wanted one among them. */
export const judged = (
  keys: readonly Keystroke[],
  meaning: Meaning,
  rowOf: (key: Keystroke) => number | null,
) =>
  keys.flatMap(key => {
    const row = rowOf(key);
    if (row === null) return [];
    const meant = meaning(key.meant);
    return meant.length <= few && meant.includes(row) ? [{ key, row }] : [];
  });

export function qualityOf(
  searcher: Searcher,
  keys: readonly { readonly key: Keystroke; readonly row: number }[],
  idOf: (row: number) => string,
): Quality {
  let found = 0;
  let reciprocal = 0;
  const missed: Keystroke[] = [];
  for (const { key, row } of keys) {
    const place = searcher.find(key.text, shown).indexOf(idOf(row));
    if (place >= 0) reciprocal += 1 / (place + 1);
    if (place >= 0 && place < few) found++;
    else missed.push(key);
  }
  const count = Math.max(1, keys.length);
  return { recall: (100 * found) / count, keystrokes: keys.length, mrr: reciprocal / count, missed };
}
