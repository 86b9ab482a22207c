import { at16, at32, at64, item, numberAt } from '../arrays/access.ts';
import { ensureFreshest, freshestWords } from '../index/freshest.ts';
import { atNameStart, inCompany, inEmail, inName, type Segment } from '../index/segment.ts';
import { elsewhereLevel, levelOf, wholeMailLevel } from '../ranking/rank.ts';
import { isCompetitive, offer, type TopK } from '../ranking/top-k.ts';
import { type CandidateSource, loadEmailWords, loadTextWords } from './candidate-source.ts';
import { unmet } from './candidates.ts';
import { beginCheck, endCheck, rankRow } from './check-candidates.ts';
import { offerPostings } from './offer-postings.ts';
import { entriesInWords, hasPhones, hasWhole, leastRanks, sumOfRanks } from './other-terms.ts';

/** Postings of the rarest term up to which each of its rows is as quickly ranked as the freshest rows are. */
const fewPostings = 4096;
/** Postings of the two rarest terms from which on it is worth while to rank the freshest rows first: about as much work. */
const manyEntries = 40_000;
/** So many rows that match are not counted one by one; nor are fewer, where the rarest term has so many postings. */
const uncounted = 1500;
const tooManyPostings = 20_000;
/** Of a number so many postings at most are looked at that are not of phones. */
const mostInWords = 60_000;
/** Rows by which all are judged. */
const sampled = 4096;

/** By place among the freshest rows, the sum of a row's ranks for the terms so far. */
let sums = new Uint32Array(0);

/**
 * Answers a query of several exact terms that very many rows have: from the freshest rows, then from the names and companies that
 * have the rarest word, in the order of the best ranks that they can come to.
 * @returns about how many rows match; null where every row that has the rarest term must be ranked
 */
export function searchFrequentTerms(
  segment: Segment,
  sources: readonly CandidateSource[],
  top: TopK,
): number | null {
  const inOrder = [...sources].sort((a, b) => a.entryCount - b.entryCount);
  const [first, second] = inOrder;
  if (first === undefined || second === undefined) return null;
  if (first.entryCount <= fewPostings || first.entryCount + second.entryCount < manyEntries) return null;
  const { count, floor } = ensureFreshest(segment.freshest, segment.prior, segment.rows.length);
  const matches = offerFreshest(segment, inOrder, top);
  const total = Math.round((matches * segment.liveRows) / count);
  const rarest = inOrder.find(source => !hasPhones(source));
  if (rarest === undefined) return null;
  const others = inOrder.filter(source => source !== rarest);
  const phones = others.filter(hasPhones);
  if (phones.some(source => entriesInWords(segment, source) > mostInWords)) return null;
  for (const source of phones)
    offerWords(segment, source, [rarest, ...others.filter(other => other !== source)], top);
  const leastOthers = leastRanks(segment, rarest, others);
  const least = levelOf(atNameStart, hasWhole(segment, rarest)) + leastOthers(atNameStart);
  // Where others than the freshest fill the answer, these do not tell how many match.
  if (matches >= top.count && !isCompetitive(top, least, floor)) return total;
  if (total < uncounted && rarest.entryCount < tooManyPostings) return null;
  if (!offerByLevels(segment, rarest, others, leastOthers, top)) return null;
  return total < uncounted ? Math.max(top.count, estimate(segment, [rarest, ...others])) : total;
}

/** About how many rows have all terms, by the rows whose ids, hashed in their priors, say that they are looked at. */
function estimate(segment: Segment, sources: readonly CandidateSource[]): number {
  const { prior, rows, liveRows } = segment;
  const share = Math.min(1, sampled / liveRows);
  const rankOf = sumOfRanks(segment, sources);
  let matches = 0;
  for (let row = 0; row < rows.length; row++) {
    const worth = at64(prior, row);
    if (worth >= 0 && worth - Math.floor(worth) < share && rankOf(row) < Number.POSITIVE_INFINITY) matches++;
  }
  return Math.round(matches / share);
}

/** Offers those of the freshest rows that have all terms; returns how many. */
function offerFreshest(segment: Segment, sources: readonly CandidateSource[], top: TopK): number {
  const { freshest, forward } = segment;
  const { rows, priors, records, count } = freshest;
  const words = freshestWords(freshest, forward);
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
  return matches;
}

/** Offers the rows that have a number elsewhere than in their phones. */
function offerWords(
  segment: Segment,
  source: CandidateSource,
  others: readonly CandidateSource[],
  top: TopK,
): void {
  const rankOf = sumOfRanks(segment, others);
  const least = others.reduce((sum, other) => sum + levelOf(atNameStart, hasWhole(segment, other)), 0);
  loadTextWords(segment, source);
  loadEmailWords(segment, source);
  const { words, whole, count } = source.textWords;
  for (let i = 0; i < count; i++)
    for (const field of [atNameStart, inName, inCompany])
      offerPostings(segment, numberAt(words, i), field, levelOf(field, item(whole, i)), top, {
        least,
        rankOf,
      });
  for (let i = 0; i < source.emailWordCount; i++)
    offerPostings(segment, numberAt(source.emailWords, i), inEmail, elsewhereLevel, top, { least, rankOf });
  for (const row of source.ids) {
    const sum = elsewhereLevel + rankOf(row);
    if (sum < Number.POSITIVE_INFINITY) offer(top, row, sum, at64(segment.prior, row));
  }
}

/**
 * Offers the rows that have the rarest term in a name or a company, in the order of their ranks for it, until no other row can be
 * among the best. Returns whether it came so far.
 */
function offerByLevels(
  segment: Segment,
  rarest: CandidateSource,
  others: readonly CandidateSource[],
  leastOthers: (field: number) => number,
  top: TopK,
): boolean {
  const rankOf = sumOfRanks(segment, others);
  loadTextWords(segment, rarest);
  const { words, whole, count } = rarest.textWords;
  for (const isWhole of [true, false]) {
    for (const field of [atNameStart, inName, inCompany]) {
      const least = leastOthers(field);
      const level = levelOf(field, isWhole);
      if (!isCompetitive(top, level + least, Number.POSITIVE_INFINITY)) return true;
      for (let i = 0; i < count; i++)
        if (whole[i] === isWhole)
          offerPostings(segment, numberAt(words, i), field, level, top, { least, rankOf });
    }
  }
  return !isCompetitive(top, wholeMailLevel + leastOthers(inCompany), Number.POSITIVE_INFINITY);
}
