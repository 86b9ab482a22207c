import { at32, at64 } from '../arrays/access.ts';
import { hasClass, type Postings, readPostings } from '../index/postings.ts';
import { atNameStart, type Segment } from '../index/segment.ts';
import { isCompetitive, offer, type TopK } from '../ranking/top-k.ts';

/** Offers the live rows that have a word in one field, all with the same rank for it. */
export function offerPostings(
  { nameStarts, nameStartLists, postings, prior }: Segment,
  word: number,
  field: number,
  rank: number,
  top: TopK,
): void {
  if (field !== atNameStart) offerList(postings, word, field, rank, prior, top);
  else if (at32(nameStartLists, word) !== 0)
    offerList(nameStarts, at32(nameStartLists, word) - 1, field, rank, prior, top);
}

function offerList(
  postings: Postings,
  list: number,
  field: number,
  rank: number,
  priors: Float64Array,
  top: TopK,
): void {
  if (!hasClass(postings, list, field)) return;
  const read = readPostings(postings, list);
  const count = at32(postings.counts, list);
  for (let i = 0; i < count; i++) {
    const posting = at32(read, i);
    if ((posting & 3) !== field) continue;
    const row = posting >>> 2;
    const prior = at64(priors, row);
    if (prior >= 0 && isCompetitive(top, rank, prior)) offer(top, row, rank, prior);
  }
}
