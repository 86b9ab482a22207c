import { at8, at32 } from '../arrays/access.ts';
import { ensureLength } from '../arrays/grow.ts';

/**
 * Places in a trie, each once with the least that it was added with. A place is a node and how many letters lead there: a node
 * with one word only stands for all places in what is left of that word.
 */
export interface PlaceSet {
  count: number;
  nodes: Uint32Array;
  depths: Uint8Array;
  /** The number of the last letter that leads there. */
  lasts: Uint8Array;
  costs: Uint8Array;
  /** A hash table of places + 1 with open addressing; a power of two, at most half filled. */
  slots: Uint32Array;
}

export const newPlaceSet = (): PlaceSet => ({
  count: 0,
  nodes: new Uint32Array(256),
  depths: new Uint8Array(256),
  lasts: new Uint8Array(256),
  costs: new Uint8Array(256),
  slots: new Uint32Array(512),
});

export function emptyPlaces(set: PlaceSet): void {
  set.count = 0;
  set.slots.fill(0);
}

/** The slot of a place, or the free one where it belongs. */
function slotOf({ nodes, depths, slots }: PlaceSet, node: number, depth: number): number {
  const mask = slots.length - 1;
  let slot = (Math.imul(node * 32 + depth, 0x9e3779b1) >>> 12) & mask;
  for (let at = at32(slots, slot); at !== 0; at = at32(slots, slot)) {
    if (nodes[at - 1] === node && depths[at - 1] === depth) return slot;
    slot = (slot + 1) & mask;
  }
  return slot;
}

/** The number of a place in the set, or -1. */
export const findPlace = (set: PlaceSet, node: number, depth: number): number =>
  at32(set.slots, slotOf(set, node, depth)) - 1;

/** Adds a place; one that is there keeps the lower cost. */
export function addPlace(set: PlaceSet, node: number, depth: number, last: number, cost: number): void {
  const slot = slotOf(set, node, depth);
  const known = at32(set.slots, slot) - 1;
  if (known >= 0) {
    if (cost < at8(set.costs, known)) set.costs[known] = cost;
    return;
  }
  const at = set.count++;
  if (at === set.nodes.length) {
    set.nodes = ensureLength(set.nodes, 2 * at);
    set.depths = ensureLength(set.depths, 2 * at);
    set.lasts = ensureLength(set.lasts, 2 * at);
    set.costs = ensureLength(set.costs, 2 * at);
  }
  set.nodes[at] = node;
  set.depths[at] = depth;
  set.lasts[at] = last;
  set.costs[at] = cost;
  set.slots[slot] = at + 1;
  if (2 * set.count > set.slots.length) widen(set);
}

function widen(set: PlaceSet): void {
  set.slots = new Uint32Array(2 * set.slots.length);
  for (let at = 0; at < set.count; at++)
    set.slots[slotOf(set, at32(set.nodes, at), at8(set.depths, at))] = at + 1;
}
