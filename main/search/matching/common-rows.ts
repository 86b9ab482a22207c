import { at32, numberAt, setBit } from '../arrays/access.ts';
import { rowsOfReading } from '../index/phone-lookup.ts';
import { markRows } from '../index/postings.ts';
import type { Segment } from '../index/segment.ts';
import { type CandidateSource, isShort, loadEmailWords, loadTextWords } from './candidate-source.ts';
import { postingsPerList, postingsPerRow } from './offer-postings.ts';

/** Rows that may have all terms of a query. */
export interface CommonRows {
  /** A bit for each row of the index: 1 for all rows that have the terms, and for others. */
  readonly bits: Uint32Array;
  readonly count: number;
  /** Every term was looked at: the others are deleted rows, and phones that are not as typed. */
  readonly areAll: boolean;
}

/** Postings in a list, where the lists have not been counted: short terms have very many short lists. */
const entriesPerList = 24;

/** How long it takes to mark the rows of a term, in postings. */
const workToMark = ({ term, entryCount, textWords, emailWordCount }: CandidateSource): number =>
  entryCount +
  postingsPerList * (isShort(term) ? entryCount / entriesPerList : textWords.count + emailWordCount);

/**
 * The rows that have the rarest term, then those of them that have the next one, and so on until what is left is sooner ranked, or
 * too much would be read; null where the rarest term would be too much.
 * @param inOrder the sources, the rarest first
 * @param most postings that may be read
 */
export function commonRows(
  segment: Segment,
  inOrder: readonly CandidateSource[],
  most: number,
): CommonRows | null {
  let bits: Uint32Array | null = null;
  let count = Number.POSITIVE_INFINITY;
  let left = most;
  for (const source of inOrder) {
    const work = workToMark(source);
    left -= work;
    if (left < 0 || count * postingsPerRow < work)
      return bits === null ? null : { bits, count, areAll: false };
    const own = rowsWithTerm(segment, source);
    bits = bits === null ? own.slice() : intersection(bits, own);
    count = countBits(bits);
  }
  return bits === null ? null : { bits, count, areAll: true };
}

/** A bit for each row of the index: 1 for those that have a term, kept with its source. */
export function rowsWithTerm(segment: Segment, source: CandidateSource): Uint32Array {
  if (source.rows !== null) return source.rows;
  const { postings, nameStarts, nameStartLists, phones, rows } = segment;
  const bits = new Uint32Array((rows.length + 31) >>> 5);
  loadTextWords(segment, source);
  loadEmailWords(segment, source);
  for (let i = 0; i < source.textWords.count; i++) {
    const word = numberAt(source.textWords.words, i);
    if (at32(nameStartLists, word) !== 0) markRows(nameStarts, at32(nameStartLists, word) - 1, bits);
    markRows(postings, word, bits);
  }
  for (let i = 0; i < source.emailWordCount; i++) markRows(postings, numberAt(source.emailWords, i), bits);
  for (const row of source.ids) setBit(bits, row);
  for (const reading of source.phoneReadings) unite(bits, rowsOfReading(phones, reading, rows.length));
  source.rows = bits;
  return bits;
}

function unite(bits: Uint32Array, others: Uint32Array): void {
  for (let i = 0; i < bits.length; i++) bits[i] = at32(bits, i) | at32(others, i);
}

/** What both have, written over the first. */
function intersection(bits: Uint32Array, others: Uint32Array): Uint32Array {
  for (let i = 0; i < bits.length; i++) bits[i] = at32(bits, i) & at32(others, i);
  return bits;
}

/** Counts bits four at a time (Warren, _Hacker's Delight_, 5–1). */
function countBits(bits: Uint32Array): number {
  let count = 0;
  for (let i = 0; i < bits.length; i++) {
    let word = at32(bits, i);
    if (word === 0) continue;
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

/** Calls back for each row with a bit. */
export function eachRow(bits: Uint32Array, act: (row: number) => void): void {
  for (let i = 0; i < bits.length; i++)
    for (let word = at32(bits, i); word !== 0; word &= word - 1) act(i * 32 + 31 - Math.clz32(word & -word));
}
