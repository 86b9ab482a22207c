import type { Searchable } from '../../../main/search/catalogue.ts';
import { priorOf } from '../../../main/search/ranking/prior.ts';

/** Of the words in these tests, those that tell nobody apart. */
const commonWords = ['da', 'van', 'ltda'];

/** What of a row a term may meet. */
const readOf = ({ id, name, company, email, phone }: Searchable) => ({
  name: name.toLowerCase().split(' '),
  company: company.toLowerCase().split(' '),
  email: email.split(/[@.]/),
  id: id.replace('opp_', ''),
  number: phone.replace(/\D/g, '').slice(2),
});
const known = new WeakMap<Searchable, ReturnType<typeof readOf>>();

/** How a row meets a term by the plainest means: the levels of `rank.ts`. Names and companies are plain words with blanks between. */
export function levelOf(row: Searchable, term: string): number {
  const read = known.get(row) ?? readOf(row);
  known.set(row, read);
  const { name, company, email, id, number } = read;
  const mayBeWhole = term.length >= 3 && !commonWords.includes(term);
  let best = Number.POSITIVE_INFINITY;
  const meet = (word: string, place: number): void => {
    if (word !== '' && word.startsWith(term))
      best = Math.min(best, (mayBeWhole && word === term ? 0 : 3) + place);
  };
  for (const [at, word] of name.entries()) meet(word, Math.min(at, 1));
  for (const word of company) meet(word, 2);
  const mayBePhone = /^\d{3,}$/.test(term);
  if (mayBeWhole && !/^\d+$/.test(term) && email.includes(term)) best = Math.min(best, 6);
  const isElsewhere =
    email.some(word => word.startsWith(term)) ||
    (term.length > 1 && id.startsWith(term)) ||
    (mayBePhone && number.endsWith(term));
  if (isElsewhere) return Math.min(best, 7);
  return mayBePhone && number.includes(term) ? Math.min(best, 8) : best;
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
