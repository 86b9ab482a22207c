/**
 * Maps ids to places without holding the ids: a table of numbers with open addressing, a tenth of the size of a `Map`
 * with strings. Its user says which id lies at a place. Places are below 2³² − 1.
 */
export interface IdIndex {
  /** The place of the id, or undefined. */
  get(id: string): number | undefined;
  /** Sets the place of an id by its hash (`hashOf`). The id itself is read only if another one has the same hash. */
  add(hash: number, place: number): void;
  /** Must be called while the id can still be read at its place. */
  delete(id: string): void;
  /** Makes room for this many ids at once. */
  reserve(count: number): void;
}

export function createIdIndex(idAt: (place: number) => string | undefined): IdIndex {
  /** Place + 1, or 0 for an empty slot; `hashes` holds the hash of the id there. */
  let slots = new Uint32Array(256);
  let hashes = new Uint32Array(256);
  let size = 0;

  /** The slot of the id, or the empty slot for it. */
  const slotOf = (hash: number, id: () => string | undefined): number => {
    const mask = slots.length - 1;
    let slot = hash & mask;
    while (slots[slot] !== 0 && !(hashes[slot] === hash && idAt((slots[slot] ?? 0) - 1) === id())) {
      slot = (slot + 1) & mask;
    }
    return slot;
  };

  const resize = (length: number): void => {
    const [places, before] = [slots, hashes];
    slots = new Uint32Array(length);
    hashes = new Uint32Array(length);
    const mask = length - 1;
    for (let at = 0; at < places.length; at += 1) {
      const place = places[at] ?? 0;
      if (place === 0) continue;
      let slot = (before[at] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = place;
      hashes[slot] = before[at] ?? 0;
    }
  };

  return {
    get(id) {
      const place = slots[slotOf(hashOf(id), () => id)] ?? 0;
      return place === 0 ? undefined : place - 1;
    },
    add(hash, place) {
      if (size * 2 >= slots.length) resize(slots.length * 2);
      const slot = slotOf(hash, () => idAt(place));
      if (slots[slot] === 0) size += 1;
      slots[slot] = place + 1;
      hashes[slot] = hash;
    },
    delete(id) {
      const mask = slots.length - 1;
      let hole = slotOf(hashOf(id), () => id);
      if (slots[hole] === 0) return;
      size -= 1;
      // Entries behind the hole move up, unless that would put them before their own first slot.
      for (let slot = (hole + 1) & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
        const home = (hashes[slot] ?? 0) & mask;
        if (((slot - home) & mask) < ((slot - hole) & mask)) continue;
        slots[hole] = slots[slot] ?? 0;
        hashes[hole] = hashes[slot] ?? 0;
        hole = slot;
      }
      slots[hole] = 0;
    },
    reserve(count) {
      let length = slots.length;
      while (count * 2 > length) length *= 2;
      if (length > slots.length) resize(length);
    },
  };
}

/** FNV-1a over the UTF-16 units, with a final mix, because ids differ mostly at their ends. */
function hashOf(id: string): number {
  let hash = hashStart;
  for (let at = 0; at < id.length; at += 1) hash = hashStep(hash, id.charCodeAt(at));
  return hashEnd(hash);
}

export const hashStart = 0x811c9dc5;
export const hashStep = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);

export function hashEnd(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
