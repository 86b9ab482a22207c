import { any, type Random } from '../random.ts';
import { mistyped, neighbourOf, type WordTypo } from '../typos.ts';
import type { Fits } from './fits.ts';
import { type Draft, firmWords, isPerson, meaning, mostWanted, nameWords, type TextKind } from './kind.ts';
import type { MadeRow } from './made-row.ts';
import { nationalOf } from './make-phone.ts';

type Pair = readonly [one: string, other: string];

/** A word of the name and another of the row, the second perhaps unfinished, in either order. */
function pairOf(random: Random, row: MadeRow): Pair | null {
  const one = any(random, nameWords(row));
  const others = [...nameWords(row), ...firmWords(row)].filter(word => word !== one && word.length > 3);
  if (one === undefined || others.length === 0) return null;
  const other = any(random, others);
  return random() < 0.6
    ? [one, random() < 0.5 ? other.slice(0, 4 + Math.floor(random() * 5)) : other]
    : [other, one];
}

/** A pair with one of its words changed, which has this many letters. */
const kind = (
  name: string,
  change: (random: Random, word: string) => string | null,
  least = 4,
  most = 99,
): TextKind => ({
  class: name,
  stands: 'not',
  of: isPerson,
  type(random, row, fits) {
    const pair = pairOf(random, row);
    if (pair === null) return null;
    const at = random() < 0.5 ? 0 : 1;
    const word = pair[at];
    const wrong = word.length < least || word.length > most ? null : change(random, word);
    if (wrong === null || wrong === word) return null;
    return meaning(fits, (at === 0 ? [wrong, pair[1]] : [pair[0], wrong]).join(' '), pair);
  },
});

const typo =
  (typoKind: WordTypo) =>
  (random: Random, word: string): string | null =>
    mistyped(random, word, typoKind);

/** Keys of the row above and of the signs beside a letter. */
const signs: Readonly<Record<string, string>> = {
  q: '12',
  w: '23',
  e: '34',
  r: '45',
  t: '56',
  y: '67',
  u: '78',
  i: '89',
  o: '90',
  p: '0-',
  l: ';.',
  m: ',',
};

function signFor(random: Random, word: string): string | null {
  const places = [...word].flatMap((letter, at) => (letter in signs ? [at] : []));
  if (places.length === 0) return null;
  const at = any(random, places);
  return word.slice(0, at) + any(random, [...(signs[word.charAt(at)] ?? '')]) + word.slice(at + 1);
}

function firstLetter(random: Random, word: string): string {
  const way = random();
  if (way < 0.5) return neighbourOf(random, word.charAt(0)) + word.slice(1);
  return way < 0.8 ? word.charAt(1) + word.charAt(0) + word.slice(2) : word.slice(1);
}

const anyTypo = (random: Random, word: string): string | null =>
  mistyped(
    random,
    word,
    any(random, ['omitted', 'inserted', 'neighbour', 'swapped', 'doubled', 'sound'] as const),
  );

const twice =
  (one: (random: Random, word: string) => string | null, other = one) =>
  (random: Random, word: string): string | null => {
    const once = one(random, word);
    const both = once === null ? null : other(random, once);
    return both === null || both === word || both === once ? null : both;
  };

/** A typo in the beginning of a word that is being typed, among its last letters. */
function justTyped(random: Random, row: MadeRow, fits: Fits): Draft | null {
  const pair = pairOf(random, row);
  if (pair === null || pair[1].length < 5) return null;
  const begun = pair[1].slice(0, 4 + Math.floor(random() * 3));
  const tail = mistyped(random, begun.slice(-3), any(random, ['neighbour', 'swapped', 'sound'] as const));
  if (tail === null || tail === begun.slice(-3)) return null;
  return meaning(fits, `${pair[0]} ${begun.slice(0, -3)}${tail}`, [pair[0], begun]);
}

function andLastFour(random: Random, row: MadeRow, fits: Fits): Draft | null {
  const [phone] = row.phones;
  const name = any(random, nameWords(row));
  const wrong = name.length < 5 ? null : anyTypo(random, name);
  if (phone === undefined || wrong === null || wrong === name) return null;
  const four = nationalOf(phone).slice(-4);
  const named = new Set(fits.byWords([name], 1e6));
  const want = fits.byEnding(four).filter(at => named.has(at));
  return {
    text: random() < 0.6 ? `${wrong} ${four}` : `${four} ${wrong}`,
    want: want.length > mostWanted ? null : want,
  };
}

function inTwoWords(random: Random, row: MadeRow, fits: Fits): Draft | null {
  const pair = pairOf(random, row);
  if (pair === null || pair.some(word => word.length < 5)) return null;
  const wrong = pair.map(word => anyTypo(random, word));
  if (wrong.some((word, at) => word === null || word === pair[at])) return null;
  return meaning(fits, wrong.join(' '), pair);
}

const special = (name: string, type: TextKind['type']): TextKind => ({
  class: name,
  stands: 'not',
  of: isPerson,
  type,
});

const spaced = (name: string, write: (random: Random, pair: Pair) => string | null): TextKind =>
  special(`spaces: ${name}`, (random, row, fits) => {
    const pair = pairOf(random, row);
    const text = pair === null ? null : write(random, pair);
    return pair === null || text === null ? null : meaning(fits, text, pair);
  });

function threeGlued(random: Random, row: MadeRow, fits: Fits): Draft | null {
  const words = [...nameWords(row), ...(random() < 0.4 ? firmWords(row).slice(0, 1) : [])].slice(-3);
  return words.length < 3 ? null : meaning(fits, words.join(''), words);
}

function early(random: Random, [one, other]: Pair): string {
  return random() < 0.5
    ? `${one.slice(0, -1)} ${one.slice(-1)}${other}`
    : `${one}${other.charAt(0)} ${other.slice(1)}`;
}

function broken(random: Random, [one, other]: Pair): string | null {
  const [long, rest] = one.length > 4 ? [one, other] : [other, one];
  if (long.length < 5) return null;
  const at = 2 + Math.floor(random() * (long.length - 3));
  const halves = `${long.slice(0, at)} ${long.slice(at)}`;
  return one.length > 4 ? `${halves} ${rest}` : `${rest} ${halves}`;
}

export const typoKinds: readonly TextKind[] = [
  kind('one typo: neighbour key', typo('neighbour')),
  kind('one typo: neighbour key, digit or sign', signFor),
  kind('one typo: extra key', typo('inserted')),
  kind('one typo: letter missing', typo('omitted')),
  kind('one typo: letter doubled', typo('doubled')),
  kind('one typo: letters swapped', typo('swapped')),
  kind('one typo: by ear', typo('sound')),
  kind('one typo: first letter', firstLetter),
  kind('one typo: in a short word', anyTypo, 3, 4),
  special('one typo: just typed', justTyped),
  special('one typo: and last four digits', andLastFour),
  kind('two typos: in one word', twice(anyTypo), 7),
  special('two typos: in two words', inTwoWords),
  kind('two typos: by ear', twice(typo('sound'), typo('doubled')), 6),
  spaced('two words glued', (_, pair) => pair.join('')),
  special('spaces: three words glued', threeGlued),
  spaced('inside a word', broken),
  spaced('a letter early or late', early),
  spaced('a letter for the space', (random, pair) => pair.join(any(random, [...'cvbnm']))),
  spaced('glued and a typo', (random, [one, other]) => {
    const wrong = one.length < 5 ? null : anyTypo(random, one);
    return wrong === null || wrong === one ? null : wrong + other;
  }),
];
