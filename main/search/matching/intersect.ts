import { at32, at64, item } from '../arrays/access.ts';
import { countEntries } from '../index/phone-lookup.ts';
import type { Segment } from '../index/segment.ts';
import { findWord, textRoot } from '../index/trie.ts';
import { isCompetitive, offer, type TopK } from '../ranking/top-k.ts';
import { type CandidateSource, isShort } from './candidate-source.ts';
import { type Candidates, endTerm, resetCandidates } from './candidates.ts';
import { checkCandidates } from './check-candidates.ts';
import { collectPostings } from './collect-postings.ts';
import { rowsWithTerm } from './common-rows.ts';
import { minToNarrow, narrow } from './narrow.ts';

/** Postings up to which every row is ranked and the total is exact. */
export const fewEntries = 4096;

/**
 * Offers the rows that every source has. The source with the fewest postings comes first, so that later ones have few candidates
 * to confirm.
 * @param least rows of lower ranks are not offered and do not count
 * @returns how many live rows match
 */
export function intersect(
  segment: Segment,
  sources: readonly CandidateSource[],
  set: Candidates,
  top: TopK,
  least: number,
): number {
  const inOrder = [...sources].sort((a, b) => a.entryCount - b.entryCount);
  resetCandidates(set, segment.rows.length);
  for (const [at, source] of inOrder.entries()) {
    if (at > 0 && set.count === 0) break;
    const isLast = at > 0 && at === inOrder.length - 1;
    if (isLast && source.edits === 0 && set.count > minToNarrow) {
      const total = narrow(segment, source, inOrder.slice(0, -1), set, top, least);
      if (total !== null) return total;
    }
    if (at === 0) collectFirst(segment, source, inOrder[1], set);
    else if (isCheckCheaper(segment, set.count, source)) checkCandidates(segment, source, set);
    else collectPostings(segment, source, set, 'confirm');
    endTerm(set);
  }
  return offerAll(segment, set, top, least);
}

/** Of two large sources the second is a prefilter for the first: a bit is cheaper to test than a candidate is to keep. */
function collectFirst(
  segment: Segment,
  source: CandidateSource,
  next: CandidateSource | undefined,
  set: Candidates,
): void {
  if (next !== undefined && source.entryCount > fewEntries && next.entryCount < source.entryCount * 4)
    set.prefilter = rowsWithTerm(segment, next);
  collectPostings(segment, source, set, 'add');
}

function offerAll({ prior }: Segment, set: Candidates, top: TopK, least: number): number {
  let total = 0;
  for (let at = 0; at < set.count; at++) {
    const rank = at32(set.sums, at);
    const row = at32(set.rows, at);
    const worth = at64(prior, row);
    if (worth < 0 || rank < least) continue;
    total++;
    if (isCompetitive(top, rank, worth)) offer(top, row, rank, worth);
  }
  return total;
}

/** Postings read in the time of ranking one row by its words, or of finding one list. */
const entriesPerRow = 15;
/** Postings in a list, where the lists have not been counted: short terms have very many short lists. */
const entriesPerList = 8;

/** How many postings `intersect` reads at most, about: as many as take as long as all it does. */
export function entriesToRead(sources: readonly CandidateSource[]): number {
  const [least = 0, ...others] = sources.map(source => source.entryCount).sort((a, b) => a - b);
  if (others.length === 0) return Math.min(least, fewEntries);
  return others.reduce((sum, count) => sum + Math.min(count, least * entriesPerRow), least);
}

/** Postings read for rows that have typos in several terms. */
const mostFuzzyEntries = 300_000;

/** The sources in which typos are looked for together: all, or one at a time where all would take long. */
export function withTypos(
  exact: readonly CandidateSource[],
  fuzzy: readonly CandidateSource[],
): readonly (readonly CandidateSource[])[] {
  if (entriesToRead(fuzzy) <= mostFuzzyEntries) return [fuzzy];
  return exact
    .map((_, only) => exact.map((source, at) => (at === only ? item(fuzzy, at) : source)))
    .filter((some, only) => some[only] !== exact[only] && entriesToRead(some) <= mostFuzzyEntries);
}

/** Whether ranking the candidates by their words is cheaper than reading the source's postings. */
function isCheckCheaper(
  { trie, dictionary, phones }: Segment,
  candidates: number,
  { term, entryCount, textWords, phoneReadings }: CandidateSource,
): boolean {
  const whole = dictionary.rowCounts[findWord(trie, dictionary, textRoot, term.letters)] ?? 0;
  const inPhones = phoneReadings.reduce((sum, reading) => sum + countEntries(phones, reading), 0);
  const lists = isShort(term) ? (entryCount - whole - inPhones) / entriesPerList : textWords.count;
  const prepared = isShort(term) ? 0 : textWords.count;
  return candidates * entriesPerRow + prepared < entryCount + lists * entriesPerRow;
}
