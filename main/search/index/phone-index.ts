import { at8 } from '../arrays/access.ts';
import { type ScannedPhone, scanPhone, trigramAt } from '../text/phone-number.ts';
import { appendPosting, lastRow, newPostings, type Postings, reserveLists } from './postings.ts';

/** The national parts of all phones: the rows of each run of three digits, and of the first one and two digits. */
export interface PhoneIndex {
  /** Lists 0–999 are runs of three digits; then come ten of the first digit, and a hundred of the first two. */
  readonly trigrams: Postings;
  /** Country codes of class `otherCodeClass` that rows have had. */
  readonly codes: Set<string>;
}

export const firstDigitLists = 1000;
export const firstTwoDigitLists = 1010;
const listCount = 1110;

/** The class of a posting is the row's country code: none, 55, 1, or (`otherCodeClass`) any other. */
export const codeClasses = ['', '55', '1'];
export const otherCodeClass = 3;

export function newPhoneIndex(): PhoneIndex {
  const trigrams = newPostings();
  reserveLists(trigrams, listCount);
  return { trigrams, codes: new Set() };
}

/** Adds a row's phone. Rows come in ascending order. */
export function indexPhone({ trigrams, codes }: PhoneIndex, row: number, text: string): void {
  if (text === '') return;
  const phone = scanPhone(text);
  const { digits, from, national, end } = phone;
  const kind = classOf(phone);
  if (kind === otherCodeClass) codes.add(digits.slice(from, national).join(''));
  const first = at8(digits, national);
  if (end > national) appendPosting(trigrams, firstDigitLists + first, row, kind);
  if (end > national + 1)
    appendPosting(trigrams, firstTwoDigitLists + first * 10 + at8(digits, national + 1), row, kind);
  for (let at = national; at + 3 <= end; at++) {
    const list = trigramAt(digits, at);
    // A run that the number repeats is in the list already.
    if (lastRow(trigrams, list) !== row) appendPosting(trigrams, list, row, kind);
  }
}

function classOf({ digits, from, national }: ScannedPhone): number {
  let code = 0;
  for (let at = from; at < national; at++) code = code * 10 + at8(digits, at);
  const length = national - from;
  if (length === 0) return 0;
  if (length === 2 && code === 55) return 1;
  return length === 1 && code === 1 ? 2 : otherCodeClass;
}
