import { at8 } from '../arrays/access.ts';
import { idPrefix } from '../text/id-forms.ts';

const bits = 6;
const characters = 5;

/** The order of an ASCII character in six bits. Characters that ids are not made of share a number with a neighbour. */
const orders = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code < 0x30) return 0;
  if (code <= 0x39) return code - 0x30 + 1;
  if (code <= 0x5a) return Math.max(0, code - 0x41) + 11;
  return code < 0x61 ? 37 : Math.min(63, code - 0x61 + 38);
});

/** Characters that share their number with no other. */
const unique = /^[0-9B-Za-y]*$/;

/**
 * The beginning of an id as a number of 32 bits: whether it has the prefix, then five characters. Of two ids the one with the
 * smaller key comes first; ids with equal keys are compared themselves. Keys lie side by side in one array, ids do not.
 */
export function idKeyOf(id: string): number {
  const isPrefixed = id.startsWith(idPrefix);
  const from = isPrefixed ? idPrefix.length : 0;
  let key = isPrefixed ? 1 : id < idPrefix ? 0 : 2;
  for (let at = from; at < from + characters; at++) {
    const code = at < id.length ? id.charCodeAt(at) : 0;
    key = (key << bits) | (code < orders.length ? at8(orders, code) : 63);
  }
  return key >>> 0;
}

/** The keys of the ids that begin in one way: the first is `idKeyOf` of that beginning. */
export interface KeyRange {
  readonly last: number;
  /** Every id with such a key begins so; otherwise the ids are compared themselves. */
  readonly isExact: boolean;
}

export function keyRangeOf(beginning: string): KeyRange {
  const bare = beginning.startsWith(idPrefix) ? beginning.slice(idPrefix.length) : beginning;
  const open = Math.max(0, characters - bare.length);
  return {
    last: idKeyOf(beginning) + 2 ** (bits * open) - 1,
    isExact: bare.length <= characters && unique.test(bare) && !idPrefix.startsWith(bare),
  };
}
