/**
 * The room of arrays. Enters: an array with a place in it, or with the length it must have; or items with a rank. Leaves: the
 * element; the array, or a longer copy of it; pages of units; the item of the lowest rank.
 *
 * The places are known to be inside the arrays, which `noUncheckedIndexedAccess` cannot know: these helpers are the only casts
 * of an index. There is one for each kind of array, because V8 compiles a read for the kinds of array that it has met: one
 * helper that met all of them would be several times as slow.
 */

export const at8 = (array: Uint8Array, place: number): number => array[place] as number;
export const at16 = (array: Uint16Array, place: number): number => array[place] as number;
export const at32 = (array: Uint32Array, place: number): number => array[place] as number;
export const at64 = (array: Float64Array, place: number): number => array[place] as number;
/** UTF-16 units of words, a byte each or two. */
export type Letters = Uint8Array | Uint16Array;
export const codeAt = (letters: Letters, place: number): number => letters[place] as number;
export const numberAt = (array: readonly number[], place: number): number => array[place] as number;
export const item = <T>(array: readonly T[], place: number): T => array[place] as T;

/** Whether one bit of a set of bits is 1. */
export const hasBit = (bits: Uint32Array, bit: number): boolean =>
  ((at32(bits, bit >>> 5) >>> (bit & 31)) & 1) === 1;

/** Sets one bit of a set of bits. */
export function setBit(bits: Uint32Array, bit: number): void {
  bits[bit >>> 5] = at32(bits, bit >>> 5) | (1 << (bit & 31));
}

/** Sets one bit of a set of bits to 0. */
export function clearBit(bits: Uint32Array, bit: number): void {
  bits[bit >>> 5] = at32(bits, bit >>> 5) & ~(1 << (bit & 31));
}
