import { at32, item } from '../arrays/access.ts';
import * as numbers from '../text/phone-number.ts';
import {
  codeClasses,
  firstDigitLists,
  firstTwoDigitLists,
  otherCodeClass,
  type PhoneIndex,
} from './phone-index.ts';
import { hasClass, type Postings, readPostings } from './postings.ts';

/** One way to read typed digits: a list with every row that they may mean, and what else must hold. */
export interface PhoneReading {
  readonly list: number;
  /** The postings that several lists have in common, where they were compared; nearly all of them are meant. */
  readonly common: Uint32Array | null;
  /** Digits of the national part. */
  readonly digits: string;
  /** The digits begin the national part; otherwise they stand anywhere in it. */
  readonly begins: boolean;
  /** The end of the country code, as typed before the digits; '' where none was typed. */
  readonly code: string;
  /** Whether a country code of `otherCodeClass` ends so. */
  readonly others: boolean;
}

/**
 * What typed digits may mean: a part of a national number (its beginning, where they are fewer than three), or the end of a
 * country code and the beginning of the national number.
 */
export function phoneReadings({ trigrams, codes }: PhoneIndex, typed: string): PhoneReading[] {
  const readings: PhoneReading[] = [];
  const consider = (digits: string, begins: boolean, code: string): void => {
    if (digits === '' || digits.length > numbers.maxDigits) return;
    const others = code === '' || [...codes].some(one => one.endsWith(code));
    if (!others && !codeClasses.some(one => numbers.codeEndsWith(one, code))) return;
    const [list = 0, ...more] = listsOf(trigrams, digits, begins);
    const reading = { list, common: null, digits, begins, code, others };
    const kinds = classesOf(reading).filter(kind => hasClass(trigrams, list, kind));
    if (kinds.length > 0) readings.push({ ...reading, common: commonOf(trigrams, reading, kinds, more) });
  };
  consider(typed, typed.length < 3, '');
  const plain = numbers.withoutDialPrefix(typed);
  if (plain !== typed) consider(plain, true, '');
  for (let code = 1; code <= numbers.maxCodeLength; code++)
    consider(plain.slice(code), true, plain.slice(0, code));
  return readings;
}

/** The lists that a row with these digits is in, the shortest first. */
function listsOf({ counts }: Postings, digits: string, begins: boolean): readonly number[] {
  if (digits.length === 1) return [firstDigitLists + Number(digits)];
  if (digits.length === 2) return [firstTwoDigitLists + Number(digits)];
  const lists = new Set<number>(begins ? [firstTwoDigitLists + Number(digits.slice(0, 2))] : []);
  for (let at = 0; at + 3 <= digits.length; at++) lists.add(Number(digits.slice(at, at + 3)));
  return [...lists].sort((a, b) => at32(counts, a) - at32(counts, b));
}

/** Postings from which on a list is compared with others. */
const worthComparing = 64;
/** Lists that the shortest is compared with: few numbers have three runs in common by chance. */
const comparedLists = 2;

function commonOf(
  trigrams: Postings,
  { list, code }: PhoneReading,
  kinds: readonly number[],
  others: readonly number[],
): Uint32Array | null {
  if ((others.length === 0 && code === '') || at32(trigrams.counts, list) < worthComparing) return null;
  const all = postingsOf(trigrams, list);
  let common: Uint32Array = code === '' ? all.slice() : all.filter(posting => kinds.includes(posting & 3));
  for (const other of others.slice(0, comparedLists))
    common = intersection(common, postingsOf(trigrams, other));
  return common;
}

/** The postings of a list, valid until the next call. */
const postingsOf = (trigrams: Postings, list: number): Uint32Array =>
  readPostings(trigrams, list).subarray(0, at32(trigrams.counts, list));

/** What two ascending lists have in common, written over the first. */
function intersection(one: Uint32Array, other: Uint32Array): Uint32Array {
  let kept = 0;
  let at = 0;
  for (let i = 0; i < one.length; i++) {
    const posting = at32(one, i);
    while (at < other.length && at32(other, at) < posting) at++;
    if (other[at] === posting) one[kept++] = posting;
  }
  return one.subarray(0, kept);
}

/** The classes of postings that a reading may mean. */
const classesOf = (reading: PhoneReading): number[] =>
  [...codeClasses.keys(), otherCodeClass].filter(kind => impliedByClass(reading, kind) !== false);

/** The postings that a reading may mean, valid until the next call. */
export const readEntries = ({ trigrams }: PhoneIndex, { list, common }: PhoneReading): Uint32Array =>
  common ?? postingsOf(trigrams, list);

/** How many postings `readEntries` gives. */
export const countEntries = ({ trigrams }: PhoneIndex, { list, common }: PhoneReading): number =>
  common?.length ?? at32(trigrams.counts, list);

/** Whether a posting's class alone says that its row is meant; null where the phone must be read. */
export function impliedByClass({ digits, begins, code, others }: PhoneReading, kind: number): boolean | null {
  if (kind === otherCodeClass && !others) return false;
  if (kind !== otherCodeClass && code !== '' && !numbers.codeEndsWith(item(codeClasses, kind), code))
    return false;
  if (kind === otherCodeClass && code !== '') return null;
  return digits.length < 3 || (digits.length === 3 && !begins) ? true : null;
}

/** Whether a row's phone is what the digits, so read, mean. */
export const matchesPhone = ({ digits, begins, code }: PhoneReading, phone: string): boolean =>
  numbers.hasDigits(phone, digits, begins, code);
