import type { Random } from '../random.ts';
import { legalWords } from './company-words.ts';
import { type Fits, wordsOf } from './fits.ts';
import type { MadeRow } from './made-row.ts';
import { particles } from './person-words.ts';

/** What somebody types to find a row, and all rows that it may mean. */
export interface Draft {
  readonly text: string;
  /** Null for more than five. */
  readonly want: readonly number[] | null;
}

/** A way of typing, for the rows that it can be done for. */
export interface TextKind {
  /** `group: kind` */
  readonly class: string;
  /** What a text may fit as it stands: anything; at most two rows besides the wanted; or none of the wanted and at most two others. */
  readonly stands: 'anyhow' | 'few others' | 'not';
  readonly of: (row: MadeRow) => boolean;
  readonly type: (random: Random, row: MadeRow, fits: Fits) => Draft | null;
}

/** Rows that can be told apart: with more of them nobody can say which should come first. */
export const mostWanted = 5;

export const meaning = (fits: Fits, text: string, terms: readonly string[]): Draft => ({
  text,
  want: fits.byWords(terms, mostWanted),
});

export const isPerson = (row: MadeRow): boolean => row.kind === 'person';

/** Words of the person's name by which one looks for them. */
export const nameWords = (row: MadeRow): string[] =>
  wordsOf([...row.given, ...row.families].join(' ')).filter(isTelling);

/** Words of the company by which one looks for it. */
export const firmWords = (row: MadeRow): string[] => wordsOf(row.company).filter(isTelling);

const isTelling = (word: string): boolean =>
  word.length > 2 && !(particles as readonly string[]).includes(word) && !legalWords.includes(word);

export const firstName = (row: MadeRow): string => nameWords(row)[0] ?? '';
export const lastName = (row: MadeRow): string => nameWords(row).at(-1) ?? '';
