import { at32, at64 } from '../arrays/access.ts';
import { grow32 } from '../arrays/grow.ts';
import { type ForwardIndex, newForwardIndex, newRowWords, readRecord, writeRecord } from './forward-index.ts';

/**
 * The rows with the highest priors, highest first: all that are above `floor`. Made when it is first asked for and kept up
 * from then on, so that neither an empty box nor a letter that half the rows begin with needs a look at every row.
 */
export interface Freshest {
  /** False until it is asked for, and again once it has become too short. */
  isBuilt: boolean;
  count: number;
  readonly rows: Uint32Array;
  readonly priors: Float64Array;
  floor: number;
  /** A bit for every row that is listed. */
  bits: Uint32Array;
  /** The words of these rows side by side, and the number of each row's record there; both as far as they are read. */
  words: ForwardIndex;
  readonly records: Uint16Array;
  areWordsRead: boolean;
}

/** Some percent of a hundred thousand rows, and few enough to be looked at with every key. */
const enough = 4096;
/** Below every prior: nothing is left out. */
const noFloor = -0.5;
const unread = 0xffff;

/** @param most rows in the list */
export const newFreshest = (most = enough): Freshest => ({
  isBuilt: false,
  count: 0,
  rows: new Uint32Array(most),
  priors: new Float64Array(most),
  floor: noFloor,
  bits: new Uint32Array(0),
  words: newForwardIndex(),
  records: new Uint16Array(most).fill(unread),
  areWordsRead: false,
});

/** Makes the list, unless it is known: `priors` of dead rows are negative. */
export function ensureFreshest(list: Freshest, priors: Float64Array, rows: number): Freshest {
  if (list.isBuilt) return list;
  const most = list.rows.length;
  const heap = { priors: new Float64Array(most), rows: new Uint32Array(most) };
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const prior = at64(priors, row);
    if (prior < 0 || (count === most && prior <= at64(heap.priors, 0))) continue;
    if (count < most) rise(heap, count++, prior, row);
    else sink(heap, prior, row);
  }
  list.floor = count < most ? noFloor : at64(heap.priors, 0);
  const order = Array.from({ length: count }, (_, at) => at).sort(
    (a, b) => at64(heap.priors, b) - at64(heap.priors, a),
  );
  list.count = 0;
  list.bits = grow32(list.bits, (rows + 31) >>> 5).fill(0);
  for (const at of order) {
    // Others with the floor's own prior may have been left out.
    if (at64(heap.priors, at) <= list.floor) break;
    list.priors[list.count] = at64(heap.priors, at);
    list.rows[list.count++] = at32(heap.rows, at);
    mark(list, at32(heap.rows, at));
  }
  list.isBuilt = list.count > 0;
  list.records.fill(unread);
  list.areWordsRead = false;
  return list;
}

/** Whether a row is among them, once they are known: it takes a bit where its prior takes 64. */
export const isAmongFreshest = ({ bits }: Freshest, row: number): boolean =>
  ((at32(bits, row >>> 5) >>> (row & 31)) & 1) === 1;

/** Turns a row's bit. */
function mark(list: Freshest, row: number): void {
  list.bits = grow32(list.bits, (row >>> 5) + 1);
  list.bits[row >>> 5] = at32(list.bits, row >>> 5) ^ (1 << (row & 31));
}

const record = newRowWords();

/** The words of the listed rows: one after another they are read much faster than from all over the memory. */
export function freshestWords(list: Freshest, forward: ForwardIndex): ForwardIndex {
  if (list.areWordsRead) return list.words;
  const { rows, records } = list;
  // Records of rows that have left stay until there are too many.
  if (list.words.rows > 2 * rows.length) {
    list.words = newForwardIndex();
    records.fill(unread);
  }
  for (let at = 0; at < list.count; at++) {
    if (records[at] === unread)
      records[at] = writeRecord(list.words, readRecord(forward, at32(rows, at), record));
  }
  list.areWordsRead = true;
  return list.words;
}

interface Heap {
  readonly priors: Float64Array;
  readonly rows: Uint32Array;
}

/** Puts a row at the end of a heap whose least is on top. */
function rise({ priors, rows }: Heap, end: number, prior: number, row: number): void {
  let at = end;
  while (at > 0) {
    const parent = (at - 1) >>> 1;
    if (at64(priors, parent) <= prior) break;
    priors[at] = at64(priors, parent);
    rows[at] = at32(rows, parent);
    at = parent;
  }
  priors[at] = prior;
  rows[at] = row;
}

/** Puts a row into a full heap instead of its least. */
function sink({ priors, rows }: Heap, prior: number, row: number): void {
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= rows.length) break;
    if (child + 1 < rows.length && at64(priors, child + 1) < at64(priors, child)) child++;
    if (at64(priors, child) >= prior) break;
    priors[at] = at64(priors, child);
    rows[at] = at32(rows, child);
    at = child;
  }
  priors[at] = prior;
  rows[at] = row;
}

/** A row's prior was `before` and is `after`; negative where it was not there, or is not any more. */
export function updateFreshest(list: Freshest, row: number, before: number, after: number): void {
  if (!list.isBuilt || before === after) return;
  if (before > list.floor) takeOut(list, row, before);
  if (after > list.floor) putIn(list, row, after);
  if (list.count < list.rows.length / 4 && list.floor > noFloor) list.isBuilt = false;
}

/** The first place whose prior is not above this one. */
function placeOf({ priors, count }: Freshest, prior: number): number {
  let from = 0;
  let to = count;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (at64(priors, middle) > prior) from = middle + 1;
    else to = middle;
  }
  return from;
}

function takeOut(list: Freshest, row: number, prior: number): void {
  let at = placeOf(list, prior);
  while (at < list.count && list.rows[at] !== row) at++;
  if (at === list.count) return;
  mark(list, row);
  list.rows.copyWithin(at, at + 1, list.count);
  list.priors.copyWithin(at, at + 1, list.count);
  list.records.copyWithin(at, at + 1, list.count);
  list.count--;
}

function putIn(list: Freshest, row: number, prior: number): void {
  if (list.count === list.rows.length) {
    list.floor = at64(list.priors, list.count - 1);
    while (list.count > 0 && at64(list.priors, list.count - 1) <= list.floor)
      mark(list, at32(list.rows, --list.count));
    if (prior <= list.floor) return;
  }
  const at = placeOf(list, prior);
  list.rows.copyWithin(at + 1, at, list.count);
  list.priors.copyWithin(at + 1, at, list.count);
  list.records.copyWithin(at + 1, at, list.count);
  list.records[at] = unread;
  list.areWordsRead = false;
  list.rows[at] = row;
  list.priors[at] = prior;
  list.count++;
  mark(list, row);
}
