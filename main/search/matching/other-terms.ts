import { at32 } from '../arrays/access.ts';
import { countEntries } from '../index/phone-lookup.ts';
import { atNameStart, type Segment } from '../index/segment.ts';
import { elsewhereLevel, levelOf, phoneRank } from '../ranking/rank.ts';
import { type CandidateSource, wholeWordOf } from './candidate-source.ts';
import { unmet } from './candidates.ts';
import { beginCheck, rankRow } from './check-candidates.ts';
import { areApart } from './narrow.ts';

/** What a row that has one term of a query may come to, or comes to, for the others. */

/** Whether rows have the term as a whole word, and that counts. */
export function hasWhole(segment: Segment, { term }: CandidateSource): boolean {
  const word = wholeWordOf(segment, term);
  return word >= 0 && at32(segment.dictionary.rowCounts, word) > 0;
}

export const hasPhones = ({ phoneReadings }: CandidateSource): boolean => phoneReadings.length > 0;

/** How many postings of a number are not of phones. */
export const entriesInWords = ({ phones }: Segment, { entryCount, phoneReadings }: CandidateSource): number =>
  phoneReadings.reduce((left, reading) => left - countEntries(phones, reading), entryCount);

/** The lowest rank that a row can come to for a term; for a number, if it has that in its phone. */
const leastRank = (segment: Segment, source: CandidateSource): number =>
  hasPhones(source)
    ? Math.min(...source.phoneReadings.map(reading => phoneRank(reading.where)))
    : levelOf(atNameStart, hasWhole(segment, source));

/** By the place of the rarest term that is no number, if there is one: the lowest sum of ranks for the others, of rows that have numbers in their phones. */
export function leastRanks(
  segment: Segment,
  rarest: CandidateSource | null,
  others: readonly CandidateSource[],
): (field: number) => number {
  const lowest = others.reduce((sum, source) => sum + leastRank(segment, source), 0);
  const words = others.filter(source => !hasPhones(source));
  // A name's first word that answers one term is not there for the others.
  if (words.length === 0 || !areApart(segment.dictionary, rarest === null ? words : [rarest, ...words]))
    return () => lowest;
  return field => lowest + words.length - (field === atNameStart ? 0 : 1);
}

/** The same, by the place of a number in a name or a company, of rows that have it there. */
export function leastRanksInWords(
  segment: Segment,
  number: CandidateSource,
  others: readonly CandidateSource[],
): (field: number) => number {
  const lowest = others.reduce((sum, other) => sum + levelOf(atNameStart, hasWhole(segment, other)), 0);
  if (!areApart(segment.dictionary, [number, ...others])) return () => lowest;
  return field => lowest + others.length - (field === atNameStart ? 0 : 1);
}

/** The sum of a row's ranks for some exact terms; infinite where it does not meet one of them, or is not below `most` anyway. */
export type SumOfRanks = (row: number, most?: number) => number;

export function sumOfRanks(segment: Segment, sources: readonly CandidateSource[]): SumOfRanks {
  const each = sources.map(source => {
    return { checker: beginCheck(segment, source), ids: new Set(source.ids) };
  });
  return (row, most = Number.POSITIVE_INFINITY) => {
    let sum = 0;
    for (const { checker, ids } of each) {
      const rank = rankRow(segment, checker, row, segment.forward, row, Math.min(unmet, most - sum));
      const best = rank > elsewhereLevel && ids.has(row) ? elsewhereLevel : rank;
      if (best === unmet) return Number.POSITIVE_INFINITY;
      sum += best;
    }
    return sum;
  };
}
