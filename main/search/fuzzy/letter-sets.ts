import { at32 } from '../arrays/access.ts';
import * as costs from './confusion-costs.ts';

/**
 * Sets of letters, a bit each, drawn from the costs: with which letters a word can go on at a given cost. A node's other children
 * in the trie are out of reach.
 */

export const everyLetter = 2 ** costs.letterCount - 1;
/** What is not a–z: too rare in words to be told apart. */
export const otherLetter = costs.letterCount - 1;
const budgets = 2 * costs.editCost + 1;

/** The letters that a typed letter stands for at a cost up to `budget`: at `typed * 41 + budget`. */
const within = new Uint32Array(costs.letterCount * budgets);
/** The first letters of the pairs that are typed as this letter. */
export const pairOpeners = new Uint32Array(costs.letterCount);
/** At a pair: the letters that are typed as it; the first letters of the other pairs that are typed as it. */
export const pairAsLetters = new Uint32Array(costs.letterCount ** 2);
export const otherPairOpeners = new Uint32Array(costs.letterCount ** 2);
/** The letters that make a pair with this letter before them. */
export const pairClosers = new Uint32Array(costs.letterCount);

const add = (sets: Uint32Array, at: number, letter: number): void => {
  sets[at] = at32(sets, at) | (1 << letter);
};

export const hasLetter = (set: number, letter: number): boolean => ((set >>> letter) & 1) === 1;

/** @param budget twentieths of an edit, at most 40 */
export const lettersWithin = (typed: number, budget: number): number =>
  at32(within, typed * budgets + budget);

/** Letters that cost at most `budget` where the typed text lacks them after `before`. */
export function omissibleLetters(before: number, budget: number): number {
  if (budget >= costs.omissionCost) return everyLetter;
  return budget < costs.leastOmissionCost ? 0 : at32(cheaplyOmitted, before);
}

/** After each letter, or none: the letters whose omission costs less than `costs.omissionCost`. */
const cheaplyOmitted = Uint32Array.from({ length: costs.letterCount + 1 }, (_, before) => {
  let set = before < costs.letterCount ? 1 << before : 0;
  for (let letter = 0; letter < costs.letterCount; letter++)
    if (costs.isSilent(letter, before)) set |= 1 << letter;
  return set;
});

for (let typed = 0; typed < costs.letterCount; typed++) {
  for (let letter = 0; letter < costs.letterCount; letter++) {
    const isSame = typed === letter && letter !== otherLetter;
    const cost = isSame ? 0 : costs.substitutionCost(typed, letter);
    for (let budget = cost; budget < budgets; budget++) add(within, typed * budgets + budget, letter);
    const pair = typed * costs.letterCount + letter;
    if (costs.isPair[pair] === 0) continue;
    add(pairClosers, typed, letter);
    for (let one = 0; one < costs.letterCount; one++) {
      if (costs.pairAsLetterCosts[pair * costs.letterCount + one] === costs.never) continue;
      add(pairOpeners, one, typed);
      add(pairAsLetters, pair, one);
    }
  }
}
for (const both of costs.pairCosts.keys()) {
  const typed = Math.floor(both / costs.letterCount ** 2);
  const opener = Math.floor((both % costs.letterCount ** 2) / costs.letterCount);
  add(otherPairOpeners, typed, opener);
}
