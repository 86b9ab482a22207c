import { at32, at64 } from '../arrays/access.ts';
import { eachBit, keepCommon } from '../arrays/bits.ts';
import { ensureLength } from '../arrays/grow.ts';
import { hasClass, markRows, type Postings } from '../index/postings.ts';
import { atNameStart, type Segment } from '../index/segment.ts';
import { highestRank, isCompetitive, offer, type TopK } from '../ranking/top-k.ts';
import type { SumOfRanks } from './other-terms.ts';

/** Work that is left for a text in all its readings, in postings: below 0 there is none. */
export interface Budget {
  /** To read postings and rank rows. */
  postings: number;
  /** To mark the rows that have a term. */
  marked: number;
}

/** Postings read in the time of finding one list, and of ranking one row. */
export const postingsPerList = 16;
export const postingsPerRow = 128;

/** The other terms of a query. */
export interface OtherTerms {
  /** The lowest sum of ranks that a row can come to for them. */
  readonly least: number;
  /** The sum of a row's ranks for them; infinite where it does not meet one of them. */
  readonly rankOf: SumOfRanks;
  /** A bit for each row that may meet them; null where that is not known. */
  readonly bits: Uint32Array | null;
  /** What may still be read: after that no row is offered. */
  readonly budget: Budget;
}

let marked = new Uint32Array(0);

/**
 * Offers the live rows that have some words in one field, all with the same rank for these, and that meet the other terms. They
 * are marked first and ranked in the order in which they lie in memory: word by word, each would be waited for.
 */
export function offerLevel(
  { nameStarts, nameStartLists, postings, prior, rows }: Segment,
  words: readonly number[],
  field: number,
  rank: number,
  top: TopK,
  { least, rankOf, bits, budget }: OtherTerms,
): void {
  const length = (rows.length + 31) >>> 5;
  marked = ensureLength(marked, length);
  const level = marked.subarray(0, length).fill(0);
  const mark = (lists: Postings, list: number): void => {
    if (budget.postings < 0 || !hasClass(lists, list, field)) return;
    budget.postings -= at32(lists.counts, list) + postingsPerList;
    markRows(lists, list, level, 1 << field);
  };
  for (const word of words) {
    if (field !== atNameStart) mark(postings, word);
    else if (at32(nameStartLists, word) !== 0) mark(nameStarts, at32(nameStartLists, word) - 1);
  }
  if (bits !== null) keepCommon(level, bits);
  eachBit(level, row => {
    const worth = at64(prior, row);
    const most = highestRank(top, worth) - rank;
    if (worth < 0 || budget.postings < 0 || most < least) return;
    budget.postings -= postingsPerRow;
    const sum = rank + rankOf(row, most);
    if (sum < Number.POSITIVE_INFINITY && isCompetitive(top, sum, worth)) offer(top, row, sum, worth);
  });
}
