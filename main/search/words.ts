import { type Folded, fold, isWordUnit, newFolded, stop } from './fold.ts';

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
  if (folded.initials) joinInitials(folded);
  into.count = 0;
  const { codes, seams, length } = folded;
  let at = 0;
  while (at < length && into.count < mostWords) {
    while (at < length && !isWordUnit(codes[at] as number)) at++;
    const from = at;
    let sewn = -1;
    while (at < length && isWordUnit(codes[at] as number)) {
      if (seams[at] === 1) sewn = at;
      at++;
    }
    if (at > from) add(into, from, at);
    if (sewn > from && at - sewn > 1) add(into, sewn, at);
  }
  return into;
}

function add(into: Words, from: number, to: number): void {
  if (into.count === mostWords) return;
  into.start[into.count] = from;
  into.length[into.count++] = Math.min(to - from, longestWord);
}

/** Makes one word of single letters between full stops: `S.A.` reads `sa`, `C.V.` reads `cv`. */
function joinInitials(folded: Folded): void {
  const { codes, origin, seams } = folded;
  let to = 0;
  let run = 0;
  for (let at = 0; at < folded.length; at++) {
    const code = codes[at] as number;
    if (code === stop && run === 1 && isInitial(folded, at + 1)) {
      run = 0;
      continue;
    }
    run = isWordUnit(code) ? run + 1 : 0;
    codes[to] = code;
    origin[to] = origin[at] as number;
    seams[to++] = seams[at] as number;
  }
  folded.length = to;
}

/** A letter with no other after it. */
const isInitial = ({ codes, length }: Folded, at: number): boolean =>
  at < length && isWordUnit(codes[at] as number) && !(at + 1 < length && isWordUnit(codes[at + 1] as number));
