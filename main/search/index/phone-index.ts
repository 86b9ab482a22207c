import { at8, item } from '../arrays/access.ts';
import { appendPosting, lastRow, newPostings, type Postings, reserveLists } from './postings.ts';

/**
 * Phone digits. A number is its country code and the national part; of the national part every run of three digits is
 * indexed, and its first one and two digits (where an area code stands), so that no size of collection makes a scan.
 */
export interface PhoneIndex {
  readonly trigrams: Postings;
  /** Every country code met. */
  readonly codes: Set<string>;
}

/** Lists: 0–999 runs of three; then ten of the first digit; then a hundred of the first two. */
export const firstDigitLists = 1000;
export const firstTwoDigitLists = 1010;
const lists = 1110;

/** The class of an entry says which country code the number has; the last one says only that it is another. */
export const codeClasses = ['', '55', '1'];
export const otherCodeClass = 3;
/** Digits of the longest country codes. */
export const longestCode = 3;

export function newPhoneIndex(): PhoneIndex {
  const trigrams = newPostings();
  reserveLists(trigrams, lists);
  return { trigrams, codes: new Set() };
}

const twoDigitCodes = new Set([
  20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56, 57, 58, 60,
  61, 62, 63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98,
]);

/** Digits of the country code at the start of international digits (ITU E.164 assignments). */
function countryCodeLength(digits: string): number {
  return codeLength(digits.charCodeAt(0) - 48, digits.charCodeAt(1) - 48);
}

function codeLength(first = 0, second = 0): number {
  if (first === 1 || first === 7) return 1;
  return twoDigitCodes.has(first * 10 + second) ? 2 : 3;
}

export interface Phone {
  readonly digits: string;
  /** Where the national part begins in `digits`: 0 when no country code was given. */
  readonly national: number;
}

/**
 * Reads a phone as people write it. A number without `+` but of twelve digits or more carries its country code too; an exit
 * prefix (00) is dropped.
 */
export function parsePhone(text: string): Phone {
  const { from, national, count } = takePhone(text);
  return { digits: digit.slice(from, count).join(''), national: national - from };
}

const notDigits = /[^0-9]+/g;

export function digitsOf(text: string): string {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return foreignDigits(text);
  return text.replace(notDigits, '');
}

const foreignDigits = (text: string): string => text.normalize('NFKD').replace(notDigits, '');

/** The list of a run of three digits. */
export const trigramAt = (digits: string, at: number): number =>
  (digits.charCodeAt(at) - 48) * 100 + (digits.charCodeAt(at + 1) - 48) * 10 + digits.charCodeAt(at + 2) - 48;

/** More digits than any number has. */
export const mostDigits = 64;
const noDigit = 255;
const digit = new Uint8Array(mostDigits + 2);

/** Adds a row's phone. Rows come in ascending order. */
export function indexPhone({ trigrams, codes }: PhoneIndex, row: number, text: string): void {
  if (text === '') return;
  const { from, national, count } = takePhone(text);
  const kind = kindOf(from, national);
  if (kind === otherCodeClass) codes.add(digit.slice(from, national).join(''));
  const first = at8(digit, national);
  if (count > national) appendPosting(trigrams, firstDigitLists + first, row, kind);
  if (count > national + 1)
    appendPosting(trigrams, firstTwoDigitLists + first * 10 + at8(digit, national + 1), row, kind);
  for (let at = national; at + 3 <= count; at++) {
    const list = at8(digit, at) * 100 + at8(digit, at + 1) * 10 + at8(digit, at + 2);
    // A list's last row tells whether this one is in it already.
    if (lastRow(trigrams, list) !== row) appendPosting(trigrams, list, row, kind);
  }
}

/** Places in `digit`: where the number begins, where its national part does, and where it ends. */
const taken = { from: 0, national: 0, count: 0 };

/** What `readPhone` tells, without strings, in `digit`: this runs for every row there is. */
function takePhone(text: string): typeof taken {
  const count = takeDigits(text);
  const plus = text.charCodeAt(0) === 0x2b || text.trimStart().startsWith('+');
  const from = !plus && count >= 2 && digit[0] === 0 && digit[1] === 0 ? 2 : 0;
  const international = plus || from > 0 || count >= 12;
  taken.from = from;
  taken.count = count;
  taken.national =
    from + (international ? Math.min(count - from, codeLength(digit[from], digit[from + 1])) : 0);
  return taken;
}

/**
 * Whether digits stand in the national part of a phone, or begin it, after a country code that ends with `code`: any for
 * '', and any that there is where the phone has none.
 */
export function hasDigits(text: string, digits: string, begins: boolean, code: string): boolean {
  const { from, national, count } = takePhone(text);
  if (code !== '') {
    const isCode =
      national === from
        ? codeEndsWith('', code)
        : national - from >= code.length && isAt(code, national - code.length);
    if (!isCode) return false;
  }
  const last = begins ? national : count - digits.length;
  for (let at = national; at <= last; at++) if (isAt(digits, at)) return true;
  return false;
}

/** Whether `digit` goes on like this from a place on; what lies behind its end is no digit. */
function isAt(wanted: string, place: number): boolean {
  for (let i = 0; i < wanted.length; i++) if (digit[place + i] !== wanted.charCodeAt(i) - 48) return false;
  return true;
}

/** Fills `digit` with a text's digits; returns how many there are. What comes after them is no digit. */
function takeDigits(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length && count < mostDigits; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) return takeDigits(digitsOf(text));
    if (code >= 0x30 && code <= 0x39) digit[count++] = code - 0x30;
  }
  digit.fill(noDigit, count, count + 2);
  return count;
}

function kindOf(from: number, national: number): number {
  if (national === from) return 0;
  for (let kind = 1; kind < codeClasses.length; kind++) {
    const code = item(codeClasses, kind);
    let same = 0;
    while (same < code.length && code.charCodeAt(same) - 48 === digit[from + same]) same++;
    if (same === code.length && national - from === same) return kind;
  }
  return otherCodeClass;
}

/** A number kept without a country code may have any that there is; one kept with it must have the one typed. */
export const codeEndsWith = (kept: string, typed: string): boolean =>
  kept === '' ? countryCodeLength(typed) === typed.length : kept.endsWith(typed);
