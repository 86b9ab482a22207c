import { codeAt } from '../arrays/access.ts';

/** The number of a letter: 0–25 for a–z, 26 for anything else. */
export const letterOf = (code: number): number => (code >= 0x61 && code <= 0x7a ? code - 0x61 : 26);

/** The first two letters in one number; the second is 31 when there is none. Signs other than a–z are not told apart. */
export const prefixKeyOf = (codes: Uint8Array | Uint16Array, from: number, length: number): number =>
  (letterOf(codeAt(codes, from)) << 5) | (length > 1 ? letterOf(codeAt(codes, from + 1)) : 31);
