import { plain } from './keystrokes.ts';
import type { Person } from './people.ts';

const digitsOf = (text: string): string => text.replace(/\D+/g, '');
const likePhone = /^[\d\s()+\-.]*\d[\d\s()+\-.]*$/;

/** Says which rows a beginning stands for: every term begins a word, or all its digits stand together in the phone. */
export type Meaning = (meant: string) => readonly number[];

/**
 * Reads the rows' text as it is, so that the answers owe nothing to an index. Rows with a longer term are looked for
 * among those with the term a letter shorter.
 */
export function meaningIn(rows: readonly Person[]): Meaning {
  const texts = rows.map(row => {
    const all = `${plain(row.name)} ${plain(row.company)} ${row.email.toLowerCase()} ${row.id} ${row.id.slice(4)}`;
    return ` ${all.replace(/[^a-z0-9]+/g, ' ')} `;
  });
  const phones = rows.map(row => digitsOf(row.phone));
  const everyRow = rows.map((_, at) => at);
  const withTerm = narrowing((term, at) => texts[at]?.includes(` ${term}`) ?? false, everyRow);
  const withDigits = narrowing(
    (digits, at) => (phones[at]?.includes(digits) || texts[at]?.includes(` ${digits}`)) ?? false,
    everyRow,
  );

  const byTerms = (terms: readonly string[]): readonly number[] => {
    const [rarest, ...others] = terms.map(withTerm).sort((a, b) => a.length - b.length);
    const spaced = terms.map(term => ` ${term}`);
    if (rarest === undefined || others.length === 0) return rarest ?? [];
    return rarest.filter(at => spaced.every(term => texts[at]?.includes(term)));
  };

  return meant =>
    likePhone.test(meant)
      ? withDigits(digitsOf(meant))
      : byTerms(meant.split(/[^a-z0-9]+/).filter(term => term !== ''));
}

type Has = (text: string, row: number) => boolean;

function narrowing(has: Has, everyRow: readonly number[]): (text: string) => readonly number[] {
  const known = new Map<string, readonly number[]>([['', everyRow]]);
  const rowsWith = (text: string): readonly number[] => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = rowsWith(text.slice(0, -1)).filter(row => has(text, row));
    known.set(text, found);
    return found;
  };
  return rowsWith;
}
