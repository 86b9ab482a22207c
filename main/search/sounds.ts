/**
 * What a slip costs, in twentieths of an edit. A slip that Portuguese, Spanish or English ears do not hear costs less
 * than one they do; a key's neighbour costs a little less than any other key. Letters are 0–25; 26 is anything else.
 */

export const edit = 20;
const other = 26;
const side = 27;
const never = 255;

const omitted = 18;
const inserted = 18;
export const transposed = 13;

export const letterOf = (code: number): number => (code >= 0x61 && code <= 0x7a ? code - 0x61 : other);

/** Typed one letter for another: cost at `typed * 27 + meant`. */
export const instead = new Uint8Array(side * side).fill(edit);
/** Two letters heard as one: cost at `(first * 27 + second) * 27 + one`, `never` where they are not. */
export const asOne = new Uint8Array(side * side * side).fill(never);
/** Whether two letters are heard as one, or as two others, at all: at `first * 27 + second`. */
export const isPair = new Uint8Array(side * side);
const asTwo = new Map<number, number>();

const index = (letter: string): number => letterOf(letter.charCodeAt(0));
const pairIndex = (pair: string): number => index(pair.charAt(0)) * side + index(pair.charAt(1));

/** Sets of letters, a bit each: those within a cost of a typed letter, at `typed * 41 + cost`. */
export const near = new Uint32Array(side * (2 * edit + 1));
/** Letters with which a pair begins that is heard as this one letter. */
export const opens = new Uint32Array(side);
/** Letters that a pair is heard as, and letters with which other pairs begin that it is heard as; at the pair. */
export const closes = new Uint32Array(side * side);
export const reopens = new Uint32Array(side * side);
/** Letters that make a pair with this one before them. */
export const follows = new Uint32Array(side);

/** The least that a pair, or any letter left out, may cost. */
export const leastPair = 4;
export const leastOmission = 5;

/** Two letters for two others; `never` for those that nobody confuses. */
export const pairInstead = (typed: number, meant: number): number =>
  asTwo.get(typed * side * side + meant) ?? never;

/** Letters whose omission after `before` costs no more than `budget`. */
export function omissible(before: number, budget: number): number {
  if (budget >= omitted) return everyLetter;
  if (budget < leastOmission) return 0;
  const doubled = before < side ? 1 << before : 0;
  return (1 << h) | doubled | (before === q || before === g ? 1 << u : 0);
}

export const everyLetter = 0x7ffffff;

/** The typed text lacks this letter of the word, which stands after `before`. */
export function omission(letter: number, before: number): number {
  if (letter === before) return 5;
  if (letter === h) return 5;
  if (letter === u && (before === q || before === g)) return 7;
  return omitted;
}

/** The typed text has this letter, after `before`, which the word lacks. */
export function insertion(letter: number, before: number): number {
  if (letter === before) return 6;
  if (letter === h) return 6;
  if (letter === u && (before === q || before === g)) return 7;
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
      if (near) instead[a.letter * side + b.letter] = 15;
    }
  }
}

/** Groups of letters that sound alike somewhere between Lisbon, São Paulo, Madrid, Mexico and London, with the cost. */
const alike: readonly (readonly [letters: string, cost: number])[] = [
  ['lr', 14],
  ['lu', 12],
  ['dt', 14],
  ['bp', 14],
  ['gk', 14],
  ['gc', 14],
  ['fv', 14],
  ['ae', 15],
  ['ao', 15],
  ['eo', 16],
  ['iu', 16],
  ['ai', 16],
  ['ou', 9],
  ['ei', 9],
  ['iy', 5],
  ['ij', 11],
  ['sz', 6],
  ['cs', 6],
  ['cz', 8],
  ['xs', 9],
  ['xz', 10],
  ['xc', 10],
  ['ck', 5],
  ['qk', 6],
  ['qc', 7],
  ['gj', 6],
  ['xj', 6],
  ['hj', 9],
  ['gh', 12],
  ['bv', 6],
  ['vw', 5],
  ['uw', 8],
  ['mn', 7],
  ['yj', 9],
];

const heardAsOne: readonly (readonly [pairs: string, letters: string, cost: number])[] = [
  ['ch sh tx', 'x', 6],
  ['ch tx', 's', 10],
  ['ch', 'kcqj', 7],
  ['sh', 's', 6],
  ['ph', 'f', 4],
  ['pf', 'f', 5],
  ['pf', 'p', 8],
  ['qu', 'kc', 5],
  ['ss', 'cz', 6],
  ['ss', 'x', 8],
  ['sc xc', 'csx', 6],
  ['ck', 'k', 4],
  ['ck', 'c', 5],
  ['cc kk', 'kc', 5],
  ['cs ks', 'x', 6],
  ['tz ts', 'zs', 6],
  ['zz', 's', 7],
  ['gn ny ni nh', 'n', 6],
  ['ll', 'yi', 7],
  ['ll lh li', 'l', 6],
  ['th', 'd', 9],
  ['gu', 'w', 9],
  ['ou', 'u', 7],
  ['ei', 'i', 8],
  ['ue', 'u', 5],
  ['oe', 'o', 5],
  ['ae', 'ea', 6],
  ['oo', 'u', 6],
  ['ee', 'i', 6],
  ['ie', 'ei', 7],
  ['dg dj', 'jg', 6],
  ['wh', 'w', 4],
  ['kn', 'n', 7],
  ['wr', 'r', 7],
  ['kh', 'kc', 4],
  ['gh', 'g', 4],
  ['ps', 's', 7],
  ['mp mb', 'm', 14],
  ['dt td', 'td', 6],
  ['uw vw', 'wv', 8],
];

const heardAsTwo: readonly (readonly [pairs: string, cost: number])[] = [
  ['ch sh', 6],
  ['ch tx', 5],
  ['sh tx', 6],
  ['lh ll', 5],
  ['lh li', 6],
  ['ll li', 6],
  ['nh ny', 5],
  ['nh ni', 6],
  ['nh gn', 6],
  ['ny ni', 6],
  ['gn ni', 6],
  ['gn ny', 6],
  ['ss sc', 5],
  ['sc xc', 5],
  ['ss xc', 7],
  ['qu cu', 5],
  ['cu ku', 5],
  ['qu kw', 6],
  ['ao am', 8],
  ['ck qu', 6],
  ['ts tz', 5],
  ['ks cs', 4],
  ['gu hu', 7],
  ['gu ju', 7],
  ['ei ey', 4],
  ['ai ay', 4],
  ['ou oo', 8],
  ['ge je', 5],
  ['ce se', 5],
];

function fill(): void {
  likeKeys();
  for (const [letters, cost] of alike) {
    const [a = '', b = ''] = letters;
    instead[index(a) * side + index(b)] = cost;
    instead[index(b) * side + index(a)] = cost;
  }
  for (const [pairs, letters, cost] of heardAsOne) {
    for (const pair of pairs.split(' ')) {
      isPair[pairIndex(pair)] = 1;
      for (const letter of letters) asOne[pairIndex(pair) * side + index(letter)] = cost;
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
      const cost = typed === letter && letter !== other ? 0 : (instead[typed * side + letter] as number);
      for (let budget = cost; budget <= 2 * edit; budget++) {
        near[typed * (2 * edit + 1) + budget] =
          (near[typed * (2 * edit + 1) + budget] as number) | (1 << letter);
      }
      const pair = typed * side + letter;
      if (isPair[pair] === 0) continue;
      follows[typed] = (follows[typed] as number) | (1 << letter);
      for (let one = 0; one < side; one++) {
        if (asOne[pair * side + one] === never) continue;
        opens[one] = (opens[one] as number) | (1 << typed);
        closes[pair] = (closes[pair] as number) | (1 << one);
      }
    }
  }
  for (const both of asTwo.keys()) {
    const pair = Math.floor(both / (side * side));
    const opener = Math.floor((both % (side * side)) / side);
    reopens[pair] = (reopens[pair] as number) | (1 << opener);
  }
}

fill();
fillSets();
