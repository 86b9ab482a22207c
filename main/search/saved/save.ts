/**
 * The room of the saved index. Enters: a segment; later, the bytes it was saved as. Leaves: the bytes; later, the segment.
 * It reads and writes no file.
 */

import type { Segment } from '../index/segment.ts';
import { pairsOf } from '../index/sorted-ids.ts';
import { bytesOf, type SavedParts } from './saved-parts.ts';

/**
 * The version of the saved form, and of the words, keys and priors in it. It is raised with every change of either, so that an
 * index that another version of the program saved is not used.
 */
export const savedLayout = 9;

/** The place of a deleted row. */
export const noPlace = 0xffffffff;

/** Numbers before the country codes in the first part. */
export const fixedCounts = 18;

/**
 * A segment as parts, without the rows themselves. The parts are the segment's own memory, valid until it changes.
 * @param places where each row, by its number, is stored; `noPlace` for deleted rows
 * @param picked numbers of the rows whose priors depend on picks
 */
export function segmentParts(segment: Segment, places: Uint32Array, picked: readonly number[]): SavedParts {
  const { dictionary, trie, nameStarts, postings, phones, forward, ids, idForms, prefixCounts } = segment;
  const lists = [nameStarts, postings, phones.lists];
  const counts = [
    savedLayout,
    segment.rows.length,
    dictionary.size,
    dictionary.lettersUsed,
    trie.nodes,
    ids.blocks.length,
    forward.pages.free,
    forward.pages.pages.length,
    (idForms.upper ? 1 : 0) |
      (idForms.prefixed ? 2 : 0) |
      (idForms.bare ? 4 : 0) |
      (dictionary.letters instanceof Uint16Array ? 8 : 0),
    ...lists.flatMap(({ pages: { free, pages }, lists }) => [free, pages.length, lists]),
    ...phones.codes,
  ];
  const arrays = [
    Uint32Array.from(counts),
    places,
    Uint32Array.from(picked),
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
    ...forward.pages.pages,
    ...lists.flatMap(({ head, tail, last, counts, classBits, room, pages }) => [
      ...[head, tail, last, counts],
      classBits,
      room,
      ...pages.pages,
    ]),
    phones.rowCodes,
    Uint32Array.from(ids.blocks, block => block.count),
    pairsOf(ids),
  ];
  return arrays.map(bytesOf);
}
