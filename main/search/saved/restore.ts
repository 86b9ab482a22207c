import { at32 } from '../arrays/access.ts';
import { forwardPageSize as forwardPage } from '../index/forward-index.ts';
import { type Postings, postingsPageSize as postingsPage } from '../index/postings.ts';
import { newSegment, type Searchable, type Segment, unindexRow } from '../index/segment.ts';
import { blockOf } from '../index/sorted-ids.ts';
import { tableCount } from '../index/term-dictionary.ts';
import { cellsPerNode } from '../index/trie.ts';
import { fixedCounts, noPlace, savedLayout } from './save.ts';
import { type PartReader, readParts, type SavedParts } from './saved-parts.ts';

/** Work between two steps: some tenths of a millisecond. */
const rowsAtOnce = 1024;
const blocksAtOnce = 64;
const goneAtOnce = 128;

export interface RowSource<Row extends Searchable> {
  /** The row kept at a place; undefined when it is not what it was: the index comes back without it. */
  rowAt(place: number): Row | undefined;
  /** What a row is worth now: asked of those that had picks. */
  worth(row: Row): number;
}

/**
 * Makes of parts the segment that they were (`partsOf`), a little at each step. It takes the parts over: nobody else may
 * hold or change them. Null when they are not of this layout or not all there.
 */
export function* restoreSegment<Row extends Searchable>(
  parts: SavedParts,
  { rowAt, worth }: RowSource<Row>,
): Generator<void, Segment<Row> | null> {
  const opened = open<Row>(parts);
  if (opened === null) return null;
  const { segment, places, warm, sizes, pairs } = opened;
  const gone: number[] = [];
  for (let number = 0; number < places.length; number++) {
    const place = at32(places, number);
    const row = place === noPlace ? undefined : rowAt(place);
    segment.rows.push(row);
    if (place !== noPlace) segment.liveRows++;
    if (place !== noPlace && row === undefined) gone.push(number);
    if (number % rowsAtOnce === 0) yield;
  }
  let from = 0;
  for (const [number, size] of sizes.entries()) {
    const whole = pairs.subarray(2 * from, 2 * (from + size));
    const left = gone.length === 0 ? whole : pairsLeft(segment, whole);
    if (left.length > 0) segment.ids.blocks.push(blockOf(left));
    from += size;
    if (number % blocksAtOnce === 0) yield;
  }
  for (const [at, number] of gone.entries()) {
    unindexRow(segment, number);
    if (at % goneAtOnce === 0) yield;
  }
  for (const number of warm) {
    const row = segment.rows[number];
    if (row !== undefined) segment.prior[number] = worth(row);
  }
  return segment;
}

const pairsLeft = <Row extends Searchable>({ rows }: Segment<Row>, pairs: Uint32Array): Uint32Array =>
  pairs.filter((_, at) => rows[at32(pairs, at | 1)] !== undefined);

interface Opened<Row extends Searchable> {
  /** Whole but for its rows and its ids. */
  readonly segment: Segment<Row>;
  readonly places: Uint32Array;
  readonly warm: Uint32Array;
  readonly sizes: Uint32Array;
  readonly pairs: Uint32Array;
}

function open<Row extends Searchable>(parts: SavedParts): Opened<Row> | null {
  const read = readParts(parts);
  const counts = read.numbers(fixedCounts);
  const [form, rows = 0, words = 0, lettersUsed = 0, nodes = 0, blocks = 0, free = 0, pages = 0, forms = 0] =
    counts;
  if (!read.isWhole || form !== savedLayout) return null;
  const places = read.numbers(rows).subarray(0, rows);
  const warm = read.numbers(0);
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
    forward: { rows, free, at: read.numbers(rows), pages: pagesOf(read, pages, forwardPage) },
    idForms: { upper: (forms & 1) !== 0, prefixed: (forms & 2) !== 0, bare: (forms & 4) !== 0 },
    nameStarts: postingsOf(read, counts.subarray(9, 12)),
    postings: postingsOf(read, counts.subarray(12, 15)),
    phones: {
      trigrams: postingsOf(read, counts.subarray(15, 18)),
      codes: new Set(Array.from(counts.subarray(fixedCounts), code => String(code).slice(1))),
    },
  };
  const sizes = read.numbers(blocks);
  const pairs = read.numbers(0);
  const living = sizes.subarray(0, blocks).reduce((sum, size) => sum + size, 0);
  return read.isWhole && pairs.length === 2 * living ? { segment, places, warm, sizes, pairs } : null;
}

const postingsOf = (read: PartReader, [free = 0, pages = 0, lists = 0]: Uint32Array): Postings => ({
  free,
  lists,
  head: read.numbers(lists),
  tail: read.numbers(lists),
  last: read.numbers(lists),
  counts: read.numbers(lists),
  classBits: read.bytes(lists),
  room: read.units(lists),
  pages: pagesOf(read, pages, postingsPage),
});

function pagesOf(read: PartReader, count: number, size: number): Uint16Array[] {
  const pages: Uint16Array[] = [];
  while (pages.length < count && read.isWhole) pages.push(read.units(size));
  return pages;
}
