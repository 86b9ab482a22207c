import { at32, at64, hasBit } from '../arrays/access.ts';
import { ensureLength } from '../arrays/grow.ts';
import * as queues from '../arrays/priority-queue.ts';
import { type ForwardIndex, newForwardIndex, newRowWords, readRecord, writeRecord } from './forward-index.ts';

/**
 * The rows with the highest priors, highest first: all rows above `floor`. The list is built when it is first asked for and kept
 * up to date from then on. An empty search box and frequent prefixes are answered from it, without a look at every row.
 */
export interface Freshest {
  /** False until the list is asked for, and again once it has become too short. */
  isBuilt: boolean;
  count: number;
  readonly rows: Uint32Array;
  readonly priors: Float64Array;
  floor: number;
  /** A bit for each row of the index: 1 while it is listed. */
  bits: Uint32Array;
  /** The words of the listed rows, side by side. */
  words: ForwardIndex;
  /** The number of each listed row's record in `words`, or `unread`. */
  readonly records: Uint16Array;
  areWordsRead: boolean;
}

/** Rows in the list: few enough to look at all of them at a keystroke. */
const defaultLength = 4096;
/** Below every prior, which are 0 or more: no row is left out. */
const noFloor = -0.5;
const unread = 0xffff;

/** @param length rows in the list */
export const newFreshest = (length = defaultLength): Freshest => ({
  isBuilt: false,
  count: 0,
  rows: new Uint32Array(length),
  priors: new Float64Array(length),
  floor: noFloor,
  bits: new Uint32Array(0),
  words: newForwardIndex(),
  records: new Uint16Array(length).fill(unread),
  areWordsRead: false,
});

/**
 * Builds the list if it is not built.
 * @param priors of all rows by number; deleted rows have a negative one
 * @param rows how many rows there are
 */
export function ensureFreshest(list: Freshest, priors: Float64Array, rows: number): Freshest {
  if (list.isBuilt) return list;
  const length = list.rows.length;
  // Ranks alike and priors negated: the least of the freshest stands first.
  const least = queues.newPriorityQueue();
  queues.resetQueue(least, length);
  for (let row = 0; row < rows; row++) {
    const prior = at64(priors, row);
    if (prior < 0) continue;
    if (least.count < length) {
      queues.enqueue(least, 0, -prior, row);
      if (least.count === length) queues.heapify(least);
    } else if (prior > -at64(least.priors, 0)) {
      queues.replaceFirst(least, 0, -prior, row);
    }
  }
  const isFull = least.count === length;
  if (!isFull) queues.heapify(least);
  list.floor = isFull ? -at64(least.priors, 0) : noFloor;
  list.count = least.count;
  list.bits = ensureLength(list.bits, (rows + 31) >>> 5).fill(0);
  for (let at = least.count - 1; at >= 0; at--) {
    list.rows[at] = at32(least.items, 0);
    list.priors[at] = -at64(least.priors, 0);
    flipBit(list, at32(list.rows, at));
    queues.dequeue(least);
  }
  // Other rows with the floor's own prior may have been left out.
  if (isFull) dropDownTo(list, list.floor);
  list.isBuilt = list.count > 0;
  list.records.fill(unread);
  list.areWordsRead = false;
  return list;
}

/** Whether a row is in the list, once that is built. */
export const isAmongFreshest = ({ bits }: Freshest, row: number): boolean => hasBit(bits, row);

function flipBit(list: Freshest, row: number): void {
  list.bits = ensureLength(list.bits, (row >>> 5) + 1);
  list.bits[row >>> 5] = at32(list.bits, row >>> 5) ^ (1 << (row & 31));
}

/** Drops the rows at the end whose prior is not above the floor. */
function dropDownTo(list: Freshest, floor: number): void {
  while (list.count > 0 && at64(list.priors, list.count - 1) <= floor)
    flipBit(list, at32(list.rows, --list.count));
}

const record = newRowWords();

/** The words of the listed rows: side by side they are read much faster than from all over the forward index. */
export function freshestWords(list: Freshest, forward: ForwardIndex): ForwardIndex {
  if (list.areWordsRead) return list.words;
  const { rows, records } = list;
  // The records of rows that have left stay until they are half of all.
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

/** Notes that a row's prior was `before` and is `after`; either is negative where there is no such row. */
export function updateFreshest(list: Freshest, row: number, before: number, after: number): void {
  if (!list.isBuilt || before === after) return;
  if (before > list.floor) removeListed(list, row, before);
  if (after > list.floor) insertListed(list, row, after);
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

function removeListed(list: Freshest, row: number, prior: number): void {
  let at = placeOf(list, prior);
  while (at < list.count && list.rows[at] !== row) at++;
  if (at === list.count) return;
  flipBit(list, row);
  move(list, at + 1, at);
  list.count--;
}

function insertListed(list: Freshest, row: number, prior: number): void {
  if (list.count === list.rows.length) {
    list.floor = at64(list.priors, list.count - 1);
    dropDownTo(list, list.floor);
    if (prior <= list.floor) return;
  }
  const at = placeOf(list, prior);
  move(list, at, at + 1);
  list.records[at] = unread;
  list.areWordsRead = false;
  list.rows[at] = row;
  list.priors[at] = prior;
  list.count++;
  flipBit(list, row);
}

/** Moves everything from a place on. */
function move({ rows, priors, records, count }: Freshest, from: number, to: number): void {
  rows.copyWithin(to, from, count);
  priors.copyWithin(to, from, count);
  records.copyWithin(to, from, count);
}
