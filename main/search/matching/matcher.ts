/**
 * The room of queries. Enters: a segment, the user's picks and a text. Leaves: the best rows in their order, how many match,
 * and the ranges to highlight. A term's candidate source says where its rows are; postings are collected or candidates
 * checked one by one, whichever is cheaper.
 */

import { at64 } from '../arrays/access.ts';
import { omissionCost } from '../fuzzy/confusion-costs.ts';
import { type Edits, editsAllowed, mostEdits } from '../fuzzy/edit-distance.ts';
import { respacings } from '../fuzzy/misplaced-spaces.ts';
import type { Segment } from '../index/segment.ts';
import { rankStep } from '../ranking/rank.ts';
import { offer, type TopK } from '../ranking/top-k.ts';
import type { Query } from '../text/query.ts';
import { type CandidateSource, exactSource, fuzzySource, rowsByIdPrefix } from './candidate-source.ts';
import { newCandidates } from './candidates.ts';
import { searchFrequentTerm } from './frequent-term.ts';
import { searchFrequentTypo } from './frequent-typo.ts';
import { fewEntries, intersect } from './intersect.ts';
import { createQueryCache } from './query-cache.ts';

/**
 * With so many exact rows no space was misplaced; with so many rows with typos none was left out or put in. A
 * second typo in a term (`editsAllowed`) is allowed only when nothing else was found.
 */
const enough = 3;
/** What a misplaced space adds to a rank: as much as a letter left out. */
const spacePenalty = 2 * omissionCost * rankStep;

/** What a matcher tells beside the rows in `top`. */
interface MatcherOutcome {
  /** How many rows match. */
  readonly total: number;
  /** The query with a space elsewhere, as far as it found rows. */
  readonly respaced: readonly Query[];
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
      : intersect(segment, sources, set, top, 0);
  };

  /** Returns how many rows match with typos; exact ones are not counted. */
  const matchFuzzy = (
    segment: Segment,
    exact: readonly CandidateSource[],
    edits: Edits,
    top: TopK,
  ): number => {
    const sources = exact.map(source => {
      const { letters, isDigits } = source.term;
      const allowed = isDigits ? 0 : editsAllowed(letters.length, edits);
      if (allowed === 0) return source;
      return cache.cached(source.term, allowed, () => fuzzySource(segment, source, allowed));
    });
    if (sources.every((source, at) => source === exact[at])) return 0;
    const [only] = sources;
    if (!isFrequent(sources, only)) return intersect(segment, sources, set, top, rankStep);
    searchFrequentTypo(segment, only, top);
    return Math.min(only.entryCount, segment.liveRows);
  };

  const matchRespaced = (
    segment: Segment,
    query: Query,
    wanted: 'moved' | 'any',
    top: TopK,
  ): MatcherOutcome => {
    let total = 0;
    const respaced = respacings(segment, query, wanted).filter(other => {
      const found = intersect(segment, exactSources(segment, other), set, top, 0, spacePenalty);
      total += found;
      return found > 0;
    });
    return { total, respaced };
  };

  return (segment: Segment, query: Query, top: TopK): MatcherOutcome => {
    if (query.terms.length === 0) return { total: 0, respaced: [] };
    cache.begin(segment);
    const sources = exactSources(segment, query);
    let total = matchExact(segment, sources, top);
    if (query.id !== '' && query.terms.length > 1) {
      const ids = rowsByIdPrefix(segment, query.id);
      for (const row of ids) offer(top, row, 0, at64(segment.prior, row));
      total = Math.max(total, ids.length);
    }
    if (total >= top.limit) return { total, respaced: [] };
    let respaced: readonly Query[] = [];
    const fuzzy = matchFuzzy(segment, sources, 1, top);
    if (total < enough) {
      const other = matchRespaced(segment, query, total + fuzzy < enough ? 'any' : 'moved', top);
      respaced = other.respaced;
      const found = total + fuzzy + other.total;
      const mayHaveMore = sources.some(({ term }) => editsAllowed(term.letters.length, mostEdits) > 1);
      total = found === 0 && mayHaveMore ? matchFuzzy(segment, sources, mostEdits, top) : found;
    } else {
      total += fuzzy;
    }
    // A row may match in several ways; while all rows fit into `top`, it counts each once.
    return { total: total <= top.limit ? top.count : total, respaced };
  };
}
