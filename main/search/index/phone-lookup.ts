import { at8, at32, clearBit, hasBit, setBit } from '../arrays/access.ts';
import { eachBit } from '../arrays/bits.ts';
import { formPlace, type PhoneForm } from '../text/phone-forms.ts';
import { scanPhone } from '../text/phone-number.ts';
import { mayHaveSlip, slipIn } from '../text/phone-slip.ts';
import { type PhoneIndex, severalCodes } from './phone-index.ts';
import { commonReader, listsOf, postingsOf, runsOf, worthComparing } from './phone-lists.ts';
import { markRows } from './postings.ts';

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
  /** A bit for each row that may be meant, once they are asked for. */
  bits: Uint32Array | null;
  /** How many rows' own phones have been read, as long as there are no bits. */
  phonesRead: number;
  /** Whether the country code at a place in the index may be meant. */
  readonly codes: readonly boolean[];
}

/** What typed digits may mean, in all their forms. */
export function phoneReadings(index: PhoneIndex, forms: readonly PhoneForm[]): PhoneReading[] {
  const inAll = commonReader(index.lists);
  return forms.flatMap(form => {
    const codes = index.codes.map(code => isCodeMeant(form, code));
    if (!codes.includes(true)) return [];
    return (isShort(form) ? inside : anywhere).flatMap(where => {
      const [list = 0, ...more] = listsOf(index.lists, form, where === 'end');
      const count = at32(index.lists.counts, list);
      if (count === 0) return [];
      const entries = more.length > 0 && count >= worthComparing ? inAll([list, ...more]) : null;
      return entries?.length === 0
        ? []
        : [{ form, where, list, entries, meant: null, bits: null, phonesRead: 0, codes }];
    });
  });
}

const inside = ['inside'] as const;
const anywhere = ['end', 'inside'] as const;

/** Digits from which on a slip in their second half is looked for in two parts of it. */
const minForParts = 9;

/**
 * What typed digits mean if one of them is wrong, left out, doubled or swapped with the next: then a number ends with the second
 * half of them as typed, or has both halves but for the two digits where they meet, or has the first half, and with many digits
 * either their end or what stands before the last four.
 */
export function slipReadings({ lists, codes }: PhoneIndex, forms: readonly PhoneForm[]): PhoneReading[] {
  const inAll = commonReader(lists);
  return forms.flatMap(form => {
    const { digits } = form;
    const known = codes.map(code => isCodeMeant(form, code));
    if (!mayHaveSlip(form) || !known.includes(true)) return [];
    const { length } = digits;
    const middle = length >> 1;
    const part = (from: number, end?: number): readonly number[] =>
      runsOf(digits.slice(from, end), end === undefined);
    const first =
      length < minForParts
        ? [part(0, middle)]
        : [[...part(0, middle), ...part(length - 3)], part(0, length - 4)];
    const parts = [...first, part(middle), [...part(0, middle - 1), ...part(middle + 1)]];
    const entries = joined(parts.map(inAll));
    return entries.length === 0
      ? []
      : [
          {
            form,
            where: 'slip' as const,
            list: 0,
            entries,
            meant: null,
            bits: null,
            phonesRead: 0,
            codes: known,
          },
        ];
  });
}

/** All postings, ascending, each once. */
function joined(parts: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let end = 0;
  for (const part of parts) {
    all.set(part, end);
    end += part.length;
  }
  return all.sort().filter((posting, at) => at === 0 || posting !== all[at - 1]);
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
  const entries = readEntries(index, reading);
  const kept = new Uint32Array(entries.length);
  let count = 0;
  for (let i = 0; i < entries.length; i++) {
    const entry = at32(entries, i);
    if (rows[entry >>> 2] !== undefined && isPhoneMeant(index, rows, reading, entry >>> 2))
      kept[count++] = entry;
  }
  const found = kept.subarray(0, count);
  if (where === 'slip') reading.meant = found;
  return found;
}

/** Whether any row is meant. */
export function isAnyMeant(index: PhoneIndex, rows: Phones, reading: PhoneReading): boolean {
  if (reading.meant !== null) return reading.meant.length > 0;
  return readEntries(index, reading).some(entry => {
    const row = entry >>> 2;
    return rows[row] !== undefined && isPhoneMeant(index, rows, reading, row);
  });
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

/** A bit for each row below `count` whose phone may be meant: all that are, and few others. */
export function rowsOfReading(index: PhoneIndex, reading: PhoneReading, count: number): Uint32Array {
  if (reading.bits !== null) return reading.bits;
  const { form, codes, entries, list } = reading;
  const bits = new Uint32Array((count + 31) >>> 5);
  if (entries === null) markRows(index.lists, list, bits);
  else for (let i = 0; i < entries.length; i++) setBit(bits, at32(entries, i) >>> 2);
  if (form.code !== '')
    eachBit(bits, row => {
      const place = at8(index.rowCodes, row);
      if (place !== severalCodes && !codes[place]) clearBit(bits, row);
    });
  reading.bits = bits;
  return bits;
}

/** Postings marked in the time of reading one phone. */
const postingsPerPhone = 500;

/** Whether a row's phone is what the digits, so read, mean. A long list is read once many rows have been asked for. */
export function hasPhone(index: PhoneIndex, rows: Phones, reading: PhoneReading, row: number): boolean {
  const isLongList = reading.bits === null && isLong(index, reading);
  if (isLongList && ++reading.phonesRead * postingsPerPhone > countEntries(index, reading))
    rowsOfReading(index, reading, rows.length);
  if (reading.bits !== null) return hasBit(reading.bits, row) && isPhoneMeant(index, rows, reading, row);
  if (isLongList) {
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
