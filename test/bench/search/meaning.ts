import { plain } from './keystrokes.ts';
import type { Person } from './people.ts';

const digitsOf = (text: string): string => text.replace(/\D+/g, '');
const likePhone = /^[\d\s()+\-.]*\d[\d\s()+\-.]*$/;

/** Says which rows a beginning stands for: every term begins a word, or all its digits stand together in the phone. */
export type Meaning = (meant: string) => readonly number[];

/** Reads every row once; each answer is found by looking at all of them, so that it owes nothing to an index. */
export function meaningIn(rows: readonly Person[]): Meaning {
  const texts = rows.map(row => {
    const all = `${plain(row.name)} ${plain(row.company)} ${row.email.toLowerCase()} ${row.id} ${row.id.slice(4)}`;
    return ` ${all.replace(/[^a-z0-9]+/g, ' ')} `;
  });
  const phones = rows.map(row => digitsOf(row.phone));
  const known = new Map<string, readonly number[]>();

  const byDigits = (digits: string): number[] => {
    const found: number[] = [];
    phones.forEach((phone, at) => {
      if (phone.includes(digits) || texts[at]?.includes(` ${digits}`)) found.push(at);
    });
    return found;
  };
  const byTerms = (terms: readonly string[]): number[] => {
    const found: number[] = [];
    if (terms.length === 0) return found;
    texts.forEach((text, at) => {
      if (terms.every(term => text.includes(term))) found.push(at);
    });
    return found;
  };

  return meant => {
    const before = known.get(meant);
    if (before !== undefined) return before;
    const found = likePhone.test(meant)
      ? byDigits(digitsOf(meant))
      : byTerms(
          meant
            .split(/[^a-z0-9]+/)
            .filter(term => term !== '')
            .map(term => ` ${term}`),
        );
    known.set(meant, found);
    return found;
  };
}
