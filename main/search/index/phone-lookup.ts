import { at32, item } from '../arrays/access.ts';
import {
  codeClasses,
  codeEndsWith,
  firstDigitLists,
  firstTwoDigitLists,
  hasDigits,
  longestCode,
  mostDigits,
  otherCodeClass,
  type PhoneIndex,
  trigramAt,
} from './phone-index.ts';
import { hasClass, type Postings, readPostings } from './postings.ts';

/** One way to read typed digits: a list that holds every row it may mean, and what else must hold. */
export interface PhoneReading {
  readonly list: number;
  /** Where that is worth it, the entries that have the code and stand in the lists of several runs: nearly all mean it. */
  readonly common: Uint32Array | null;
  readonly digits: string;
  /** The digits begin the national part; otherwise they stand anywhere in it. */
  readonly begins: boolean;
  /** How the country code ends, as typed before the digits; '' when none was typed. */
  readonly code: string;
  /** Whether a code that has no class of its own ends so. */
  readonly others: boolean;
}

/**
 * What typed digits may mean: a part of a national number (from three digits on; fewer begin it), or (the end of) a
 * country code and the beginning of the national number. A trunk or exit prefix (0, 00) before it is dropped.
 */
export function phoneReadings({ trigrams, codes }: PhoneIndex, typed: string): PhoneReading[] {
  const readings: PhoneReading[] = [];
  const consider = (digits: string, begins: boolean, code: string): void => {
    if (digits === '' || digits.length > mostDigits) return;
    const others = code === '' || [...codes].some(one => one.endsWith(code));
    if (!others && !codeClasses.some(one => codeEndsWith(one, code))) return;
    const [list = 0, ...more] = listsOf(trigrams, digits, begins);
    const reading = { list, common: null, digits, begins, code, others };
    const kinds = kindsOf(reading).filter(kind => hasClass(trigrams, list, kind));
    if (kinds.length > 0) readings.push({ ...reading, common: commonOf(trigrams, reading, kinds, more) });
  };
  consider(typed, typed.length < 3, '');
  const plain = typed.length > 4 ? typed.replace(/^00?/, '') : typed;
  if (plain !== typed) consider(plain, true, '');
  for (let code = 1; code <= longestCode; code++) consider(plain.slice(code), true, plain.slice(0, code));
  return readings;
}

/** The lists of all runs of the digits, and of how they begin; the shortest first. */
function listsOf({ counts }: Postings, digits: string, begins: boolean): readonly number[] {
  if (digits.length === 1) return [firstDigitLists + Number(digits)];
  if (digits.length === 2) return [firstTwoDigitLists + Number(digits)];
  const lists = new Set<number>(begins ? [firstTwoDigitLists + Number(digits.slice(0, 2))] : []);
  for (let at = 0; at + 3 <= digits.length; at++) lists.add(trigramAt(digits, at));
  return [...lists].sort((a, b) => at32(counts, a) - at32(counts, b));
}

/** Shorter lists are read through. */
const worthComparing = 64;
/** Lists compared with the shortest: few numbers have three runs in common by chance. */
const compared = 2;

function commonOf(
  runs: Postings,
  reading: PhoneReading,
  kinds: readonly number[],
  others: readonly number[],
): Uint32Array | null {
  const { list, code } = reading;
  const count = at32(runs.counts, list);
  if ((others.length === 0 && code === '') || count < worthComparing) return null;
  let common: Uint32Array = new Uint32Array(count);
  readPostings(runs, list, common);
  if (code !== '') common = ofKinds(common, kinds);
  for (const other of others.slice(0, compared)) {
    const entries = new Uint32Array(at32(runs.counts, other));
    readPostings(runs, other, entries);
    common = both(common, entries);
  }
  return common;
}

/** The classes of entries that a reading may mean. */
const kindsOf = (reading: PhoneReading): number[] =>
  [...codeClasses.keys(), otherCodeClass].filter(kind => impliedByClass(reading, kind) !== false);

/** The entries of some classes, written over the others. */
function ofKinds(entries: Uint32Array, kinds: readonly number[]): Uint32Array {
  const wanted = kinds.reduce((bits, kind) => bits | (1 << kind), 0);
  let kept = 0;
  for (let i = 0; i < entries.length; i++) {
    const entry = at32(entries, i);
    if (((wanted >>> (entry & 3)) & 1) === 1) entries[kept++] = entry;
  }
  return entries.subarray(0, kept);
}

/** What ascending lists have in common, written over the first of them. */
function both(one: Uint32Array, other: Uint32Array): Uint32Array {
  let kept = 0;
  let at = 0;
  for (let i = 0; i < one.length; i++) {
    const entry = at32(one, i);
    while (at < other.length && at32(other, at) < entry) at++;
    if (at < other.length && other[at] === entry) one[kept++] = entry;
  }
  return one.subarray(0, kept);
}

/** The entries a reading may mean. Good until the next call. */
export function readEntries({ trigrams }: PhoneIndex, { list, common }: PhoneReading): Uint32Array {
  if (common !== null) return common;
  const count = at32(trigrams.counts, list);
  if (scratch.length < count) scratch = new Uint32Array(count + (count >> 2));
  readPostings(trigrams, list, scratch);
  return scratch.subarray(0, count);
}

let scratch = new Uint32Array(1024);

/** How many entries that are. */
export const countEntries = ({ trigrams }: PhoneIndex, { list, common }: PhoneReading): number =>
  common?.length ?? at32(trigrams.counts, list);

/** What an entry of a reading's list says without a look at the phone: yes, no, or unknown (null). */
export function impliedByClass({ digits, begins, code, others }: PhoneReading, kind: number): boolean | null {
  if (kind === otherCodeClass && !others) return false;
  if (kind !== otherCodeClass && code !== '' && !codeEndsWith(item(codeClasses, kind), code)) return false;
  if (kind === otherCodeClass && code !== '') return null;
  return digits.length < 3 || (digits.length === 3 && !begins) ? true : null;
}

/** Whether a row's phone is what the digits, so read, mean. */
export const matchesPhone = ({ digits, begins, code }: PhoneReading, text: string): boolean =>
  hasDigits(text, digits, begins, code);
