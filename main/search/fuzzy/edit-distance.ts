import { at8, at16, at32 } from '../arrays/access.ts';
import { letterOf } from '../text/letters.ts';
import * as costs from './confusion-costs.ts';
import * as sets from './letter-sets.ts';

/**
 * The table of a weighted edit distance between a typed term and the prefixes of a word: one line for each letter of the word,
 * one cell for each letter of the term. The distance of a word is that of its nearest prefix, since people are still typing. Words
 * with a common prefix share the lines of that prefix, so a trie is traversed with one table.
 */
export interface DistanceTable {
  /** Letters of the term. */
  length: number;
  /** Greater costs are not told apart: `wall`. */
  maxCost: number;
  /** How many letters more or less than the term a prefix may have. */
  band: number;
  /** Greater UTF-16 units are out of the term's reach: `isOutOfReach`. */
  lastCode: number;
  /** From 1 on, for each letter of the term: its UTF-16 unit, its number, and what it costs as an insertion. */
  readonly term: Uint16Array;
  readonly termLetters: Uint8Array;
  readonly insertionCosts: Uint8Array;
  /** 1 where a letter of the term and the one before it are a pair with costs of its own. */
  readonly pairs: Uint8Array;
  /** Lines of 32 cells. */
  readonly cells: Uint16Array;
  /** From 1 on, for each letter of the word so far: its UTF-16 unit and its number. */
  readonly word: Uint16Array;
  readonly wordLetters: Uint8Array;
}

/** How many typos a term may be allowed. What depends on it is a table: another number here, and the compiler asks for the rest. */
const editsInTerm = [1, 2] as const;
export type Edits = (typeof editsInTerm)[number];
export const mostEdits: Edits = 2;
/** Letters from which on a term may have so many. */
const minLetters: Readonly<Record<Edits, number>> = { 1: 3, 2: 5 };
/** What they may cost together. One typo may be of the dearest kind with a little beside it. */
const maxCosts: Readonly<Record<Edits, number>> = { 1: costs.editCost + 2, 2: costs.editCost * 2 };
/** The same for two in a term of five letters: they are of the likelier kinds. */
const maxCostInFive = 2 * costs.neighbourKeyCost;
/** How many letters a prefix may have more or less than the term. */
const bands: Readonly<Record<Edits, number>> = { 1: 2, 2: 3 };
/** Longer terms are searched without typos. */
export const maxFuzzyTerm = 24;
/** Letters of a prefix beyond those of the term, and room for the walls. */
const beyond = 12;
const lineLength = 32;
/** The cell before a line's first one is a wall. */
const pad = 1;
const wall = 9999;
const { letterCount } = costs;
const noLetter = letterCount;

export const newDistanceTable = (): DistanceTable => ({
  length: 0,
  maxCost: 0,
  band: 0,
  lastCode: 0,
  term: new Uint16Array(maxFuzzyTerm + 3),
  termLetters: new Uint8Array(maxFuzzyTerm + 3),
  insertionCosts: new Uint8Array(maxFuzzyTerm + 3),
  pairs: new Uint8Array(maxFuzzyTerm + 3),
  cells: new Uint16Array(lineLength * (maxFuzzyTerm + beyond)),
  word: new Uint16Array(maxFuzzyTerm + beyond),
  wordLetters: new Uint8Array(maxFuzzyTerm + beyond),
});

/** How many typos, `most` at most, a term of so many letters may have. */
export const editsAllowed = (letters: number, most: Edits): 0 | Edits =>
  editsInTerm.findLast(edits => edits <= most && letters >= minLetters[edits]) ?? 0;

/** Whether typos may cost as much in a term of so many letters as in longer ones. */
const hasFullBudget = (letters: number, edits: Edits): boolean => edits === 1 || letters > minLetters[2];

/**
 * Starts with a term of at most `maxFuzzyTerm` letters.
 * @param edits how many typos are allowed
 */
export function startTerm(table: DistanceTable, term: Uint16Array, edits: Edits): void {
  const { termLetters, insertionCosts, pairs, cells } = table;
  table.length = term.length;
  table.maxCost = hasFullBudget(term.length, edits) ? maxCosts[edits] : maxCostInFive;
  table.band = bands[edits];
  table.lastCode = 0;
  let before = noLetter;
  for (let i = 0; i < term.length; i++) {
    const code = at16(term, i);
    const letter = letterOf(code);
    table.term[i + 1] = code;
    table.lastCode = Math.max(table.lastCode, code);
    termLetters[i + 1] = letter;
    insertionCosts[i + 1] = costs.insertionCostOf(letter, before);
    pairs[i + 1] = before === noLetter ? 0 : at8(costs.isPair, before * letterCount + letter);
    before = letter;
  }
  // What lies behind the term's end belongs to an earlier term.
  table.term[term.length + 1] = 0;
  pairs[term.length + 1] = 0;
  cells[0] = wall;
  cells[pad] = 0;
  const end = Math.min(term.length, table.band);
  for (let i = 1; i <= end; i++) cells[pad + i] = at16(cells, pad + i - 1) + at8(insertionCosts, i);
  cells[pad + end + 1] = wall;
}

/** The first of the Chinese, Japanese and Korean characters (CJK Radicals, U+2E80); those of alphabets come before it. */
const firstCharacter = 0x2e80;

/** Whether a letter of a word is a character of which the term has none: nobody types a letter for one, or leaves it out. */
export const isOutOfReach = ({ lastCode }: DistanceTable, code: number): boolean =>
  code >= firstCharacter && lastCode < firstCharacter;

/** The distance between the whole term and the word's prefix of `depth` letters. */
export const costAt = ({ cells, length, band }: DistanceTable, depth: number): number =>
  Math.abs(depth - length) > band ? wall : at16(cells, depth * lineLength + pad + length);

/** Sets the word's letter number `depth`, from 1 on; returns a lower bound for the costs of all longer prefixes. */
export function addLetter(table: DistanceTable, depth: number, code: number): number {
  const { term, termLetters, insertionCosts, pairs, cells, word, wordLetters, length, band, maxCost } = table;
  const letter = letterOf(code);
  word[depth] = code;
  wordLetters[depth] = letter;
  const here = depth * lineLength + pad;
  const up = here - lineLength;
  const upper = up - lineLength;
  const codeBefore = depth > 1 ? at16(word, depth - 1) : 0;
  const before = depth > 1 ? at8(wordLetters, depth - 1) : noLetter;
  const omission = costs.omissionCostOf(letter, before);
  const pair = depth > 1 ? before * letterCount + letter : 0;
  const isPair = depth > 1 && costs.isPair[pair] === 1;
  const low = Math.max(0, depth - band);
  const high = Math.min(length, depth + band);
  let bound = wall;
  cells[here + low - 1] = wall;
  for (let i = low; i <= high; i++) {
    let cost = at16(cells, up + i) + omission;
    if (i > 0) {
      const typed = at16(term, i);
      const typedLetter = at8(termLetters, i);
      const diagonal = at16(cells, up + i - 1);
      const matched = diagonal + (typed === code ? 0 : costs.substitutionCost(typedLetter, letter));
      if (matched < cost) cost = matched;
      const inserted = at16(cells, here + i - 1) + at8(insertionCosts, i);
      if (inserted < cost) cost = inserted;
      if (depth > 1) {
        if (i > 1 && typed === codeBefore && term[i - 1] === code) {
          const transposed = at16(cells, upper + i - 2) + costs.transpositionCost;
          if (transposed < cost) cost = transposed;
        }
        if (isPair) {
          const one =
            at16(cells, upper + i - 1) + at8(costs.pairAsLetterCosts, pair * letterCount + typedLetter);
          if (one < cost) cost = one;
        }
      }
      if (i > 1 && pairs[i] === 1) {
        const typedPair = at8(termLetters, i - 1) * letterCount + typedLetter;
        const two = at16(cells, up + i - 2) + at8(costs.pairAsLetterCosts, typedPair * letterCount + letter);
        if (two < cost) cost = two;
        if (isPair) {
          const other = at16(cells, upper + i - 2) + costs.pairCost(typedPair, pair);
          if (other < cost) cost = other;
        }
      }
      // The letter may be the first of two that are cheap only together.
      if (diagonal < maxCost) {
        const transposing = diagonal + costs.transpositionCost;
        if (term[i + 1] === code && i < length && transposing < bound) bound = transposing;
        const pairing = diagonal + costs.leastPairCost;
        if (pairing < bound && opensPair(table, i, letter)) bound = pairing;
      }
    }
    if (cost > maxCost) cost = wall;
    else if (cost < bound) bound = cost;
    cells[here + i] = cost;
  }
  cells[here + high + 1] = wall;
  return bound;
}

/** Whether a letter begins a pair that is typed as the term's i-th letter, or as that letter and the next. */
const opensPair = ({ termLetters, pairs }: DistanceTable, i: number, letter: number): boolean => {
  const typed = at8(termLetters, i);
  if (sets.hasLetter(at32(sets.pairOpeners, typed), letter)) return true;
  if (pairs[i + 1] !== 1) return false;
  return sets.hasLetter(at32(sets.otherPairOpeners, typed * letterCount + at8(termLetters, i + 1)), letter);
};
