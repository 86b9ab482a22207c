import { at8, at16, at32, item } from '../arrays/access.ts';
import { grow8, grow16, grow32 } from '../arrays/grow.ts';

/**
 * Lists of row numbers, each with a class of 0–3, in ascending order of rows and written at the end only: steps from
 * one row to the next are small, so an entry takes two bytes where a word is frequent. All lists share pages of memory;
 * a list owns a chain of chunks in them, each twice as long as the one before, and a list of one row owns none.
 *
 * An entry is one unit `step << 2 | class`, or, for a long step, `0xfffc | class` and two units of step. Unit 0 fills
 * what a chunk has left when an entry does not fit. The last two units of a full chunk point to the next.
 */
export interface Postings {
  readonly pages: Uint16Array[];
  /** First free unit of the newest page, counted over all pages. */
  free: number;
  /** Of each list: the first chunk (or the only entry), where the next unit goes, and the last row. */
  head: Uint32Array;
  tail: Uint32Array;
  last: Uint32Array;
  /** Of each list: the last chunk's size in the high byte, the units free in it in the low one. */
  room: Uint16Array;
  counts: Uint32Array;
  /** Of each list: the classes that its entries have had, a bit each. */
  classBits: Uint8Array;
  lists: number;
}

const pageBits = 16;
/** Units of a page. */
export const postingsPageSize = 1 << pageBits;
const link = 2;
const smallest = 8;
const largest = 128;
const longStep = 0xfffc;

export const newPostings = (): Postings => ({
  pages: [],
  free: 0,
  head: new Uint32Array(140),
  tail: new Uint32Array(143),
  last: new Uint32Array(147),
  room: new Uint16Array(150),
  counts: new Uint32Array(154),
  classBits: new Uint8Array(159),
  lists: 0,
});

/** Makes lists up to `count` exist, empty. */
export function reserveLists(postings: Postings, count: number): void {
  if (count <= postings.lists) return;
  postings.head = grow32(postings.head, count);
  postings.tail = grow32(postings.tail, count);
  postings.last = grow32(postings.last, count);
  postings.room = grow16(postings.room, count);
  postings.counts = grow32(postings.counts, count);
  postings.classBits = grow8(postings.classBits, count);
  postings.lists = count;
}

/** Adds a row to the end of a list: its number must be greater than the list's last. */
export function appendPosting(postings: Postings, list: number, row: number, kind: number): void {
  const entries = at32(postings.counts, list);
  postings.counts[list] = entries + 1;
  postings.classBits[list] = at8(postings.classBits, list) | (1 << kind);
  if (entries === 0) {
    postings.head[list] = (row << 2) | kind;
    return;
  }
  if (entries === 1) {
    const only = at32(postings.head, list);
    const chunk = take(postings, smallest);
    postings.head[list] = chunk;
    postings.tail[list] = chunk;
    postings.room[list] = (smallest << 8) | (smallest - link);
    write(postings, list, (only >>> 2) + 1, only & 3);
    postings.last[list] = only >>> 2;
  }
  write(postings, list, row - at32(postings.last, list), kind);
  postings.last[list] = row;
}

/** Whether a list may have entries of this class. */
export const hasClass = ({ classBits }: Postings, list: number, kind: number): boolean =>
  ((at8(classBits, list) >>> kind) & 1) === 1;

/** The last row of a list, or -1. */
export function lastRow({ counts, head, last }: Postings, list: number): number {
  const count = at32(counts, list);
  return count === 0 ? -1 : count === 1 ? at32(head, list) >>> 2 : at32(last, list);
}

/** Copies a list into `into` as `row << 2 | class`, which must have room for all its entries; returns how many. */
export function readPostings(postings: Postings, list: number, into: Uint32Array): number {
  const entries = at32(postings.counts, list);
  if (entries <= 1) {
    if (entries === 1) into[0] = at32(postings.head, list);
    return entries;
  }
  const { pages } = postings;
  let at = at32(postings.head, list);
  let size = smallest;
  let row = -1;
  let count = 0;
  while (count < entries) {
    const page = item(pages, at >>> pageBits);
    const from = at & (postingsPageSize - 1);
    const end = from + size - link;
    for (let i = from; i < end && count < entries; i++) {
      const unit = at16(page, i);
      if (unit === 0) break;
      if (unit < longStep) {
        row += unit >>> 2;
      } else {
        row += (at16(page, i + 1) << 16) | at16(page, i + 2);
        i += 2;
      }
      into[count++] = (row << 2) | (unit & 3);
    }
    at = ((at16(page, end) << 16) | at16(page, end + 1)) >>> 0;
    size = Math.min(size * 2, largest);
  }
  return count;
}

function write(postings: Postings, list: number, step: number, kind: number): void {
  const units = step < longStep >>> 2 ? 1 : 3;
  if ((at16(postings.room, list) & 0xff) < units) extend(postings, list);
  const tail = at32(postings.tail, list);
  const page = item(postings.pages, tail >>> pageBits);
  const at = tail & (postingsPageSize - 1);
  if (units === 1) {
    page[at] = (step << 2) | kind;
  } else {
    page[at] = longStep | kind;
    page[at + 1] = step >>> 16;
    page[at + 2] = step & 0xffff;
  }
  postings.tail[list] = tail + units;
  postings.room[list] = at16(postings.room, list) - units;
}

/** Chains a new chunk, twice as long, to a list whose last one is full. */
function extend(postings: Postings, list: number): void {
  const state = at16(postings.room, list);
  const size = Math.min((state >>> 8) * 2, largest);
  const chunk = take(postings, size);
  const end = at32(postings.tail, list) + (state & 0xff);
  const page = item(postings.pages, end >>> pageBits);
  page[end & (postingsPageSize - 1)] = chunk >>> 16;
  page[(end & (postingsPageSize - 1)) + 1] = chunk & 0xffff;
  postings.tail[list] = chunk;
  postings.room[list] = (size << 8) | (size - link);
}

/** A run of zeroed units that lies in one page. */
function take(postings: Postings, size: number): number {
  if ((postings.free & (postingsPageSize - 1)) + size > postingsPageSize) {
    postings.free = (postings.free + postingsPageSize) & ~(postingsPageSize - 1);
  }
  const chunk = postings.free;
  if (chunk >>> pageBits >= postings.pages.length) postings.pages.push(new Uint16Array(postingsPageSize));
  postings.free = chunk + size;
  return chunk;
}
