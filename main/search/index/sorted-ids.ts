import { at32, item } from '../arrays/access.ts';
import { idKeyOf } from './id-key.ts';

/**
 * Row numbers in the order of the rows' ids: they answer which row has an id, and whose ids begin in one way. The list is cut
 * into blocks of at most 256 rows, so an insertion moves at most two kilobytes.
 */
export interface SortedIds {
  readonly blocks: IdBlock[];
}

export interface IdBlock {
  count: number;
  /** The key of an id (`idKeyOf`), then the number of its row, and so on. */
  pairs: Uint32Array;
}

/** Rows by number; only those in the list are read. */
type Rows = readonly ({ readonly id: string } | undefined)[];

/** Where an id stands, or where it would be inserted; with its key. */
export interface IdPosition {
  block: number;
  at: number;
  key: number;
}

export const newIdPosition = (): IdPosition => ({ block: 0, at: 0, key: 0 });

const maxRows = 256;
/** Rows that a block grows by. */
const growth = 32;

export const newSortedIds = (): SortedIds => ({ blocks: [] });

/** Whether the id at a place of a block comes before this one. */
const isBefore = (rows: Rows, { pairs }: IdBlock, at: number, id: string, key: number): boolean => {
  const there = at32(pairs, 2 * at);
  return there === key ? (rows[at32(pairs, 2 * at + 1)]?.id ?? '') < id : there < key;
};

/** Sets `position` to the first place whose id is not before this one. */
export function locateId({ blocks }: SortedIds, rows: Rows, id: string, position: IdPosition): IdPosition {
  const key = idKeyOf(id);
  let low = 0;
  let high = blocks.length;
  // The block to look into is the last one that begins before the id.
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(rows, item(blocks, middle), 0, id, key)) low = middle + 1;
    else high = middle;
  }
  position.key = key;
  position.block = Math.max(0, low - 1);
  position.at = 0;
  if (low === 0) return position;
  const block = item(blocks, low - 1);
  let from = 1;
  let to = block.count;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (isBefore(rows, block, middle, id, key)) from = middle + 1;
    else to = middle;
  }
  if (from === block.count && low < blocks.length) position.block = low;
  else position.at = from;
  return position;
}

/** The row's number at a position, or -1 past the end. */
export const rowAtPosition = (ids: SortedIds, position: IdPosition): number => pairAt(ids, position, 1);

/** The id's key at a position, or -1 past the end. */
export const keyAtPosition = (ids: SortedIds, position: IdPosition): number => pairAt(ids, position, 0);

function pairAt({ blocks }: SortedIds, { block, at }: IdPosition, which: 0 | 1): number {
  const here = blocks[block];
  return here === undefined || at >= here.count ? -1 : at32(here.pairs, 2 * at + which);
}

/** Moves a position to the next id. */
export function advancePosition({ blocks }: SortedIds, position: IdPosition): void {
  position.at++;
  if (position.at < (blocks[position.block]?.count ?? 0)) return;
  position.block++;
  position.at = 0;
}

/** Inserts a row at the position that `locateId` found for its id. */
export function insertId({ blocks }: SortedIds, { block, at, key }: IdPosition, number: number): void {
  let into = blocks[block];
  if (into === undefined) {
    into = blockOf(new Uint32Array(0));
    blocks.push(into);
  }
  let to = at;
  if (into.count === maxRows) {
    const next = blockOf(into.pairs.subarray(maxRows));
    into = blockOf(into.pairs.subarray(0, maxRows));
    blocks.splice(block, 1, into, next);
    if (to > maxRows / 2) {
      to -= maxRows / 2;
      into = next;
    }
  }
  if (2 * into.count === into.pairs.length) into.pairs = widened(into.pairs);
  into.pairs.copyWithin(2 * to + 2, 2 * to, 2 * into.count);
  into.pairs[2 * to] = key;
  into.pairs[2 * to + 1] = number;
  into.count++;
}

/** A block with a copy of these pairs and a little room. */
export const blockOf = (pairs: Uint32Array): IdBlock => ({ count: pairs.length / 2, pairs: widened(pairs) });

function widened(pairs: Uint32Array): Uint32Array {
  const wider = new Uint32Array(Math.min(2 * maxRows, pairs.length + 2 * growth));
  wider.set(pairs);
  return wider;
}

/** Removes the row at a position. */
export function removeId({ blocks }: SortedIds, { block, at }: IdPosition): void {
  const from = blocks[block];
  if (from === undefined || at >= from.count) return;
  from.pairs.copyWithin(2 * at, 2 * at + 2, 2 * from.count);
  from.count--;
  if (from.count === 0) blocks.splice(block, 1);
}

/** A copy of all pairs in their order. */
export function pairsOf({ blocks }: SortedIds): Uint32Array {
  const all = new Uint32Array(blocks.reduce((sum, block) => sum + 2 * block.count, 0));
  let at = 0;
  for (const { count, pairs } of blocks) {
    all.set(pairs.subarray(0, 2 * count), at);
    at += 2 * count;
  }
  return all;
}
