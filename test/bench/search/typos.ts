import { plain } from './keystrokes.ts';
import type { Person } from './people.ts';
import { any, type Random, seeded } from './random.ts';

export const typoKinds = [
  'omitted',
  'inserted',
  'neighbour',
  'swapped',
  'doubled',
  'sound',
  'spaced',
] as const;
export type TypoKind = (typeof typoKinds)[number];
export type WordTypo = Exclude<TypoKind, 'spaced'>;

/** Something a made-up person types to find a row, with a typo of some kind or without. */
export interface Unseen {
  readonly text: string;
  readonly meant: string;
  readonly row: number;
  readonly typo: TypoKind | null;
}

const keyboard = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const longest = 12;

export function neighbourOf(random: Random, letter: string): string {
  const y = keyboard.findIndex(row => row.includes(letter));
  if (y < 0) return any(random, [...'aeiorstn']);
  const x = keyboard[y]?.indexOf(letter) ?? 0;
  const near = [-1, 0, 1].flatMap(dy =>
    [-1, 0, 1].flatMap(dx => (dx === 0 && dy === 0 ? [] : [keyboard[y + dy]?.[x + dx] ?? ''])),
  );
  return any(
    random,
    near.filter(one => one !== ''),
  );
}

/** How people who write what they hear write it: Portuguese, Spanish, English. Each is one replacement, either way. */
const sounds: readonly (readonly [string, string])[] = [
  ['y', 'i'],
  ['ss', 's'],
  ['c', 's'],
  ['s', 'z'],
  ['z', 's'],
  ['ch', 'x'],
  ['x', 'ch'],
  ['j', 'g'],
  ['g', 'j'],
  ['h', ''],
  ['qu', 'k'],
  ['k', 'c'],
  ['c', 'k'],
  ['b', 'v'],
  ['v', 'b'],
  ['m', 'n'],
  ['n', 'm'],
  ['ph', 'f'],
  ['f', 'ph'],
  ['w', 'v'],
  ['i', 'y'],
  ['th', 't'],
  ['x', 'j'],
  ['sh', 'x'],
  ['ll', 'y'],
  ['ou', 'o'],
  ['u', 'o'],
  ['e', 'i'],
  ['l', 'u'],
  ['lh', 'li'],
  ['ck', 'k'],
  ['rr', 'r'],
  ['tt', 't'],
  ['nn', 'n'],
  ['ff', 'f'],
  ['mm', 'm'],
];

/** The word with one typo of this kind; null where it has no place for one. */
export function mistyped(random: Random, word: string, kind: WordTypo): string | null {
  // The first letter is the one people watch; still, some mistype it.
  const at = random() < 0.12 ? 0 : 1 + Math.floor(random() * (word.length - 1));
  const head = word.slice(0, at);
  const letter = word.charAt(at);
  const tail = word.slice(at + 1);
  switch (kind) {
    case 'omitted':
      return head + tail;
    case 'inserted':
      return (
        head +
        (random() < 0.6 ? neighbourOf(random, letter) : any(random, [...'aeiourstnlcdm'])) +
        letter +
        tail
      );
    case 'neighbour':
      return head + neighbourOf(random, letter) + tail;
    case 'swapped':
      return at + 1 < word.length ? head + word.charAt(at + 1) + letter + word.slice(at + 2) : null;
    case 'doubled': {
      const doubles = [...word.matchAll(/([a-z])\1/g)];
      const double = doubles.length > 0 && random() < 0.5 ? any(random, doubles) : undefined;
      return double !== undefined
        ? word.slice(0, double.index) + word.slice(double.index + 1)
        : head + letter + letter + tail;
    }
    case 'sound': {
      const possible = sounds.flatMap(([from, to]) =>
        [...word.matchAll(new RegExp(from, 'g'))].map(match => ({ at: match.index, from, to })),
      );
      if (possible.length === 0) return null;
      const one = any(random, possible);
      return word.slice(0, one.at) + one.to + word.slice(one.at + one.from.length);
    }
  }
}

/** One of the terms with a typo in it. */
function withTypo(random: Random, terms: readonly string[], kind: WordTypo): string | null {
  const which = Math.floor(random() * terms.length);
  const wrong = mistyped(random, terms[which] ?? '', kind);
  if (wrong === null || wrong === terms[which]) return null;
  return terms.map((term, at) => (at === which ? wrong : term)).join(' ');
}

/** The space between two terms left out, or struck a letter too early or too late. */
function spaced(random: Random, [first = '', second]: readonly string[]): string | null {
  if (second === undefined) return null;
  const form = random();
  if (form < 0.5) return first + second;
  return form < 0.75
    ? `${first.slice(0, -1)} ${first.slice(-1)}${second}`
    : `${first}${second.slice(0, 1)} ${second.slice(1)}`;
}

const termsOf = (text: string): string[] =>
  plain(text)
    .split(/[^a-z0-9]+/)
    .filter(word => /^[a-z]{4,}$/.test(word));

/** What somebody types to find this row: one telling word, or two in any order, the second perhaps unfinished. */
function intention(random: Random, row: Person): readonly string[] {
  const names = termsOf(row.name);
  const companies = termsOf(row.company);
  const all = [...names, ...companies];
  if (all.length === 0) return [];
  if (random() < 0.35) return [any(random, all)];
  const first = any(random, random() < 0.7 && names.length > 0 ? names : all);
  const second = any(random, all);
  return first === second ? [first] : [first, second.slice(0, 3 + Math.floor(random() * 6))];
}

/** `count` things to type for rows drawn at random, half of them with one typo; the same ones for the same seed. */
export function unseen(rows: readonly Person[], count: number, seed: number): Unseen[] {
  const random = seeded(seed);
  const made: Unseen[] = [];
  while (made.length < count) {
    const row = Math.floor(random() * rows.length);
    const terms = intention(random, rows[row] as Person);
    const [first] = terms;
    if (first === undefined || first.length < 4) continue;
    const meant = terms.join(' ');
    if (made.length % 2 === 0) {
      made.push({ text: meant.slice(0, longest), meant: meant.slice(0, longest), row, typo: null });
      continue;
    }
    const kind = typoKinds[((made.length - 1) / 2) % typoKinds.length] as TypoKind;
    const text = kind === 'spaced' ? spaced(random, terms) : withTypo(random, terms, kind);
    if (text === null) continue;
    made.push({ text: text.slice(0, longest), meant, row, typo: kind });
  }
  return made;
}
