import { at8, item } from '../arrays/access.ts';
import { plainCharacter } from './characters.ts';
import { codeLength, dialledLength, internationalLength, wholeLength } from './phone-plan.ts';

/** Digits of a field that are read, and the numbers they may be: nobody has more. */
export const maxDigits = 64;
const maxNumbers = 8;
/** What stands behind the last digit. */
const noDigit = 255;

/** One number of a field, as places in the digits: a country code, what is dialled before the national part, the national part. */
export interface ScannedNumber {
  /** Where its first digit stands, and whether that follows a `+`. */
  start: number;
  hasPlus: boolean;
  /** Where the country code begins, after an exit prefix (00). */
  from: number;
  /** Where the country code ends: `from` where there is none. */
  codeEnd: number;
  /** Where the national part begins, after a trunk prefix (0), an operator's code and the like. */
  national: number;
  end: number;
}

/** The numbers of a field as people write it, scanned. */
export interface ScannedPhone {
  /** The digits, 0–9 each. */
  readonly digits: Uint8Array;
  /** Where each digit stands in the text. */
  readonly places: Uint16Array;
  /** How many of `numbers` are there. */
  count: number;
  readonly numbers: readonly ScannedNumber[];
}

const scanned: ScannedPhone = {
  digits: new Uint8Array(maxDigits + 2),
  places: new Uint16Array(maxDigits + 2),
  count: 0,
  numbers: Array.from({ length: maxNumbers }, () => ({
    start: 0,
    hasPlus: false,
    from: 0,
    codeEnd: 0,
    national: 0,
    end: 0,
  })),
};

/** What stands before a digit, a bit each. */
const plus = 1;
const word = 2;
const slash = 4;
const bracket = 8;

const signs = Uint8Array.from({ length: 0x80 }, (_, code) => {
  const sign = String.fromCharCode(code);
  if (sign === '+') return plus;
  if (sign === '(') return bracket;
  if ('/;,|&\n'.includes(sign)) return slash;
  return /[a-z#]/i.test(sign) ? word : 0;
});

const notAscii = /[^\0-\x7f]/gu;

/**
 * Scans a phone without making strings, since this runs for every row. A country code is read after `+`, after `00`, and where
 * there are twelve digits or more. Once a number is whole, a slash, a comma, a bracket or a word begins the next; fewer than
 * seven digits after a word are an extension. The result is valid until the next call.
 */
export function scanPhone(text: string): ScannedPhone {
  const { digits, places } = scanned;
  scanned.count = 0;
  let length = 0;
  let start = 0;
  /** What stood before the number, and what stands before the next digit. */
  let first = 0;
  let before = 0;
  for (let at = 0; at < text.length && length < maxDigits; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return scanPhone(text.replace(notAscii, asciiOf));
    if (code < 0x30 || code > 0x39) {
      before |= at8(signs, code);
      continue;
    }
    if (before !== 0 && isNext(length - start, before, first)) {
      addNumber(start, length, first);
      start = length;
    }
    if (length === start) first = start === 0 ? before & ~word : before;
    before = 0;
    places[length] = at;
    digits[length++] = code - 0x30;
  }
  digits.fill(noDigit, length, length + 2);
  addNumber(start, length, first);
  return scanned;
}

/** What a character counts as among ASCII ones, in as many units. */
const asciiOf = (character: string): string =>
  plainCharacter(character).replace(notAscii, 'x').padEnd(character.length).slice(0, character.length);

/** Whether a digit begins another number, after `length` digits of one that stood after `first`. */
function isNext(length: number, before: number, first: number): boolean {
  if (length === 0) return false;
  if ((before & plus) !== 0 || ((before & bracket) !== 0 && length > wholeLength)) return true;
  return (before & (word | slash)) !== 0 && (length >= wholeLength || (first & word) !== 0);
}

/** Adds the number between two places; an extension is none. */
function addNumber(start: number, end: number, first: number): void {
  const { digits, count, numbers } = scanned;
  const isExtension = count > 0 && (first & word) !== 0 && end - start < wholeLength;
  if (end === start || count === maxNumbers || isExtension) return;
  const number = item(numbers, scanned.count++);
  const hasPlus = (first & plus) !== 0;
  const hasExitPrefix = !hasPlus && end - start > 2 && at8(digits, start) + at8(digits, start + 1) === 0;
  const isLong = end - start >= internationalLength && digits[start] !== 0;
  const from = hasExitPrefix ? start + 2 : start;
  const hasCode = hasPlus || hasExitPrefix || isLong;
  number.start = start;
  number.hasPlus = hasPlus;
  number.from = from;
  number.end = end;
  number.codeEnd = hasCode ? Math.min(end, from + codeLength(digits[from], digits[from + 1])) : from;
  number.national =
    number.codeEnd + dialledLength(countryCodeOf(number), digits[number.codeEnd], end - number.codeEnd);
}

/** A number's country code; 0 where it has none. */
export function countryCodeOf({ from, codeEnd }: ScannedNumber): number {
  let code = 0;
  for (let at = from; at < codeEnd; at++) code = code * 10 + at8(scanned.digits, at);
  return code;
}
