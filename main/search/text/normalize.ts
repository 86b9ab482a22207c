/**
 * The room of text. Enters: a row's field, or what was typed in the search box, as a string. Leaves: normalized text, its
 * words, and a query of terms. It knows nothing of an index.
 *
 * How text is made comparable: lower case, compatibility forms opened (NFKD), accents dropped, letters that have no
 * accent-free form spelt out (ß → ss, ø → o). What is neither letter nor digit becomes a space; but a full stop between
 * initials vanishes, because `S.A.` is one word to a reader, and so does an apostrophe inside a word, which leaves a seam:
 * O'Brien is `obrien` and, from the seam on, `brien`.
 */

import { at16 } from '../arrays/access.ts';

const stop = 0x2e;

/** Longer texts are compared by their beginning. */
const longest = 480;
const expansions: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ŧ: 't',
  ĸ: 'k',
  ƒ: 'f',
  ς: 'σ',
};
const apostrophes = new Set(["'", '’', '‘', 'ʼ', '´', '`', '′', '＇']);
const ignored = /[\p{M}\p{Cf}]/u;
const wordly = /[\p{L}\p{N}]/u;

/** What one character becomes: word units, a separator, `seam` for an apostrophe, or nothing. */
const seam = "'";

function become(character: string): string {
  if (apostrophes.has(character)) return seam;
  if (character === '.') return '.';
  let out = '';
  for (const part of character.toLowerCase().normalize('NFKD')) {
    if (ignored.test(part)) continue;
    out += expansions[part] ?? (wordly.test(part) ? part : ' ');
  }
  return out;
}

/** Characters below this are looked up in a table; the rest are worked out once and remembered. */
const tableSize = 0x250;
const table: Uint16Array = new Uint16Array(tableSize);
/** Not one unit, but several, none, or a seam. */
const rare = 0xffff;
const remembered = new Map<string, string>();

for (let code = 0; code < tableSize; code++) {
  const text = become(String.fromCharCode(code));
  table[code] = text.length === 1 && text !== seam ? text.charCodeAt(0) : rare;
}

/** True for a unit that is part of a word, in folded text. */
const isWordUnit = (code: number): boolean => code > 0x60 || (code >= 0x30 && code <= 0x39);

/** Text in comparable form. One of these is filled again and again, so that folding allocates nothing. */
export interface NormalizedText {
  length: number;
  readonly codes: Uint16Array;
  /** For each unit, where the character it came from begins in the original text. */
  readonly origin: Uint16Array;
  /** Places of the units between the words, ascending, and behind them the text's end. */
  readonly separators: Uint16Array;
  separatorCount: number;
  /** Places of the units before which an apostrophe stood, inside a word, ascending. */
  readonly apostrophes: Uint16Array;
  apostropheCount: number;
  /** Length of the original text, as far as it was read. */
  sourceLength: number;
}

const room = longest + 32;

export const newNormalizedText = (): NormalizedText => ({
  length: 0,
  codes: new Uint16Array(room),
  origin: new Uint16Array(room),
  separators: new Uint16Array(room),
  separatorCount: 0,
  apostrophes: new Uint16Array(room),
  apostropheCount: 0,
  sourceLength: 0,
});

/** Fills `into` with the comparable form of `text` (its first 480 units). */
export function normalize(text: string, into: NormalizedText): NormalizedText {
  const { codes, origin, separators, apostrophes } = into;
  const end = Math.min(text.length, longest);
  let length = 0;
  let gap = 0;
  /** Where the word begins, or the last of its initials. */
  let begin = 0;
  let at = 0;
  into.apostropheCount = 0;
  while (at < end && length < longest) {
    const code = text.charCodeAt(at);
    const unit = code < tableSize ? at16(table, code) : rare;
    if (unit !== rare) {
      if (!isWordUnit(unit)) {
        if (unit === stop && length - begin === 1 && isInitial(text, at + 1, end)) {
          begin = length;
          at++;
          continue;
        }
        separators[gap++] = length;
        begin = length + 1;
      }
      codes[length] = unit;
      origin[length++] = at++;
      continue;
    }
    const from = at;
    at = after(text, at, end);
    const units = remember(text.slice(from, at));
    if (units === seam) {
      if (length > begin) apostrophes[into.apostropheCount++] = length;
      continue;
    }
    for (let i = 0; i < units.length; i++) {
      codes[length] = units.charCodeAt(i);
      origin[length] = from;
      if (!isWordUnit(at16(codes, length++))) {
        separators[gap++] = length - 1;
        begin = length;
      }
    }
  }
  separators[gap] = length;
  into.separatorCount = gap;
  into.length = length;
  into.sourceLength = end;
  return into;
}

/** Where the character at a place ends. */
function after(text: string, at: number, end: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xd800 && code < 0xdc00 && at + 1 < end ? at + 2 : at + 1;
}

/** Whether one letter alone comes next: a full stop between two such makes no gap, `S.A.` reads `sa`, `C.V.` reads `cv`. */
function isInitial(text: string, from: number, end: number): boolean {
  let letters = 0;
  let at = from;
  while (at < end && letters < 2) {
    const next = after(text, at, end);
    const units = remember(text.slice(at, next));
    at = next;
    if (units === seam) continue;
    for (let i = 0; i < units.length; i++) {
      if (!isWordUnit(units.charCodeAt(i))) return letters === 1;
      letters++;
    }
  }
  return letters === 1;
}

/** Whether an apostrophe stood before the unit at a place, inside a word. */
export function followsApostrophe({ apostrophes, apostropheCount }: NormalizedText, place: number): boolean {
  for (let i = 0; i < apostropheCount; i++) if (apostrophes[i] === place) return true;
  return false;
}

function remember(character: string): string {
  let known = remembered.get(character);
  if (known === undefined) {
    known = become(character).slice(0, 24);
    // Text is other people's: the memory of rare characters must not grow with it.
    if (remembered.size > 4096) remembered.clear();
    remembered.set(character, known);
  }
  return known;
}

/** Whether a character only joins the letters around it: an apostrophe, or the stop in `S.A.` */
export const isJoiner = (character: string): boolean => character === '.' || apostrophes.has(character);
