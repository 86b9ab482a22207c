/**
 * The room of typos. Enters: a query term and a segment's trie. Leaves: the words within the edit distance that is allowed, each
 * with its cost; and other places for the spaces of a query. It knows nothing of rows or ranks.
 */

import { at8, at16, at32, codeAt, item } from '../arrays/access.ts';
import type { TermDictionary } from '../index/term-dictionary.ts';
import {
  codeOf,
  collectWords,
  firstChild,
  nextSibling,
  type Trie,
  textRoot,
  wordOfNode,
} from '../index/trie.ts';
import { letterOf } from '../text/letters.ts';
import {
  addLetter,
  costAt,
  maxFuzzyTerm,
  newDistanceTable,
  startTerm,
  viableLetters,
} from './edit-distance.ts';

/** Words reached by a term, with what it took to reach them. */
export interface FuzzyWords {
  count: number;
  readonly words: number[];
  readonly costs: number[];
  /** Whether the term stands for the whole word. */
  readonly whole: boolean[];
}

export const newFuzzyWords = (): FuzzyWords => ({ count: 0, words: [], costs: [], whole: [] });

const reach = newDistanceTable();
const under: number[] = [];

/** Every living spoken word that begins like the term, slips forgiven up to `edits`; exact ones cost 0. */
export function traverseTrie(
  trie: Trie,
  dictionary: TermDictionary,
  term: Uint16Array,
  edits: number,
  into: FuzzyWords,
): FuzzyWords {
  into.count = 0;
  if (term.length > maxFuzzyTerm) return into;
  startTerm(reach, term, edits);
  visit(trie, dictionary, textRoot, 0, reach.maxCost + 1, 0, into);
  return into;
}

/** @param best the least cost of a beginning on the way here, reached at depth `bestAt` */
function visit(
  trie: Trie,
  dictionary: TermDictionary,
  node: number,
  depth: number,
  best: number,
  bestAt: number,
  into: FuzzyWords,
): void {
  const word = wordOfNode(trie, node);
  const first = firstChild(trie, node);
  if (word !== 0) {
    if (first === 0) alone(dictionary, word - 1, depth, best, bestAt, into);
    else if (best <= reach.maxCost) keep(dictionary, word - 1, best, depth === bestAt, into);
  }
  if (first === 0) return;
  const letters = viableLetters(reach, depth);
  const next = depth + 1;
  for (let child = first; child !== 0; child = nextSibling(trie, child)) {
    const code = codeOf(trie, child);
    if (((letters >>> letterOf(code)) & 1) === 0) {
      // Out of reach by this letter; what has been reached before it stays reached.
      if (best <= reach.maxCost) all(trie, dictionary, child, best, bestAt, into);
      continue;
    }
    const bound = addLetter(reach, next, code);
    const cost = costAt(reach, next);
    const better = Math.min(cost, best);
    const betterAt = cost <= best ? next : bestAt;
    if (bound < better) visit(trie, dictionary, child, next, better, betterAt, into);
    else if (better <= reach.maxCost) all(trie, dictionary, child, better, betterAt, into);
  }
}

/** The rest of a word that no other word shares. */
function alone(
  dictionary: TermDictionary,
  word: number,
  depth: number,
  best: number,
  bestAt: number,
  into: FuzzyWords,
): void {
  const length = at8(dictionary.lengths, word) & 0x7f;
  const start = at32(dictionary.starts, word);
  let better = best;
  let betterAt = bestAt;
  const end = Math.min(length, reach.length + reach.band);
  for (let at = depth + 1; at <= end; at++) {
    const bound = addLetter(reach, at, codeAt(dictionary.letters, start + at - 1));
    const cost = costAt(reach, at);
    if (cost <= better) {
      better = cost;
      betterAt = at;
    }
    if (bound >= better) break;
  }
  if (better <= reach.maxCost) keep(dictionary, word, better, length === betterAt, into);
}

function all(
  trie: Trie,
  dictionary: TermDictionary,
  node: number,
  cost: number,
  at: number,
  into: FuzzyWords,
): void {
  const count = collectWords(trie, node, under, 0);
  for (let i = 0; i < count; i++) {
    const word = item(under, i);
    keep(dictionary, word, cost, at8(dictionary.lengths, word) === at, into);
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

/** How a term reaches one word: the cost, and how many of the word's letters it stands for. */
export interface WordMatch {
  cost: number;
  letters: number;
}

/** As `walk`, for one word that lies in `codes`; null when it is out of reach. */
export function matchWord(
  term: Uint16Array,
  edits: number,
  codes: Uint16Array,
  from: number,
  length: number,
): WordMatch | null {
  if (term.length > maxFuzzyTerm) return null;
  startTerm(reach, term, edits);
  let best = reach.maxCost + 1;
  let letters = 0;
  const end = Math.min(length, reach.length + reach.band);
  for (let at = 1; at <= end; at++) {
    const bound = addLetter(reach, at, at16(codes, from + at - 1));
    const cost = costAt(reach, at);
    if (cost <= best) {
      best = cost;
      letters = at;
    }
    if (bound >= best) break;
  }
  return best <= reach.maxCost ? { cost: best, letters } : null;
}
