import { at16, at32 } from '../arrays/access.ts';
import { prefixKeyOf } from '../text/letters.ts';
import type { TermDictionary } from './term-dictionary.ts';

/** How many live rows have words that begin with one letter or with two; a row counts once for each of its words. */
export interface PrefixCounts {
  readonly ones: Uint32Array;
  readonly twos: Uint32Array;
}

export const newPrefixCounts = (): PrefixCounts => ({
  ones: new Uint32Array(32),
  twos: new Uint32Array(32 * 32),
});

/** Adds one of a row's words, or takes it away. */
export function countWord(
  { ones, twos }: PrefixCounts,
  { prefixKeys }: TermDictionary,
  word: number,
  by: 1 | -1,
): void {
  const key = at16(prefixKeys, word);
  ones[key >>> 5] = at32(ones, key >>> 5) + by;
  twos[key] = at32(twos, key) + by;
}

/** Rows with words that begin with a term of one letter or two. Characters other than a–z count as one letter. */
export function rowsWithPrefix({ ones, twos }: PrefixCounts, term: Uint16Array): number {
  const key = prefixKeyOf(term, 0, term.length);
  return term.length === 1 ? at32(ones, key >>> 5) : at32(twos, key);
}
