import { at32, numberAt, setBit } from '../arrays/access.ts';
import { countBits, keepCommon, unite } from '../arrays/bits.ts';
import { countEntries, rowsOfReading } from '../index/phone-lookup.ts';
import { markRows } from '../index/postings.ts';
import type { Segment } from '../index/segment.ts';
import { type CandidateSource, isShort, loadEmailWords, loadTextWords } from './candidate-source.ts';
import { type Budget, postingsPerList } from './offer-level.ts';
import { hasPhones } from './other-terms.ts';

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
const workToMark = (
  { phones }: Segment,
  { term, entryCount, textWords, emailWordCount, phoneReadings, rows }: CandidateSource,
): number => {
  if (rows !== null) return 0;
  const entries = phoneReadings.reduce(
    (left, reading) => left - (reading.bits === null ? 0 : countEntries(phones, reading)),
    entryCount,
  );
  return (
    entries + postingsPerList * (isShort(term) ? entries / entriesPerList : textWords.count + emailWordCount)
  );
};

/** Postings marked in the time of ranking one row. */
export const markedPerRow = 64;
/** Postings of the rarest term up to which its rows may be few enough to be ranked by themselves. */
const fewPostings = 8192;

/** Whether marking the rows of all these terms takes longer than reading so many postings. */
export const areMoreThan = (
  segment: Segment,
  postings: number,
  sources: readonly CandidateSource[],
): boolean => sources.reduce((sum, source) => sum + workToMark(segment, source), 0) >= postings;

/**
 * The rows that have the rarest term, then those of them that have the next one, and so on until what is left is sooner ranked, or
 * too much would be read; null where that is so from the start.
 * @param inOrder the sources, the rarest first
 * @param most postings that may be read, as far as the budget has them
 */
export function commonRows(
  segment: Segment,
  inOrder: readonly CandidateSource[],
  most: number,
  budget: Budget,
): CommonRows | null {
  const [rarest, next] = inOrder;
  if (rarest !== undefined && next !== undefined && rarest.entryCount > fewPostings && !hasPhones(rarest)) {
    const work = workToMark(segment, next);
    if (
      workToMark(segment, rarest) + work > Math.min(most, budget.marked) ||
      rarest.entryCount * markedPerRow < work
    )
      return null;
  }
  let bits: Uint32Array | null = null;
  let count = Number.POSITIVE_INFINITY;
  let left = Math.min(most, budget.marked);
  for (const source of inOrder) {
    const work = workToMark(segment, source);
    left -= work;
    if (left < 0 || count * markedPerRow < work) return bits === null ? null : { bits, count, areAll: false };
    budget.marked -= work;
    const own = rowsWithTerm(segment, source);
    if (bits === null) bits = own.slice();
    else keepCommon(bits, own);
    count = countBits(bits);
  }
  return bits === null ? null : { bits, count, areAll: true };
}

/** The rows of the rarest term, where it has to do alone; null where even those are too many. */
export function rowsToRank(segment: Segment, rarest: CandidateSource, budget: Budget): CommonRows | null {
  const work = workToMark(segment, rarest);
  if (work > budget.marked) return null;
  budget.marked -= work;
  const bits = rowsWithTerm(segment, rarest);
  return { bits, count: countBits(bits), areAll: false };
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
