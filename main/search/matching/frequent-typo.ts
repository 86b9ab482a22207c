import { has } from '../index/postings.ts';
import { inCompany, inName, type Searchable, type Shelf } from '../index/segment.ts';
import { slippedRank } from '../ranking/rank.ts';
import type { Top } from '../ranking/top-k.ts';
import type { Source } from './candidate-source.ts';
import { freshFirst } from './freshest-first.ts';
import { offerFirst, offerOthers } from './offer-postings.ts';

const places = [0, inName, inCompany];
/** Numbers of words are below it; and ranks times it, times four, are whole numbers still. */
const words = 2 ** 32;

/**
 * One term that very many rows have with slips: its words are taken by their ranks, nearest first, until nothing better
 * can come. Rows that have it without a slip have been offered before.
 */
export function findSlipped<Row extends Searchable>(shelf: Shelf<Row>, source: Source, top: Top): void {
  const { first, others, leads } = shelf;
  const isDone = freshFirst(shelf, source, top);
  let entries = 0;
  for (const step of stepsOf(shelf, source)) {
    const place = step % 4;
    const word = Math.floor(step / 4) % words;
    const rank = Math.floor(step / 4 / words);
    const lead = leads[word] as number;
    entries += (place === 0 ? first.entries[lead - 1] : others.entries[word]) as number;
    if (isDone(rank, entries)) return;
    if (place === 0) offerFirst(shelf, word, rank, top);
    else offerOthers(shelf, word, place, rank, top);
  }
}

/** Rank, word and place packed into one number each, ascending. */
function stepsOf<Row extends Searchable>(
  { leads, others, lexicon }: Shelf<Row>,
  { spoken }: Source,
): Float64Array {
  const steps = new Float64Array(spoken.count * places.length);
  let count = 0;
  for (let i = 0; i < spoken.count; i++) {
    const word = spoken.words[i] as number;
    const cost = spoken.costs[i] as number;
    if (cost === 0) continue;
    for (const place of places) {
      if (place === 0 ? leads[word] === 0 : !has(others, word, place)) continue;
      const rank = slippedRank(cost, lexicon.rows[word] as number, place, spoken.whole[i] as boolean);
      steps[count++] = (rank * words + word) * 4 + place;
    }
  }
  return steps.subarray(0, count).sort();
}
