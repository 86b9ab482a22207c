import { at32 } from '../arrays/access.ts';
import type { PhoneForm } from '../text/phone-forms.ts';
import { firstDigitLists, firstTwoDigitLists, lastDigitsLists } from './phone-index.ts';
import { type Postings, readPostings } from './postings.ts';

/** The lists that a row with these digits is in, the shortest first. */
export function listsOf(lists: Postings, { digits, at }: PhoneForm, atEnd: boolean): readonly number[] {
  if (digits.length === 1) return [firstDigitLists + Number(digits)];
  const first = at === 0 ? [firstTwoDigitLists + Number(digits.slice(0, 2))] : [];
  return shortestFirst(lists, [...first, ...runsOf(digits, atEnd)]);
}

/** The lists of the runs of three digits, of which the last may be a number's end. */
export function runsOf(digits: string, atEnd: boolean): readonly number[] {
  const count = Math.max(0, digits.length - 2);
  return Array.from(
    { length: count },
    (_, run) => Number(digits.slice(run, run + 3)) + (atEnd && run === count - 1 ? lastDigitsLists : 0),
  );
}

/** Different lists, the shortest first. */
const shortestFirst = ({ counts }: Postings, lists: readonly number[]): readonly number[] =>
  [...new Set(lists)].sort((a, b) => at32(counts, a) - at32(counts, b));

/** Postings from which on a list is compared with others: a shorter one is as quickly read. */
export const worthComparing = 64;
/** Postings up to which their phones are sooner read than another list. */
const fewCommon = 100;

/** A function that finds the postings that stand in every list, and may find a few others; each list is read once. */
export function commonReader(lists: Postings): (all: readonly number[]) => Uint32Array {
  const read = new Map<number, Uint32Array>();
  const postingsRead = (list: number): Uint32Array => {
    const postings = read.get(list) ?? postingsOf(lists, list).slice();
    read.set(list, postings);
    return postings;
  };
  return all => {
    const [first = 0, ...others] = shortestFirst(lists, all);
    let common: Uint32Array = postingsRead(first).slice();
    for (const other of others)
      if (common.length > fewCommon) common = intersection(common, postingsRead(other));
    return common;
  };
}

/** The postings of a list, valid until the next call. */
export const postingsOf = (lists: Postings, list: number): Uint32Array =>
  readPostings(lists, list).subarray(0, at32(lists.counts, list));

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
