import { at16, at32 } from '../arrays/access.ts';
import { ensureLength } from '../arrays/grow.ts';
import { inPage, newPages, type Pages, pageOf, takeUnits } from '../arrays/pages.ts';

/**
 * The words of each row, field by field: what a candidate is checked against. A record is one unit with three counts of five
 * bits (words of the name, of the company, of the e-mail), then the numbers of the words: two bytes for the low numbers, which
 * frequent words have, four bytes for the others.
 */
export interface ForwardIndex {
  readonly pages: Pages;
  /** The place of each row's record. */
  at: Uint32Array;
  rows: number;
}

const wide = 0xf000;

export const newForwardIndex = (): ForwardIndex => ({ pages: newPages(), at: new Uint32Array(71), rows: 0 });

/** The words of one row. The object is filled anew for each row, so that nothing is allocated. */
export interface RowWords {
  /** How many words each field has. */
  name: number;
  company: number;
  email: number;
  /** The words of the name, then those of the company, then those of the e-mail. */
  readonly words: Uint32Array;
}

export const newRowWords = (): RowWords => ({ name: 0, company: 0, email: 0, words: new Uint32Array(96) });

/** Whether the i-th word stands before i, too. */
export function isRepeated({ words }: RowWords, i: number): boolean {
  for (let before = 0; before < i; before++) if (words[before] === words[i]) return true;
  return false;
}

/** Writes the record of the next row; returns the row's number. */
export function writeRecord(forward: ForwardIndex, { name, company, email, words }: RowWords): number {
  const count = name + company + email;
  const place = takeUnits(forward.pages, 1 + 2 * count);
  const page = pageOf(forward.pages, place);
  const row = forward.rows++;
  forward.at = ensureLength(forward.at, row + 1);
  forward.at[row] = place;
  const from = inPage(place);
  let at = from;
  page[at++] = (name << 10) | (company << 5) | email;
  for (let i = 0; i < count; i++) {
    const word = at32(words, i);
    if (word >= wide) page[at++] = wide | (word >>> 16);
    page[at++] = word < wide ? word : word & 0xffff;
  }
  forward.pages.free = place + at - from;
  return row;
}

/** Reads a row's record into `into`. */
export function readRecord(forward: ForwardIndex, row: number, into: RowWords): RowWords {
  const place = at32(forward.at, row);
  const page = pageOf(forward.pages, place);
  let at = inPage(place);
  const counts = at16(page, at++);
  into.name = counts >>> 10;
  into.company = (counts >>> 5) & 31;
  into.email = counts & 31;
  const count = into.name + into.company + into.email;
  for (let i = 0; i < count; i++) {
    const unit = at16(page, at++);
    into.words[i] = unit < wide ? unit : ((unit & 0xfff) << 16) | at16(page, at++);
  }
  return into;
}
