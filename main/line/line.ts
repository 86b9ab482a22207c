/**
 * The line: what a person types, says or pastes in the one box. Enters: a text, the pipelines, and access to rows. Leaves: rows, each
 * with what the line means for it, and lists of rows that stand in a stage. It moves nothing.
 *
 * `line` cuts a text into words and an amount; `pasted` finds ids; `reading` says how the words may be read; `lists` makes the lists of
 * stages, `counts` what stands over them; `answer` puts the rows of the likeliest reading in order.
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

const amountInText = /(?<=^|\s)([<>])=?\s*(?:R\$|US\$|MX\$|\$|€)?\s*(\d[\d.,]*)\s?(k|mil|mi|m)?(?=\s|$)/iu;

/** Cuts a text into its words; an amount that stands alone is none of them. */
export function parseLine(typed: string): Line {
  const [found, sign, digits = '', unit = ''] = amountInText.exec(typed) ?? [];
  const than = found === undefined ? null : numberIn(digits, unit.toLowerCase());
  const hasAmount = found !== undefined && than !== null;
  const at = hasAmount ? typed.indexOf(found) : typed.length;
  const text = hasAmount
    ? typed.slice(0, at) + ' '.repeat(found.length) + typed.slice(at + found.length)
    : typed;
  const words = [...text.matchAll(/\S+/gu)].flatMap(({ 0: word, index }): Word[] => {
    const seen = withoutInvisible(word);
    if (seen === '') return [];
    return [{ text: seen, folded: foldWords(seen), start: index, end: index + word.length }];
  });
  return { words, amount: hasAmount ? { sign: sign === '<' ? '<' : '>', than } : null };
}

const units: Readonly<Record<string, number>> = { '': 1, k: 1e3, mil: 1e3, m: 1e6, mi: 1e6 };

/** The number of `30`, `30.000`, `30,000` or `2,5`; null when it is none. */
function numberIn(digits: string, unit: string): number | null {
  const times = units[unit];
  if (times === undefined) return null;
  if (/^\d{1,3}([.,]\d{3})+$/.test(digits)) return Number(digits.replace(/[.,]/g, '')) * times;
  return /^\d+([.,]\d{1,2})?$/.test(digits) ? Number(digits.replace(',', '.')) * times : null;
}

/** Whether a value is so; an unknown value never is. */
export const isWorth = ({ sign, than }: Amount, value: number | null): boolean =>
  value !== null && (sign === '>' ? value > than : value < than);
