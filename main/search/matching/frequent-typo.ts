import { at32, item } from '../arrays/access.ts';
import { hasClass } from '../index/postings.ts';
import { inCompany, inName, type Searchable, type Segment } from '../index/segment.ts';
import { fuzzyRank } from '../ranking/rank.ts';
import type { TopK } from '../ranking/top-k.ts';
import type { CandidateSource } from './candidate-source.ts';
import { freshestFirst } from './freshest-first.ts';
import { offerNameStarts, offerPostings } from './offer-postings.ts';

const places = [0, inName, inCompany];
/** Numbers of words are below it; and ranks times it, times four, are whole numbers still. */
const words = 2 ** 32;

/**
 * One term that very many rows have with slips: its words are taken by their ranks, nearest first, until nothing better
 * can come. Rows that have it without a slip have been offered before.
 */
export function searchFrequentTypo<Row extends Searchable>(
  segment: Segment<Row>,
  source: CandidateSource,
  top: TopK,
): void {
  const { nameStarts, postings, nameStartLists } = segment;
  const isDone = freshestFirst(segment, source, top);
  let entries = 0;
  for (const step of stepsOf(segment, source)) {
    const place = step % 4;
    const word = Math.floor(step / 4) % words;
    const rank = Math.floor(step / 4 / words);
    const lead = at32(nameStartLists, word);
    entries += place === 0 ? at32(nameStarts.counts, lead - 1) : at32(postings.counts, word);
    if (isDone(rank, entries)) return;
    if (place === 0) offerNameStarts(segment, word, rank, top);
    else offerPostings(segment, word, place, rank, top);
  }
}

/** Rank, word and place packed into one number each, ascending. */
function stepsOf<Row extends Searchable>(
  { nameStartLists, postings, dictionary }: Segment<Row>,
  { textWords }: CandidateSource,
): Float64Array {
  const steps = new Float64Array(textWords.count * places.length);
  let count = 0;
  for (let i = 0; i < textWords.count; i++) {
    const word = item(textWords.words, i);
    const cost = item(textWords.costs, i);
    if (cost === 0) continue;
    for (const place of places) {
      if (place === 0 ? nameStartLists[word] === 0 : !hasClass(postings, word, place)) continue;
      const rank = fuzzyRank(cost, at32(dictionary.rowCounts, word), place, item(textWords.whole, i));
      steps[count++] = (rank * words + word) * 4 + place;
    }
  }
  return steps.subarray(0, count).sort();
}
