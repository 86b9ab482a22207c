/**
 * The room of typos. Enters: a query term and a segment's trie. Leaves: the words within the edit distance that is allowed, each
 * with its cost; and other places for the spaces of a query. It knows nothing of rows or ranks.
 */

import type { Lexicon } from '../index/term-dictionary.ts';
import { codeOf, firstChild, nextSibling, spokenRoot, type Trie, wordIn, wordsUnder } from '../index/trie.ts';
import { letterOf } from '../text/letters.ts';
import { advance, aim, costAt, longestTerm, newReach, onward } from './edit-distance.ts';

/** Words reached by a term, with what it took to reach them. */
export interface Reached {
  count: number;
  readonly words: number[];
  readonly costs: number[];
  /** Whether the term stands for the whole word. */
  readonly whole: boolean[];
}

export const newReached = (): Reached => ({ count: 0, words: [], costs: [], whole: [] });

const reach = newReach();
const under: number[] = [];

/** Every living spoken word that begins like the term, slips forgiven up to `edits`; exact ones cost 0. */
export function walk(trie: Trie, lexicon: Lexicon, term: Uint16Array, edits: number, into: Reached): Reached {
  into.count = 0;
  if (term.length > longestTerm) return into;
  aim(reach, term, edits);
  visit(trie, lexicon, spokenRoot, 0, reach.most + 1, 0, into);
  return into;
}

/** @param best the least cost of a beginning on the way here, reached at depth `bestAt` */
function visit(
  trie: Trie,
  lexicon: Lexicon,
  node: number,
  depth: number,
  best: number,
  bestAt: number,
  into: Reached,
): void {
  const word = wordIn(trie, node);
  const first = firstChild(trie, node);
  if (word !== 0) {
    if (first === 0) alone(lexicon, word - 1, depth, best, bestAt, into);
    else if (best <= reach.most) keep(lexicon, word - 1, best, depth === bestAt, into);
  }
  if (first === 0) return;
  const letters = onward(reach, depth);
  const next = depth + 1;
  for (let child = first; child !== 0; child = nextSibling(trie, child)) {
    const code = codeOf(trie, child);
    if (((letters >>> letterOf(code)) & 1) === 0) {
      // Out of reach by this letter; what has been reached before it stays reached.
      if (best <= reach.most) all(trie, lexicon, child, best, bestAt, into);
      continue;
    }
    const bound = advance(reach, next, code);
    const cost = costAt(reach, next);
    const better = Math.min(cost, best);
    const betterAt = cost <= best ? next : bestAt;
    if (bound < better) visit(trie, lexicon, child, next, better, betterAt, into);
    else if (better <= reach.most) all(trie, lexicon, child, better, betterAt, into);
  }
}

/** The rest of a word that no other word shares. */
function alone(
  lexicon: Lexicon,
  word: number,
  depth: number,
  best: number,
  bestAt: number,
  into: Reached,
): void {
  const length = (lexicon.length[word] as number) & 0x7f;
  const start = lexicon.start[word] as number;
  let better = best;
  let betterAt = bestAt;
  const end = Math.min(length, reach.length + reach.band);
  for (let at = depth + 1; at <= end; at++) {
    const bound = advance(reach, at, lexicon.letters[start + at - 1] as number);
    const cost = costAt(reach, at);
    if (cost <= better) {
      better = cost;
      betterAt = at;
    }
    if (bound >= better) break;
  }
  if (better <= reach.most) keep(lexicon, word, better, length === betterAt, into);
}

function all(trie: Trie, lexicon: Lexicon, node: number, cost: number, at: number, into: Reached): void {
  const count = wordsUnder(trie, node, under, 0);
  for (let i = 0; i < count; i++) {
    const word = under[i] as number;
    keep(lexicon, word, cost, (lexicon.length[word] as number) === at, into);
  }
}

function keep(lexicon: Lexicon, word: number, cost: number, whole: boolean, into: Reached): void {
  if ((lexicon.rows[word] as number) === 0) return;
  into.words[into.count] = word;
  into.costs[into.count] = cost;
  into.whole[into.count++] = whole;
}

/** How a term reaches one word: the cost, and how many of the word's letters it stands for. */
export interface Hold {
  cost: number;
  letters: number;
}

/** As `walk`, for one word that lies in `codes`; null when it is out of reach. */
export function hold(
  term: Uint16Array,
  edits: number,
  codes: Uint16Array,
  from: number,
  length: number,
): Hold | null {
  if (term.length > longestTerm) return null;
  aim(reach, term, edits);
  let best = reach.most + 1;
  let letters = 0;
  const end = Math.min(length, reach.length + reach.band);
  for (let at = 1; at <= end; at++) {
    const bound = advance(reach, at, codes[from + at - 1] as number);
    const cost = costAt(reach, at);
    if (cost <= best) {
      best = cost;
      letters = at;
    }
    if (bound >= best) break;
  }
  return best <= reach.most ? { cost: best, letters } : null;
}
