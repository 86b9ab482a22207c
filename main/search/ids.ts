/**
 * Row numbers in the order of the rows' ids, which answers both "which row has this id" and "whose id begins so". Blocks
 * of up to 256 numbers are split when full, so that an insertion moves a kilobyte at most, whatever the size.
 */
export interface Ids {
  readonly blocks: Block[];
}

interface Block {
  count: number;
  items: Uint32Array;
}

/** Rows by number; only those in the list are looked at. */
type Rows = readonly ({ readonly id: string } | undefined)[];

/** Where an id stands, or would. */
export interface Place {
  block: number;
  at: number;
}

const full = 256;

export const newIds = (): Ids => ({ blocks: [] });

const idAt = (rows: Rows, { items }: Block, at: number): string => rows[items[at] as number]?.id ?? '';

/** Finds the first place whose id is not before this one. */
export function locate({ blocks }: Ids, rows: Rows, id: string, place: Place): Place {
  let low = 0;
  let high = blocks.length;
  // The block to look into is the last one that begins before the id.
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (idAt(rows, blocks[middle] as Block, 0) < id) low = middle + 1;
    else high = middle;
  }
  place.block = Math.max(0, low - 1);
  place.at = 0;
  if (low === 0) return place;
  const block = blocks[low - 1] as Block;
  let from = 1;
  let to = block.count;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (idAt(rows, block, middle) < id) from = middle + 1;
    else to = middle;
  }
  if (from === block.count && low < blocks.length) place.block = low;
  else place.at = from;
  return place;
}

/** The number at a place, or -1 past the end. */
export function numberAt({ blocks }: Ids, { block, at }: Place): number {
  const here = blocks[block];
  return here === undefined || at >= here.count ? -1 : (here.items[at] as number);
}

/** Moves a place to the next number. */
export function advance({ blocks }: Ids, place: Place): void {
  place.at++;
  if (place.at < (blocks[place.block]?.count ?? 0)) return;
  place.block++;
  place.at = 0;
}

/** Puts a number at the place that `locate` found for its id. */
export function insert({ blocks }: Ids, { block, at }: Place, number: number): void {
  let into = blocks[block];
  if (into === undefined) {
    into = { count: 0, items: new Uint32Array(8) };
    blocks.push(into);
  }
  let to = at;
  if (into.count === full) {
    const next = halve(blocks, block);
    if (to > full / 2) {
      to -= full / 2;
      into = next;
    }
  }
  if (into.count === into.items.length) {
    const wider = new Uint32Array(Math.min(full, into.count + (into.count >> 1)));
    wider.set(into.items);
    into.items = wider;
  }
  into.items.copyWithin(to + 1, to, into.count);
  into.items[to] = number;
  into.count++;
}

/** Splits a full block; returns the second half. Both get a little room. */
function halve(blocks: Block[], block: number): Block {
  const whole = blocks[block] as Block;
  const items = new Uint32Array(full - full / 4);
  items.set(whole.items.subarray(full / 2));
  const next: Block = { count: full / 2, items };
  whole.items = whole.items.slice(0, full - full / 4);
  whole.count = full / 2;
  blocks.splice(block + 1, 0, next);
  return next;
}

/** Takes the number at a place out. */
export function remove({ blocks }: Ids, { block, at }: Place): void {
  const from = blocks[block];
  if (from === undefined || at >= from.count) return;
  from.items.copyWithin(at, at + 1, from.count);
  from.count--;
  if (from.count === 0) blocks.splice(block, 1);
}
