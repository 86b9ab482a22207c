import { at16, at32, at64 } from '../arrays/access.ts';
import { ensureFreshest, freshestWords } from '../index/freshest.ts';
import { atNameStart, inName, type Segment } from '../index/segment.ts';
import { elsewhereLevel, levelOf } from '../ranking/rank.ts';
import { isCompetitive, offer, type TopK } from '../ranking/top-k.ts';
import type { CandidateSource } from './candidate-source.ts';
import { unmet } from './candidates.ts';
import { beginCheck, endCheck, rankRow } from './check-candidates.ts';
import { areApart } from './narrow.ts';

/** Postings of the two rarest terms from which on it is worth while to rank the freshest rows first: about as much work. */
const manyEntries = 40_000;

/** By place among the freshest rows, the sum of a row's ranks for the terms so far. */
let sums = new Uint32Array(0);

/**
 * Answers a query of several exact terms that very many rows have, from the freshest rows alone.
 * @returns about how many rows match; null where a row that is not among them may be better
 */
export function searchFrequentTerms(
  segment: Segment,
  sources: readonly CandidateSource[],
  top: TopK,
): number | null {
  const [rarest = 0, next = 0] = sources.map(source => source.entryCount).sort((a, b) => a - b);
  if (rarest + next < manyEntries) return null;
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
  let matches = 0;
  for (let at = 0; at < count; at++) {
    const rank = at32(sums, at);
    if (rank === unmet) continue;
    matches++;
    if (isCompetitive(top, rank, at64(priors, at))) offer(top, at32(rows, at), rank, at64(priors, at));
  }
  if (isCompetitive(top, leastSum(segment, sources), floor)) return null;
  return Math.round((matches / count) * segment.liveRows);
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
