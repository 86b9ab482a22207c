/**
 * The room of queries. Enters: a segment, the user's picks and a text. Leaves: the best rows in their order, how many match,
 * and the ranges to highlight. A term's candidate source says where its rows are; postings are collected or candidates
 * checked one by one, whichever is cheaper.
 */

import { at64 } from '../arrays/access.ts';
import { type Edits, mostEdits } from '../fuzzy/edit-distance.ts';
import { respacings } from '../fuzzy/misplaced-spaces.ts';
import type { Segment } from '../index/segment.ts';
import { penaltyOf, rankStep, wholeMailLevel } from '../ranking/rank.ts';
import { isCompetitive, offer, type TopK } from '../ranking/top-k.ts';
import { isDomain, type Query, type QueryTerm, type Reading } from '../text/query.ts';
import { offerAddressed, offerSlipped } from './addressed.ts';
import { type CandidateSource, isAnyLive, liveEntries, rowsByIdPrefix } from './candidate-source.ts';
import { newCandidates } from './candidates.ts';
import { searchFrequentTerm } from './frequent-term.ts';
import { newBudget, searchFrequentTerms } from './frequent-terms.ts';
import { searchFrequentTypo } from './frequent-typo.ts';
import { typosAllowed } from './fuzzy-source.ts';
import { entriesToRead, fewEntries, intersect, withTypos } from './intersect.ts';
import { leavingsOut } from './left-out.ts';
import { createTermSources, sourcesOf } from './term-sources.ts';

/** With so many exact rows no space was misplaced. */
const enough = 3;
/** Postings of an initial up to which the addresses of its rows are read. */
const mostInitials = 50_000;
/** Terms up to which one may have two typos: of more, it is sooner left out. */
const mostForTwo = 9;
/** Postings read for rows that lack a word, beyond those of the first way to leave words out. */
const mostEntries = 100_000;

/** What is typed like a domain (`uniao.com`) means it before the rows that have its parts as words. */
const leadOf = ({ terms }: Query): number => (terms.every(isDomain) ? wholeMailLevel : 0);

/** The sum of two counts: rows that meet fewer terms have lower ranks, and spare the others most of the search. */
const inTheShorterFirst = (isSecond: boolean, first: () => number, second: () => number): number =>
  isSecond ? second() + first() : first() + second();

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
  const termSources = createTermSources();
  const { exactOf, fuzzyOf } = termSources;
  let budget = newBudget();

  const isFrequent = (
    sources: readonly CandidateSource[],
    only: CandidateSource | undefined,
  ): only is CandidateSource => sources.length === 1 && only !== undefined && only.entryCount > fewEntries;

  /** Returns about how many rows match; of rows below the rank `least`, none is offered or counted. */
  const matchSources = (
    segment: Segment,
    sources: readonly CandidateSource[],
    top: TopK,
    least = 0,
  ): number => {
    const [only] = sources;
    if (isFrequent(sources, only) && (only.edits === 0 || !only.term.isDigits)) {
      if (only.edits === 0) return searchFrequentTerm(segment, only, top);
      searchFrequentTypo(segment, only, top);
      return Math.min(only.entryCount, segment.liveRows);
    }
    const areExact = sources.every(source => source.edits === 0);
    return (
      (areExact ? searchFrequentTerms(segment, sources, top, budget) : null) ??
      intersect(segment, sources, set, top, least)
    );
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
    const editsIn = (source: CandidateSource): 0 | Edits =>
      source.term.isDigits && !inDigits
        ? 0
        : typosAllowed(source.term, edits > 1 && isAnyLive(segment, source) ? 1 : edits);
    if (exact.every(source => editsIn(source) === 0)) return 0;
    const sources = termSources.fuzzySources(segment, exact, editsIn);
    if (sources === null) return 0;
    return withTypos(exact, sources).reduce(
      (total, some) => total + matchSources(segment, some, top, rankStep),
      0,
    );
  };

  /** Offers what other ways to read the text find; tells which of them found rows. */
  const matchReadings = (
    segment: Segment,
    others: readonly Reading[],
    top: TopK,
    sourceOf = (term: QueryTerm) => exactOf(segment, term),
    isAffordable = (_sources: readonly CandidateSource[]) => true,
  ): MatcherOutcome => {
    let total = 0;
    const readings = others.filter(({ query, cost }) => {
      top.penalty = penaltyOf(cost) - leadOf(query);
      if (!isCompetitive(top, 0, Number.POSITIVE_INFINITY)) return false;
      const sources = sourcesOf(query.terms, sourceOf);
      if (sources === null || !isAffordable(sources)) return false;
      const found = matchSources(segment, sources, top);
      total += found;
      return found > 0;
    });
    top.penalty = 0;
    return { total, readings };
  };

  /** Offers rows that lack words, those that tell nobody apart where `slightOnly`. */
  const matchWithout = (segment: Segment, query: Query, slightOnly: boolean, top: TopK): MatcherOutcome => {
    let left = mostEntries;
    const isAffordable = (sources: readonly CandidateSource[]): boolean => {
      const entries = entriesToRead(sources);
      if (entries > left && left < mostEntries) return false;
      left -= entries;
      return true;
    };
    const withTypo = termSources.typoIn(segment);
    const known = (term: QueryTerm): CandidateSource => {
      const exact = exactOf(segment, term);
      return isAnyLive(segment, exact) ? exact : withTypo(term);
    };
    for (const { readings: others, isSlight } of leavingsOut(query, term =>
      liveEntries(segment, known(term)),
    )) {
      if (slightOnly && !isSlight) continue;
      for (const sourceOf of [known, withTypo]) {
        const found = matchReadings(segment, others, top, sourceOf, isAffordable);
        if (found.total > 0) return found;
      }
    }
    return { total: 0, readings: [] };
  };

  /** @param isExactOnly rows with a typo, or without a word, are not looked for */
  return (segment: Segment, query: Query, top: TopK, isExactOnly = false): MatcherOutcome => {
    const equal = query.others.filter(({ cost, isSpare }) => cost === 0 && isSpare !== true);
    const spare = query.others.filter(({ isSpare }) => isSpare === true);
    const dearer = query.others.filter(({ cost }) => cost > 0);
    const readings: Reading[] = [...equal, ...spare];
    if (query.terms.length === 0) return { total: 0, readings };
    termSources.begin(segment);
    budget = newBudget();
    const exactSources = ({ terms }: Query) => terms.map(term => exactOf(segment, term));
    const offerMore = (more: MatcherOutcome): number => {
      readings.push(...more.readings);
      return more.total;
    };
    const sources = exactSources(query);
    let total = inTheShorterFirst(
      equal.some(({ query: { terms } }) => terms.length < query.terms.length),
      () => matchSources(segment, sources, top),
      () => matchReadings(segment, equal, top).total,
    );
    offerAddressed(segment, sources, query, top);
    for (const { query: other } of total < top.limit ? spare : []) {
      const apart = exactSources(other);
      total += matchSources(segment, apart, top);
      if (apart.every(({ entryCount }) => entryCount <= mostInitials))
        offerAddressed(segment, apart, { ...other, address: query.address }, top);
    }
    if (query.id !== '' && query.terms.length > 1) {
      const ids = rowsByIdPrefix(segment, query.id);
      for (const row of ids) offer(top, row, 0, at64(segment.prior, row));
      total = Math.max(total, ids.length);
    }
    if (total >= top.limit || isExactOnly) return { total, readings };
    const isKnown = sources.map(source => isAnyLive(segment, source));
    const respaced = (typos: 0 | 1): number => {
      const more = matchReadings(segment, respacings(segment, query, isKnown, typos), top);
      for (const { query: other } of more.readings) offerSlipped(segment, exactSources(other), query, top);
      return offerMore(more);
    };
    const isExact = total > 0;
    const isFew = total < enough;
    total += matchFuzzy(segment, sources, 1, !isExact, top);
    if (query.address !== null) {
      const slipped = sources.map(source => (source.term.isDigits ? source : fuzzyOf(segment, source, 1)));
      offerSlipped(segment, slipped, query, top);
    }
    for (const { query: other } of isExact ? [] : equal)
      total += matchFuzzy(segment, exactSources(other), 1, !isExact, top);
    // Other endings of a domain are slips, looked for beside few exact rows as well.
    const slips = isExact ? dearer.filter(({ query: other }) => other.terms.some(isDomain)) : dearer;
    if (isFew) total += offerMore(matchReadings(segment, slips, top));
    if (isFew) total += respaced(0);
    const mayBeMail = query.terms.map(({ phone }, at) => !isKnown[at] && phone === null);
    if (total === 0 && mayBeMail.includes(true)) {
      const terms = query.terms.map((term, at) => (mayBeMail[at] ? { ...term, isMail: true } : term));
      total += offerMore(
        matchReadings(segment, [{ query: { ...query, terms }, cost: 1 }], top, termSources.typoIn(segment)),
      );
    }
    if (total === 0 && isKnown.includes(false) && query.terms.length <= mostForTwo)
      total += matchFuzzy(segment, sources, mostEdits, true, top) + respaced(1);
    if (!isExact) total += offerMore(matchWithout(segment, query, total > 0, top));
    // A row may match in several ways; while all rows fit into `top`, it counts each once.
    return { total: total <= top.limit ? top.count : total, readings };
  };
}
