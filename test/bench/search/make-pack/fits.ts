import { plain } from '../keystrokes.ts';
import type { MadeRow } from './made-row.ts';
import { nationalOf } from './make-phone.ts';

/** Folded, without signs: the words of a row, and the terms of a text. */
export const wordsOf = (text: string): string[] =>
  plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '');

/**
 * Which rows a meaning fits, from the rows as they are: what is wanted owes nothing to an index, and nothing to the rules of
 * the product. Rows are their numbers, ascending.
 */
export interface Fits {
  /** Each term begins a word of name, company, e-mail or id; null for more than `most` rows. */
  byWords(terms: readonly string[], most: number): readonly number[] | null;
  /** One of the row's numbers, without its country, ends so. */
  byEnding(digits: string): readonly number[];
  /** Rows for which the test holds. */
  where(test: (row: MadeRow) => boolean): readonly number[];
}

const endingLength = 4;

export function fitsIn(rows: readonly MadeRow[]): Fits {
  const wordsOfRow = rows.map(row => [
    ...new Set(wordsOf(`${row.name} ${row.company} ${row.email} ${row.id}`)),
  ]);
  const rowsOf = new Map<string, number[]>();
  const endings = new Map<string, number[]>();
  const note = (lists: Map<string, number[]>, key: string, row: number): void => {
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [row]);
    else if (list.at(-1) !== row) list.push(row);
  };
  rows.forEach((row, at) => {
    for (const word of wordsOfRow[at] ?? []) note(rowsOf, word, at);
    for (const phone of row.phones) note(endings, nationalOf(phone).slice(-endingLength), at);
  });
  const sorted = [...rowsOf.keys()].sort();

  const listsOf = (term: string): readonly (readonly number[])[] => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? '') < term) low = middle + 1;
      else high = middle;
    }
    const lists: (readonly number[])[] = [];
    for (let at = low; sorted[at]?.startsWith(term); at++) lists.push(rowsOf.get(sorted[at] ?? '') ?? []);
    return lists;
  };

  return {
    byWords(terms, most) {
      const found = terms.map(listsOf);
      const size = (lists: readonly (readonly number[])[]) =>
        lists.reduce((sum, list) => sum + list.length, 0);
      const [rarest] = found.sort((a, b) => size(a) - size(b));
      const fitting: number[] = [];
      for (const row of new Set(rarest?.flat())) {
        if (!terms.every(term => wordsOfRow[row]?.some(word => word.startsWith(term)))) continue;
        fitting.push(row);
        if (fitting.length > most) return null;
      }
      return fitting.sort((a, b) => a - b);
    },
    byEnding: digits =>
      (endings.get(digits.slice(-endingLength)) ?? []).filter(row =>
        rows[row]?.phones.some(phone => nationalOf(phone).endsWith(digits)),
      ),
    where: test => rows.flatMap((row, at) => (test(row) ? [at] : [])),
  };
}
