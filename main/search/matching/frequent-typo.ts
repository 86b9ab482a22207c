import { at32, item, numberAt } from '../arrays/access.ts';
import { hasClass } from '../index/postings.ts';
import { atNameStart, inCompany, inName, type Segment } from '../index/segment.ts';
import { fuzzyRank } from '../ranking/rank.ts';
import type { TopK } from '../ranking/top-k.ts';
import type { CandidateSource } from './candidate-source.ts';
import { freshestFirst } from './freshest-first.ts';
import { offerPostings } from './offer-postings.ts';

const fields = [atNameStart, inName, inCompany];
/** Greater than every word's number; a rank times it, times four, is still a whole number in a double. */
const wordLimit = 2 ** 32;

/**
 * Answers a query of one term that very many rows have with typos: the postings are read in the order of their ranks, until
 * nothing better can come. Rows without a typo have been offered before.
 */
export function searchFrequentTypo(segment: Segment, source: CandidateSource, top: TopK): void {
  const { nameStarts, nameStartLists, postings } = segment;
  const isComplete = freshestFirst(segment, source, top);
  let entries = 0;
  for (const step of stepsOf(segment, source)) {
    const field = step % 4;
    const word = Math.floor(step / 4) % wordLimit;
    const rank = Math.floor(step / 4 / wordLimit);
    entries +=
      field === atNameStart
        ? at32(nameStarts.counts, at32(nameStartLists, word) - 1)
        : at32(postings.counts, word);
    if (isComplete(rank, entries)) return;
    offerPostings(segment, word, field, rank, top);
  }
}

/** Rank, word and field of each list, packed into one number each, ascending. */
function stepsOf(
  { nameStartLists, postings, dictionary }: Segment,
  { textWords }: CandidateSource,
): Float64Array {
  const steps = new Float64Array(textWords.count * fields.length);
  let count = 0;
  for (let i = 0; i < textWords.count; i++) {
    const word = numberAt(textWords.words, i);
    const cost = numberAt(textWords.costs, i);
    if (cost === 0) continue;
    for (const field of fields) {
      const isThere =
        field === atNameStart ? at32(nameStartLists, word) !== 0 : hasClass(postings, word, field);
      if (!isThere) continue;
      const rank = fuzzyRank(cost, at32(dictionary.rowCounts, word), field, item(textWords.whole, i));
      steps[count++] = (rank * wordLimit + word) * 4 + field;
    }
  }
  return steps.subarray(0, count).sort();
}
