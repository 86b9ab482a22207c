import { at16, at32, item } from '../arrays/access.ts';
import { grow32 } from '../arrays/grow.ts';

/**
 * The words of every row, in the order of its fields: what a candidate is checked against. A record is a head (five bits
 * each: words of the name, of the company, of the e-mail) and the words' numbers: frequent words have small numbers and
 * take two bytes, the others four.
 */
export interface ForwardIndex {
  readonly pages: Uint16Array[];
  free: number;
  /** Where each row's record begins, counted over all pages. */
  at: Uint32Array;
  rows: number;
}

const pageBits = 16;
/** Units of a page. */
export const forwardPageSize = 1 << pageBits;
const wide = 0xf000;

export const newForwardIndex = (): ForwardIndex => ({ pages: [], free: 0, at: new Uint32Array(71), rows: 0 });

/** Words of one row, filled again and again. */
export interface RowWords {
  name: number;
  company: number;
  email: number;
  /** `name` words of the name, then `company`, then `mail`. */
  readonly words: Uint32Array;
}

export const newRowWords = (): RowWords => ({ name: 0, company: 0, email: 0, words: new Uint32Array(96) });

/** Writes the record of the next row; returns the row's number. */
export function writeRecord(forward: ForwardIndex, { name, company, email, words }: RowWords): number {
  const count = name + company + email;
  if ((forward.free & (forwardPageSize - 1)) + 1 + 2 * count > forwardPageSize) {
    forward.free = (forward.free + forwardPageSize) & ~(forwardPageSize - 1);
  }
  if (forward.free >>> pageBits >= forward.pages.length) forward.pages.push(new Uint16Array(forwardPageSize));
  const page = item(forward.pages, forward.free >>> pageBits);
  let at = forward.free & (forwardPageSize - 1);
  const row = forward.rows++;
  forward.at = grow32(forward.at, row + 1);
  forward.at[row] = forward.free;
  const from = at;
  page[at++] = (name << 10) | (company << 5) | email;
  for (let i = 0; i < count; i++) {
    const word = at32(words, i);
    if (word >= wide) page[at++] = wide | (word >>> 16);
    page[at++] = word < wide ? word : word & 0xffff;
  }
  forward.free += at - from;
  return row;
}

/** Reads a row's record. */
export function readRecord(forward: ForwardIndex, row: number, into: RowWords): RowWords {
  const place = at32(forward.at, row);
  const page = item(forward.pages, place >>> pageBits);
  let at = place & (forwardPageSize - 1);
  const head = at16(page, at++);
  into.name = head >>> 10;
  into.company = (head >>> 5) & 31;
  into.email = head & 31;
  const count = into.name + into.company + into.email;
  for (let i = 0; i < count; i++) {
    const unit = at16(page, at++);
    into.words[i] = unit < wide ? unit : ((unit & 0xfff) << 16) | at16(page, at++);
  }
  return into;
}
