import { at8, item, numberAt } from '../arrays/access.ts';
import { ensureLength } from '../arrays/grow.ts';
import { countryCodeOf, type ScannedNumber, scanPhone } from '../text/phone-number.ts';
import { appendPosting, lastRow, newPostings, type Postings, reserveLists } from './postings.ts';

/** The national parts of all phones: the rows of each run of three digits, and of the first one and two digits. */
export interface PhoneIndex {
  /**
   * Lists 0–999 are runs of three digits that a number goes on after; then come ten of the first digit, a hundred of the first two,
   * and a thousand of the last three.
   */
  readonly lists: Postings;
  /** The country codes that rows have had, each by its place; the first is 0, which stands for none. */
  readonly codes: number[];
  /** How many live rows have the code at a place. */
  readonly uses: number[];
  /** The place of each row's country code, or `severalCodes`. */
  rowCodes: Uint8Array;
}

export const firstDigitLists = 1000;
export const firstTwoDigitLists = 1010;
export const lastDigitsLists = 1110;
const listCount = 2110;

/** Of a row whose numbers differ in their codes, and of one whose code has no place. */
export const severalCodes = 255;

export function newPhoneIndex(): PhoneIndex {
  const lists = newPostings();
  reserveLists(lists, listCount);
  return { lists, codes: [0], uses: [0], rowCodes: new Uint8Array(163) };
}

/** The number of the three digits from a place on: 0–999. */
const runAt = (digits: Uint8Array, place: number): number =>
  at8(digits, place) * 100 + at8(digits, place + 1) * 10 + at8(digits, place + 2);

/** Adds a row's phone. Rows come in ascending order. */
export function indexPhone(index: PhoneIndex, row: number, text: string): void {
  index.rowCodes = ensureLength(index.rowCodes, row + 1);
  const { digits, count, numbers } = scanPhone(text);
  let code = -1;
  for (let at = 0; at < count; at++) {
    const number = item(numbers, at);
    const other = placeOfCode(index, countryCodeOf(number));
    code = code === -1 || code === other ? other : severalCodes;
    indexNumber(index.lists, row, digits, number);
  }
  index.rowCodes[row] = Math.max(code, 0);
  countCode(index, row, 1);
}

function indexNumber(
  lists: Postings,
  row: number,
  digits: Uint8Array,
  { national, end }: ScannedNumber,
): void {
  const first = at8(digits, national);
  if (end > national) append(lists, firstDigitLists + first, row);
  if (end > national + 1) append(lists, firstTwoDigitLists + first * 10 + at8(digits, national + 1), row);
  for (let at = national; at + 3 < end; at++) append(lists, runAt(digits, at), row);
  if (end >= national + 3) append(lists, lastDigitsLists + runAt(digits, end - 3), row);
}

/** Appends a row to a list once. */
function append(lists: Postings, list: number, row: number): void {
  if (lastRow(lists, list) !== row) appendPosting(lists, list, row, 0);
}

/** The place of a code, which is added if it is new. */
function placeOfCode({ codes, uses }: PhoneIndex, code: number): number {
  const place = codes.indexOf(code);
  if (place >= 0) return place;
  if (codes.length === severalCodes) return severalCodes;
  uses.push(0);
  return codes.push(code) - 1;
}

/** Counts a row's code: 1 for a row that is there, -1 for one that is gone. */
export function countCode({ uses, rowCodes }: PhoneIndex, row: number, by: 1 | -1): void {
  const place = at8(rowCodes, row);
  if (place !== severalCodes) uses[place] = numberAt(uses, place) + by;
}

/** Whether a live row has a country code. */
export const usesCode = ({ codes, uses }: PhoneIndex, code: string): boolean =>
  (uses[codes.indexOf(Number(code))] ?? 0) > 0;
