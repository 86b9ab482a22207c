import { type Folded, fold, newFolded } from './normalize.ts';

/** A row's field has at most this many words that can be found; the rest are not read. */
export const mostWords = 31;
/** A longer word is known by its beginning. */
export const longestWord = 63;

/** The words of one text: places in `text.codes`. Filled again and again, like the folded text it belongs to. */
export interface Words {
  readonly text: Folded;
  count: number;
  readonly start: Uint16Array;
  readonly length: Uint8Array;
}

export const newWords = (): Words => ({
  text: newFolded(),
  count: 0,
  start: new Uint16Array(mostWords + 1),
  length: new Uint8Array(mostWords + 1),
});

/** Folds `text` and finds its words, in order. A word with a seam (O'Brien) is followed by what comes after the seam. */
export function split(text: string, into: Words): Words {
  const folded = fold(text, into.text);
  const { gaps, gapCount, seamCount } = folded;
  into.count = 0;
  let from = 0;
  for (let i = 0; i <= gapCount && into.count < mostWords; i++) {
    const to = gaps[i] as number;
    if (to > from) add(into, from, to);
    if (seamCount > 0) addSewn(into, from, to);
    from = to + 1;
  }
  return into;
}

/** What comes after the last seam of a word, unless it is a letter alone. */
function addSewn(into: Words, from: number, to: number): void {
  const { seams, seamCount } = into.text;
  let last = from;
  for (let i = 0; i < seamCount; i++) {
    const seam = seams[i] as number;
    if (seam > last && seam < to) last = seam;
  }
  if (last > from && to - last > 1) add(into, last, to);
}

function add(into: Words, from: number, to: number): void {
  if (into.count === mostWords) return;
  into.start[into.count] = from;
  into.length[into.count++] = Math.min(to - from, longestWord);
}
