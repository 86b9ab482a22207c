import { at8 } from '../arrays/access.ts';
import { letterOf } from '../text/letters.ts';
import { keyboard, keyboardShifts, pairsAsLetter, similarLetters, similarPairs } from './confusions.ts';

/** What each edit between typed text and a word costs, in twentieths of an edit. Letters are numbered by `letterOf`. */

export const editCost = 20;
export const omissionCost = 14;
export const transpositionCost = 12;
/** The least that an edit of a pair, or an omission, costs. */
export const leastPairCost = 8;
export const leastOmissionCost = 7;
const insertionCost = 18;
export const neighbourKeyCost = 15;
const doubledCost = 7;
const silentCost = 8;
/** No edit: letters that are not confused. */
export const never = 255;
/** How many letters there are; as a letter, that there is none. */
export const letterCount = 27;

const indexOf = (letter: string): number => letterOf(letter.charCodeAt(0));
const pairOf = (pair: string): number => indexOf(pair.charAt(0)) * letterCount + indexOf(pair.charAt(1));
const h = indexOf('h');
const u = indexOf('u');
const q = indexOf('q');
const g = indexOf('g');

/** One letter typed for another: at `typed * 27 + meant`. */
const substitutionCosts = new Uint8Array(letterCount ** 2).fill(editCost);
/** A pair of letters typed for one letter, or the other way: at `pair * 27 + letter`, a pair being `first * 27 + second`. */
export const pairAsLetterCosts = new Uint8Array(letterCount ** 3).fill(never);
/** 1 for each pair that stands in `pairAsLetterCosts` or `pairCosts`. */
export const isPair = new Uint8Array(letterCount ** 2);
/** A pair typed for another: at `typed * 729 + meant`. */
export const pairCosts = new Map<number, number>();

export const pairCost = (typed: number, meant: number): number =>
  pairCosts.get(typed * letterCount ** 2 + meant) ?? never;

/** Whether a letter after `before` is silent in some word: an h, or the u of `qu` and `gu`. */
export const isSilent = (letter: number, before: number): boolean =>
  letter === h || (letter === u && (before === q || before === g));

/** The cost of a letter, after `before`, that only one of both texts has. */
const extraCost = (letter: number, before: number, otherwise: number): number =>
  letter === before ? doubledCost : isSilent(letter, before) ? silentCost : otherwise;

/** The typed text lacks this letter of the word. */
export const omissionCostOf = (letter: number, before: number): number =>
  extraCost(letter, before, omissionCost);

/** The word lacks this letter of the typed text. */
export const insertionCostOf = (letter: number, before: number): number =>
  extraCost(letter, before, insertionCost);

function setNeighbourKeys(): void {
  const keys = keyboard.flatMap((row, y) =>
    [...row].map((letter, x) => ({ letter: indexOf(letter), x: x + (keyboardShifts[y] ?? 0), y })),
  );
  for (const a of keys) {
    for (const b of keys) {
      const isNear = Math.abs(a.x - b.x) <= 1 && Math.abs(a.y - b.y) <= 1;
      if (isNear) substitutionCosts[a.letter * letterCount + b.letter] = neighbourKeyCost;
    }
  }
}

/** The confusions of a table with their costs, each split at its colon. */
const confusionsIn = (table: Readonly<Record<number, string>>): [a: string, b: string, cost: number][] =>
  Object.entries(table).flatMap(([cost, all]) =>
    all.split(/\s+/).map((one): [string, string, number] => {
      const [a = '', b = ''] = one.split(':');
      return [a, b, Number(cost)];
    }),
  );

function setConfusions(): void {
  for (const [letters, , cost] of confusionsIn(similarLetters)) {
    substitutionCosts[pairOf(letters)] = cost;
    substitutionCosts[pairOf(letters.charAt(1) + letters.charAt(0))] = cost;
  }
  for (const [pair, letters, cost] of confusionsIn(pairsAsLetter)) {
    isPair[pairOf(pair)] = 1;
    for (const letter of letters) pairAsLetterCosts[pairOf(pair) * letterCount + indexOf(letter)] = cost;
  }
  for (const [a, b, cost] of confusionsIn(similarPairs)) {
    isPair[pairOf(a)] = 1;
    isPair[pairOf(b)] = 1;
    pairCosts.set(pairOf(a) * letterCount ** 2 + pairOf(b), cost);
    pairCosts.set(pairOf(b) * letterCount ** 2 + pairOf(a), cost);
  }
}

setNeighbourKeys();
setConfusions();

export const substitutionCost = (typed: number, meant: number): number =>
  at8(substitutionCosts, typed * letterCount + meant);
