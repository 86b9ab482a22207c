import { at8, at16, at32, item, numberAt } from '../arrays/access.ts';
import type { TermDictionary } from '../index/term-dictionary.ts';
import { codeOf, firstChild, nextSibling, stepInto, type Trie, tailLetter } from '../index/trie.ts';
import { letterOf } from '../text/letters.ts';
import { columnsOf, nextColumn } from './columns.ts';
import * as costs from './confusion-costs.ts';
import { type DistanceTable, isOutOfReach } from './edit-distance.ts';
import * as sets from './letter-sets.ts';
import { addPlace, type PlaceSet } from './place-set.ts';

const { letterCount } = costs;

/** What is read: the letters of a term through the words of a trie. */
interface Reading {
  readonly trie: Trie;
  readonly dictionary: TermDictionary;
  readonly table: DistanceTable;
}

/**
 * The places below `root` whose letters are near a whole term, with what the typos cost: the last column of the distance table
 * that `startTerm` began, computed letter by letter of the term. Of each column only the cells are kept that stay within the
 * budget, and they are few. What the last term's first letters led to is not read again. Valid until the next call.
 * @param fixed how many of the first letters have no typos
 */
export function nearPlaces(
  trie: Trie,
  dictionary: TermDictionary,
  root: number,
  table: DistanceTable,
  fixed: number,
): PlaceSet {
  const reading = { trie, dictionary, table };
  const columns = columnsOf(trie, dictionary, root, table, fixed);
  const { sets } = columns;
  while (columns.read < table.length) {
    const here = nextColumn(columns);
    const i = columns.read;
    if (i === 0) addPlace(here, root, 0, letterCount, 0);
    else if (i <= fixed) readSame(reading, i, item(sets, i - 1), here);
    else readLetter(reading, i, item(sets, i - 1), here);
    if (i > fixed + 1) readPair(reading, i, item(sets, i - 2), here);
    if (i >= fixed) omitLetters(reading, i, here);
  }
  return item(sets, table.length);
}

/** Reads the term's i-th letter as itself. */
function readSame({ trie, dictionary, table }: Reading, i: number, before: PlaceSet, here: PlaceSet): void {
  for (let at = 0; at < before.count; at++) {
    const node = stepInto(trie, dictionary, at32(before.nodes, at), i - 1, at16(table.term, i));
    if (node !== 0) addPlace(here, node, i, at8(table.termLetters, i), 0);
  }
}

/** Reads the term's i-th letter as one letter of a word, as two or as none. */
function readLetter(reading: Reading, i: number, before: PlaceSet, here: PlaceSet): void {
  const { term, termLetters, insertionCosts, band, maxCost } = reading.table;
  const typed = at16(term, i);
  const letter = at8(termLetters, i);
  const inserted = at8(insertionCosts, i);
  const same = letter === sets.otherLetter ? 1 << letter : 0;
  for (let at = 0; at < before.count; at++) {
    const node = at32(before.nodes, at);
    const depth = at8(before.depths, at);
    const cost = at8(before.costs, at);
    const budget = maxCost - cost;
    if (inserted <= budget && depth >= i - band)
      addPlace(here, node, depth, at8(before.lasts, at), cost + inserted);
    if (depth + 1 > i + band) continue;
    const isPair = budget >= costs.leastPairCost && depth + 2 <= i + band;
    const openers = isPair ? at32(sets.pairOpeners, letter) : 0;
    findSteps(reading, node, depth, sets.lettersWithin(letter, budget) | same | openers, steps);
    for (let step = 0; step < steps.count; step++) {
      const child = numberAt(steps.nodes, step);
      const code = numberAt(steps.codes, step);
      const first = letterOf(code);
      const matched = code === typed ? 0 : costs.substitutionCost(letter, first);
      if (matched <= budget) addPlace(here, child, depth + 1, first, cost + matched);
      if (!sets.hasLetter(openers, first)) continue;
      findSteps(reading, child, depth + 1, at32(sets.pairClosers, first), secondSteps);
      for (let next = 0; next < secondSteps.count; next++) {
        const second = letterOf(numberAt(secondSteps.codes, next));
        const pair = first * letterCount + second;
        const one = at8(costs.pairAsLetterCosts, pair * letterCount + letter);
        if (one <= budget) addPlace(here, numberAt(secondSteps.nodes, next), depth + 2, second, cost + one);
      }
    }
  }
}

/** Reads the term's i-th letter and the one before it as swapped, as one letter of a word, or as another pair. */
function readPair(reading: Reading, i: number, earlier: PlaceSet, here: PlaceSet): void {
  const { trie, dictionary, table } = reading;
  const { term, termLetters, band, maxCost } = table;
  const typedFirst = at16(term, i - 1);
  const typedSecond = at16(term, i);
  const pair = at8(termLetters, i - 1) * letterCount + at8(termLetters, i);
  const openers = at32(sets.otherPairOpeners, pair);
  const letters = table.pairs[i] === 1 ? at32(sets.pairAsLetters, pair) | openers : 0;
  for (let at = 0; at < earlier.count; at++) {
    const node = at32(earlier.nodes, at);
    const depth = at8(earlier.depths, at);
    const cost = at8(earlier.costs, at);
    const budget = maxCost - cost;
    if (budget >= costs.transpositionCost) {
      const first = stepInto(trie, dictionary, node, depth, typedSecond);
      const swapped = first === 0 ? 0 : stepInto(trie, dictionary, first, depth + 1, typedFirst);
      if (swapped !== 0)
        addPlace(here, swapped, depth + 2, at8(termLetters, i - 1), cost + costs.transpositionCost);
    }
    if (letters === 0 || budget < costs.leastPairCost) continue;
    findSteps(reading, node, depth, letters, steps);
    for (let step = 0; step < steps.count; step++) {
      const child = numberAt(steps.nodes, step);
      const first = letterOf(numberAt(steps.codes, step));
      const one = at8(costs.pairAsLetterCosts, pair * letterCount + first);
      if (one <= budget && depth + 1 >= i - band) addPlace(here, child, depth + 1, first, cost + one);
      if (!sets.hasLetter(openers, first)) continue;
      findSteps(reading, child, depth + 1, sets.everyLetter, secondSteps);
      for (let next = 0; next < secondSteps.count; next++) {
        const second = letterOf(numberAt(secondSteps.codes, next));
        const other = costs.pairCost(pair, first * letterCount + second);
        if (other <= budget)
          addPlace(here, numberAt(secondSteps.nodes, next), depth + 2, second, cost + other);
      }
    }
  }
}

/** Reads letters of words that the typed text lacks, where `i` of its letters have been read. */
function omitLetters(reading: Reading, i: number, here: PlaceSet): void {
  const { band, maxCost } = reading.table;
  // By depth: a place's cost is final once all that lead to it have been looked at.
  for (let depth = Math.max(0, i - band); depth < i + band; depth++) {
    for (let at = 0; at < here.count; at++) {
      if (here.depths[at] !== depth) continue;
      const last = at8(here.lasts, at);
      const cost = at8(here.costs, at);
      const letters = sets.omissibleLetters(last, maxCost - cost);
      if (letters === 0) continue;
      findSteps(reading, at32(here.nodes, at), depth, letters, steps);
      for (let step = 0; step < steps.count; step++) {
        const letter = letterOf(numberAt(steps.codes, step));
        const omitted = cost + costs.omissionCostOf(letter, last);
        if (omitted <= maxCost) addPlace(here, numberAt(steps.nodes, step), depth + 1, letter, omitted);
      }
    }
  }
}

/** Where a word can go on from a place: the nodes, and the letters that lead there. */
interface Steps {
  count: number;
  readonly nodes: number[];
  readonly codes: number[];
}

const steps: Steps = { count: 0, nodes: [], codes: [] };
const secondSteps: Steps = { count: 0, nodes: [], codes: [] };

/** Finds the steps from a place by these letters (see `letter-sets`). */
function findSteps(
  { trie, dictionary, table }: Reading,
  node: number,
  depth: number,
  letters: number,
  into: Steps,
): void {
  into.count = 0;
  const first = firstChild(trie, node);
  let child = first === 0 ? node : first;
  let left = letters;
  while (child !== 0 && left !== 0) {
    const code = first === 0 ? tailLetter(trie, dictionary, node, depth) : codeOf(trie, child);
    const letter = letterOf(code);
    if (code >= 0 && sets.hasLetter(left, letter) && !isOutOfReach(table, code)) {
      into.nodes[into.count] = child;
      into.codes[into.count++] = code;
      // Of the other letters there are several.
      if (letter !== sets.otherLetter) left &= ~(1 << letter);
    }
    child = first === 0 ? 0 : nextSibling(trie, child);
  }
}
