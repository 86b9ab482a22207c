import { at8 } from '../arrays/access.ts';

/** Digits of a phone that are read; no number has as many. */
export const maxDigits = 64;
/** Digits of the longest country codes. */
export const maxCodeLength = 3;
/** What stands behind the last digit of a scanned phone. */
const noDigit = 255;

/** A phone as people write it, scanned. A number is its country code and its national part. */
export interface ScannedPhone {
  /** The digits, 0–9 each. */
  readonly digits: Uint8Array;
  /** Where the number begins in `digits`, after an exit prefix (00). */
  from: number;
  /** Where the national part begins: `from` where the phone has no country code. */
  national: number;
  /** Where the digits end. */
  end: number;
}

const scanned: ScannedPhone = { digits: new Uint8Array(maxDigits + 2), from: 0, national: 0, end: 0 };

/**
 * Scans a phone without making strings, since this runs for every row. A country code is read after `+`, after an exit prefix,
 * and where there are twelve digits or more. The result is valid until the next call.
 */
export function scanPhone(text: string): ScannedPhone {
  const { digits } = scanned;
  const end = scanDigits(text);
  const hasPlus = text.charCodeAt(0) === 0x2b || text.trimStart().startsWith('+');
  const from = !hasPlus && end >= 2 && digits[0] === 0 && digits[1] === 0 ? 2 : 0;
  const isInternational = hasPlus || from > 0 || end >= 12;
  scanned.from = from;
  scanned.end = end;
  scanned.national =
    from + (isInternational ? Math.min(end - from, codeLength(digits[from], digits[from + 1])) : 0);
  return scanned;
}

/** Fills the scanned digits with those of a text; returns how many there are. */
function scanDigits(text: string): number {
  const { digits } = scanned;
  let count = 0;
  for (let i = 0; i < text.length && count < maxDigits; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) return scanDigits(asciiDigitsOf(text));
    if (code >= 0x30 && code <= 0x39) digits[count++] = code - 0x30;
  }
  digits.fill(noDigit, count, count + 2);
  return count;
}

/** A phone's digits without an exit prefix, and where its national part begins in them: 0 where it has no country code. */
export function parsePhone(text: string): { readonly digits: string; readonly national: number } {
  const { digits, from, national, end } = scanPhone(text);
  return { digits: digits.slice(from, end).join(''), national: national - from };
}

const notDigits = /[^0-9]+/g;

/** The ASCII digits of a text; full-width and superscript ones count as ASCII ones. */
export function asciiDigitsOf(text: string): string {
  for (let i = 0; i < text.length; i++)
    if (text.charCodeAt(i) > 0x7f) return text.normalize('NFKD').replace(notDigits, '');
  return text.replace(notDigits, '');
}

const twoDigitCodes = new Set([
  20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56, 57, 58, 60,
  61, 62, 63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98,
]);

/** Digits of the country code that begins with these two (ITU E.164 assignments). */
function codeLength(first = 0, second = 0): number {
  if (first === 1 || first === 7) return 1;
  return twoDigitCodes.has(first * 10 + second) ? 2 : 3;
}

/** Whether a phone's country code ends with the typed digits; a phone without one may have any that exists. */
export const codeEndsWith = (code: string, typed: string): boolean =>
  code === ''
    ? codeLength(Number(typed.charAt(0)), Number(typed.charAt(1))) === typed.length
    : code.endsWith(typed);

/** Typed digits without the trunk or exit prefix (0, 00) that people dial before a number. */
export const withoutDialPrefix = (typed: string): string =>
  typed.length > 4 ? typed.replace(/^00?/, '') : typed;

/**
 * Whether digits stand in the national part of a phone (`begins`: at its beginning), after a country code that ends with
 * `code`; '' allows any.
 */
export function hasDigits(text: string, digits: string, begins: boolean, code: string): boolean {
  const { from, national, end } = scanPhone(text);
  if (code !== '') {
    const isCode =
      national === from
        ? codeEndsWith('', code)
        : national - from >= code.length && standAt(code, national - code.length);
    if (!isCode) return false;
  }
  const last = begins ? national : end - digits.length;
  for (let at = national; at <= last; at++) if (standAt(digits, at)) return true;
  return false;
}

/** Whether the scanned digits go on like this from a place on. */
function standAt(wanted: string, place: number): boolean {
  for (let i = 0; i < wanted.length; i++)
    if (scanned.digits[place + i] !== wanted.charCodeAt(i) - 48) return false;
  return true;
}

/** The number of the three digits from a place on: 0–999. */
export const trigramAt = (digits: Uint8Array, place: number): number =>
  at8(digits, place) * 100 + at8(digits, place + 1) * 10 + at8(digits, place + 2);
