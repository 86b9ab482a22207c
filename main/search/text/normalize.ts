/**
 * The room of text. Enters: a row's field, or what was typed in the search box, as a string. Leaves: normalized text, its
 * words, and a query of terms. It knows nothing of an index.
 *
 * Normalized text is in lower case and NFKD, without accents; letters that NFKD does not split are spelt out (ß → ss, ø → o).
 * What is neither a letter nor a digit separates words, with two exceptions. A full stop or a slash between single letters is
 * dropped: `S.A.` becomes `sa`. An apostrophe inside a word is dropped too, and its place is kept: `O'Brien` becomes `obrien`.
 */

import { at16 } from '../arrays/access.ts';
import { apostrophe, rareUnit, unitOf, unitsOf } from './characters.ts';

const stop = 0x2e;
const slash = 0x2f;
const ampersand = 0x26;

/** UTF-16 units of a text that are compared. */
const maxLength = 480;

/** Scripts in which the parts of a name stand side by side, and where the first of them begins. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u;
const firstUnspaced = 0x1100;

/** True for a letter or a digit of normalized text. */
const isWordUnit = (code: number): boolean => code > 0x60 || (code >= 0x30 && code <= 0x39);

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** A normalized text. The object is filled anew for each text, so that nothing is allocated. */
export interface NormalizedText {
  length: number;
  readonly codes: Uint16Array;
  /** For each unit, where the character that it came from begins in the original text. */
  readonly origin: Uint16Array;
  /** Places of the units between the words, ascending; the last element is the text's end. */
  readonly separators: Uint16Array;
  separatorCount: number;
  /** Places of the units that follow an apostrophe inside a word, ascending. */
  readonly apostrophes: Uint16Array;
  apostropheCount: number;
  /** Places inside words, at or after a character of a script without spaces: there another word may begin. Ascending. */
  readonly inner: Uint16Array;
  innerCount: number;
  /** Units of the original text that were read. */
  sourceLength: number;
}

const room = maxLength + 32;

export const newNormalizedText = (): NormalizedText => ({
  length: 0,
  codes: new Uint16Array(room),
  origin: new Uint16Array(room),
  separators: new Uint16Array(room),
  separatorCount: 0,
  apostrophes: new Uint16Array(room),
  apostropheCount: 0,
  inner: new Uint16Array(room),
  innerCount: 0,
  sourceLength: 0,
});

/** Fills `into` with the normalized form of a text's first 480 units. */
export function normalize(text: string, into: NormalizedText): NormalizedText {
  const { codes, origin, separators, apostrophes, inner } = into;
  const end = Math.min(text.length, maxLength);
  let length = 0;
  let gaps = 0;
  /** Where the word begins, or the last of its single letters. */
  let begin = 0;
  let at = 0;
  let isAfterUnspaced = false;
  into.apostropheCount = 0;
  into.innerCount = 0;
  while (at < end && length < maxLength) {
    const code = text.charCodeAt(at);
    const unit = unitOf(code);
    if (unit !== rareUnit) {
      if (isAfterUnspaced && length > begin) inner[into.innerCount++] = length;
      isAfterUnspaced = false;
      if (!isWordUnit(unit)) {
        const isDigits = isDigit(at16(codes, length - 1)) || isDigit(text.charCodeAt(at + 1));
        const mayJoin = unit === stop || (unit === slash && !isDigits);
        if (mayJoin && length - begin === 1 && isSingleLetter(text, at + 1, end)) {
          begin = length;
          at++;
          continue;
        }
        separators[gaps++] = length;
        begin = length + 1;
      }
      codes[length] = unit;
      origin[length++] = at++;
      continue;
    }
    const from = at;
    at = after(text, at, end);
    const character = text.slice(from, at);
    const units = unitsOf(character);
    const isUnspaced = code >= firstUnspaced && unspaced.test(character);
    if ((isUnspaced || isAfterUnspaced) && length > begin) inner[into.innerCount++] = length;
    isAfterUnspaced = isUnspaced;
    if (units === apostrophe) {
      if (length > begin) apostrophes[into.apostropheCount++] = length;
      continue;
    }
    for (let i = 0; i < units.length; i++) {
      codes[length] = units.charCodeAt(i);
      origin[length] = from;
      if (!isWordUnit(at16(codes, length++))) {
        separators[gaps++] = length - 1;
        begin = length;
      }
    }
  }
  separators[gaps] = length;
  into.separatorCount = gaps;
  into.length = length;
  into.sourceLength = end;
  return into;
}

/** Where the character at a place ends. */
function after(text: string, at: number, end: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xd800 && code < 0xdc00 && at + 1 < end ? at + 2 : at + 1;
}

/** Whether a word of one letter begins at a place. */
function isSingleLetter(text: string, from: number, end: number): boolean {
  let letters = 0;
  let at = from;
  while (at < end && letters < 2) {
    const next = after(text, at, end);
    const units = unitsOf(text.slice(at, next));
    at = next;
    if (units === apostrophe) continue;
    for (let i = 0; i < units.length; i++) {
      if (!isWordUnit(units.charCodeAt(i))) return letters === 1;
      letters++;
    }
  }
  return letters === 1;
}

/** Whether the unit at a place follows an apostrophe inside a word. */
export function followsApostrophe({ apostrophes, apostropheCount }: NormalizedText, place: number): boolean {
  for (let i = 0; i < apostropheCount; i++) if (apostrophes[i] === place) return true;
  return false;
}

/** Whether the unit at a place is the sign &. */
export const isAmpersand = ({ codes }: NormalizedText, place: number): boolean => codes[place] === ampersand;
