/**
 * The room of queries. Enters: a segment, the user's picks and a text. Leaves: the best rows in their order, how many match,
 * and the ranges to highlight. A term's candidate source says where its rows are; postings are collected or candidates
 * checked one by one, whichever is cheaper.
 */

import { at64 } from '../arrays/access.ts';
import { type Edits, mostEdits } from '../fuzzy/edit-distance.ts';
import { respacings } from '../fuzzy/misplaced-spaces.ts';
import type { Segment } from '../index/segment.ts';
import { penaltyOf, rankStep } from '../ranking/rank.ts';
import { offer, type TopK } from '../ranking/top-k.ts';
import type { Query, Reading } from '../text/query.ts';
import {
  type CandidateSource,
  exactSource,
  fuzzySource,
  rowsByIdPrefix,
  typosAllowed,
} from './candidate-source.ts';
import { newCandidates } from './candidates.ts';
import { searchFrequentTerm } from './frequent-term.ts';
import { searchFrequentTerms } from './frequent-terms.ts';
import { searchFrequentTypo } from './frequent-typo.ts';
import { fewEntries, intersect } from './intersect.ts';
import { createQueryCache } from './query-cache.ts';

/** With so many exact rows no space was misplaced. */
const enough = 3;

/** What a matcher tells beside the rows in `top`. */
interface MatcherOutcome {
  /** How many rows match. */
  readonly total: number;
  /** The other ways to read the text that found rows, the cheapest first. */
  readonly readings: readonly Reading[];
}

/** Makes a function that fills `top` with the best rows, exact ones before those with typos. */
export function createMatcher() {
  const set = newCandidates();
  const cache = createQueryCache();

  const exactSources = (segment: Segment, query: Query): CandidateSource[] =>
    query.terms.map(term => cache.cached(term, 0, () => exactSource(segment, term)));

  const isFrequent = (
    sources: readonly CandidateSource[],
    only: CandidateSource | undefined,
  ): only is CandidateSource => sources.length === 1 && only !== undefined && only.entryCount > fewEntries;

  const matchExact = (segment: Segment, sources: readonly CandidateSource[], top: TopK): number => {
    const [only] = sources;
    return isFrequent(sources, only)
      ? searchFrequentTerm(segment, only, top)
      : (searchFrequentTerms(segment, sources, top) ?? intersect(segment, sources, set, top, 0));
  };

  /**
   * Returns how many rows match with typos; exact ones are not counted.
   * @param inDigits whether digits may be wrong: not while rows have them as they are
   */
  const matchFuzzy = (
    segment: Segment,
    exact: readonly CandidateSource[],
    edits: Edits,
    inDigits: boolean,
    top: TopK,
  ): number => {
    const sources = exact.map(source => {
      const most = source.entryCount > 0 ? 1 : edits;
      const allowed = source.term.isDigits && !inDigits ? 0 : typosAllowed(source.term, most);
      if (allowed === 0) return source;
      return cache.cached(source.term, allowed, () => fuzzySource(segment, source, allowed));
    });
    if (sources.every((source, at) => source === exact[at])) return 0;
    const [only] = sources;
    if (!isFrequent(sources, only) || only.term.isDigits)
      return intersect(segment, sources, set, top, rankStep);
    searchFrequentTypo(segment, only, top);
    return Math.min(only.entryCount, segment.liveRows);
  };

  /** Offers what other ways to read the text find exactly; tells which of them found rows. */
  const matchReadings = (segment: Segment, others: readonly Reading[], top: TopK): MatcherOutcome => {
    let total = 0;
    const readings = others.filter(({ query, cost }) => {
      top.penalty = penaltyOf(cost);
      const found = matchExact(segment, exactSources(segment, query), top);
      total += found;
      return found > 0;
    });
    top.penalty = 0;
    return { total, readings };
  };

  return (segment: Segment, query: Query, top: TopK): MatcherOutcome => {
    const readings: Reading[] = [...query.others];
    if (query.terms.length === 0) return { total: 0, readings };
    cache.begin(segment);
    const sources = exactSources(segment, query);
    let total = matchExact(segment, sources, top) + matchReadings(segment, query.others, top).total;
    if (query.id !== '' && query.terms.length > 1) {
      const ids = rowsByIdPrefix(segment, query.id);
      for (const row of ids) offer(top, row, 0, at64(segment.prior, row));
      total = Math.max(total, ids.length);
    }
    if (total >= top.limit) return { total, readings };
    const isKnown = sources.map(source => source.entryCount > 0);
    const respaced = (typos: 0 | 1): number => {
      const found = matchReadings(segment, respacings(segment, query, isKnown, typos), top);
      readings.push(...found.readings);
      return found.total;
    };
    const inDigits = total === 0;
    const isFew = total < enough;
    total += matchFuzzy(segment, sources, 1, inDigits, top);
    for (const { query: other } of query.others)
      total += matchFuzzy(segment, exactSources(segment, other), 1, inDigits, top);
    if (isFew) total += respaced(0);
    if (total === 0 && isKnown.includes(false))
      total += matchFuzzy(segment, sources, mostEdits, inDigits, top) + respaced(1);
    // A row may match in several ways; while all rows fit into `top`, it counts each once.
    return { total: total <= top.limit ? top.count : total, readings };
  };
}
