import { formsOfAddress, legalForms, particles } from '../text/common-words.ts';
import type { Query, QueryTerm, Reading } from '../text/query.ts';

/** Ways to read a query that are tried together: none of them lacks more than the others. */
export interface LeavingOut {
  readonly readings: readonly Reading[];
  /** The words that go are words that tell nobody apart: they may go although a row with typos has them all. */
  readonly isSlight: boolean;
}

/** More than the typos of all terms of a query cost together: a row that lacks a word stands below every row that has all. */
const wordCost = 500;
/** What one more word costs: more than there are readings at once. */
const stepCost = 50;
/** Telling words from which on two may go. */
const minForTwo = 3;
/** Letters, or digits, from which on a term tells something about a row by itself. */
const minLetters = 3;
const minDigits = 4;

const isSlight = ({ text }: QueryTerm): boolean =>
  particles.has(text) || legalForms.has(text) || formsOfAddress.has(text);

const isTelling = (term: QueryTerm): boolean =>
  !isSlight(term) &&
  (term.text.length >= (term.isDigits ? minDigits : minLetters) ||
    /[^\p{Script=Latin}\p{N}]/u.test(term.text));

/**
 * A query with words left out, what lacks least first: without the words that nobody has; without particles, legal forms and
 * forms of address; without one more word, the most frequent first; without two. What is left tells something about a row. What
 * may be an id is left whole.
 * @param rowsWith about how many rows have a term, with a typo or without
 */
export function leavingsOut(query: Query, rowsWith: (term: QueryTerm) => number): LeavingOut[] {
  const found: LeavingOut[] = [];
  if (/\d/.test(query.id)) return found;
  const consider = (isSlightOnly: boolean, lefts: readonly (readonly QueryTerm[])[]): void => {
    const cost = wordCost + stepCost * found.length;
    const readings = lefts
      .filter(terms => terms.some(isTelling))
      .map((terms, at): Reading => ({ query: { ...query, terms, id: '' }, cost: cost + at }));
    if (readings.length > 0) found.push({ readings, isSlight: isSlightOnly });
  };
  const known = query.terms.filter(term => rowsWith(term) > 0);
  if (known.length < query.terms.length) consider(false, [known]);
  const slight = known.filter(isSlight);
  const telling = known.filter(term => !isSlight(term));
  if (slight.length > 0)
    consider(known.length === query.terms.length, [
      ...(slight.length === 1 ? [] : slight.map(gone => known.filter(term => term !== gone))),
      telling,
    ]);
  const leastFirst = [...telling].sort((a, b) => rowsWith(b) - rowsWith(a));
  const without = (...gone: QueryTerm[]): QueryTerm[] => telling.filter(term => !gone.includes(term));
  if (telling.length > 1)
    consider(
      false,
      leastFirst.map(gone => without(gone)),
    );
  if (telling.length >= minForTwo)
    consider(
      false,
      leastFirst.flatMap((one, at) => leastFirst.slice(at + 1).map(other => without(one, other))),
    );
  return found;
}
