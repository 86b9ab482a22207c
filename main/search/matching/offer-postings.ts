import { at32, at64 } from '../arrays/access.ts';
import { hasClass, readPostings } from '../index/postings.ts';
import type { Searchable, Segment } from '../index/segment.ts';
import { isCompetitive, offer, type TopK } from '../ranking/top-k.ts';
import { entryBuffer } from './collect-postings.ts';

/** Offers the living rows whose name begins with a word, all of the same rank. */
export function offerNameStarts<Row extends Searchable>(
  segment: Segment<Row>,
  word: number,
  rank: number,
  top: TopK,
): void {
  const lead = at32(segment.nameStartLists, word);
  if (lead === 0) return;
  const { nameStarts, prior } = segment;
  const entries = entryBuffer(at32(nameStarts.counts, lead - 1));
  const count = readPostings(nameStarts, lead - 1, entries);
  for (let i = 0; i < count; i++) {
    const row = at32(entries, i) >>> 2;
    const worth = at64(prior, row);
    if (worth >= 0 && isCompetitive(top, rank, worth)) offer(top, row, rank, worth);
  }
}

/** Offers the living rows that have a word in one place, which is not where their name begins. */
export function offerPostings<Row extends Searchable>(
  segment: Segment<Row>,
  word: number,
  kind: number,
  rank: number,
  top: TopK,
): void {
  const { postings, prior } = segment;
  if (!hasClass(postings, word, kind)) return;
  const entries = entryBuffer(at32(postings.counts, word));
  const count = readPostings(postings, word, entries);
  for (let i = 0; i < count; i++) {
    const entry = at32(entries, i);
    if ((entry & 3) !== kind) continue;
    const worth = at64(prior, entry >>> 2);
    if (worth >= 0 && isCompetitive(top, rank, worth)) offer(top, entry >>> 2, rank, worth);
  }
}
