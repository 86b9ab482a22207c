/**
 * The room of the saved index. Enters: a segment; later, the bytes it was saved as. Leaves: the bytes; later, the segment.
 * It reads and writes no file.
 */

import type { Searchable, Shelf } from '../index/segment.ts';
import { pairsOf } from '../index/sorted-ids.ts';
import { bytesOf, type Parts } from './saved-parts.ts';

/**
 * The form of a saved index, and of the words, keys and priors in it. It goes up with every change of either, so that what
 * another version of this program saved is not taken for its own.
 */
export const layout = 2;

/** The place of a row that is gone. */
export const nowhere = 0xffffffff;

/** How many numbers come before the country codes in the first part. */
export const fixedCounts = 18;

/**
 * A shelf as parts, all but the rows themselves. The parts are the shelf's own memory: they are right until it changes.
 * @param places where each row, by its number, is kept; `nowhere` for those that are gone
 * @param warm numbers of the rows whose prior holds picks
 */
export function partsOf<Row extends Searchable>(
  shelf: Shelf<Row>,
  places: Uint32Array,
  warm: readonly number[],
): Parts {
  const { lexicon, trie, first, others, phones, forward, ids, idForms, heads } = shelf;
  const postings = [first, others, phones.runs];
  const counts = [
    layout,
    shelf.rows.length,
    lexicon.count,
    lexicon.used,
    trie.nodes,
    ids.blocks.length,
    forward.free,
    forward.pages.length,
    (idForms.upper ? 1 : 0) |
      (idForms.prefixed ? 2 : 0) |
      (idForms.bare ? 4 : 0) |
      (lexicon.letters instanceof Uint16Array ? 8 : 0),
    ...postings.flatMap(({ free, pages, lists }) => [free, pages.length, lists]),
    // With a digit before it that keeps its zeros.
    ...Array.from(phones.codes, code => Number(`1${code}`)),
  ];
  const arrays = [
    Uint32Array.from(counts),
    places,
    Uint32Array.from(warm),
    shelf.prior,
    shelf.leads,
    heads.ones,
    heads.twos,
    lexicon.letters,
    lexicon.start,
    lexicon.length,
    lexicon.head,
    lexicon.rows,
    lexicon.filled,
    ...lexicon.tables,
    trie.cells,
    forward.at,
    ...forward.pages,
    ...postings.flatMap(({ head, tail, last, room, entries, classes, pages }) => [
      ...[head, tail, last, entries],
      classes,
      room,
      ...pages,
    ]),
    Uint32Array.from(ids.blocks, block => block.count),
    pairsOf(ids),
  ];
  return arrays.map(bytesOf);
}
