import { at32, at64 } from './access.ts';

/** A binary heap: the item with the lowest rank stands at place 0; among equal ranks, the one with the highest prior. */
export interface PriorityQueue {
  count: number;
  ranks: Uint32Array;
  priors: Float64Array;
  items: Uint32Array;
}

export const newPriorityQueue = (): PriorityQueue => ({
  count: 0,
  ranks: new Uint32Array(0),
  priors: new Float64Array(0),
  items: new Uint32Array(0),
});

/** Empties the queue and makes room for so many items. */
export function resetQueue(queue: PriorityQueue, room: number): void {
  queue.count = 0;
  if (queue.items.length >= room) return;
  queue.ranks = new Uint32Array(room + (room >> 2));
  queue.priors = new Float64Array(queue.ranks.length);
  queue.items = new Uint32Array(queue.ranks.length);
}

/** Adds an item at the end: `heapify` must follow before the first is read. */
export function enqueue(queue: PriorityQueue, rank: number, prior: number, item: number): void {
  put(queue, queue.count++, rank, prior, item);
}

/** Makes a heap of all items. */
export function heapify(queue: PriorityQueue): void {
  for (let at = (queue.count >>> 1) - 1; at >= 0; at--) moveDown(queue, at, at);
}

/** Removes the first item. */
export function dequeue(queue: PriorityQueue): void {
  queue.count--;
  moveDown(queue, 0, queue.count);
}

/** Replaces the first item by another. */
export function replaceFirst(queue: PriorityQueue, rank: number, prior: number, item: number): void {
  put(queue, 0, rank, prior, item);
  moveDown(queue, 0, 0);
}

function put(
  { ranks, priors, items }: PriorityQueue,
  at: number,
  rank: number,
  prior: number,
  item: number,
): void {
  ranks[at] = rank;
  priors[at] = prior;
  items[at] = item;
}

/** Moves the item at `of` to its place in the heap below `at`. */
function moveDown(queue: PriorityQueue, from: number, of: number): void {
  const { ranks, priors, items, count } = queue;
  const rank = at32(ranks, of);
  const prior = at64(priors, of);
  const item = at32(items, of);
  let at = from;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= count) break;
    if (child + 1 < count) {
      const left = at32(ranks, child);
      const right = at32(ranks, child + 1);
      if (right < left || (right === left && at64(priors, child + 1) > at64(priors, child))) child++;
    }
    const childRank = at32(ranks, child);
    if (childRank > rank || (childRank === rank && at64(priors, child) <= prior)) break;
    put(queue, at, childRank, at64(priors, child), at32(items, child));
    at = child;
  }
  put(queue, at, rank, prior, item);
}
