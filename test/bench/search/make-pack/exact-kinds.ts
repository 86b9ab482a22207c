import { plain } from '../keystrokes.ts';
import { any, type Random } from '../random.ts';
import { type Fits, wordsOf } from './fits.ts';
import { firmWords, firstName, isPerson, lastName, meaning, nameWords, type TextKind } from './kind.ts';
import type { MadeRow } from './made-row.ts';

const withoutAccents = (text: string): string => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
const upTo = (random: Random, word: string, least: number): string =>
  word.slice(0, least + Math.floor(random() * Math.max(1, word.length - least + 1)));

/** Texts whose every word stands in the row. */
const kind = (
  name: string,
  type: (random: Random, row: MadeRow, fits: Fits) => string | null,
  of = isPerson,
): TextKind => ({
  class: name,
  stands: 'anyhow',
  of,
  type(random, row, fits) {
    const text = type(random, row, fits);
    return text === null ? null : meaning(fits, text, wordsOf(text));
  },
});

const writtenName = ({ given, families, suffix }: MadeRow): string =>
  [...given, ...families, ...(suffix === null ? [] : [suffix])].join(' ');

const between: readonly ((a: string, b: string) => string)[] = [
  (a, b) => `"${a} ${b}"`,
  (a, b) => `${a} - ${b}`,
  (a, b) => `${b}, ${a}`,
  (a, b) => `${a};${b}`,
  (a, b) => `${a}/${b}`,
  (a, b) => `${b}: ${a}`,
  (a, b) => `${a} (${b})`,
  (a, b) => `${a} | ${b}`,
];

const exact: readonly TextKind[] = [
  kind('exact: full name', (_, row) => withoutAccents(writtenName(row))),
  kind('exact: first and last name', (_, row) => `${firstName(row)} ${lastName(row)}`),
  kind('exact: initial, surname, company begun', (random, row) => {
    const [firm] = firmWords(row);
    return firm === undefined
      ? null
      : `${firstName(row).charAt(0)} ${lastName(row)} ${upTo(random, firm, 3)}`;
  }),
  kind('exact: three letters each', (random, row) => {
    const words = [...nameWords(row), ...firmWords(row)].filter(word => word.length > 3);
    return words.length < 3
      ? null
      : words
          .slice(0, 2 + Math.floor(random() * 2))
          .map(word => word.slice(0, 3))
          .join(' ');
  }),
  kind('exact: reverse order', (_, row) => nameWords(row).reverse().slice(0, 3).join(' ')),
  kind('exact: name and company', (random, row) => {
    const firm = firmWords(row);
    return firm.length === 0 ? null : `${any(random, nameWords(row))} ${any(random, firm)}`;
  }),
  kind('exact: uppercase and blanks', (random, row) => {
    const [one, other] = [firstName(row), any(random, [...nameWords(row), ...firmWords(row)])];
    return `  ${one.toUpperCase()}   ${other.toUpperCase()} `;
  }),
  kind('exact: signs between', (random, row) =>
    any(random, between)(firstName(row), any(random, [lastName(row), ...firmWords(row)])),
  ),
  kind('exact: company as written, name', (_, row) =>
    row.company === '' ? null : `${row.company} ${firstName(row)}`,
  ),
  kind(
    'exact: id begun',
    (random, row) => any(random, [row.id, row.id.slice(0, 11), row.id.slice(4, 11)]),
    () => true,
  ),
];

const accented = (row: MadeRow): boolean =>
  isPerson(row) && plain(writtenName(row)) !== writtenName(row).toLowerCase();
/** Two words of the name, one of them with accents, as written but for capitals. */
function accentedPair(random: Random, row: MadeRow): readonly [string, string] | null {
  const words = [...row.given, ...row.families]
    .flatMap(part => part.toLowerCase().split(' '))
    .filter(word => word.length > 2);
  const telling = words.filter(word => plain(word) !== word);
  if (telling.length === 0 || words.length < 2) return null;
  const one = any(random, telling);
  const other = any(
    random,
    words.filter(word => word !== one),
  );
  return other === undefined ? null : random() < 0.7 ? [one, other] : [other, one];
}

const accents = (name: string, write: (random: Random, text: string) => string | null): TextKind => ({
  class: `accents: ${name}`,
  stands: 'anyhow',
  of: accented,
  type(random, row, fits) {
    const pair = accentedPair(random, row);
    const text = pair === null ? null : write(random, pair.join(' '));
    return pair === null || text === null ? null : meaning(fits, text, wordsOf(pair.join(' ')));
  },
});

const otherAccents: Readonly<Record<string, string>> = {
  a: 'áâãà',
  e: 'éêè',
  i: 'í',
  o: 'óôõ',
  u: 'úü',
  c: 'ç',
};

/** An accent struck as a sign of its own, before its letter or after it. */
function deadKeys(random: Random, text: string, signs: Readonly<Record<string, string>>): string | null {
  let struck = false;
  const decomposed = text
    .normalize('NFD')
    .replace(/(\p{L})([\u0300-\u036f])/gu, (whole, letter: string, mark: string) => {
      const sign = signs[mark];
      if (sign === undefined) return whole;
      struck = true;
      return random() < 0.6 ? sign + letter : letter + sign;
    });
  return struck ? decomposed.normalize('NFC') : null;
}

export const exactKinds: readonly TextKind[] = [
  ...exact,
  accents('as written', (_, text) => text),
  accents('decomposed', (_, text) => text.normalize('NFD')),
  accents('missing', (_, text) => plain(text)),
  accents('wrong', (random, text) => {
    const wrong = plain(text).replace(/[aeiouc]/g, letter =>
      random() < 0.35 ? any(random, [...(otherAccents[letter] ?? letter)]) : letter,
    );
    return wrong === text || wrong === plain(text) ? null : wrong;
  }),
  accents('dead keys', (random, text) =>
    deadKeys(random, text, { '\u0301': '´', '\u0303': '~', '\u0302': '^', '\u0300': '`' }),
  ),
  accents('dead keys of a US keyboard', (random, text) =>
    deadKeys(random, text, { '\u0301': "'", '\u0303': '~', '\u0302': '^', '\u0300': '`' }),
  ),
];
