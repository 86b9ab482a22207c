/**
 * The room of typos. Enters: a query term and a segment's trie. Leaves: the words within the edit distance that is allowed, each
 * with its cost; and other places for the spaces of a query. It knows nothing of rows or ranks.
 */

import { at8, at16, at32, numberAt } from '../arrays/access.ts';
import { ensureLength } from '../arrays/grow.ts';
import { lengthOf, type TermDictionary } from '../index/term-dictionary.ts';
import { collectWords, firstChild, nextSibling, type Trie, wordOfNode } from '../index/trie.ts';
import * as distance from './edit-distance.ts';
import { nearPlaces } from './near-places.ts';
import { findPlace, type PlaceSet } from './place-set.ts';

/** Words that answer a term. The first `count` elements of each array are used. */
export interface FuzzyWords {
  count: number;
  readonly words: number[];
  /** What the typos in each word cost, in twentieths of an edit; 0 without any. */
  readonly costs: number[];
  /** Whether the term stands for the whole word, not for a prefix of it. */
  readonly whole: boolean[];
}

export const newFuzzyWords = (): FuzzyWords => ({ count: 0, words: [], costs: [], whole: [] });

const table = distance.newDistanceTable();
const below: number[] = [];

/**
 * Finds every word of live rows below `root` with a prefix that is at most `edits` typos from the term; adds them to `into`.
 * @param fixed how many of the first letters have no typos
 */
export function traverseTrie(
  trie: Trie,
  dictionary: TermDictionary,
  root: number,
  term: Uint16Array,
  edits: distance.Edits,
  into: FuzzyWords,
  fixed = 0,
): void {
  if (term.length > distance.maxFuzzyTerm) return;
  distance.startTerm(table, term, edits);
  const near = nearPlaces(trie, dictionary, root, table, fixed);
  seen = ensureLength(seen, near.count).fill(0, 0, near.count);
  // The shortest prefixes first: what is below them is seen with them.
  const deepest = table.length + table.band;
  for (let depth = Math.max(0, table.length - table.band); depth <= deepest; depth++)
    for (let at = 0; at < near.count; at++)
      if (near.depths[at] === depth && seen[at] === 0)
        keepBelow(trie, dictionary, near, at32(near.nodes, at), depth, deepest, wall, 0, into);
}

/** By place among the near ones, 1 once what is below it is kept. */
let seen = new Uint8Array(0);
/** Above all costs. */
const wall = 0xff;

/**
 * Keeps the words below a place, each with the lowest cost of a prefix, and of such prefixes the longest.
 * @param best the lowest cost of a shorter prefix, and `bestAt` the length of that prefix
 */
function keepBelow(
  trie: Trie,
  dictionary: TermDictionary,
  near: PlaceSet,
  node: number,
  depth: number,
  deepest: number,
  best: number,
  bestAt: number,
  into: FuzzyWords,
): void {
  const at = findPlace(near, node, depth);
  const cost = at < 0 ? wall : at8(near.costs, at);
  const better = Math.min(best, cost);
  const betterAt = cost <= best ? depth : bestAt;
  if (at >= 0) seen[at] = 1;
  const word = wordOfNode(trie, node) - 1;
  const first = firstChild(trie, node);
  const isLonger = word >= 0 && lengthOf(dictionary, word) > depth;
  if (depth === deepest) keepAll(trie, dictionary, node, better, betterAt, into);
  else if (isLonger) keepBelow(trie, dictionary, near, node, depth + 1, deepest, better, betterAt, into);
  else {
    if (word >= 0) keep(dictionary, word, better, depth === betterAt, into);
    for (let child = first; child !== 0; child = nextSibling(trie, child))
      keepBelow(trie, dictionary, near, child, depth + 1, deepest, better, betterAt, into);
  }
}

/** Keeps every word below a node. */
function keepAll(
  trie: Trie,
  dictionary: TermDictionary,
  node: number,
  cost: number,
  at: number,
  into: FuzzyWords,
): void {
  const count = collectWords(trie, node, below, 0);
  for (let i = 0; i < count; i++) {
    const word = numberAt(below, i);
    keep(dictionary, word, cost, lengthOf(dictionary, word) === at, into);
  }
}

function keep(
  dictionary: TermDictionary,
  word: number,
  cost: number,
  whole: boolean,
  into: FuzzyWords,
): void {
  if (at32(dictionary.rowCounts, word) === 0) return;
  into.words[into.count] = word;
  into.costs[into.count] = cost;
  into.whole[into.count++] = whole;
}

/** How near a term is to one word, which lies in `codes`, and for how many of its letters it stands; null where it is too far. */
export function matchWord(
  term: Uint16Array,
  edits: distance.Edits,
  codes: Uint16Array,
  from: number,
  length: number,
): { readonly cost: number; readonly letters: number } | null {
  if (term.length > distance.maxFuzzyTerm) return null;
  distance.startTerm(table, term, edits);
  let best = table.maxCost + 1;
  let letters = 0;
  const end = Math.min(length, table.length + table.band);
  for (let at = 1; at <= end; at++) {
    const code = at16(codes, from + at - 1);
    if (distance.isOutOfReach(table, code)) break;
    const bound = distance.addLetter(table, at, code);
    const cost = distance.costAt(table, at);
    if (cost <= best) {
      best = cost;
      letters = at;
    }
    if (bound > best) break;
  }
  return best <= table.maxCost ? { cost: best, letters } : null;
}
