import type { Opportunity } from '../../../main/contract/model.ts';
import { plain } from './keystrokes.ts';
import type { Searcher } from './searcher.ts';

/** Folded, split at signs; a text of digits and phone signs is one term. */
const termsOf = (text: string): string[] =>
  /^[\d\s()+\-./]+$/.test(text)
    ? [text.replace(/\D+/g, '')].filter(term => term !== '')
    : plain(text)
        .split(/[^\p{L}\p{N}]+/u)
        .filter(term => term !== '');

/**
 * Ranks every row by the sum, over the terms, of the edits (insert, delete, substitute, transpose) from the term to the nearest
 * beginning of one of the row's words; digits of a phone are a word, which a term may also stand within. Rows with the same sum
 * by their last touch, open ones as if thirty days later. It knows nothing else of what people mean, and reads everything.
 */
export function exhaustive(): Searcher {
  let words: readonly string[] = [];
  let phones: readonly string[] = [];
  /** Of every row its words, then its phone, whose numbers come after those of all words; where each row's end. */
  let wordsOfRows = new Uint32Array();
  let ends: readonly number[] = [];
  let ids: readonly string[] = [];
  let touched: readonly number[] = [];

  const costsOf = (term: string): Uint8Array => {
    const costs = new Uint8Array(words.length + phones.length);
    costs.set(editsToBeginnings(term, words));
    if (!/\d/.test(term)) return costs.fill(term.length, words.length);
    costs.set(editsToBeginnings(term, phones), words.length);
    phones.forEach((phone, at) => {
      if (phone.includes(term)) costs[words.length + at] = 0;
    });
    return costs;
  };

  return {
    name: 'exhaustive',
    build(rows) {
      const found = rows.map(row => termsOf(`${row.name} ${row.company} ${row.email} ${row.id} _`));
      const numbers = rows.map(row => row.phone.replace(/\D+/g, ''));
      words = [...new Set(found.flat())].sort();
      phones = [...new Set(numbers)].sort();
      const wordAt = new Map(words.map((word, at) => [word, at]));
      const phoneAt = new Map(phones.map((phone, at) => [phone, words.length + at]));
      const wordsOfRow = found.map((terms, at) => [
        ...new Set(terms.map(term => wordAt.get(term) ?? 0)),
        phoneAt.get(numbers[at] ?? '') ?? 0,
      ]);
      wordsOfRows = Uint32Array.from(wordsOfRow.flat());
      let end = 0;
      ends = wordsOfRow.map(({ length }) => {
        end += length;
        return end;
      });
      ids = rows.map(row => row.id);
      touched = rows.map(touchedAt);
    },
    find(text, limit) {
      const sums = new Float64Array(ids.length);
      for (const term of termsOf(text).map(term => term.slice(0, longest))) {
        const costs = costsOf(term);
        let at = 0;
        for (const [row, end] of ends.entries()) {
          let least = term.length;
          for (; at < end; at++) least = Math.min(least, costs[wordsOfRows[at] ?? 0] ?? least);
          sums[row] = (sums[row] ?? 0) + least;
        }
      }
      const best: number[] = [];
      const isBefore = (a: number, b: number): boolean =>
        (sums[a] ?? 0) < (sums[b] ?? 0) || (sums[a] === sums[b] && (touched[a] ?? 0) > (touched[b] ?? 0));
      for (let row = 0; row < ids.length; row++) {
        if (best.length === limit && !isBefore(row, best[limit - 1] ?? 0)) continue;
        const at = best.findIndex(other => isBefore(row, other));
        best.splice(at < 0 ? best.length : at, 0, row);
        best.length = Math.min(best.length, limit);
      }
      return best.map(at => ids[at] ?? '');
    },
  };
}

const openBonus = 30 * 24 * 3600 * 1000;
const touchedAt = (row: Opportunity): number =>
  (row.updatedAt ?? 0) + (row.stage.role === 'open' ? openBonus : 0);

/** Letters of a term or a word that are looked at. */
const longest = 63;

/**
 * For each of the sorted words the least edits that make the term of one of its beginnings, the empty one among them. Words that
 * begin alike share the rows of the table for what they share.
 */
function editsToBeginnings(term: string, words: readonly string[]): Uint8Array {
  const width = term.length + 1;
  const table = new Uint8Array((longest + 1) * width);
  for (let i = 0; i < width; i++) table[i] = i;
  /** The least of the last column down to each depth. */
  const least = new Uint8Array(longest + 1).fill(term.length);
  let before = '';
  return Uint8Array.from(words, word => {
    const depth = Math.min(word.length, longest);
    let from = 0;
    while (from < depth && from < before.length && word.charCodeAt(from) === before.charCodeAt(from)) from++;
    before = word.slice(0, depth);
    for (let d = from + 1; d <= depth; d++) {
      const letter = word.charCodeAt(d - 1);
      const row = d * width;
      table[row] = d;
      for (let i = 1; i < width; i++) {
        const same = term.charCodeAt(i - 1) === letter;
        let edits = (table[row - width + i - 1] ?? 0) + (same ? 0 : 1);
        edits = Math.min(edits, (table[row - width + i] ?? 0) + 1, (table[row + i - 1] ?? 0) + 1);
        if (
          d > 1 &&
          i > 1 &&
          term.charCodeAt(i - 2) === letter &&
          term.charCodeAt(i - 1) === word.charCodeAt(d - 2)
        )
          edits = Math.min(edits, (table[row - 2 * width + i - 2] ?? 0) + 1);
        table[row + i] = edits;
      }
      least[d] = Math.min(least[d - 1] ?? 0, table[row + width - 1] ?? 0);
    }
    return least[depth] ?? 0;
  });
}
