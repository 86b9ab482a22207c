import { any, type Random } from '../random.ts';
import { type Fits, wordsOf } from './fits.ts';
import { type Draft, firmWords, meaning, mostWanted, type TextKind } from './kind.ts';
import type { MadeRow, TitleNumber } from './made-row.ts';

const isTitle = (row: MadeRow): boolean => row.kind === 'title';
const begun = (random: Random, word: string): string => word.slice(0, 4 + Math.floor(random() * 4));
const titleWords = (row: MadeRow): string[] => wordsOf(row.name).filter(word => /^\p{L}{4,}$/u.test(word));

const kind = (
  name: string,
  of: (row: MadeRow) => boolean,
  write: (random: Random, row: MadeRow) => string | null,
): TextKind => ({
  class: name,
  stands: 'anyhow',
  of: row => isTitle(row) && of(row),
  type(random, row, fits) {
    const text = write(random, row);
    return text === null ? null : meaning(fits, text, wordsOf(text));
  },
});

const hasNumber = (row: MadeRow): boolean => row.title !== null;

/** Other ways to write the number of a title; `w` stands for a word of the company. */
const otherwise: Readonly<Record<TitleNumber['form'], (written: string, row: MadeRow) => readonly string[]>> =
  {
    serial(written) {
      const [number, year] = written.split('/');
      return [
        `${number}.${year}`,
        `${number}-${year}`,
        `pedido ${number}`,
        `pedido ${number}.${year}`,
        `pedido n ${number}`,
      ];
    },
    quote(written) {
      const number = written.slice(1);
      return [
        number,
        `cotacao nº ${number}`,
        `cotacao n° ${number}`,
        `nº ${number}`,
        `cotacao n. ${number}`,
        `no ${number}`,
      ];
    },
    times(written, row) {
      const number = written.slice(1);
      const plan = titleWords(row).at(-1) ?? '';
      return [
        `${number}x w`,
        `${plan} x ${number} w`,
        `${plan} ×${number} w`,
        `${plan} ${number} w`,
        `${plan} ${number}x w`,
      ];
    },
    season(written) {
      const [from = '', to = ''] = written.split('-');
      return [`${from}-20${to} w`, `${from} ${to} w`, `${from}/${to} w`, `${from}/20${to} w`];
    },
    quarter: written => [
      `follow-up q-${written.slice(1)} w`,
      `followup ${written.toLowerCase()} w`,
      `q-${written.slice(1)} w`,
    ],
    always: () => ['24x7 w', '24 7 w', '24-7 w'],
    count: written => [`${written}un w`, `${written}un. w`],
    year: written => [`retrofit ${written.slice(2)} w`],
  };

function otherwiseWritten(random: Random, row: MadeRow, fits: Fits): Draft | null {
  const { title } = row;
  if (title === null || title.form === 'year' || title.form === 'count') return null;
  const form = any(random, otherwise[title.form](title.written, row));
  const word = begun(random, any(random, firmWords(row)) ?? '');
  if (form.endsWith('w') && word.length < 4) return null;
  const terms = [
    ...(form.endsWith('w') ? [word] : []),
    ...(title.form === 'times' && form.startsWith(titleWords(row).at(-1) ?? ' ')
      ? [titleWords(row).at(-1) ?? '']
      : []),
  ];
  const alike = fits.where(
    other => other.title?.form === title.form && other.title.written === title.written,
  );
  const named = terms.length === 0 ? null : new Set(fits.byWords(terms, 1e6));
  const want = alike.filter(at => named?.has(at) ?? true);
  return { text: form.replace(/w$/, word), want: want.length > mostWanted ? null : want };
}

export const titleKinds: readonly TextKind[] = [
  kind('titles: words and a number', hasNumber, (random, row) => {
    const number = wordsOf(row.title?.written ?? '').at(-1) ?? '';
    const words = [any(random, titleWords(row)), any(random, firmWords(row))].filter(
      word => word !== undefined,
    );
    return number.length < 2 || words.length === 0
      ? null
      : `${begun(random, words[0] ?? '')} ${number} ${begun(random, words[1] ?? '')}`.trim();
  }),
  kind(
    'titles: words',
    () => true,
    (random, row) => {
      const words = [any(random, titleWords(row)), ...firmWords(row).slice(0, 2)].filter(
        word => word !== undefined,
      );
      return words.length < 2 ? null : words.map(word => begun(random, word)).join(' ');
    },
  ),
  kind('title numbers: as written', hasNumber, (random, row) => {
    const written = row.title?.written.toLowerCase() ?? '';
    const word = random() < 0.7 ? any(random, [...firmWords(row), ...titleWords(row)]) : undefined;
    return word === undefined ? written : random() < 0.5 ? `${written} ${word}` : `${word} ${written}`;
  }),
  {
    class: 'title numbers: otherwise written',
    stands: 'few others',
    of: row => isTitle(row) && hasNumber(row),
    type: otherwiseWritten,
  },
];
