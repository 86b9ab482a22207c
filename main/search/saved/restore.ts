import { type Pages, unitsPerPage } from '../arrays/pages.ts';
import { countCode } from '../index/phone-index.ts';
import type { Postings } from '../index/postings.ts';
import { newSegment, type Searchable, type Segment, unindexRow } from '../index/segment.ts';
import { blockOf } from '../index/sorted-ids.ts';
import { tableCount } from '../index/term-dictionary.ts';
import { cellsPerNode } from '../index/trie.ts';
import { fixedCounts, noPlace, savedLayout } from './save.ts';
import { type PartReader, readParts, type SavedParts } from './saved-parts.ts';

/** Work between two steps: some tenths of a millisecond. */
const rowsAtOnce = 1024;
const blocksAtOnce = 64;
const missingAtOnce = 128;

export interface RowSource<Row extends Searchable> {
  /** The row stored at a place; undefined where it is not the row that was saved: it is left out. */
  rowAt(place: number): Row | undefined;
  /** A row's prior now: asked for rows whose priors depend on picks. */
  priorOf(row: Row): number;
}

/**
 * Makes a segment from what `segmentParts` made, a little at each step. It takes the parts over: nobody else may hold or change
 * them. Null where they are incomplete or of another layout.
 */
export function* restoreSegment<Row extends Searchable>(
  parts: SavedParts,
  { rowAt, priorOf }: RowSource<Row>,
): Generator<void, Segment<Row> | null> {
  const opened = open<Row>(parts);
  if (opened === null) return null;
  const { segment, places, picked, blockSizes, pairs } = opened;
  const missing: number[] = [];
  for (const [number, place] of places.entries()) {
    const row = place === noPlace ? undefined : rowAt(place);
    segment.rows.push(row);
    if (place !== noPlace) {
      segment.liveRows++;
      countCode(segment.phones, number, 1);
    }
    if (place !== noPlace && row === undefined) missing.push(number);
    if (number % rowsAtOnce === 0) yield;
  }
  let from = 0;
  for (const [number, size] of blockSizes.entries()) {
    const all = pairs.subarray(2 * from, 2 * (from + size));
    const left = missing.length === 0 ? all : withoutMissing(segment, all);
    if (left.length > 0) segment.ids.blocks.push(blockOf(left));
    from += size;
    if (number % blocksAtOnce === 0) yield;
  }
  for (const [at, number] of missing.entries()) {
    unindexRow(segment, number);
    if (at % missingAtOnce === 0) yield;
  }
  for (const number of picked) {
    const row = segment.rows[number];
    if (row !== undefined) segment.prior[number] = priorOf(row);
  }
  return segment;
}

const withoutMissing = <Row extends Searchable>({ rows }: Segment<Row>, pairs: Uint32Array): Uint32Array =>
  pairs.filter((_, at) => rows[pairs[at | 1] ?? -1] !== undefined);

/** The segment without its rows and ids, and what they are made from; null where the parts do not fit. */
function open<Row extends Searchable>(parts: SavedParts) {
  const read = readParts(parts);
  const counts = read.numbers(fixedCounts);
  const [
    layout,
    rows = 0,
    words = 0,
    lettersUsed = 0,
    nodes = 0,
    blocks = 0,
    free = 0,
    pages = 0,
    forms = 0,
  ] = counts;
  if (!read.isWhole || layout !== savedLayout) return null;
  const places = read.numbers(rows).subarray(0, rows);
  const picked = read.numbers(0);
  const codes = [...counts.subarray(fixedCounts)];
  const segment: Segment<Row> = {
    ...newSegment<Row>(),
    prior: read.floats(rows),
    nameStartLists: read.numbers(words),
    prefixCounts: { ones: read.numbers(32), twos: read.numbers(32 * 32) },
    dictionary: {
      size: words,
      lettersUsed,
      letters: (forms & 8) !== 0 ? read.units(lettersUsed) : read.bytes(lettersUsed),
      starts: read.numbers(words),
      lengths: read.bytes(words),
      prefixKeys: read.units(words),
      rowCounts: read.numbers(words),
      filled: read.numbers(tableCount),
      tables: Array.from({ length: tableCount }, () => read.numbers(1)),
    },
    trie: { nodes, cells: read.numbers(nodes * cellsPerNode) },
    forward: { rows, at: read.numbers(rows), pages: pagesOf(read, free, pages) },
    idForms: { upper: (forms & 1) !== 0, prefixed: (forms & 2) !== 0, bare: (forms & 4) !== 0 },
    nameStarts: postingsOf(read, counts.subarray(9, 12)),
    postings: postingsOf(read, counts.subarray(12, 15)),
    phones: {
      lists: postingsOf(read, counts.subarray(15, 18)),
      codes,
      uses: codes.map(() => 0),
      rowCodes: read.bytes(rows),
    },
  };
  const blockSizes = read.numbers(blocks).subarray(0, blocks);
  const pairs = read.numbers(0);
  const idCount = blockSizes.reduce((sum, size) => sum + size, 0);
  return read.isWhole && pairs.length === 2 * idCount ? { segment, places, picked, blockSizes, pairs } : null;
}

const postingsOf = (read: PartReader, [free = 0, pages = 0, lists = 0]: Uint32Array): Postings => ({
  lists,
  head: read.numbers(lists),
  tail: read.numbers(lists),
  last: read.numbers(lists),
  counts: read.numbers(lists),
  classBits: read.bytes(lists),
  room: read.units(lists),
  pages: pagesOf(read, free, pages),
});

function pagesOf(read: PartReader, free: number, count: number): Pages {
  const pages: Uint16Array[] = [];
  while (pages.length < count && read.isWhole) pages.push(read.units(unitsPerPage));
  return { free, pages };
}
