import { at32, at64, hasBit } from '../arrays/access.ts';
import { hasClass, type Postings, readPostings } from '../index/postings.ts';
import { atNameStart, type Segment } from '../index/segment.ts';
import { isCompetitive, offer, type TopK } from '../ranking/top-k.ts';

/** Work that is left, in postings read: below 0 there is none. */
export interface Budget {
  postings: number;
}

/** Postings read in the time of finding one list, and of ranking one row. */
export const postingsPerList = 16;
export const postingsPerRow = 128;

/** The other terms of a query. */
export interface OtherTerms {
  /** The lowest sum of ranks that a row can come to for them. */
  readonly least: number;
  /** The sum of a row's ranks for them; infinite where it does not meet one of them. */
  readonly rankOf: (row: number) => number;
  /** A bit for each row that may meet them; null where that is not known. */
  readonly bits: Uint32Array | null;
  /** What may still be read: after that no row is offered. */
  readonly budget: Budget;
}

const noOthers: OtherTerms = {
  least: 0,
  rankOf: () => 0,
  bits: null,
  budget: { postings: Number.POSITIVE_INFINITY },
};

/** Offers the live rows that have a word in one field, all with the same rank for it. */
export function offerPostings(
  { nameStarts, nameStartLists, postings, prior }: Segment,
  word: number,
  field: number,
  rank: number,
  top: TopK,
  others: OtherTerms = noOthers,
): void {
  if (field !== atNameStart) offerList(postings, word, field, rank, prior, top, others);
  else if (at32(nameStartLists, word) !== 0)
    offerList(nameStarts, at32(nameStartLists, word) - 1, field, rank, prior, top, others);
}

function offerList(
  postings: Postings,
  list: number,
  field: number,
  rank: number,
  priors: Float64Array,
  top: TopK,
  { least, rankOf, bits, budget }: OtherTerms,
): void {
  if (budget.postings < 0 || !hasClass(postings, list, field)) return;
  const read = readPostings(postings, list);
  const count = at32(postings.counts, list);
  budget.postings -= count + postingsPerList;
  for (let i = 0; i < count; i++) {
    const posting = at32(read, i);
    if ((posting & 3) !== field) continue;
    const row = posting >>> 2;
    if (bits !== null && !hasBit(bits, row)) continue;
    const prior = at64(priors, row);
    if (prior < 0 || !isCompetitive(top, rank + least, prior)) continue;
    budget.postings -= postingsPerRow;
    if (budget.postings < 0) return;
    const sum = rank + rankOf(row);
    if (sum < Number.POSITIVE_INFINITY && isCompetitive(top, sum, prior)) offer(top, row, sum, prior);
  }
}
