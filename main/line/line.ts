/**
 * The line: what a person types, says or pastes in the one box. Enters: a text, the pipelines, and access to rows. Leaves: rows, each
 * with what the line means for it, and lists of rows that stand in a stage. It moves nothing.
 *
 * `line` cuts a text into words and an amount; `pasted` finds ids; `reading` says how the words may be read; `list-asked` says which list
 * they ask for, `lists` makes it, `counts` what stands over it; `words-answer` puts the rows of the likeliest reading in order, `answer`
 * narrows them to whose rows the line wants.
 */

import { foldWords } from '../contract/folded.ts';

/** One word as it was typed. Signs between blanks are words too. */
export interface Word {
  /** Without invisible characters. */
  readonly text: string;
  /** Lower case without accents. */
  readonly folded: string;
  /** Its place in the text: [start, end) in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** `>30k` or `<5000`: rows worth more, or less, in whatever currency. */
export interface Amount {
  readonly sign: '>' | '<';
  readonly than: number;
}

export interface Line {
  readonly words: readonly Word[];
  readonly amount: Amount | null;
}

const invisible = /[\p{Cf}\p{DI}]/gu;

/** Without what chats and spreadsheets put into what is pasted: marks of direction, soft hyphens, blanks of no width. */
export const withoutInvisible = (text: string): string => text.replace(invisible, '');

const currency = '(?:R\\$|US\\$|MX\\$|[$€£]|BRL|USD|MXN|EUR|GBP)';
const amountInText = new RegExp(
  `(?<=^|[\\s\\p{L}])([<>])=?\\s*${currency}?\\s*(\\d{1,3}(?:\\s\\d{3})+|\\d[\\d.,]*)\\s?(k|mil|mi|m)?\\s?${currency}?(?=\\s|$)`,
  'iu',
);

/** Cuts a text into its words; an amount that stands alone is none of them. */
export function parseLine(typed: string): Line {
  const seen = amountInText.exec(typed.replace(invisible, one => ' '.repeat(one.length)));
  const [found = '', sign, digits = '', unit = ''] = seen ?? [];
  const than = numberIn(digits, unit.toLowerCase());
  const at = seen?.index ?? 0;
  const text =
    than === null ? typed : typed.slice(0, at) + ' '.repeat(found.length) + typed.slice(at + found.length);
  const words = [...text.matchAll(/\S+/gu)].flatMap(({ 0: word, index }): Word[] => {
    const seen = withoutInvisible(word);
    if (seen === '') return [];
    return [{ text: seen, folded: foldWords(seen), start: index, end: index + word.length }];
  });
  return { words, amount: than === null ? null : { sign: sign === '<' ? '<' : '>', than } };
}

const units: Readonly<Record<string, number>> = { '': 1, k: 1e3, mil: 1e3, m: 1e6, mi: 1e6 };

/** The number of `30`, `30.000`, `30,000`, `30 000`, `30.000,00` or `2,5`; null when it is none. */
function numberIn(digits: string, unit: string): number | null {
  const times = units[unit];
  const [, whole, , cents = ''] =
    /^(\d{1,3}(?:([.,\s])\d{3})(?:\2\d{3})*|\d+)([.,]\d{1,2})?$/u.exec(digits) ?? [];
  if (times === undefined || whole === undefined) return null;
  return Number(whole.replaceAll(/[.,\s]/gu, '') + cents.replace(',', '.')) * times;
}

/** Whether a value is so; an unknown value never is. */
export const isWorth = ({ sign, than }: Amount, value: number | null): boolean =>
  value !== null && (sign === '>' ? value > than : value < than);
