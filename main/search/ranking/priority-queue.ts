import { at32, at64 } from '../arrays/access.ts';

/**
 * Rows waiting to be looked at, the one with the lowest rank first, of those with the same rank the one with the highest
 * prior: a heap, so that only those that are taken have to be put in order.
 */
export interface PriorityQueue {
  count: number;
  ranks: Uint32Array;
  priors: Float64Array;
  /** What the queue is of: numbers of any kind. */
  items: Uint32Array;
}

export const newPriorityQueue = (): PriorityQueue => ({
  count: 0,
  ranks: new Uint32Array(0),
  priors: new Float64Array(0),
  items: new Uint32Array(0),
});

/** Empties the queue and makes room for so many. */
export function resetQueue(queue: PriorityQueue, room: number): void {
  queue.count = 0;
  if (queue.items.length >= room) return;
  queue.ranks = new Uint32Array(room + (room >> 2));
  queue.priors = new Float64Array(queue.ranks.length);
  queue.items = new Uint32Array(queue.ranks.length);
}

/** Adds to a queue that is not in order yet. */
export function enqueue(queue: PriorityQueue, rank: number, prior: number, item: number): void {
  queue.ranks[queue.count] = rank;
  queue.priors[queue.count] = prior;
  queue.items[queue.count++] = item;
}

/** Puts the first to the front, once all have been added. */
export function heapify(queue: PriorityQueue): void {
  for (let at = (queue.count >>> 1) - 1; at >= 0; at--) sink(queue, at, at);
}

/** Drops the first; the next is at place 0. */
export function dequeue(queue: PriorityQueue): void {
  queue.count--;
  sink(queue, 0, queue.count);
}

/** Finds the place, from `at` downwards, of what now stands at `from`. */
function sink({ ranks, priors, items, count }: PriorityQueue, from: number, of: number): void {
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
    const other = at32(ranks, child);
    if (other > rank || (other === rank && at64(priors, child) <= prior)) break;
    ranks[at] = other;
    priors[at] = at64(priors, child);
    items[at] = at32(items, child);
    at = child;
  }
  ranks[at] = rank;
  priors[at] = prior;
  items[at] = item;
}
