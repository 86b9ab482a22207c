import { at8 } from '../arrays/access.ts';
import { idPrefix } from '../text/id-forms.ts';

const bits = 6;
const characters = 5;

/** Order of a character in six bits: those between the ones that ids are made of share their neighbour's, or one. */
const orders = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code < 0x30) return 0;
  if (code <= 0x39) return code - 0x30 + 1;
  if (code <= 0x5a) return Math.max(0, code - 0x41) + 11;
  return code < 0x61 ? 37 : Math.min(63, code - 0x61 + 38);
});

/** Characters that share their six bits with no other. */
const unlike = /^[0-9B-Za-y]*$/;

/** The keys of the ids that begin in one way: from `keyOf` the beginning itself on. */
export interface KeyRange {
  readonly last: number;
  /** All ids with these keys begin so; otherwise they must be looked at themselves. */
  readonly isExact: boolean;
}

export function keyRangeOf(beginning: string): KeyRange {
  const told = beginning.startsWith(idPrefix) ? beginning.slice(idPrefix.length) : beginning;
  const open = Math.max(0, characters - told.length);
  return {
    last: idKeyOf(beginning) + 2 ** (bits * open) - 1,
    isExact: told.length <= characters && unlike.test(told) && !idPrefix.startsWith(told),
  };
}

/**
 * The beginning of an id as a number of 32 bits: of two ids the one with the smaller key comes first; ids with the same
 * key must be compared themselves. Comparing keys reads one array where comparing ids reads three objects.
 */
export function idKeyOf(id: string): number {
  const prefixed = id.startsWith(idPrefix);
  const from = prefixed ? idPrefix.length : 0;
  let key = prefixed ? 1 : id < idPrefix ? 0 : 2;
  for (let at = from; at < from + characters; at++) {
    const code = at < id.length ? id.charCodeAt(at) : 0;
    key = (key << bits) | (code < orders.length ? at8(orders, code) : 63);
  }
  return key >>> 0;
}
