/**
 * The room of queries. Enters: a segment, the user's picks and a text. Leaves: the best rows in their order, how many match,
 * and the ranges to highlight. A term's candidate source says where its rows are; postings are collected or candidates
 * checked one by one, whichever is cheaper.
 */

import { omitted } from '../fuzzy/confusion-costs.ts';
import { respaced } from '../fuzzy/misplaced-spaces.ts';
import type { Searchable, Shelf } from '../index/segment.ts';
import { spokenRoot, wordAt } from '../index/trie.ts';
import { step } from '../ranking/rank.ts';
import { isWelcome, offer, type Top } from '../ranking/top-k.ts';
import type { Query } from '../text/query.ts';
import { exactSource, isShort, rowsByIds, type Source, slippedSource } from './candidate-source.ts';
import { newCandidates, reset, settle, sieve } from './candidates.ts';
import { check } from './check-candidates.ts';
import { gather } from './collect-postings.ts';
import { findPopular } from './frequent-term.ts';
import { findSlipped } from './frequent-typo.ts';
import { manyCandidates, narrow } from './narrow.ts';
import { createMemory } from './query-cache.ts';

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
const misplacedSpace = 2 * omitted * step;

/** What a search leaves beside the rows in `top`. */
export interface Outcome {
  /** How many rows match. */
  readonly total: number;
  /** Other ways to read the query that found rows. */
  readonly readings: readonly Query[];
}

/** Fills `top` with the best rows, exact ones before those with slips. */
export type Search<Row extends Searchable> = (shelf: Shelf<Row>, query: Query, top: Top) => Outcome;

export function createSearch<Row extends Searchable>(): Search<Row> {
  const set = newCandidates();
  const memory = createMemory<Row>();
  const { recall } = memory;

  /** Offers the rows that every source has, `farther` down; the rarest source comes first. See `offerAll`. */
  const offerCommon = (
    shelf: Shelf<Row>,
    sources: readonly Source[],
    top: Top,
    least: number,
    farther = 0,
  ): number => {
    const inOrder = [...sources].sort((a, b) => a.weight - b.weight);
    reset(set, shelf.rows.length);
    for (const [at, source] of inOrder.entries()) {
      if (at > 0 && set.count === 0) break;
      if (at > 0 && at === inOrder.length - 1 && canNarrow(source) && farther === 0) {
        const total = narrow(shelf, source, inOrder.slice(0, -1), set, top, least);
        if (total !== null) return total;
      }
      if (at === 0) gatherFirst(shelf, source, inOrder[1]);
      else if (isCheckCheaper(shelf, set.count, source)) check(shelf, source, set);
      else gather(shelf, source, set, 'confirm');
      settle(set);
    }
    return offerAll(shelf, top, least, farther);
  };

  /** Of two large sources the second sieves the first: a bit is sooner looked up than a candidate kept. */
  const gatherFirst = (shelf: Shelf<Row>, source: Source, next: Source | undefined): void => {
    if (next !== undefined && source.weight > fewEntries && next.weight < source.weight * 4) {
      sieve(set, shelf.rows.length);
      gather(shelf, next, set, 'let-through');
    }
    gather(shelf, source, set, 'admit');
  };

  const canNarrow = ({ edits }: Source): boolean => edits === 0 && set.count > manyCandidates;

  /** Offers the candidates of at least this rank, `farther` down; returns how many living ones there are. */
  const offerAll = (shelf: Shelf<Row>, top: Top, least: number, farther: number): number => {
    const { prior } = shelf;
    let total = 0;
    for (let at = 0; at < set.count; at++) {
      const rank = (set.sums[at] as number) + farther;
      const row = set.rows[at] as number;
      const worth = prior[row] as number;
      if (worth < 0 || rank < least) continue;
      total++;
      if (isWelcome(top, rank, worth)) offer(top, row, rank, worth);
    }
    return total;
  };

  const searchExact = (shelf: Shelf<Row>, sources: readonly Source[], top: Top): number => {
    const [only] = sources;
    if (sources.length === 1 && only !== undefined && only.weight > fewEntries) {
      return findPopular(shelf, only, top);
    }
    return offerCommon(shelf, sources, top, 0);
  };

  /** Returns how many rows match with slips, those that match exactly left out. */
  const searchSlipped = (shelf: Shelf<Row>, exact: readonly Source[], edits: 1 | 2, top: Top): number => {
    const slipped = exact.map(source => {
      const { letters, digits } = source.term;
      if (letters.length < forOneSlip || digits) return source;
      const forgiven = letters.length < forTwoSlips ? 1 : edits;
      return recall(source.term, forgiven, () => slippedSource(shelf, source, forgiven));
    });
    if (slipped.every((source, at) => source === exact[at])) return 0;
    const [only] = slipped;
    if (slipped.length === 1 && only !== undefined && only.weight > fewEntries) {
      findSlipped(shelf, only, top);
      return Math.min(only.weight, shelf.living);
    }
    return offerCommon(shelf, slipped, top, step);
  };

  const sourcesOf = (shelf: Shelf<Row>, query: Query): Source[] =>
    query.terms.map(term => recall(term, 0, () => exactSource(shelf, term)));

  const searchRespaced = (shelf: Shelf<Row>, query: Query, wanted: 'slipped' | 'any', top: Top): Outcome => {
    let total = 0;
    const readings = respaced(shelf, query, wanted).filter(reading => {
      const found = offerCommon(shelf, sourcesOf(shelf, reading), top, 0, misplacedSpace);
      total += found;
      return found > 0;
    });
    return { total, readings };
  };

  return (shelf, query, top) => {
    if (query.terms.length === 0) return { total: 0, readings: [] };
    memory.begin(shelf);
    const sources = sourcesOf(shelf, query);
    let total = searchExact(shelf, sources, top);
    if (query.id !== '' && query.terms.length > 1) {
      const ids = rowsByIds(shelf, query.id);
      for (const row of ids) offer(top, row, 0, shelf.prior[row] as number);
      total = Math.max(total, ids.length);
    }
    if (total >= top.limit) return { total, readings: [] };
    let readings: readonly Query[] = [];
    const slipped = searchSlipped(shelf, sources, 1, top);
    if (total < enough) {
      const other = searchRespaced(shelf, query, total + slipped < enough ? 'any' : 'slipped', top);
      readings = other.readings;
      const found = total + slipped + other.total;
      const isLong = sources.some(({ term }) => term.letters.length >= forTwoSlips);
      total = found === 0 && isLong ? searchSlipped(shelf, sources, 2, top) : found;
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
  { trie, lexicon }: Shelf<Row>,
  candidates: number,
  { term, weight, spoken }: Source,
): boolean {
  const whole = lexicon.rows[wordAt(trie, lexicon, spokenRoot, term.letters)] ?? 0;
  const lists = isShort(term) ? (weight - whole) / entriesInList : spoken.count;
  const marked = isShort(term) ? 0 : spoken.count;
  return candidates * entriesToLook + marked < weight + lists * entriesToLook;
}
