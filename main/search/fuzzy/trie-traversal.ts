/**
 * The room of typos. Enters: a query term and a segment's trie. Leaves: the words within the edit distance that is allowed, each
 * with its cost; and other places for the spaces of a query. It knows nothing of rows or ranks.
 */

import { at16, at32, codeAt, numberAt } from '../arrays/access.ts';
import { lengthOf, type TermDictionary } from '../index/term-dictionary.ts';
import { codeOf, collectWords, firstChild, nextSibling, type Trie, wordOfNode } from '../index/trie.ts';
import { letterOf } from '../text/letters.ts';
import * as distance from './edit-distance.ts';
import { hasLetter } from './letter-sets.ts';

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

/** Finds every word of live rows below `root` with a prefix that is at most `edits` typos from the term; adds them to `into`. */
export function traverseTrie(
  trie: Trie,
  dictionary: TermDictionary,
  root: number,
  term: Uint16Array,
  edits: distance.Edits,
  into: FuzzyWords,
): void {
  if (term.length > distance.maxFuzzyTerm) return;
  distance.startTerm(table, term, edits);
  visit(trie, dictionary, root, 0, table.maxCost + 1, 0, into);
}

/** Adds those of some words that are at most `edits` typos from the term, as `traverseTrie` finds them. */
export function compareWords(
  dictionary: TermDictionary,
  words: Iterable<number>,
  term: Uint16Array,
  edits: distance.Edits,
  into: FuzzyWords,
): void {
  if (term.length > distance.maxFuzzyTerm) return;
  distance.startTerm(table, term, edits);
  for (const word of words) visitTail(dictionary, word, 0, table.maxCost + 1, 0, into);
}

/** @param best the lowest cost of a prefix on the way to the node, and `bestAt` the length of that prefix */
function visit(
  trie: Trie,
  dictionary: TermDictionary,
  node: number,
  depth: number,
  best: number,
  bestAt: number,
  into: FuzzyWords,
): void {
  const word = wordOfNode(trie, node) - 1;
  const first = firstChild(trie, node);
  if (word >= 0) {
    if (first === 0) visitTail(dictionary, word, depth, best, bestAt, into);
    else if (best <= table.maxCost) keep(dictionary, word, best, depth === bestAt, into);
  }
  if (first === 0) return;
  const letters = distance.viableLetters(table, depth);
  const next = depth + 1;
  for (let child = first; child !== 0; child = nextSibling(trie, child)) {
    const code = codeOf(trie, child);
    if (!hasLetter(letters, letterOf(code))) {
      // Longer prefixes cost more; a shorter one may be near enough.
      if (best <= table.maxCost) keepAll(trie, dictionary, child, best, bestAt, into);
      continue;
    }
    const bound = distance.addLetter(table, next, code);
    const cost = distance.costAt(table, next);
    const better = Math.min(cost, best);
    const betterAt = cost <= best ? next : bestAt;
    if (bound < better) visit(trie, dictionary, child, next, better, betterAt, into);
    else if (better <= table.maxCost) keepAll(trie, dictionary, child, better, betterAt, into);
  }
}

/** Goes on through the letters that a node's only word has left. */
function visitTail(
  dictionary: TermDictionary,
  word: number,
  depth: number,
  best: number,
  bestAt: number,
  into: FuzzyWords,
): void {
  const start = at32(dictionary.starts, word);
  const length = lengthOf(dictionary, word);
  let better = best;
  let betterAt = bestAt;
  const end = Math.min(length, table.length + table.band);
  for (let at = depth + 1; at <= end; at++) {
    const bound = distance.addLetter(table, at, codeAt(dictionary.letters, start + at - 1));
    const cost = distance.costAt(table, at);
    if (cost <= better) {
      better = cost;
      betterAt = at;
    }
    if (bound >= better) break;
  }
  if (better <= table.maxCost) keep(dictionary, word, better, length === betterAt, into);
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
    const bound = distance.addLetter(table, at, at16(codes, from + at - 1));
    const cost = distance.costAt(table, at);
    if (cost <= best) {
      best = cost;
      letters = at;
    }
    if (bound >= best) break;
  }
  return best <= table.maxCost ? { cost: best, letters } : null;
}
