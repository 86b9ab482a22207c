/**
 * A sorted list of numbers that grows anywhere: blocks of up to 256, split when full. The caller says how two of its
 * numbers compare. Insertion moves one block's worth of memory, whatever the size of the list.
 */
export interface Ordered {
  readonly blocks: Block[];
  size: number;
}

export interface Block {
  count: number;
  items: Uint32Array;
}

/** Where an item stands, or would. */
export interface Place {
  block: number;
  at: number;
}

const full = 256;

export const newOrdered = (): Ordered => ({ blocks: [], size: 0 });

/**
 * The first place whose item is not before what is sought.
 * @param before whether an item of the list comes before what is sought
 */
export function placeOf({ blocks }: Ordered, before: (item: number) => boolean): Place {
  let low = 0;
  let high = blocks.length;
  // The block to look into is the last one that begins before what is sought.
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (before((blocks[middle] as Block).items[0] as number)) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return { block: 0, at: 0 };
  const block = low - 1;
  const { items, count } = blocks[block] as Block;
  let from = 1;
  let to = count;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (before(items[middle] as number)) from = middle + 1;
    else to = middle;
  }
  return { block, at: from };
}

/** Puts an item at a place that `placeOf` found. */
export function insert(ordered: Ordered, { block, at }: Place, item: number): void {
  const { blocks } = ordered;
  ordered.size++;
  let into = blocks[block];
  if (into === undefined) {
    blocks.push({ count: 1, items: Uint32Array.of(item, 0, 0, 0, 0, 0, 0, 0) });
    return;
  }
  let place = at;
  if (into.count === full) {
    const half = into.items.slice(full / 2, full + full / 4);
    half.fill(0, full / 2);
    const next: Block = { count: full / 2, items: half };
    into.count = full / 2;
    into.items = into.items.slice(0, full - full / 4);
    blocks.splice(block + 1, 0, next);
    if (place > full / 2) {
      place -= full / 2;
      into = next;
    }
  }
  if (into.count === into.items.length) {
    const wider = new Uint32Array(Math.min(full, into.count + (into.count >> 1)));
    wider.set(into.items);
    into.items = wider;
  }
  into.items.copyWithin(place + 1, place, into.count);
  into.items[place] = item;
  into.count++;
}

/** Takes the item at a place out. */
export function remove(ordered: Ordered, { block, at }: Place): void {
  const from = ordered.blocks[block];
  if (from === undefined || at >= from.count) return;
  from.items.copyWithin(at, at + 1, from.count);
  from.count--;
  ordered.size--;
  if (from.count === 0) ordered.blocks.splice(block, 1);
}

/** The item at a place; undefined past the end. A place at the end of a block stands for the next block's first item. */
export function itemAt({ blocks }: Ordered, { block, at }: Place): number | undefined {
  const here = blocks[block];
  if (here === undefined) return undefined;
  return at < here.count ? here.items[at] : blocks[block + 1]?.items[0];
}

/** Calls `visit` with each item from a place on, until it says false. */
export function walkFrom({ blocks }: Ordered, place: Place, visit: (item: number) => boolean): void {
  let at = place.at;
  for (let block = place.block; block < blocks.length; block++) {
    const { items, count } = blocks[block] as Block;
    for (; at < count; at++) if (!visit(items[at] as number)) return;
    at = 0;
  }
}
