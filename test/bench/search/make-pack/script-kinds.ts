import { any } from '../random.ts';
import { wordsOf } from './fits.ts';
import { meaning, mostWanted, type TextKind } from './kind.ts';
import type { MadeRow } from './made-row.ts';

const isEastAsian = (row: MadeRow): boolean => row.kind === 'east-asian';

/** Part of a name that is written without breaks: every row whose name has it is meant. */
const eastAsian = (name: string, write: TextKind['type']): TextKind => ({
  class: `cjk: ${name}`,
  stands: 'anyhow',
  of: isEastAsian,
  type: write,
});

const having =
  (text: string): TextKind['type'] =>
  (_, __, fits) => {
    const want = fits.where(row => row.name.includes(text));
    return { text, want: want.length > mostWanted ? null : want };
  };

export const scriptKinds: readonly TextKind[] = [
  eastAsian('inner part', (random, row, fits) => having(row.given[0] ?? '')(random, row, fits)),
  eastAsian('as written or begun', (random, row, fits) =>
    having(random() < 0.6 ? row.name : row.name.slice(0, 2).trim())(random, row, fits),
  ),
  {
    class: 'other scripts: Cyrillic, Arabic',
    stands: 'anyhow',
    of: row => row.kind === 'other-script',
    type(random, row, fits) {
      const [given = '', family = ''] = row.name.split(' ');
      const text = any(random, [
        row.name,
        row.name.toLowerCase(),
        family.toLowerCase(),
        `${family} ${given}`,
      ]);
      return meaning(fits, text, wordsOf(text));
    },
  },
];
