import { at16, type Letters } from '../arrays/access.ts';

/** The number of a letter: 0–25 for a–z, 26 for anything else. */
export const letterOf = (code: number): number => (code >= 0x61 && code <= 0x7a ? code - 0x61 : 26);

/** The first two letters in one number of ten bits; the second is 31 when there is none. */
export const prefixKeyOf = (letters: Uint16Array, from: number, length: number): number =>
  (letterOf(at16(letters, from)) << 5) | (length > 1 ? letterOf(at16(letters, from + 1)) : 31);

/** Whether the same `length` letters stand in a dictionary's letters and in a text's. */
export function areSame(a: Letters, fromA: number, b: Uint16Array, fromB: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (a[fromA + i] !== b[fromB + i]) return false;
  return true;
}
