/**
 * The room of queries. Enters: a segment, the user's picks and a text. Leaves: the best rows in their order, how many match,
 * and the ranges to highlight. A term's candidate source says where its rows are; postings are collected or candidates
 * checked one by one, whichever is cheaper.
 */

import { at32, at64 } from '../arrays/access.ts';
import { omissionCost } from '../fuzzy/confusion-costs.ts';
import { respacings } from '../fuzzy/misplaced-spaces.ts';
import type { Searchable, Segment } from '../index/segment.ts';
import { findWord, textRoot } from '../index/trie.ts';
import { rankStep } from '../ranking/rank.ts';
import { isCompetitive, offer, type TopK } from '../ranking/top-k.ts';
import type { Query } from '../text/query.ts';
import {
  type CandidateSource,
  exactSource,
  fuzzySource,
  isShort,
  rowsByIdPrefix,
} from './candidate-source.ts';
import { endTerm, newCandidates, resetCandidates, startPrefilter } from './candidates.ts';
import { checkCandidates } from './check-candidates.ts';
import { collectPostings } from './collect-postings.ts';
import { searchFrequentTerm } from './frequent-term.ts';
import { searchFrequentTypo } from './frequent-typo.ts';
import { manyCandidates, narrow } from './narrow.ts';
import { createQueryCache } from './query-cache.ts';

/** Entries up to which every row is looked at and the total is exact. */
const fewEntries = 4096;
/** From this length on a term may have one slip, and two. */
const forOneSlip = 3;
const forTwoSlips = 8;
/**
 * With this many rows found as typed, no space has slipped; with as many found with slips, none was left out or put in. Two
 * slips are looked for only when nothing else was found.
 */
const enough = 3;

/** A space in the wrong place counts like a letter left out. */
const misplacedSpace = 2 * omissionCost * rankStep;

/** What a search leaves beside the rows in `top`. */
export interface MatcherOutcome {
  /** How many rows match. */
  readonly total: number;
  /** Other ways to read the query that found rows. */
  readonly readings: readonly Query[];
}

/** Fills `top` with the best rows, exact ones before those with slips. */
export type Matcher<Row extends Searchable> = (
  segment: Segment<Row>,
  query: Query,
  top: TopK,
) => MatcherOutcome;

export function createMatcher<Row extends Searchable>(): Matcher<Row> {
  const set = newCandidates();
  const memory = createQueryCache<Row>();
  const { cached } = memory;

  /** Offers the rows that every source has, `farther` down; the rarest source comes first. See `offerAll`. */
  const offerCommon = (
    segment: Segment<Row>,
    sources: readonly CandidateSource[],
    top: TopK,
    least: number,
    farther = 0,
  ): number => {
    const inOrder = [...sources].sort((a, b) => a.entryCount - b.entryCount);
    resetCandidates(set, segment.rows.length);
    for (const [at, source] of inOrder.entries()) {
      if (at > 0 && set.count === 0) break;
      if (at > 0 && at === inOrder.length - 1 && canNarrow(source) && farther === 0) {
        const total = narrow(segment, source, inOrder.slice(0, -1), set, top, least);
        if (total !== null) return total;
      }
      if (at === 0) gatherFirst(segment, source, inOrder[1]);
      else if (isCheckCheaper(segment, set.count, source)) checkCandidates(segment, source, set);
      else collectPostings(segment, source, set, 'confirm');
      endTerm(set);
    }
    return offerAll(segment, top, least, farther);
  };

  /** Of two large sources the second sieves the first: a bit is sooner looked up than a candidate kept. */
  const gatherFirst = (
    segment: Segment<Row>,
    source: CandidateSource,
    next: CandidateSource | undefined,
  ): void => {
    if (next !== undefined && source.entryCount > fewEntries && next.entryCount < source.entryCount * 4) {
      startPrefilter(set, segment.rows.length);
      collectPostings(segment, next, set, 'let-through');
    }
    collectPostings(segment, source, set, 'admit');
  };

  const canNarrow = ({ edits }: CandidateSource): boolean => edits === 0 && set.count > manyCandidates;

  /** Offers the candidates of at least this rank, `farther` down; returns how many living ones there are. */
  const offerAll = (segment: Segment<Row>, top: TopK, least: number, farther: number): number => {
    const { prior } = segment;
    let total = 0;
    for (let at = 0; at < set.count; at++) {
      const rank = at32(set.sums, at) + farther;
      const row = at32(set.rows, at);
      const worth = at64(prior, row);
      if (worth < 0 || rank < least) continue;
      total++;
      if (isCompetitive(top, rank, worth)) offer(top, row, rank, worth);
    }
    return total;
  };

  const searchExact = (segment: Segment<Row>, sources: readonly CandidateSource[], top: TopK): number => {
    const [only] = sources;
    if (sources.length === 1 && only !== undefined && only.entryCount > fewEntries) {
      return searchFrequentTerm(segment, only, top);
    }
    return offerCommon(segment, sources, top, 0);
  };

  /** Returns how many rows match with slips, those that match exactly left out. */
  const searchSlipped = (
    segment: Segment<Row>,
    exact: readonly CandidateSource[],
    edits: 1 | 2,
    top: TopK,
  ): number => {
    const slipped = exact.map(source => {
      const { letters, isDigits } = source.term;
      if (letters.length < forOneSlip || isDigits) return source;
      const forgiven = letters.length < forTwoSlips ? 1 : edits;
      return cached(source.term, forgiven, () => fuzzySource(segment, source, forgiven));
    });
    if (slipped.every((source, at) => source === exact[at])) return 0;
    const [only] = slipped;
    if (slipped.length === 1 && only !== undefined && only.entryCount > fewEntries) {
      searchFrequentTypo(segment, only, top);
      return Math.min(only.entryCount, segment.liveRows);
    }
    return offerCommon(segment, slipped, top, rankStep);
  };

  const sourcesOf = (segment: Segment<Row>, query: Query): CandidateSource[] =>
    query.terms.map(term => cached(term, 0, () => exactSource(segment, term)));

  const searchRespaced = (
    segment: Segment<Row>,
    query: Query,
    wanted: 'slipped' | 'any',
    top: TopK,
  ): MatcherOutcome => {
    let total = 0;
    const readings = respacings(segment, query, wanted).filter(reading => {
      const found = offerCommon(segment, sourcesOf(segment, reading), top, 0, misplacedSpace);
      total += found;
      return found > 0;
    });
    return { total, readings };
  };

  return (segment, query, top) => {
    if (query.terms.length === 0) return { total: 0, readings: [] };
    memory.begin(segment);
    const sources = sourcesOf(segment, query);
    let total = searchExact(segment, sources, top);
    if (query.id !== '' && query.terms.length > 1) {
      const ids = rowsByIdPrefix(segment, query.id);
      for (const row of ids) offer(top, row, 0, at64(segment.prior, row));
      total = Math.max(total, ids.length);
    }
    if (total >= top.limit) return { total, readings: [] };
    let readings: readonly Query[] = [];
    const slipped = searchSlipped(segment, sources, 1, top);
    if (total < enough) {
      const other = searchRespaced(segment, query, total + slipped < enough ? 'any' : 'slipped', top);
      readings = other.readings;
      const found = total + slipped + other.total;
      const isLong = sources.some(({ term }) => term.letters.length >= forTwoSlips);
      total = found === 0 && isLong ? searchSlipped(segment, sources, 2, top) : found;
    } else {
      total += slipped;
    }
    // A row may have been met in more than one way; as long as all fit, they have been counted by being kept.
    return { total: total <= top.limit ? top.count : total, readings };
  };
}

/** A look at a row's own words costs about as much as fifteen entries of a list, and so does the way to another list. */
const entriesToLook = 15;
/** Entries of a list, where they have not been counted: short terms have very many short lists. */
const entriesInList = 8;

/** Whether it is cheaper to look at the candidates than at the lists; words that are not few must be marked for it. */
function isCheckCheaper<Row extends Searchable>(
  { trie, dictionary }: Segment<Row>,
  candidates: number,
  { term, entryCount, textWords }: CandidateSource,
): boolean {
  const whole = dictionary.rowCounts[findWord(trie, dictionary, textRoot, term.letters)] ?? 0;
  const lists = isShort(term) ? (entryCount - whole) / entriesInList : textWords.count;
  const marked = isShort(term) ? 0 : textWords.count;
  return candidates * entriesToLook + marked < entryCount + lists * entriesToLook;
}
