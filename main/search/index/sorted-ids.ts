import { at32, item } from '../arrays/access.ts';
import { idKeyOf } from './id-key.ts';

/**
 * Row numbers in the order of the rows' ids, which answers both "which row has this id" and "whose id begins so". Blocks
 * of up to 256 numbers are split when full, so that an insertion moves two kilobytes at most, whatever the size.
 */
export interface SortedIds {
  readonly blocks: IdBlock[];
}

export interface IdBlock {
  count: number;
  /** In turn the key of an id (`keyOf`) and the number of its row. */
  pairs: Uint32Array;
}

/** Rows by number; only those in the list are looked at. */
type Rows = readonly ({ readonly id: string } | undefined)[];

/** Where an id stands, or would; and its key. */
export interface IdPosition {
  block: number;
  at: number;
  key: number;
}

export const newIdPosition = (): IdPosition => ({ block: 0, at: 0, key: 0 });

const full = 256;
/** Room made at once. */
const room = 32;

export const newSortedIds = (): SortedIds => ({ blocks: [] });

/** Whether the id at a place comes before this one. */
const isBefore = (rows: Rows, { pairs }: IdBlock, at: number, id: string, key: number): boolean => {
  const there = at32(pairs, 2 * at);
  return there === key ? (rows[at32(pairs, 2 * at + 1)]?.id ?? '') < id : there < key;
};

/** Finds the first place whose id is not before this one. */
export function locateId({ blocks }: SortedIds, rows: Rows, id: string, place: IdPosition): IdPosition {
  const key = idKeyOf(id);
  let low = 0;
  let high = blocks.length;
  // The block to look into is the last one that begins before the id.
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(rows, item(blocks, middle), 0, id, key)) low = middle + 1;
    else high = middle;
  }
  place.key = key;
  place.block = Math.max(0, low - 1);
  place.at = 0;
  if (low === 0) return place;
  const block = item(blocks, low - 1);
  let from = 1;
  let to = block.count;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (isBefore(rows, block, middle, id, key)) from = middle + 1;
    else to = middle;
  }
  if (from === block.count && low < blocks.length) place.block = low;
  else place.at = from;
  return place;
}

/** The number at a place, or -1 past the end. */
export function rowAtPosition({ blocks }: SortedIds, { block, at }: IdPosition): number {
  const here = blocks[block];
  return here === undefined || at >= here.count ? -1 : at32(here.pairs, 2 * at + 1);
}

/** The key at a place, or -1 past the end. */
export function keyAtPosition({ blocks }: SortedIds, { block, at }: IdPosition): number {
  const here = blocks[block];
  return here === undefined || at >= here.count ? -1 : at32(here.pairs, 2 * at);
}

/** Moves a place to the next number. */
export function advancePosition({ blocks }: SortedIds, place: IdPosition): void {
  place.at++;
  if (place.at < (blocks[place.block]?.count ?? 0)) return;
  place.block++;
  place.at = 0;
}

/** Puts a row at the place that `locate` found for its id. */
export function insertId({ blocks }: SortedIds, { block, at, key }: IdPosition, number: number): void {
  let into = blocks[block];
  if (into === undefined) {
    into = blockOf(new Uint32Array(0));
    blocks.push(into);
  }
  let to = at;
  if (into.count === full) {
    const next = blockOf(into.pairs.subarray(full));
    into = blockOf(into.pairs.subarray(0, full));
    blocks.splice(block, 1, into, next);
    if (to > full / 2) {
      to -= full / 2;
      into = next;
    }
  }
  if (2 * into.count === into.pairs.length) into.pairs = widened(into.pairs);
  into.pairs.copyWithin(2 * to + 2, 2 * to, 2 * into.count);
  into.pairs[2 * to] = key;
  into.pairs[2 * to + 1] = number;
  into.count++;
}

/** A block of these pairs, copied, with a little room. */
export const blockOf = (pairs: Uint32Array): IdBlock => ({ count: pairs.length / 2, pairs: widened(pairs) });

function widened(pairs: Uint32Array): Uint32Array {
  const wider = new Uint32Array(Math.min(2 * full, pairs.length + 2 * room));
  wider.set(pairs);
  return wider;
}

/** Takes the number at a place out. */
export function removeId({ blocks }: SortedIds, { block, at }: IdPosition): void {
  const from = blocks[block];
  if (from === undefined || at >= from.count) return;
  from.pairs.copyWithin(2 * at, 2 * at + 2, 2 * from.count);
  from.count--;
  if (from.count === 0) blocks.splice(block, 1);
}

/** All pairs in their order. */
export function pairsOf({ blocks }: SortedIds): Uint32Array {
  const all = new Uint32Array(blocks.reduce((sum, block) => sum + 2 * block.count, 0));
  let at = 0;
  for (const { count, pairs } of blocks) {
    all.set(pairs.subarray(0, 2 * count), at);
    at += 2 * count;
  }
  return all;
}
