import { pageSize as forwardPage } from '../index/forward-index.ts';
import { type Postings, pageSize as postingsPage } from '../index/postings.ts';
import { forget, newShelf, type Searchable, type Shelf } from '../index/segment.ts';
import { blockOf } from '../index/sorted-ids.ts';
import { tableCount } from '../index/term-dictionary.ts';
import { inNode } from '../index/trie.ts';
import { fixedCounts, layout, nowhere } from './save.ts';
import { type PartReader, type Parts, readParts } from './saved-parts.ts';

/** Work between two steps: some tenths of a millisecond. */
const rowsAtOnce = 1024;
const blocksAtOnce = 64;
const goneAtOnce = 128;

export interface Rows<Row extends Searchable> {
  /** The row kept at a place; undefined when it is not what it was: the index comes back without it. */
  rowAt(place: number): Row | undefined;
  /** What a row is worth now: asked of those that had picks. */
  worth(row: Row): number;
}

/**
 * Makes of parts the shelf that they were (`partsOf`), a little at each step. It takes the parts over: nobody else may
 * hold or change them. Null when they are not of this layout or not all there.
 */
export function* restoreShelf<Row extends Searchable>(
  parts: Parts,
  { rowAt, worth }: Rows<Row>,
): Generator<void, Shelf<Row> | null> {
  const opened = open<Row>(parts);
  if (opened === null) return null;
  const { shelf, places, warm, sizes, pairs } = opened;
  const gone: number[] = [];
  for (let number = 0; number < places.length; number++) {
    const place = places[number] as number;
    const row = place === nowhere ? undefined : rowAt(place);
    shelf.rows.push(row);
    if (place !== nowhere) shelf.living++;
    if (place !== nowhere && row === undefined) gone.push(number);
    if (number % rowsAtOnce === 0) yield;
  }
  let from = 0;
  for (const [number, size] of sizes.entries()) {
    const whole = pairs.subarray(2 * from, 2 * (from + size));
    const left = gone.length === 0 ? whole : pairsLeft(shelf, whole);
    if (left.length > 0) shelf.ids.blocks.push(blockOf(left));
    from += size;
    if (number % blocksAtOnce === 0) yield;
  }
  for (const [at, number] of gone.entries()) {
    forget(shelf, number);
    if (at % goneAtOnce === 0) yield;
  }
  for (const number of warm) {
    const row = shelf.rows[number];
    if (row !== undefined) shelf.prior[number] = worth(row);
  }
  return shelf;
}

const pairsLeft = <Row extends Searchable>({ rows }: Shelf<Row>, pairs: Uint32Array): Uint32Array =>
  pairs.filter((_, at) => rows[pairs[at | 1] as number] !== undefined);

interface Opened<Row extends Searchable> {
  /** Whole but for its rows and its ids. */
  readonly shelf: Shelf<Row>;
  readonly places: Uint32Array;
  readonly warm: Uint32Array;
  readonly sizes: Uint32Array;
  readonly pairs: Uint32Array;
}

function open<Row extends Searchable>(parts: Parts): Opened<Row> | null {
  const read = readParts(parts);
  const counts = read.numbers(fixedCounts);
  const [form, rows = 0, words = 0, used = 0, nodes = 0, blocks = 0, free = 0, pages = 0, forms = 0] = counts;
  if (!read.isWhole || form !== layout) return null;
  const places = read.numbers(rows).subarray(0, rows);
  const warm = read.numbers(0);
  const shelf: Shelf<Row> = {
    ...newShelf<Row>(),
    prior: read.floats(rows),
    leads: read.numbers(words),
    heads: { ones: read.numbers(32), twos: read.numbers(32 * 32) },
    lexicon: {
      count: words,
      used,
      letters: (forms & 8) !== 0 ? read.units(used) : read.bytes(used),
      start: read.numbers(words),
      length: read.bytes(words),
      head: read.units(words),
      rows: read.numbers(words),
      filled: read.numbers(tableCount),
      tables: Array.from({ length: tableCount }, () => read.numbers(1)),
    },
    trie: { nodes, cells: read.numbers(nodes * inNode) },
    forward: { rows, free, at: read.numbers(rows), pages: pagesOf(read, pages, forwardPage) },
    idForms: { upper: (forms & 1) !== 0, prefixed: (forms & 2) !== 0, bare: (forms & 4) !== 0 },
    first: postingsOf(read, counts.subarray(9, 12)),
    others: postingsOf(read, counts.subarray(12, 15)),
    phones: {
      runs: postingsOf(read, counts.subarray(15, 18)),
      codes: new Set(Array.from(counts.subarray(fixedCounts), code => String(code).slice(1))),
    },
  };
  const sizes = read.numbers(blocks);
  const pairs = read.numbers(0);
  const living = sizes.subarray(0, blocks).reduce((sum, size) => sum + size, 0);
  return read.isWhole && pairs.length === 2 * living ? { shelf, places, warm, sizes, pairs } : null;
}

const postingsOf = (read: PartReader, [free = 0, pages = 0, lists = 0]: Uint32Array): Postings => ({
  free,
  lists,
  head: read.numbers(lists),
  tail: read.numbers(lists),
  last: read.numbers(lists),
  entries: read.numbers(lists),
  classes: read.bytes(lists),
  room: read.units(lists),
  pages: pagesOf(read, pages, postingsPage),
});

function pagesOf(read: PartReader, count: number, size: number): Uint16Array[] {
  const pages: Uint16Array[] = [];
  while (pages.length < count && read.isWhole) pages.push(read.units(size));
  return pages;
}
