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
  const lead = segment.nameStartLists[word] as number;
  if (lead === 0) return;
  const { nameStarts, prior } = segment;
  const entries = entryBuffer(nameStarts.counts[lead - 1] as number);
  const count = readPostings(nameStarts, lead - 1, entries);
  for (let i = 0; i < count; i++) {
    const row = (entries[i] as number) >>> 2;
    const worth = prior[row] as number;
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
  const entries = entryBuffer(postings.counts[word] as number);
  const count = readPostings(postings, word, entries);
  for (let i = 0; i < count; i++) {
    const entry = entries[i] as number;
    if ((entry & 3) !== kind) continue;
    const worth = prior[entry >>> 2] as number;
    if (worth >= 0 && isCompetitive(top, rank, worth)) offer(top, entry >>> 2, rank, worth);
  }
}
