import { at16, at32 } from '../arrays/access.ts';
import { prefixKeyOf } from '../text/letters.ts';
import type { TermDictionary } from './term-dictionary.ts';

/** How many rows have words that begin with a letter, and with two: known without listing the words. */
export interface PrefixCounts {
  readonly ones: Uint32Array;
  readonly twos: Uint32Array;
}

export const newPrefixCounts = (): PrefixCounts => ({
  ones: new Uint32Array(32),
  twos: new Uint32Array(32 * 32),
});

/** Adds a row's word, or takes it away. */
export function countWord(
  { ones, twos }: PrefixCounts,
  dictionary: TermDictionary,
  word: number,
  by: 1 | -1,
): void {
  const head = at16(dictionary.prefixKeys, word);
  ones[head >>> 5] = at32(ones, head >>> 5) + by;
  twos[head] = at32(twos, head) + by;
}

/** Rows with words that begin so, for one letter or two; signs other than a–z are not told apart. */
export function rowsWithPrefix({ ones, twos }: PrefixCounts, term: Uint16Array): number {
  const head = prefixKeyOf(term, 0, term.length);
  return term.length === 1 ? at32(ones, head >>> 5) : at32(twos, head);
}
