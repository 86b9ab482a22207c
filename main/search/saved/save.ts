/**
 * The room of the saved index. Enters: a segment; later, the bytes it was saved as. Leaves: the bytes; later, the segment.
 * It reads and writes no file.
 */

import type { Searchable, Segment } from '../index/segment.ts';
import { pairsOf } from '../index/sorted-ids.ts';
import { bytesOf, type SavedParts } from './saved-parts.ts';

/**
 * The form of a saved index, and of the words, keys and priors in it. It goes up with every change of either, so that what
 * another version of this program saved is not taken for its own.
 */
export const savedLayout = 2;

/** The place of a row that is gone. */
export const noPlace = 0xffffffff;

/** How many numbers come before the country codes in the first part. */
export const fixedCounts = 18;

/**
 * A segment as parts, all but the rows themselves. The parts are the segment's own memory: they are right until it changes.
 * @param places where each row, by its number, is kept; `nowhere` for those that are gone
 * @param warm numbers of the rows whose prior holds picks
 */
export function segmentParts<Row extends Searchable>(
  segment: Segment<Row>,
  places: Uint32Array,
  warm: readonly number[],
): SavedParts {
  const { dictionary, trie, nameStarts, postings, phones, forward, ids, idForms, prefixCounts } = segment;
  const lists = [nameStarts, postings, phones.trigrams];
  const counts = [
    savedLayout,
    segment.rows.length,
    dictionary.size,
    dictionary.lettersUsed,
    trie.nodes,
    ids.blocks.length,
    forward.free,
    forward.pages.length,
    (idForms.upper ? 1 : 0) |
      (idForms.prefixed ? 2 : 0) |
      (idForms.bare ? 4 : 0) |
      (dictionary.letters instanceof Uint16Array ? 8 : 0),
    ...lists.flatMap(({ free, pages, lists }) => [free, pages.length, lists]),
    // With a digit before it that keeps its zeros.
    ...Array.from(phones.codes, code => Number(`1${code}`)),
  ];
  const arrays = [
    Uint32Array.from(counts),
    places,
    Uint32Array.from(warm),
    segment.prior,
    segment.nameStartLists,
    prefixCounts.ones,
    prefixCounts.twos,
    dictionary.letters,
    dictionary.starts,
    dictionary.lengths,
    dictionary.prefixKeys,
    dictionary.rowCounts,
    dictionary.filled,
    ...dictionary.tables,
    trie.cells,
    forward.at,
    ...forward.pages,
    ...lists.flatMap(({ head, tail, last, room, counts, classBits, pages }) => [
      ...[head, tail, last, counts],
      classBits,
      room,
      ...pages,
    ]),
    Uint32Array.from(ids.blocks, block => block.count),
    pairsOf(ids),
  ];
  return arrays.map(bytesOf);
}
