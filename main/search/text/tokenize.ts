import { at16 } from '../arrays/access.ts';
import { isAmpersand, type NormalizedText, newNormalizedText, normalize } from './normalize.ts';

/** Tokens of one field that are read; the rest of the field is not found. */
export const maxTokens = 31;
/** Letters of the words that & joins to a name. */
export const mostBesideAmpersand = 2;
/** Letters of a token that are compared. */
const maxTokenLength = 63;

const at = '@'.charCodeAt(0);

/** The tokens of one text, as ranges of `text.codes`. The object is filled anew for each text, so that nothing is allocated. */
export interface Tokens {
  readonly text: NormalizedText;
  count: number;
  readonly starts: Uint16Array;
  readonly lengths: Uint8Array;
}

export const newTokens = (): Tokens => ({
  text: newNormalizedText(),
  count: 0,
  starts: new Uint16Array(maxTokens + 1),
  lengths: new Uint8Array(maxTokens + 1),
});

/** Fills `into` with the tokens of a text, in their order. `O'Brien` gives two tokens: `obrien`, then `brien`. */
export function tokenize(text: string, into: Tokens): Tokens {
  normalize(text, into.text);
  return addTokens(into, false);
}

/**
 * The same for a row's field: the sign & is a token, so are the letters beside it (`C&A`), and what follows each character of a word in a script without spaces
 * (小明 in 王小明).
 */
export function tokenizeField(text: string, into: Tokens): Tokens {
  normalize(text, into.text);
  return addTokens(into, true);
}

/** The same for an e-mail address: its whole domain is a token too, with the @ before it and the stops in it. */
export function tokenizeEmail(text: string, into: Tokens): Tokens {
  const { codes, length } = tokenizeField(text, into).text;
  const from = codes.lastIndexOf(at, length - 1);
  if (from >= 0 && length - from > 1) add(into, from, length);
  return into;
}

function addTokens(into: Tokens, isField: boolean): Tokens {
  const { separators, separatorCount, apostropheCount, inner, innerCount } = into.text;
  into.count = 0;
  let from = 0;
  for (let i = 0; i <= separatorCount && into.count < maxTokens; i++) {
    const to = at16(separators, i);
    if (to > from) add(into, from, to);
    if (apostropheCount > 0) addAfterApostrophe(into, from, to);
    if (isField) {
      for (let j = 0; j < innerCount; j++) {
        const place = at16(inner, j);
        if (place > from && place < to) add(into, place, to);
      }
      if (i < separatorCount && isAmpersand(into.text, to)) {
        add(into, to, to + 1);
        addLettersWithAmpersand(into, from, to, at16(separators, i + 1));
      }
    }
    from = to + 1;
  }
  return into;
}

/** Adds the name that two short words with & between them are, as in `C&A`. */
function addLettersWithAmpersand(into: Tokens, from: number, sign: number, to: number): void {
  const [before, after] = [sign - from, to - sign - 1];
  if (Math.min(before, after) > 0 && Math.max(before, after) <= mostBesideAmpersand) add(into, from, to);
}

/** Adds what comes after a token's last apostrophe, unless it is a single letter. */
function addAfterApostrophe(into: Tokens, from: number, to: number): void {
  const { apostrophes, apostropheCount } = into.text;
  let last = from;
  for (let i = 0; i < apostropheCount; i++) {
    const place = at16(apostrophes, i);
    if (place > last && place < to) last = place;
  }
  if (last > from && to - last > 1) add(into, last, to);
}

function add(into: Tokens, from: number, to: number): void {
  if (into.count === maxTokens) return;
  into.starts[into.count] = from;
  into.lengths[into.count++] = Math.min(to - from, maxTokenLength);
}
