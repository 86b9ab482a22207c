/**
 * The rules by which one number is written in several ways. Country codes: ITU-T E.164. The others: the metadata of Google's
 * libphonenumber, which takes them from the countries' numbering plans.
 */

/** A number with so many digits is whole: what follows a slash or a word is another one, or an extension. */
export const wholeLength = 7;
/** Digits from which on a number without `+` or `00` begins with its country code: national ones have eleven at most. */
export const internationalLength = 12;
/** Digits of the longest country codes. */
export const maxCodeLength = 3;

const brazil = 55;
const mexico = 52;
const argentina = 54;

const twoDigitCodes = new Set([
  20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56, 57, 58, 60,
  61, 62, 63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98,
]);

/** Digits of the country code that begins with these two (ITU E.164 assignments). */
export function codeLength(first = 0, second = 0): number {
  if (first === 1 || first === 7) return 1;
  return twoDigitCodes.has(first * 10 + second) ? 2 : 3;
}

/**
 * How many digits after the country code are only dialled: the trunk prefix 0, which people keep as in `+55 (011)` and
 * `+44 (0)20`; in Brazil the code of an operator after it (Anatel's CSP, `0 15 82 …`); the 1 that Mexico's mobiles had until
 * 2019, and the 9 that Argentina's have from abroad. Italy's 0 belongs to its numbers; it is dropped wherever it is typed or
 * kept, so that nothing is lost.
 * @param code the country code, 0 where there is none
 * @param first the digit after it
 * @param length how many digits come after it
 */
export function dialledLength(code: number, first: number | undefined, length: number): number {
  if (first === 0) {
    const hasOperator = (code === 0 || code === brazil) && (length === 13 || length === 14);
    return hasOperator ? 3 : length > wholeLength ? 1 : 0;
  }
  return isMobileDigit(code, first) && length === mobileLength ? 1 : 0;
}

/** Digits after the country code of a mobile that is dialled with a digit more. */
const mobileLength = 11;
/** No area code of Mexico begins with 1, and none of Argentina with 9. */
const isMobileDigit = (code: number, first: number | undefined): boolean =>
  (code === mexico && first === 1) || (code === argentina && first === 9);

/**
 * The same for digits that may be the beginning of a number. The last digits of a number may begin with a 0, but not what stands behind
 * a country code.
 */
export function dialledTypedLength(code: number, first: number | undefined, length: number): number {
  const dialled = dialledLength(code, first, length);
  if (dialled > 0) return dialled;
  const mayBeDialled = first === 0 || (isMobileDigit(code, first) && length < mobileLength);
  return mayBeDialled && length >= (code === 0 ? 3 : 2) ? 1 : 0;
}

/** A national number in another way, and the place of a digit in it that nobody typed; -1 where there is none. */
export interface NinthDigitForm {
  readonly digits: string;
  readonly added: number;
}

/** Digits of an area code, and of a number from which on the ninth digit is put in or left out. */
const areaLength = 2;
const minForNinth = 6;

/**
 * A Brazilian number with or without the ninth digit: between 2012 and 2016 Anatel put a 9 before the eight digits of mobiles
 * (Resolution 553/2010), and many still keep or dial the old form.
 * @param digits area code and number, or their beginning
 */
export function ninthDigitForms(digits: string): readonly NinthDigitForm[] {
  const forms: NinthDigitForm[] = [];
  const area = digits.slice(0, areaLength);
  const number = digits.slice(areaLength);
  if (digits.length < minForNinth) return forms;
  if (number.startsWith('9') && number.length <= 9) forms.push({ digits: area + number.slice(1), added: -1 });
  if (number.length <= 8) forms.push({ digits: `${area}9${number}`, added: areaLength });
  return forms;
}

/** Whether a country's mobiles have the ninth digit; a number without a code may be one of them. */
export const mayHaveNinthDigit = (code: string): boolean => code === '' || Number(code) === brazil;
