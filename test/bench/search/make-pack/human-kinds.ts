import { plain } from '../keystrokes.ts';
import { any, type Random } from '../random.ts';
import * as list from './company-words.ts';
import { wordsOf } from './fits.ts';
import { firstName, isPerson, lastName, meaning, nameWords, type TextKind } from './kind.ts';
import type { MadeRow } from './made-row.ts';
import { juniors, particles } from './person-words.ts';

interface Said {
  readonly text: string;
  readonly meant: string;
}

const kind = (
  name: string,
  stands: TextKind['stands'],
  of: (row: MadeRow) => boolean,
  say: (random: Random, row: MadeRow) => Said | null,
): TextKind => ({
  class: `human words: ${name}`,
  stands,
  of: row => isPerson(row) && nameWords(row).length > 1 && of(row),
  type(random, row, fits) {
    const said = say(random, row);
    return said === null ? null : meaning(fits, said.text, wordsOf(said.meant));
  },
});

const anyone = (): boolean => true;
const company = (row: MadeRow): string => plain(row.company);
const firstAndLast = (row: MadeRow): string => `${firstName(row)} ${lastName(row)}`;

/** The name's words, particles among them, in small letters without accents. */
const wholeName = (row: MadeRow): string[] => plain([...row.given, ...row.families].join(' ')).split(' ');
const isParticle = (word: string): boolean => (particles as readonly string[]).includes(word);

/** A company's text with something in it written another way; the first name tells the row among its people. */
const rewritten = (random: Random, row: MadeRow, from: RegExp, to: readonly string[]): Said | null => {
  const whole = company(row);
  const short = whole.replace(from, () => any(random, to));
  if (short === whole) return null;
  const name = random() < 0.8 ? ` ${firstName(row)}` : '';
  return { text: short + name, meant: whole.replace(/\bs[./]a\.?(?= |$)/, '') + name };
};

export const humanKinds: readonly TextKind[] = [
  kind('legal form too many', 'not', anyone, (random, row) => {
    const meant = firstAndLast(row);
    return { text: `${meant} ${any(random, list.strayForms)}`, meant };
  }),
  kind('form of address too many', 'not', anyone, (random, row) => {
    const meant = firstAndLast(row);
    return { text: `${any(random, list.formsOfAddress)} ${meant}`, meant };
  }),
  kind('place or other word too many', 'not', anyone, (random, row) => {
    const meant = firstAndLast(row);
    const word = plain(any(random, random() < 0.4 ? list.cities : list.strayWords));
    return { text: random() < 0.7 ? `${meant} ${word}` : `${word} ${meant}`, meant };
  }),
  kind(
    'wrong particle',
    'not',
    row => wholeName(row).some(isParticle),
    (random, row) => {
      const words = wholeName(row);
      const at = words.findIndex(isParticle);
      const other = any(
        random,
        particles.slice(0, 5).filter(one => one !== words[at]),
      );
      return {
        text: words.with(at, other).join(' '),
        meant: words.filter(word => !isParticle(word)).join(' '),
      };
    },
  ),
  kind(
    'particle put in',
    'not',
    row => !wholeName(row).some(isParticle),
    (random, row) => {
      const meant = firstAndLast(row);
      return { text: meant.replace(' ', ` ${any(random, particles.slice(0, 5))} `), meant };
    },
  ),
  kind(
    'jr, júnior',
    'not',
    row => (juniors as readonly string[]).includes(row.suffix ?? ''),
    (random, row) => {
      const short = /^jr/i.test(row.suffix ?? '');
      const other = any(random, short ? ['júnior', 'junior'] : ['jr', 'jr.']);
      return {
        text: `${firstAndLast(row)} ${other}`,
        meant: `${firstAndLast(row)} ${short ? 'jr' : 'junior'}`,
      };
    },
  ),
  kind(
    'e for &, & for e',
    'anyhow',
    row => / (&|e|and) /.test(row.company),
    (random, row) => {
      const whole = company(row);
      const turned = whole.includes(' & ') ? whole.replace(' & ', ' e ') : whole.replace(/ (e|and) /, ' & ');
      const name = random() < 0.8 ? ` ${firstName(row)}` : '';
      return { text: turned + name, meant: whole.replace(/ (&|e|and) /g, ' ') + name };
    },
  ),
  kind(
    'S/A, SA, S.A.',
    'anyhow',
    row => /\bS[./]?A\.?$/.test(row.company),
    (random, row) => {
      const written = company(row).match(/s[./]?a\.?$/)?.[0] ?? '';
      return rewritten(
        random,
        row,
        /\bs[./]?a\.?$/,
        ['s/a', 'sa', 's.a.', 's.a'].filter(one => one !== written),
      );
    },
  ),
  kind(
    'sta, sto, s. for santa, santo, são',
    'anyhow',
    row => /\b(Santa|Santo|São) /.test(row.company),
    (random, row) => {
      const whole = company(row);
      const shorts = whole.includes('santa ')
        ? ['sta', 'sta.']
        : whole.includes('santo ')
          ? ['sto', 'sto.']
          : ['s', 's.'];
      return rewritten(random, row, /\b(santa|santo|sao)(?= )/, shorts);
    },
  ),
  kind(
    'n. sra. for nossa senhora',
    'anyhow',
    row => row.company.includes('Nossa Senhora'),
    (random, row) =>
      rewritten(random, row, /nossa senhora/, ['n. sra.', 'n sra', 'n. s.', 'ns', 'n. senhora', 'nsa. sra.']),
  ),
];
