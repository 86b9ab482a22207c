import { at8, at16, at32, setBit } from '../arrays/access.ts';
import { ensureLength } from '../arrays/grow.ts';
import { inPage, newPages, type Pages, pageOf, takeUnits } from '../arrays/pages.ts';

/**
 * Lists of row numbers, ascending, each with a class of 0–3. Rows are only ever appended. A posting is kept as the step from the
 * row before it, so most take two bytes. A list is a chain of chunks in shared pages, each twice as long as the one before it; a
 * list with one posting has no chunk.
 *
 * A posting is one unit `step << 2 | class`; a long step takes three, `0xfffc | class` and two units of step. A unit of 0 says
 * that the rest of the chunk is unused. The last two units of a chunk are the place of the next.
 */
export interface Postings {
  readonly pages: Pages;
  /** Lists that exist, numbered from 0. Of each list, by its number: */
  lists: number;
  /** The place of the first chunk, or the only posting as `row << 2 | class`. */
  head: Uint32Array;
  /** Where the next unit is written. */
  tail: Uint32Array;
  /** The last row of a list with a chunk. */
  last: Uint32Array;
  /** Of the last chunk: its size in the high byte, its free units in the low byte. */
  room: Uint16Array;
  counts: Uint32Array;
  /** The classes that its postings have had, a bit each. */
  classBits: Uint8Array;
}

const linkUnits = 2;
const smallestChunk = 8;
const largestChunk = 128;
const longStep = 0xfffc;

export const newPostings = (): Postings => ({
  pages: newPages(),
  lists: 0,
  head: new Uint32Array(140),
  tail: new Uint32Array(143),
  last: new Uint32Array(147),
  room: new Uint16Array(150),
  counts: new Uint32Array(154),
  classBits: new Uint8Array(159),
});

/** Makes the lists below `count` exist; new ones are empty. */
export function reserveLists(postings: Postings, count: number): void {
  if (count <= postings.lists) return;
  postings.head = ensureLength(postings.head, count);
  postings.tail = ensureLength(postings.tail, count);
  postings.last = ensureLength(postings.last, count);
  postings.room = ensureLength(postings.room, count);
  postings.counts = ensureLength(postings.counts, count);
  postings.classBits = ensureLength(postings.classBits, count);
  postings.lists = count;
}

/** Appends a row to a list: its number must be greater than the list's last. */
export function appendPosting(postings: Postings, list: number, row: number, kind: number): void {
  const count = at32(postings.counts, list);
  postings.counts[list] = count + 1;
  postings.classBits[list] = at8(postings.classBits, list) | (1 << kind);
  if (count === 0) {
    postings.head[list] = (row << 2) | kind;
    return;
  }
  if (count === 1) {
    const only = at32(postings.head, list);
    const chunk = takeUnits(postings.pages, smallestChunk);
    postings.head[list] = chunk;
    postings.tail[list] = chunk;
    postings.room[list] = (smallestChunk << 8) | (smallestChunk - linkUnits);
    write(postings, list, (only >>> 2) + 1, only & 3);
    postings.last[list] = only >>> 2;
  }
  write(postings, list, row - at32(postings.last, list), kind);
  postings.last[list] = row;
}

/** Whether a list may have postings of this class. */
export const hasClass = ({ classBits }: Postings, list: number, kind: number): boolean =>
  ((at8(classBits, list) >>> kind) & 1) === 1;

/** The last row of a list, or -1. */
export function lastRow({ counts, head, last }: Postings, list: number): number {
  const count = at32(counts, list);
  return count === 0 ? -1 : count === 1 ? at32(head, list) >>> 2 : at32(last, list);
}

let buffer = new Uint32Array(1024);

/** The postings of a list as `row << 2 | class`: the first `counts[list]` elements, valid until the next call. */
export function readPostings({ pages, counts, head }: Postings, list: number): Uint32Array {
  const total = at32(counts, list);
  if (buffer.length < total) buffer = new Uint32Array(total + (total >> 2));
  const into = buffer;
  if (total <= 1) {
    into[0] = at32(head, list);
    return into;
  }
  let chunk = at32(head, list);
  let size = smallestChunk;
  let row = -1;
  let count = 0;
  while (count < total) {
    const page = pageOf(pages, chunk);
    const from = inPage(chunk);
    const end = from + size - linkUnits;
    for (let i = from; i < end && count < total; i++) {
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
    chunk = ((at16(page, end) << 16) | at16(page, end + 1)) >>> 0;
    size = Math.min(size * 2, largestChunk);
  }
  return into;
}

/** All classes of postings, a bit each. */
const everyClass = 0b1111;

/**
 * Sets the bits of a list's rows, without the other steps of reading it.
 * @param classes of which classes, a bit each
 */
export function markRows(
  { pages, counts, head }: Postings,
  list: number,
  bits: Uint32Array,
  classes = everyClass,
): void {
  const total = at32(counts, list);
  if (total <= 1) {
    const only = at32(head, list);
    if (total === 1 && ((classes >>> (only & 3)) & 1) === 1) setBit(bits, only >>> 2);
    return;
  }
  let chunk = at32(head, list);
  let size = smallestChunk;
  let row = -1;
  let count = 0;
  while (count < total) {
    const page = pageOf(pages, chunk);
    const from = inPage(chunk);
    const end = from + size - linkUnits;
    for (let i = from; i < end && count < total; i++) {
      const unit = at16(page, i);
      if (unit === 0) break;
      if (unit < longStep) {
        row += unit >>> 2;
      } else {
        row += (at16(page, i + 1) << 16) | at16(page, i + 2);
        i += 2;
      }
      if (((classes >>> (unit & 3)) & 1) === 1) setBit(bits, row);
      count++;
    }
    chunk = ((at16(page, end) << 16) | at16(page, end + 1)) >>> 0;
    size = Math.min(size * 2, largestChunk);
  }
}

function write(postings: Postings, list: number, step: number, kind: number): void {
  const units = step < longStep >>> 2 ? 1 : 3;
  if ((at16(postings.room, list) & 0xff) < units) addChunk(postings, list);
  const tail = at32(postings.tail, list);
  const page = pageOf(postings.pages, tail);
  const at = inPage(tail);
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

/** Links a new chunk to a list whose last one is full. */
function addChunk(postings: Postings, list: number): void {
  const room = at16(postings.room, list);
  const size = Math.min((room >>> 8) * 2, largestChunk);
  const chunk = takeUnits(postings.pages, size);
  const end = at32(postings.tail, list) + (room & 0xff);
  const page = pageOf(postings.pages, end);
  page[inPage(end)] = chunk >>> 16;
  page[inPage(end) + 1] = chunk & 0xffff;
  postings.tail[list] = chunk;
  postings.room[list] = (size << 8) | (size - linkUnits);
}
