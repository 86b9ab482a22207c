import { at16 } from '../arrays/access.ts';
import { type NormalizedText, newNormalizedText, normalize } from './normalize.ts';

/** A row's field has at most this many words that can be found; the rest are not read. */
const maxTokens = 31;
/** A longer word is known by its beginning. */
const maxTokenLength = 63;

/** The words of one text: places in `text.codes`. Filled again and again, like the folded text it belongs to. */
export interface Tokens {
  readonly text: NormalizedText;
  count: number;
  readonly start: Uint16Array;
  readonly length: Uint8Array;
}

export const newTokens = (): Tokens => ({
  text: newNormalizedText(),
  count: 0,
  start: new Uint16Array(maxTokens + 1),
  length: new Uint8Array(maxTokens + 1),
});

/** Folds `text` and finds its words, in order. A word with a seam (O'Brien) is followed by what comes after the seam. */
export function tokenize(text: string, into: Tokens): Tokens {
  const folded = normalize(text, into.text);
  const { separators, separatorCount, apostropheCount } = folded;
  into.count = 0;
  let from = 0;
  for (let i = 0; i <= separatorCount && into.count < maxTokens; i++) {
    const to = at16(separators, i);
    if (to > from) add(into, from, to);
    if (apostropheCount > 0) addSewn(into, from, to);
    from = to + 1;
  }
  return into;
}

/** What comes after the last seam of a word, unless it is a letter alone. */
function addSewn(into: Tokens, from: number, to: number): void {
  const { apostrophes, apostropheCount } = into.text;
  let last = from;
  for (let i = 0; i < apostropheCount; i++) {
    const seam = at16(apostrophes, i);
    if (seam > last && seam < to) last = seam;
  }
  if (last > from && to - last > 1) add(into, last, to);
}

function add(into: Tokens, from: number, to: number): void {
  if (into.count === maxTokens) return;
  into.start[into.count] = from;
  into.length[into.count++] = Math.min(to - from, maxTokenLength);
}
