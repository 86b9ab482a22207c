import { at8, at16, at32 } from '../arrays/access.ts';
import { letterOf } from '../text/letters.ts';
import * as sounds from './confusion-costs.ts';

/**
 * The distance table between a typed term and the beginnings of words, one line per letter of the word. A word is
 * reached by its beginning that is nearest to the whole term; what follows it does not count, since the person is still
 * typing. The table is filled line by line while a trie is walked: words with a common beginning share their lines.
 */
export interface DistanceTable {
  length: number;
  /** Costs above this are of no interest. */
  maxCost: number;
  /** How many letters the term and the beginning may differ in length. */
  band: number;
  readonly term: Uint16Array;
  readonly termLetters: Uint8Array;
  /** For each letter of the term, the cost of its being one too many. */
  readonly insertionCosts: Uint8Array;
  /** For each letter of the term, whether it and the one before are heard as something else. */
  readonly pairs: Uint8Array;
  /** Lines of 32 cells; the cell before the first is a wall. */
  readonly cells: Uint16Array;
  /** The letters of the word so far, from 1 on, and what `sounds` calls them. */
  readonly word: Uint16Array;
  readonly wordLetters: Uint8Array;
}

/** Longer terms are not looked for with slips. */
export const maxFuzzyTerm = 24;
const line = 32;
const pad = 1;
const wall = 9999;
const side = 27;

export const newDistanceTable = (): DistanceTable => ({
  length: 0,
  maxCost: 0,
  band: 0,
  term: new Uint16Array(maxFuzzyTerm + 3),
  termLetters: new Uint8Array(maxFuzzyTerm + 3),
  insertionCosts: new Uint8Array(maxFuzzyTerm + 3),
  pairs: new Uint8Array(maxFuzzyTerm + 3),
  cells: new Uint16Array(line * (maxFuzzyTerm + 12)),
  word: new Uint16Array(maxFuzzyTerm + 12),
  wordLetters: new Uint8Array(maxFuzzyTerm + 12),
});

/** Sets the term, and how far slips may go: `edits` 1 or 2. */
export function startTerm(reach: DistanceTable, term: Uint16Array, edits: number): void {
  const { termLetters, insertionCosts, pairs, cells } = reach;
  reach.length = term.length;
  reach.maxCost = edits === 1 ? sounds.editCost + 2 : sounds.editCost * 2;
  reach.band = edits === 1 ? 2 : 3;
  let before = side;
  for (let i = 0; i < term.length; i++) {
    const code = at16(term, i);
    const letter = letterOf(code);
    reach.term[i + 1] = code;
    termLetters[i + 1] = letter;
    insertionCosts[i + 1] = sounds.insertionCostOf(letter, before);
    pairs[i + 1] = before < side ? at8(sounds.isPair, before * side + letter) : 0;
    before = letter;
  }
  // What lies behind the term's end belongs to an earlier term.
  reach.term[term.length + 1] = 0;
  pairs[term.length + 1] = 0;
  cells[0] = wall;
  cells[pad] = 0;
  const end = Math.min(term.length, reach.band);
  for (let i = 1; i <= end; i++) cells[pad + i] = at16(cells, pad + i - 1) + at8(insertionCosts, i);
  cells[pad + end + 1] = wall;
}

/** The cost of the word's beginning up to `depth`, as far as it is the whole term. */
export const costAt = ({ cells, length, band }: DistanceTable, depth: number): number =>
  Math.abs(depth - length) > band ? wall : at16(cells, depth * line + pad + length);

/** Adds a letter to the word; returns a bound: no beginning further on can cost less. */
export function addLetter(reach: DistanceTable, depth: number, code: number): number {
  const { term, termLetters, insertionCosts, pairs, cells, word, wordLetters, length, band, maxCost } = reach;
  const letter = letterOf(code);
  word[depth] = code;
  wordLetters[depth] = letter;
  const here = depth * line + pad;
  const up = here - line;
  const upper = up - line;
  const codeBefore = depth > 1 ? at16(word, depth - 1) : 0;
  const before = depth > 1 ? at8(wordLetters, depth - 1) : side;
  const missing = sounds.omissionCostOf(letter, before);
  const pair = depth > 1 ? before * side + letter : 0;
  const paired = depth > 1 && sounds.isPair[pair] === 1;
  const low = Math.max(0, depth - band);
  const high = Math.min(length, depth + band);
  let bound = wall;
  cells[here + low - 1] = wall;
  for (let i = low; i <= high; i++) {
    let cost = at16(cells, up + i) + missing;
    if (i > 0) {
      const typed = at16(term, i);
      const typedLetter = at8(termLetters, i);
      const diagonal = at16(cells, up + i - 1);
      const matched =
        diagonal + (typed === code ? 0 : at8(sounds.substitutionCosts, typedLetter * side + letter));
      if (matched < cost) cost = matched;
      const surplus = at16(cells, here + i - 1) + at8(insertionCosts, i);
      if (surplus < cost) cost = surplus;
      if (depth > 1) {
        if (i > 1 && typed === codeBefore && term[i - 1] === code) {
          const swapped = at16(cells, upper + i - 2) + sounds.transpositionCost;
          if (swapped < cost) cost = swapped;
        }
        if (paired) {
          const one = at16(cells, upper + i - 1) + at8(sounds.pairAsLetterCosts, pair * side + typedLetter);
          if (one < cost) cost = one;
        }
      }
      if (i > 1 && pairs[i] === 1) {
        const typedPair = at8(termLetters, i - 1) * side + typedLetter;
        const two = at16(cells, up + i - 2) + at8(sounds.pairAsLetterCosts, typedPair * side + letter);
        if (two < cost) cost = two;
        if (paired) {
          const others = at16(cells, upper + i - 2) + sounds.pairSubstitutionCost(typedPair, pair);
          if (others < cost) cost = others;
        }
      }
      // The letter may be the first of two that only together come cheap.
      if (diagonal < maxCost) {
        if (term[i + 1] === code && i < length && diagonal + sounds.transpositionCost < bound) {
          bound = diagonal + sounds.transpositionCost;
        }
        if (diagonal + sounds.leastPairCost < bound && opensPair(reach, i, letter)) {
          bound = diagonal + sounds.leastPairCost;
        }
      }
    }
    if (cost > maxCost) cost = wall;
    else if (cost < bound) bound = cost;
    cells[here + i] = cost;
  }
  cells[here + high + 1] = wall;
  return bound;
}

/** Whether the letter begins a pair heard as the term's i-th letter, or as that and the one after. */
const opensPair = ({ termLetters, pairs }: DistanceTable, i: number, letter: number): boolean => {
  const typed = at8(termLetters, i);
  if (((at32(sounds.pairOpeners, typed) >>> letter) & 1) === 1) return true;
  if (pairs[i + 1] !== 1) return false;
  return ((at32(sounds.otherPairOpeners, typed * side + at8(termLetters, i + 1)) >>> letter) & 1) === 1;
};

/**
 * The letters (a bit each, as `sounds` numbers them) with which the word may go on without leaving reach: a node's other
 * children need no line of their own.
 */
export function viableLetters(reach: DistanceTable, depth: number): number {
  const { termLetters, pairs, cells, wordLetters, length, band, maxCost } = reach;
  const last = depth > 0 ? at8(wordLetters, depth) : side;
  let letters = 1 << 26;
  const here = depth * line + pad;
  const high = Math.min(length, depth + band);
  for (let i = Math.max(0, depth - band); i <= high; i++) {
    const budget = maxCost - at16(cells, here + i);
    if (budget < 0) continue;
    letters |= sounds.omissibleLetters(last, budget);
    if (letters === sounds.everyLetter) return letters;
    if (i === length) continue;
    const typed = at8(termLetters, i + 1);
    letters |= at32(sounds.lettersWithin, typed * (2 * sounds.editCost + 1) + budget);
    if (budget >= sounds.leastPairCost) letters |= at32(sounds.pairOpeners, typed);
    if (i + 1 === length) continue;
    const next = at8(termLetters, i + 2);
    if (budget >= sounds.transpositionCost) letters |= 1 << next;
    if (pairs[i + 2] === 1)
      letters |=
        at32(sounds.pairAsLetters, typed * side + next) | at32(sounds.otherPairOpeners, typed * side + next);
  }
  if (depth === 0) return letters;
  // Two letters at once: the last one was the first of them.
  const up = here - line;
  const upHigh = Math.min(length, depth - 1 + band);
  for (let i = Math.max(0, depth - 1 - band); i < upHigh; i++) {
    const budget = maxCost - at16(cells, up + i);
    if (budget < sounds.leastPairCost) continue;
    letters |= at32(sounds.pairClosers, last);
    if (budget >= sounds.transpositionCost && termLetters[i + 2] === last && i + 1 < length) {
      letters |= 1 << at8(termLetters, i + 1);
    }
  }
  return letters;
}
