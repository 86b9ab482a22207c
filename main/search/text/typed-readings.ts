import { at8, at16, item } from '../arrays/access.ts';
import { followsApostrophe } from './normalize.ts';
import { maxDigits, scanPhone } from './phone-number.ts';
import { codeLength } from './phone-plan.ts';
import { mostBesideAmpersand, type Tokens, tokenize } from './tokenize.ts';
import { numberLabels, type Piece, phoneLabels } from './typed-text.ts';

/** One term of a typed text. */
export interface TypedTerm {
  /** Normalized letters. */
  readonly text: string;
  /** Whether it may be a part of a phone, and begins with `+` then. */
  readonly phone: 'no' | 'yes' | 'plus';
}

/** A number before a phone, and the phone. */
interface PhoneLast {
  readonly terms: readonly TypedTerm[];
  /** The number has the digits of a country code: both may be a phone. */
  readonly mayBeginWithCode: boolean;
}

/** A piece, as words and as numbers; the same where there is one way only. */
interface Part {
  readonly words: readonly TypedTerm[];
  readonly numbers: readonly TypedTerm[];
  /** A number of a title as words, then a phone; null where no phone follows. */
  readonly phoneLast: PhoneLast | null;
  readonly isNumber: boolean;
  /** A number with as many digits as only phones have. */
  readonly isLong: boolean;
}

/** Digits from which on a number is a phone: two years have eight. */
const minPhone = 9;
const isDigits = (text: string): boolean => /^[0-9]+$/.test(text);

/** The ways to read a text that are as good as one another, the likeliest first; some may be alike. */
export function readingsOf(pieces: readonly Piece[], scratch: Tokens): readonly (readonly TypedTerm[])[] {
  const parts = pieces.map(piece => partOf(piece, scratch)).filter(({ words }) => words.length > 0);
  const labels = parts.map((part, at) => (parts[at + 1]?.isNumber ? labelOf(part) : null));
  const numbers = parts.flatMap(part => part.numbers);
  const unlabelled = parts.flatMap((part, at) => {
    const own = labels[at - 1] === 'number' ? part.words : part.numbers;
    return labels[at] === null ? own : own.slice(0, -1);
  });
  const besideFrom = (isCodeApart: boolean): readonly TypedTerm[] =>
    parts.flatMap(({ words, numbers: own, phoneLast, isLong }, at) => {
      if (labels[at] !== null) return words.slice(0, -1);
      if (labels[at - 1] === 'phone') return own;
      const last =
        phoneLast === null || (phoneLast.mayBeginWithCode && !isCodeApart) ? null : phoneLast.terms;
      return last ?? (isLong && labels[at - 1] !== 'number' ? own : words);
    });
  const isSaid = labels.includes('phone') || numbers.some(({ phone }) => phone === 'plus');
  const mayHavePhone = isSaid || parts.some(({ isLong }) => isLong);
  const isCode = parts.some(({ phoneLast }) => phoneLast?.mayBeginWithCode === true);
  const beside = mayHavePhone ? (isCode ? [false, true] : [false]).map(besideFrom) : [];
  if (isSaid) return [numbers, unlabelled, ...beside];
  const isPhone = parts.some(part => part.isLong) || parts.every(({ isNumber }) => isNumber);
  const words = parts.flatMap(part => (isPhone && part.isNumber ? part.words.map(withoutPhone) : part.words));
  const inTitles = otherwise(parts.flatMap(part => part.words));
  return isPhone
    ? [numbers, words, unlabelled, inTitles, ...beside]
    : [words, numbers, unlabelled, inTitles, ...beside];
}

const withoutPhone = ({ text }: Pick<TypedTerm, 'text'>): TypedTerm => ({ text, phone: 'no' });

/** What the last word says of the number after it. */
function labelOf({ words, isNumber }: Part): 'phone' | 'number' | null {
  const last = words.at(-1)?.text;
  if (isNumber || last === undefined) return null;
  return phoneLabels.has(last) ? 'phone' : numberLabels.has(last) ? 'number' : null;
}

function partOf({ text, isNumber }: Piece, scratch: Tokens): Part {
  const words = tokensOf(text, scratch).map(
    (token): TypedTerm => ({ text: token, phone: isDigits(token) ? 'yes' : 'no' }),
  );
  const numbers = isNumber ? numbersOf(text) : words;
  const isSame = words.length === 1 && numbers.length === 1 && numbers[0]?.phone === 'yes';
  const isLong = isNumber && numbers.some(one => one.text.length >= minPhone);
  const phoneLast = isLong || text.lastIndexOf('+') > 0 ? phoneLastIn(text, scratch) : null;
  return { words, numbers: isSame ? words : numbers, phoneLast, isNumber, isLong };
}

/** Digits of a phone without its country code that is not its last part only. */
const minNational = 8;
const maxNational = 11;
/** The same behind a trunk prefix and the code of an operator. */
const maxDialled = 14;
const digitsIn = (text: string): number => text.replace(/\D/g, '').length;

/** A number of a title and the phone behind it and a blank, as in `304/2025 (11) 98231-4470`; null where there is one number. */
function phoneLastIn(text: string, scratch: Tokens): PhoneLast | null {
  if (/^[+(0]/.test(text) || (digitsIn(text) <= maxNational && !text.includes('+'))) return null;
  for (const { index } of text.matchAll(/\s(?=[\d+(])/g)) {
    const phone = text.slice(index + 1);
    const digits = digitsIn(phone);
    const most = phone.startsWith('+') ? maxDigits : phone.startsWith('0') ? maxDialled : maxNational;
    if ((digits < minNational && !phone.startsWith('+')) || digits > most) continue;
    const number = text.slice(0, index);
    const length = codeLength(Number(number.charAt(0)), Number(number.charAt(1)));
    return {
      terms: [...tokensOf(number, scratch).map(token => withoutPhone({ text: token })), ...numbersOf(phone)],
      mayBeginWithCode: number.length === length,
    };
  }
  return null;
}

function numbersOf(text: string): TypedTerm[] {
  const { digits, count, numbers } = scanPhone(text);
  return Array.from({ length: count }, (_, at): TypedTerm => {
    const { start, end, hasPlus } = item(numbers, at);
    return { text: digits.slice(start, end).join(''), phone: hasPlus ? 'plus' : 'yes' };
  });
}

/** The normalized words of a text. */
export function tokensOf(typed: string, scratch: Tokens): string[] {
  const { text, count, starts, lengths } = tokenize(typed, scratch);
  const found: string[] = [];
  for (let i = 0; i < count; i++) {
    const start = at16(starts, i);
    // This token is the end of the one before it.
    if (followsApostrophe(text, start)) continue;
    found.push(String.fromCharCode(...text.codes.subarray(start, start + at8(lengths, i))));
  }
  return found;
}

const besideAmpersand = `[\\p{L}\\p{N}]{1,${mostBesideAmpersand}}`;
const lettersWithAmpersand = new RegExp(
  `(?<![\\p{L}\\p{N}])(${besideAmpersand}) ?& ?(${besideAmpersand})(?![\\p{L}\\p{N}])`,
  'gu',
);

/** The words of a text in which letters with & between them are a name, as in `C&A`; null where there are none. */
export function withLettersNames(text: string, scratch: Tokens): readonly TypedTerm[] | null {
  if (!text.includes('&')) return null;
  const found: string[] = [];
  let from = 0;
  for (const { 0: all, 1: first = '', 2: second = '', index } of text.matchAll(lettersWithAmpersand)) {
    const letters = [first, second].map(one => tokensOf(one, scratch).join(''));
    found.push(...tokensOf(text.slice(from, index), scratch), letters.join('&'));
    from = index + all.length;
  }
  if (from === 0) return null;
  return [...found, ...tokensOf(text.slice(from), scratch)].map(one => withoutPhone({ text: one }));
}

/** The letters of a text that has nothing but some with stops between them: `j.g` may go on as `j.grossmann`. Null for another one. */
export const initialsOf = (text: string, scratch: Tokens): readonly TypedTerm[] | null =>
  text.charAt(1) === '.' && /^(?:\p{L}\.)+\p{L}$/u.test(text)
    ? text.split('.').flatMap(letter => tokensOf(letter, scratch).map(one => withoutPhone({ text: one })))
    : null;

/** Digits of a count (`x10`), of the parts of `24x7`, and of a number behind a letter (`Q4`). */
const count = /^\d{1,3}$/;
const small = /^\d{1,2}$/;
const lettered = /^\d{1,4}$/;
const year = /^(?:19|20)\d\d$/;

/**
 * The words as titles have them: `10x` and `10` as `x10`, `q 4` as `q4`, `24/7` as `24x7` and the other way round, `2025-26` as
 * two whole years.
 */
function otherwise(terms: readonly TypedTerm[]): readonly TypedTerm[] {
  const found: string[] = [];
  const texts = terms.map(({ text }) => text);
  for (let at = 0; at < texts.length; at++) {
    const text = item(texts, at);
    const next = texts[at + 1] ?? '';
    const before = found.at(-1) ?? '';
    if (/^[a-z]$/.test(text) && lettered.test(next)) {
      const isBetween = text === 'x' && small.test(texts[at - 1] ?? '');
      if (isBetween) found.pop();
      found.push((isBetween ? texts[at - 1] : '') + text + next);
      at++;
    } else if (year.test(before) && isYearAfter(before, text)) {
      found.push(text.length === 2 ? before.slice(0, 2) + text : text.slice(2));
    } else if (small.test(text) && small.test(next)) {
      found.push(`${text}x${next}`);
      at++;
    } else {
      const [, digits = text, parts = ''] = /^(\d{1,4})x(\d{1,2})?$/.exec(text) ?? [];
      if (parts !== '') found.push(digits, parts);
      else found.push(count.test(text) || digits !== text ? `x${digits}` : text);
    }
  }
  return found.map(text => ({ text, phone: 'no' }));
}

/** Whether a text is the next year, in four digits or in two. */
const isYearAfter = (before: string, text: string): boolean =>
  [String(Number(before) + 1), String(Number(before) + 1).slice(2)].includes(text);
