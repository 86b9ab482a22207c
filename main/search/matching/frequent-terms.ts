import { at16, at32, at64 } from '../arrays/access.ts';
import { eachBit } from '../arrays/bits.ts';
import { ensureFreshest, freshestWords } from '../index/freshest.ts';
import { atNameStart, inCompany, inEmail, inName, type Segment } from '../index/segment.ts';
import { elsewhereLevel, levelOf, wholeMailLevel } from '../ranking/rank.ts';
import { isCompetitive, offer, type TopK } from '../ranking/top-k.ts';
import { type CandidateSource, loadEmailWords, loadTextWords } from './candidate-source.ts';
import { unmet } from './candidates.ts';
import { beginCheck, endCheck, rankRow } from './check-candidates.ts';
import { areMoreThan, type CommonRows, commonRows, markedPerRow, rowsToRank } from './common-rows.ts';
import { type Budget, type OtherTerms, offerLevel, postingsPerRow } from './offer-level.ts';
import {
  entriesInWords,
  hasPhones,
  hasWhole,
  leastRanks,
  leastRanksInWords,
  sumOfRanks,
} from './other-terms.ts';

/** Postings of the rarest term up to which each of its rows is as quickly ranked as the freshest rows are. */
const fewPostings = 4096;
/** Postings of the two rarest terms from which on it is worth while to rank the freshest rows first: about as much work. */
const manyEntries = 40_000;
/** Rows that may have all terms up to which every one is ranked. */
const fewRows = 4096;
/** Of more of them so many postings are read and rows ranked, in postings: then what stands best is the answer. */
const mostWork = 600_000;
/** Postings marked to tell which rows have all terms: fewer where the freshest fill the answer. */
const mostMarked = 900_000;
const fewMarked = 500_000;
/** The same of all terms but the one whose rows are gone through, where what all have is too much to be ranked. */
const fewestMarked = 200_000;
/** Postings from which on rows are not marked only to be counted; where none is offered, one in so many of the freshest tells how many. */
const longToMark = 500_000;
const sampled = 8;

/** What a text may take in all its readings. */
export const newBudget = (): Budget => ({ postings: mostWork, marked: mostMarked });
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
  budget: Budget,
): number | null {
  const inOrder = [...sources].sort((a, b) => a.entryCount - b.entryCount);
  const [first, second] = inOrder;
  if (first === undefined || second === undefined) return null;
  if (first.entryCount <= fewPostings || first.entryCount + second.entryCount < manyEntries) return null;
  const freshest = ensureFreshest(segment.freshest, segment.prior, segment.rows.length);
  const rarest = inOrder.find(source => !hasPhones(source)) ?? null;
  const others = inOrder.filter(source => source !== rarest);
  const leastOthers = leastRanks(segment, rarest, others);
  const least =
    leastOthers(atNameStart) + (rarest === null ? 0 : levelOf(atNameStart, hasWhole(segment, rarest)));
  const numbers = others.filter(source => hasPhones(source) && entriesInWords(segment, source) > 0);
  // Another reading may have filled the answer with better rows: then the freshest only tell how many match.
  const isFull =
    !isCompetitive(top, least, Number.POSITIVE_INFINITY) && areMoreThan(segment, longToMark, inOrder);
  const floor = isFull ? Number.POSITIVE_INFINITY : freshest.floor;
  const step = isFull ? sampled : 1;
  const matches = step * offerFreshest(segment, inOrder, top, step);
  const estimated = Math.round((matches * segment.liveRows) / freshest.count);
  const isFilled = !isCompetitive(top, least, floor);
  // Where others than the freshest fill the answer, these do not tell how many match.
  const isTold = isFull || (isFilled && matches >= top.count);
  if (numbers.length === 0 && isTold) return estimated;
  const most = matches >= top.limit ? fewMarked : mostMarked;
  // Then only rows that have a number in their words are left.
  const inWords = numbers.reduce((sum, source) => sum + entriesInWords(segment, source), 0);
  const areSpared =
    isFull || (isTold && estimated > fewRows && areMoreThan(segment, inWords * markedPerRow, inOrder));
  const areMany = matches >= top.limit && estimated > fewRows && areMoreThan(segment, longToMark, inOrder);
  const common = areSpared
    ? null
    : areMany
      ? commonRows(segment, others, fewestMarked, budget)
      : commonRows(segment, inOrder, most, budget);
  if (!areMany && common !== null && common.count <= fewRows)
    return offerCommon(segment, inOrder, common, 0, top);
  const total =
    !areMany && common?.areAll
      ? Math.round((common.count * segment.liveRows) / segment.rows.length)
      : estimated;
  const bits = common?.bits ?? null;
  for (const source of numbers) {
    const rest = inOrder.filter(other => other !== source);
    const leastOf = leastRanksInWords(segment, source, rest);
    const rankOf = sumOfRanks(segment, rest);
    const ofField = (field: number): OtherTerms => ({ least: leastOf(field), rankOf, bits, budget });
    if (offerByLevels(segment, source, ofField, floor, top)) continue;
    offerElsewhere(segment, source, ofField(inEmail), top);
  }
  const rankOf = sumOfRanks(segment, others);
  const ofField = (field: number): OtherTerms => ({ least: leastOthers(field), rankOf, bits, budget });
  const isComplete = isFilled || (rarest !== null && offerByLevels(segment, rarest, ofField, floor, top));
  const left = isComplete ? null : (common ?? rowsToRank(segment, first, budget));
  if (left !== null) offerCommon(segment, inOrder, left, least, top, budget);
  const isExact = (isComplete || left !== null) && budget.postings >= 0;
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
  budget: Budget = { postings: Number.POSITIVE_INFINITY, marked: 0 },
): number {
  const { prior } = segment;
  const rankOf = sumOfRanks(segment, sources);
  let matches = 0;
  eachBit(bits, row => {
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

/** Offers those of the freshest rows that have all terms, of one in `step`; returns how many. */
function offerFreshest(
  segment: Segment,
  sources: readonly CandidateSource[],
  top: TopK,
  step: number,
): number {
  const { freshest, forward } = segment;
  const { rows, priors, records, count } = freshest;
  const words = freshestWords(freshest, forward);
  if (sums.length < count) sums = new Uint32Array(count);
  sums.fill(0, 0, count);
  // Phones take long to look at: fewer rows are left when they come last.
  for (const source of [...sources].sort((a, b) => Number(hasPhones(a)) - Number(hasPhones(b)))) {
    const checker = beginCheck(segment, source);
    const ids = new Set(source.ids);
    for (let at = 0; at < count; at += step) {
      if (sums[at] === unmet) continue;
      const row = at32(rows, at);
      const rank = rankRow(segment, checker, row, words, at16(records, at));
      const best = rank > elsewhereLevel && ids.has(row) ? elsewhereLevel : rank;
      sums[at] = best === unmet ? unmet : at32(sums, at) + best;
    }
    endCheck(checker);
  }
  let matches = 0;
  for (let at = 0; at < count; at += step) {
    const rank = at32(sums, at);
    if (rank === unmet) continue;
    matches++;
    if (isCompetitive(top, rank, at64(priors, at))) offer(top, at32(rows, at), rank, at64(priors, at));
  }
  return matches;
}

/** Offers the rows that have a number in their e-mails or ids. */
function offerElsewhere(segment: Segment, source: CandidateSource, others: OtherTerms, top: TopK): void {
  loadEmailWords(segment, source);
  const words = source.emailWords.slice(0, source.emailWordCount);
  offerLevel(segment, words, inEmail, elsewhereLevel, top, others);
  for (const row of source.ids) {
    const sum = elsewhereLevel + others.rankOf(row);
    if (sum < Number.POSITIVE_INFINITY) offer(top, row, sum, at64(segment.prior, row));
  }
}

/**
 * Offers the rows that have a term in a name or a company, in the order of their ranks for it, until no other row that has it in
 * its words or its id can be among the best. Returns whether it came so far.
 * @param others by the place of the term
 * @param floor no row with a higher prior is left
 */
function offerByLevels(
  segment: Segment,
  source: CandidateSource,
  others: (field: number) => OtherTerms,
  floor: number,
  top: TopK,
): boolean {
  loadTextWords(segment, source);
  const { words, whole, count } = source.textWords;
  const all = words.slice(0, count);
  for (const isWhole of [true, false]) {
    const some = all.filter((_, at) => whole[at] === isWhole);
    for (const field of [atNameStart, inName, inCompany]) {
      const rest = others(field);
      const level = levelOf(field, isWhole);
      if (!isCompetitive(top, level + rest.least, floor)) return true;
      if (some.length > 0) offerLevel(segment, some, field, level, top, rest);
    }
  }
  return !isCompetitive(top, wholeMailLevel + others(inCompany).least, floor);
}
