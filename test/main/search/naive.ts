import type { Searchable } from '../../../main/search/catalogue.ts';
import { priorOf } from '../../../main/search/ranking/prior.ts';

/** Of the words in these tests, those that tell nobody apart. */
const commonWords = ['da', 'van', 'ltda'];

/** How a row meets a term by the plainest means: the levels of `rank.ts`. Names and companies are plain words with blanks between. */
export function levelOf({ id, name, company, email, phone }: Searchable, term: string): number {
  const isWhole = (word: string): boolean => word === term && term.length >= 3 && !commonWords.includes(term);
  const levelsIn = (text: string, place: (index: number) => number): readonly number[] =>
    text
      .toLowerCase()
      .split(' ')
      .flatMap((word, at) =>
        word !== '' && word.startsWith(term) ? [(isWhole(word) ? 0 : 3) + place(at)] : [],
      );
  const number = phone.replace(/\D/g, '').slice(2);
  const mayBePhone = /^\d{3,}$/.test(term);
  const elsewhere = [
    email.split(/[@.]/).some(word => word.startsWith(term)),
    term.length > 1 && id.replace('opp_', '').startsWith(term),
    mayBePhone && number.endsWith(term),
  ];
  return Math.min(
    ...levelsIn(name, at => Math.min(at, 1)),
    ...levelsIn(company, () => 2),
    ...(elsewhere.includes(true) ? [6] : []),
    ...(mayBePhone && number.includes(term) ? [7] : []),
    Number.POSITIVE_INFINITY,
  );
}

/** The ids of the rows that answer these terms without a typo, best first: every row is ranked and all are sorted. */
export const inOrder = (rows: readonly Searchable[], terms: readonly string[]): readonly string[] =>
  rows
    .map(row => ({
      id: row.id,
      rank: terms.reduce((sum, term) => sum + levelOf(row, term), 0),
      prior: priorOf(row, null),
    }))
    .filter(({ rank }) => Number.isFinite(rank))
    .sort((a, b) => a.rank - b.rank || b.prior - a.prior || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
