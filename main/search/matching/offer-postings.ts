import { has, read } from '../index/postings.ts';
import type { Searchable, Shelf } from '../index/segment.ts';
import { isWelcome, offer, type Top } from '../ranking/top-k.ts';
import { entriesFor } from './collect-postings.ts';

/** Offers the living rows whose name begins with a word, all of the same rank. */
export function offerFirst<Row extends Searchable>(
  shelf: Shelf<Row>,
  word: number,
  rank: number,
  top: Top,
): void {
  const lead = shelf.leads[word] as number;
  if (lead === 0) return;
  const { first, prior } = shelf;
  const entries = entriesFor(first.entries[lead - 1] as number);
  const count = read(first, lead - 1, entries);
  for (let i = 0; i < count; i++) {
    const row = (entries[i] as number) >>> 2;
    const worth = prior[row] as number;
    if (worth >= 0 && isWelcome(top, rank, worth)) offer(top, row, rank, worth);
  }
}

/** Offers the living rows that have a word in one place, which is not where their name begins. */
export function offerOthers<Row extends Searchable>(
  shelf: Shelf<Row>,
  word: number,
  kind: number,
  rank: number,
  top: Top,
): void {
  const { others, prior } = shelf;
  if (!has(others, word, kind)) return;
  const entries = entriesFor(others.entries[word] as number);
  const count = read(others, word, entries);
  for (let i = 0; i < count; i++) {
    const entry = entries[i] as number;
    if ((entry & 3) !== kind) continue;
    const worth = prior[entry >>> 2] as number;
    if (worth >= 0 && isWelcome(top, rank, worth)) offer(top, entry >>> 2, rank, worth);
  }
}
