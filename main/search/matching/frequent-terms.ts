import { at16, at32, at64, item, numberAt } from '../arrays/access.ts';
import { ensureFreshest, freshestWords } from '../index/freshest.ts';
import { prepareEntries } from '../index/phone-lookup.ts';
import { atNameStart, inCompany, inEmail, inName, type Segment } from '../index/segment.ts';
import { elsewhereLevel, levelOf, wholeMailLevel } from '../ranking/rank.ts';
import { isCompetitive, offer, type TopK } from '../ranking/top-k.ts';
import { type CandidateSource, loadEmailWords, loadTextWords } from './candidate-source.ts';
import { unmet } from './candidates.ts';
import { beginCheck, endCheck, rankRow } from './check-candidates.ts';
import { type CommonRows, commonRows, eachRow } from './common-rows.ts';
import { type Budget, type OtherTerms, offerPostings, postingsPerRow } from './offer-postings.ts';
import { entriesInWords, hasPhones, hasWhole, leastRanks, sumOfRanks } from './other-terms.ts';

/** Postings of the rarest term up to which each of its rows is as quickly ranked as the freshest rows are. */
const fewPostings = 4096;
/** Postings of the two rarest terms from which on it is worth while to rank the freshest rows first: about as much work. */
const manyEntries = 40_000;
/** Rows that may have all terms up to which every one is ranked. */
const fewRows = 4096;
/** Of more of them so many postings are read and rows ranked, in postings: then what stands best is the answer. */
const mostWork = 600_000;
/** Postings marked to tell which rows have all terms: fewer where the freshest fill the answer. */
const mostMarked = 1_500_000;
const fewMarked = 700_000;
/** Postings up to which all are read rather than that. */
const mostEntries = 200_000;

/** By place among the freshest rows, the sum of a row's ranks for the terms so far. */
let sums = new Uint32Array(0);

/**
 * Answers a query of several exact terms that very many rows have: from the freshest rows; from all that have the terms, if those
 * are few; else from the names and companies that have the rarest word, in the order of the best ranks that they can come to, then
 * from the others, for as long as that may take.
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
  const estimated = Math.round((matches * segment.liveRows) / count);
  const rarest = inOrder.find(source => !hasPhones(source)) ?? null;
  const others = inOrder.filter(source => source !== rarest);
  const leastOthers = leastRanks(segment, rarest, others);
  const least =
    leastOthers(atNameStart) + (rarest === null ? 0 : levelOf(atNameStart, hasWhole(segment, rarest)));
  const numbers = others.filter(source => hasPhones(source) && entriesInWords(segment, source) > 0);
  // Where others than the freshest fill the answer, these do not tell how many match.
  if (numbers.length === 0 && matches >= top.count && !isCompetitive(top, least, floor)) return estimated;
  const common = commonRows(segment, inOrder, matches >= top.limit ? fewMarked : mostMarked);
  if (common !== null && common.count <= fewRows) return offerCommon(segment, inOrder, common, 0, top);
  const total = common?.areAll
    ? Math.round((common.count * segment.liveRows) / segment.rows.length)
    : estimated;
  const budget = { postings: mostWork };
  const bits = common?.bits ?? null;
  for (const source of numbers) {
    const rest = inOrder.filter(other => other !== source);
    const sum = rest.reduce((sum, other) => sum + levelOf(atNameStart, hasWhole(segment, other)), 0);
    offerWords(segment, source, { least: sum, rankOf: sumOfRanks(segment, rest), bits, budget }, top);
  }
  const rankOf = sumOfRanks(segment, others);
  const ofField = (field: number): OtherTerms => ({ least: leastOthers(field), rankOf, bits, budget });
  const isComplete =
    !isCompetitive(top, least, floor) ||
    (rarest !== null && offerByLevels(segment, rarest, ofField, floor, top));
  if (!isComplete && common !== null) offerCommon(segment, inOrder, common, least, top, budget);
  const isExact = (isComplete || common !== null) && budget.postings >= 0;
  const entries = inOrder.reduce((sum, source) => sum + source.entryCount, 0);
  return isExact || (entries > mostEntries && top.count >= top.limit) ? total : null;
}

/**
 * Offers rows that may have all terms, each ranked by every term.
 * @param least no row has a lower rank, of those that have not been offered
 * @returns how many live rows have all terms, of those that were ranked
 */
function offerCommon(
  segment: Segment,
  sources: readonly CandidateSource[],
  { bits }: CommonRows,
  least: number,
  top: TopK,
  budget: Budget = { postings: Number.POSITIVE_INFINITY },
): number {
  const { prior } = segment;
  const rankOf = sumOfRanks(segment, sources);
  let matches = 0;
  eachRow(bits, row => {
    const worth = at64(prior, row);
    if (budget.postings < 0 || worth < 0 || (least > 0 && !isCompetitive(top, least, worth))) return;
    budget.postings -= postingsPerRow;
    const rank = rankOf(row);
    if (rank === Number.POSITIVE_INFINITY) return;
    matches++;
    if (isCompetitive(top, rank, worth)) offer(top, row, rank, worth);
  });
  return matches;
}

/** Offers those of the freshest rows that have all terms; returns how many. */
function offerFreshest(segment: Segment, sources: readonly CandidateSource[], top: TopK): number {
  const { freshest, forward } = segment;
  const { rows, priors, records, count } = freshest;
  const words = freshestWords(freshest, forward);
  if (sums.length < count) sums = new Uint32Array(count);
  sums.fill(0, 0, count);
  // Phones take long to look at: fewer rows are left when they come last.
  for (const source of [...sources].sort((a, b) => Number(hasPhones(a)) - Number(hasPhones(b)))) {
    const checker = beginCheck(segment, source);
    for (const reading of source.phoneReadings) prepareEntries(segment.phones, reading, segment.rows.length);
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
function offerWords(segment: Segment, source: CandidateSource, others: OtherTerms, top: TopK): void {
  loadTextWords(segment, source);
  loadEmailWords(segment, source);
  const { words, whole, count } = source.textWords;
  for (let i = 0; i < count; i++)
    for (const field of [atNameStart, inName, inCompany])
      offerPostings(segment, numberAt(words, i), field, levelOf(field, item(whole, i)), top, others);
  for (let i = 0; i < source.emailWordCount; i++)
    offerPostings(segment, numberAt(source.emailWords, i), inEmail, elsewhereLevel, top, others);
  for (const row of source.ids) {
    const sum = elsewhereLevel + others.rankOf(row);
    if (sum < Number.POSITIVE_INFINITY) offer(top, row, sum, at64(segment.prior, row));
  }
}

/**
 * Offers the rows that have the rarest term in a name or a company, in the order of their ranks for it, until no other row can be
 * among the best. Returns whether it came so far.
 * @param others by the place of the rarest term
 * @param floor no row with a higher prior is left
 */
function offerByLevels(
  segment: Segment,
  rarest: CandidateSource,
  others: (field: number) => OtherTerms,
  floor: number,
  top: TopK,
): boolean {
  loadTextWords(segment, rarest);
  const { words, whole, count } = rarest.textWords;
  for (const isWhole of [true, false]) {
    for (const field of [atNameStart, inName, inCompany]) {
      const rest = others(field);
      const level = levelOf(field, isWhole);
      if (!isCompetitive(top, level + rest.least, floor)) return true;
      for (let i = 0; i < count; i++)
        if (whole[i] === isWhole) offerPostings(segment, numberAt(words, i), field, level, top, rest);
    }
  }
  return !isCompetitive(top, wholeMailLevel + others(inCompany).least, floor);
}
