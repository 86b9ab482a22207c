import { at8, at32 } from '../arrays/access.ts';
import { letterOf } from '../text/letters.ts';

/**
 * What a slip costs, in twentieths of an edit. A slip that Portuguese, Spanish or English ears do not hear costs less
 * than one they do; a key's neighbour costs a little less than any other key. Letters are 0–25; 26 is anything else.
 */

export const editCost = 20;
const other = 26;
const side = 27;
const never = 255;

export const omissionCost = 14;
const inserted = 18;
export const transpositionCost = 12;
const doubled = 7;
const silent = 8;

/** Typed one letter for another: cost at `typed * 27 + meant`. */
export const substitutionCosts = new Uint8Array(side * side).fill(editCost);
/** Two letters heard as one: cost at `(first * 27 + second) * 27 + one`, `never` where they are not. */
export const pairAsLetterCosts = new Uint8Array(side * side * side).fill(never);
/** Whether two letters are heard as one, or as two others, at all: at `first * 27 + second`. */
export const isPair = new Uint8Array(side * side);
const asTwo = new Map<number, number>();

const index = (letter: string): number => letterOf(letter.charCodeAt(0));
const pairIndex = (pair: string): number => index(pair.charAt(0)) * side + index(pair.charAt(1));

/** Sets of letters, a bit each: those within a cost of a typed letter, at `typed * 41 + cost`. */
export const lettersWithin = new Uint32Array(side * (2 * editCost + 1));
/** Letters with which a pair begins that is heard as this one letter. */
export const pairOpeners = new Uint32Array(side);
/** Letters that a pair is heard as, and letters with which other pairs begin that it is heard as; at the pair. */
export const pairAsLetters = new Uint32Array(side * side);
export const otherPairOpeners = new Uint32Array(side * side);
/** Letters that make a pair with this one before them. */
export const pairClosers = new Uint32Array(side);

/** The least that a pair, or any letter left out, may cost. */
export const leastPairCost = 8;
export const leastOmissionCost = doubled;

/** Two letters for two others; `never` for those that nobody confuses. */
export const pairSubstitutionCost = (typed: number, meant: number): number =>
  asTwo.get(typed * side * side + meant) ?? never;

/** Letters whose omission after `before` costs no more than `budget`. */
export function omissibleLetters(before: number, budget: number): number {
  if (budget >= omissionCost) return everyLetter;
  if (budget < leastOmissionCost) return 0;
  const doubled = before < side ? 1 << before : 0;
  return (1 << h) | doubled | (before === q || before === g ? 1 << u : 0);
}

export const everyLetter = 0x7ffffff;

/** The typed text lacks this letter of the word, which stands after `before`. */
export function omissionCostOf(letter: number, before: number): number {
  if (letter === before) return doubled;
  if (letter === h) return silent;
  if (letter === u && (before === q || before === g)) return silent;
  return omissionCost;
}

/** The typed text has this letter, after `before`, which the word lacks. */
export function insertionCostOf(letter: number, before: number): number {
  if (letter === before) return doubled;
  if (letter === h) return silent;
  if (letter === u && (before === q || before === g)) return silent;
  return inserted;
}

const h = index('h');
const u = index('u');
const q = index('q');
const g = index('g');

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
/** How far each row of keys stands to the right of the first, in keys. */
const shifts = [0, 0.25, 0.75];

function likeKeys(): void {
  const keys = rows.flatMap((row, y) =>
    [...row].map((letter, x) => ({ letter: index(letter), x: x + (shifts[y] ?? 0), y })),
  );
  for (const a of keys) {
    for (const b of keys) {
      const near = Math.abs(a.x - b.x) <= 1 && Math.abs(a.y - b.y) <= 1;
      if (near) substitutionCosts[a.letter * side + b.letter] = 15;
    }
  }
}

/** Groups of letters that sound alike somewhere between Lisbon, São Paulo, Madrid, Mexico and London, with the cost. */
const alike: readonly (readonly [letters: string, cost: number])[] = [
  ['lr', 18],
  ['lu', 16],
  ['dt', 18],
  ['bp', 18],
  ['gk', 18],
  ['gc', 18],
  ['fv', 18],
  ['ae', 19],
  ['ao', 19],
  ['eo', 20],
  ['iu', 20],
  ['ai', 20],
  ['ou', 13],
  ['ei', 13],
  ['iy', 9],
  ['ij', 15],
  ['sz', 10],
  ['cs', 10],
  ['cz', 12],
  ['xs', 13],
  ['xz', 14],
  ['xc', 14],
  ['ck', 9],
  ['qk', 10],
  ['qc', 11],
  ['gj', 10],
  ['xj', 10],
  ['hj', 13],
  ['gh', 16],
  ['bv', 10],
  ['vw', 9],
  ['uw', 12],
  ['mn', 11],
  ['yj', 13],
];

const heardAsOne: readonly (readonly [pairs: string, letters: string, cost: number])[] = [
  ['ch sh tx', 'x', 10],
  ['ch tx', 's', 14],
  ['ch', 'kcqj', 11],
  ['sh', 's', 10],
  ['ph', 'f', 8],
  ['pf', 'f', 9],
  ['pf', 'p', 12],
  ['qu', 'kc', 9],
  ['ss', 'cz', 10],
  ['ss', 'x', 12],
  ['sc xc', 'csx', 10],
  ['ck', 'k', 8],
  ['ck', 'c', 9],
  ['cc kk', 'kc', 9],
  ['cs ks', 'x', 10],
  ['tz ts', 'zs', 10],
  ['zz', 's', 11],
  ['gn ny ni nh', 'n', 10],
  ['ll', 'yi', 11],
  ['ll lh li', 'l', 10],
  ['th', 'd', 13],
  ['gu', 'w', 13],
  ['ou', 'u', 11],
  ['ei', 'i', 12],
  ['ue', 'u', 9],
  ['oe', 'o', 9],
  ['ae', 'ea', 10],
  ['oo', 'u', 10],
  ['ee', 'i', 10],
  ['ie', 'ei', 11],
  ['dg dj', 'jg', 10],
  ['wh', 'w', 8],
  ['kn', 'n', 11],
  ['wr', 'r', 11],
  ['kh', 'kc', 8],
  ['gh', 'g', 8],
  ['ps', 's', 11],
  ['mp mb', 'm', 18],
  ['dt td', 'td', 10],
  ['uw vw', 'wv', 12],
];

const heardAsTwo: readonly (readonly [pairs: string, cost: number])[] = [
  ['ch sh', 10],
  ['ch tx', 9],
  ['sh tx', 10],
  ['lh ll', 9],
  ['lh li', 10],
  ['ll li', 10],
  ['nh ny', 9],
  ['nh ni', 10],
  ['nh gn', 10],
  ['ny ni', 10],
  ['gn ni', 10],
  ['gn ny', 10],
  ['ss sc', 9],
  ['sc xc', 9],
  ['ss xc', 11],
  ['qu cu', 9],
  ['cu ku', 9],
  ['qu kw', 10],
  ['ao am', 12],
  ['ck qu', 10],
  ['ts tz', 9],
  ['ks cs', 8],
  ['gu hu', 11],
  ['gu ju', 11],
  ['ei ey', 8],
  ['ai ay', 8],
  ['ou oo', 12],
  ['ge je', 9],
  ['ce se', 9],
];

function fill(): void {
  likeKeys();
  for (const [letters, cost] of alike) {
    const [a = '', b = ''] = letters;
    substitutionCosts[index(a) * side + index(b)] = cost;
    substitutionCosts[index(b) * side + index(a)] = cost;
  }
  for (const [pairs, letters, cost] of heardAsOne) {
    for (const pair of pairs.split(' ')) {
      isPair[pairIndex(pair)] = 1;
      for (const letter of letters) pairAsLetterCosts[pairIndex(pair) * side + index(letter)] = cost;
    }
  }
  for (const [pairs, cost] of heardAsTwo) {
    const [a = '', b = ''] = pairs.split(' ');
    for (const pair of [a, b]) isPair[pairIndex(pair)] = 1;
    asTwo.set(pairIndex(a) * side * side + pairIndex(b), cost);
    asTwo.set(pairIndex(b) * side * side + pairIndex(a), cost);
  }
}

/** What can follow, drawn from the costs above. */
function fillSets(): void {
  for (let typed = 0; typed < side; typed++) {
    for (let letter = 0; letter < side; letter++) {
      const cost = typed === letter && letter !== other ? 0 : at8(substitutionCosts, typed * side + letter);
      for (let budget = cost; budget <= 2 * editCost; budget++) {
        lettersWithin[typed * (2 * editCost + 1) + budget] =
          at32(lettersWithin, typed * (2 * editCost + 1) + budget) | (1 << letter);
      }
      const pair = typed * side + letter;
      if (isPair[pair] === 0) continue;
      pairClosers[typed] = at32(pairClosers, typed) | (1 << letter);
      for (let one = 0; one < side; one++) {
        if (pairAsLetterCosts[pair * side + one] === never) continue;
        pairOpeners[one] = at32(pairOpeners, one) | (1 << typed);
        pairAsLetters[pair] = at32(pairAsLetters, pair) | (1 << one);
      }
    }
  }
  for (const both of asTwo.keys()) {
    const pair = Math.floor(both / (side * side));
    const opener = Math.floor((both % (side * side)) / side);
    otherPairOpeners[pair] = at32(otherPairOpeners, pair) | (1 << opener);
  }
}

fill();
fillSets();
