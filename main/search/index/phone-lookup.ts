import { at8, at32 } from '../arrays/access.ts';
import { formPlace, type PhoneForm } from '../text/phone-forms.ts';
import { scanPhone } from '../text/phone-number.ts';
import { mayHaveSlip, slipIn } from '../text/phone-slip.ts';
import { type PhoneIndex, severalCodes } from './phone-index.ts';
import { commonPostings, listsOf, postingsInAll, postingsOf, runsOf, shortestFirst } from './phone-lists.ts';

/** Rows whose phones may have typed digits in one form, at the end of a number or before it. */
export interface PhoneReading {
  readonly form: PhoneForm;
  /** A number ends with the digits, or does but for one slip; otherwise it goes on after them, or they are one or two. */
  readonly where: 'end' | 'slip' | 'inside';
  /** A list with every row that may be meant. */
  readonly list: number;
  /** Its postings, once they are read, or those that several lists have in common, where they were compared. */
  entries: Uint32Array | null;
  /** Those of `entries` that are meant, once they are known. */
  meant: Uint32Array | null;
  /** Whether the country code at a place in the index may be meant. */
  readonly codes: readonly boolean[];
}

/** What typed digits may mean, in all their forms. */
export function phoneReadings(index: PhoneIndex, forms: readonly PhoneForm[]): PhoneReading[] {
  return forms.flatMap(form => {
    const codes = index.codes.map(code => isCodeMeant(form, code));
    if (!codes.includes(true)) return [];
    return (isShort(form) ? inside : anywhere).flatMap(where => {
      const [list = 0, ...more] = listsOf(index.lists, form, where === 'end');
      if (at32(index.lists.counts, list) === 0) return [];
      const entries = commonPostings(index.lists, list, more);
      return entries?.length === 0 ? [] : [{ form, where, list, entries, meant: null, codes }];
    });
  });
}

const inside = ['inside'] as const;
const anywhere = ['end', 'inside'] as const;

/**
 * What typed digits mean if one of them is wrong, left out, doubled or swapped with the next: then a number has the first half of
 * them as typed, or ends with the second half, or has both but for the two digits where they meet.
 */
export function slipReadings({ lists, codes }: PhoneIndex, forms: readonly PhoneForm[]): PhoneReading[] {
  return forms.flatMap(form => {
    const { digits } = form;
    const known = codes.map(code => isCodeMeant(form, code));
    if (!mayHaveSlip(form) || !known.includes(true)) return [];
    const middle = digits.length >> 1;
    const part = (from: number, end?: number): readonly number[] =>
      runsOf(digits.slice(from, end), end === undefined);
    const rows = [part(0, middle), part(middle), [...part(0, middle - 1), ...part(middle + 1)]].flatMap(
      all => [...postingsInAll(lists, shortestFirst(lists, all))],
    );
    const entries = Uint32Array.from(new Set(rows)).sort();
    return entries.length === 0
      ? []
      : [{ form, where: 'slip' as const, list: 0, entries, meant: null, codes: known }];
  });
}

/** One digit or two are only looked for where a number begins. */
const isShort = ({ digits }: PhoneForm): boolean => digits.length < 3;

const isCodeMeant = ({ code, allowsNone }: PhoneForm, kept: number): boolean =>
  code === '' || (kept === 0 ? allowsNone : String(kept).endsWith(code));

/** The postings that a reading may mean, ascending. */
export const readEntries = ({ lists }: PhoneIndex, reading: PhoneReading): Uint32Array =>
  (reading.entries ??= postingsOf(lists, reading.list).slice());

/** Those of `readEntries` that are meant; with a slip they are kept, since each phone must be read for that. */
export function meantEntries(index: PhoneIndex, rows: Phones, reading: PhoneReading): Uint32Array {
  const { meant, where } = reading;
  if (meant !== null) return meant;
  const found = readEntries(index, reading).filter(entry => {
    const row = entry >>> 2;
    return rows[row] !== undefined && isPhoneMeant(index, rows, reading, row);
  });
  if (where === 'slip') reading.meant = found;
  return found;
}

/** How many postings `readEntries` gives. */
export const countEntries = ({ lists }: PhoneIndex, { list, entries }: PhoneReading): number =>
  entries?.length ?? at32(lists.counts, list);

type Phones = readonly ({ readonly phone: string } | undefined)[];

/** Whether a row of `readEntries` is meant. Its phone is read only where the list and its country code do not tell. */
export function isPhoneMeant(index: PhoneIndex, rows: Phones, reading: PhoneReading, row: number): boolean {
  const { form, codes } = reading;
  if (form.code !== '') {
    const place = at8(index.rowCodes, row);
    if (place !== severalCodes && !codes[place]) return false;
    if (isShort(form) && place !== severalCodes) return true;
  } else if (form.digits.length < 3 || (form.digits.length === 3 && form.at < 0)) {
    return true;
  }
  const text = rows[row]?.phone;
  return text !== undefined && matchesPhone(reading, text);
}

/** Postings from which on a list takes longer to read than the phones of the rows that are asked for. */
const longList = 20_000;

const isLong = (index: PhoneIndex, reading: PhoneReading): boolean =>
  reading.entries === null && countEntries(index, reading) > longList;

/** Reads what `hasPhone` would read. */
export function prepareEntries(index: PhoneIndex, reading: PhoneReading): void {
  if (!isLong(index, reading)) readEntries(index, reading);
}

/** Whether any row's phone is what the digits, so read, mean. */
export function hasPhone(index: PhoneIndex, rows: Phones, reading: PhoneReading, row: number): boolean {
  if (isLong(index, reading)) {
    const text = rows[row]?.phone;
    return text !== undefined && matchesPhone(reading, text);
  }
  const entries = readEntries(index, reading);
  let from = 0;
  let to = entries.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (at32(entries, middle) >>> 2 < row) from = middle + 1;
    else to = middle;
  }
  const isListed = from < entries.length && at32(entries, from) >>> 2 === row;
  return isListed && isPhoneMeant(index, rows, reading, row);
}

function matchesPhone({ form, where }: PhoneReading, text: string): boolean {
  const phone = scanPhone(text);
  for (let at = 0; at < phone.count; at++) {
    if (
      where === 'slip' ? slipIn(phone, at, form) !== null : formPlace(phone, at, form, where === 'end') >= 0
    )
      return true;
    if (isShort(form) && formPlace(phone, at, form, true) >= 0) return true;
  }
  return false;
}
