import { at16, at32, at64 } from '../arrays/access.ts';
import { ensureFreshest, freshestWords } from '../index/freshest.ts';
import { hasClass, type Postings, readPostings } from '../index/postings.ts';
import { atNameStart, inName, type Segment } from '../index/segment.ts';
import { elsewhereLevel, levelOf } from '../ranking/rank.ts';
import { isCompetitive, offer, type TopK } from '../ranking/top-k.ts';
import { type CandidateSource, isShort, loadTextWords } from './candidate-source.ts';
import { unmet } from './candidates.ts';
import { beginCheck, endCheck, rankRow } from './check-candidates.ts';
import { areApart } from './narrow.ts';

/** Postings of the two rarest terms from which on it is worth while to rank the freshest rows first: about as much work. */
const manyEntries = 40_000;

/** Of so many rows that match letters, likely one has all of them in the best places. */
const rowsPerBest = 50;

/** By place among the freshest rows, the sum of a row's ranks for the terms so far. */
let sums = new Uint32Array(0);

/**
 * Answers a query of several exact terms that very many rows have, from the freshest rows and, for letters, from names.
 * @returns about how many rows match; null where a row that is not among these may be better
 */
export function searchFrequentTerms(
  segment: Segment,
  sources: readonly CandidateSource[],
  top: TopK,
): number | null {
  const [rarest, next, ...others] = [...sources].sort((a, b) => a.entryCount - b.entryCount);
  if (rarest === undefined || next === undefined) return null;
  if (rarest.entryCount + next.entryCount < manyEntries) return null;
  const { rows, priors, records, count, floor } = ensureFreshest(
    segment.freshest,
    segment.prior,
    segment.rows.length,
  );
  const words = freshestWords(segment.freshest, segment.forward);
  if (sums.length < count) sums = new Uint32Array(count);
  sums.fill(0, 0, count);
  for (const source of sources) {
    const checker = beginCheck(segment, source);
    const ids = new Set(source.ids);
    for (let at = 0; at < count; at++) {
      if (sums[at] === unmet) continue;
      const row = at32(rows, at);
      const rank = rankRow(segment, checker, row, words, at16(records, at));
      const best = rank > elsewhereLevel && ids.has(row) ? elsewhereLevel : rank;
      sums[at] = best === unmet ? unmet : at32(sums, at) + best;
    }
    endCheck(checker);
  }
  const least = leastSum(segment, sources);
  let matches = 0;
  for (let at = 0; at < count; at++) {
    const rank = at32(sums, at);
    if (rank === unmet) continue;
    matches++;
    if (isCompetitive(top, rank, at64(priors, at))) offer(top, at32(rows, at), rank, at64(priors, at));
  }
  const rowsEach = segment.liveRows / count;
  if (isCompetitive(top, least, floor)) {
    const isLikely = rarest.entryCount >= manyEntries && matches * rowsEach > rowsPerBest * top.limit;
    if (!isLikely || !offerBest(segment, [rarest, next, ...others], least, top)) return null;
  }
  return Math.round(matches * rowsEach);
}

/**
 * Offers the rows of the lowest sum, all of which have every term in their names. Returns whether these fill the answer. It tries
 * only terms of one letter or two, which can be checked all at once.
 */
function offerBest(
  segment: Segment,
  [rarest, ...others]: readonly [CandidateSource, ...CandidateSource[]],
  least: number,
  top: TopK,
): boolean {
  const { nameStarts, nameStartLists, postings } = segment;
  const sources = [...others, rarest];
  if (!sources.every(({ term, phoneReadings }) => isShort(term) && phoneReadings.length === 0)) return false;
  const checkers = sources.map(source => beginCheck(segment, source));
  const offerThose = (of: Postings, list: number): void => {
    const read = readPostings(of, list);
    const count = at32(of.counts, list);
    for (let i = 0; i < count; i++) {
      const row = at32(read, i) >>> 2;
      const worth = at64(segment.prior, row);
      if ((at32(read, i) & 3) > inName || worth < 0 || !isCompetitive(top, least, worth)) continue;
      let sum = 0;
      for (const checker of checkers) {
        sum += rankRow(segment, checker, row);
        if (sum > least) break;
      }
      if (sum === least) offer(top, row, sum, worth);
    }
  };
  loadTextWords(segment, rarest);
  for (const word of rarest.textWords.words.slice(0, rarest.textWords.count)) {
    if (at32(nameStartLists, word) !== 0) offerThose(nameStarts, at32(nameStartLists, word) - 1);
    if (hasClass(postings, word, inName)) offerThose(postings, word);
  }
  return !isCompetitive(top, least + 1, Number.POSITIVE_INFINITY);
}

/** The lowest sum of ranks that any row can come to. */
function leastSum({ dictionary }: Segment, sources: readonly CandidateSource[]): number {
  // A name's first word that answers one term is not there for the others.
  const later = areApart(dictionary, sources) ? inName : atNameStart;
  return sources.reduce((sum, { textWords: { whole, words, count } }, at) => {
    const hasWhole = words.some((word, i) => i < count && whole[i] && at32(dictionary.rowCounts, word) > 0);
    return sum + levelOf(at === 0 ? atNameStart : later, hasWhole);
  }, 0);
}
