import { item } from '../arrays/access.ts';
import { maxDigits, type ScannedPhone } from './phone-number.ts';
import {
  codeLength,
  dialledTypedLength,
  maxCodeLength,
  mayHaveNinthDigit,
  ninthDigitForms,
} from './phone-plan.ts';

/** One way to read typed digits: as a part of a national number, perhaps after a country code. */
export interface PhoneForm {
  /** Digits of the national part. */
  readonly digits: string;
  /** Where in it they stand; -1 for anywhere. */
  readonly at: number;
  /** The end of the country code, typed before them; '' where none was. */
  readonly code: string;
  /** Whether a number that was kept without its country code is meant, too. */
  readonly allowsNone: boolean;
  /** The place of a digit that nobody typed; -1 where there is none. */
  readonly added: number;
}

/** Digits with an exit prefix (00) have more; the last four of a number may begin so. */
const minWithExitPrefix = 5;
/** Digits from which on they may begin with a country code that a row was kept without, though neither `+` nor 00 was typed. */
const minWithBareCode = 6;

/**
 * The ways to read typed digits. A country code is read after `+` or 00; without them only where it stands in the row, or where
 * rows have it and enough was typed: `3634` is the end of a number and not Hungary's 36.
 * @param usesCode whether rows have a country code
 */
export function phoneForms(
  typed: string,
  hasPlus: boolean,
  usesCode: (code: string) => boolean,
): PhoneForm[] {
  const forms: PhoneForm[] = [];
  const add = (digits: string, at: number, code: string, allowsNone: boolean, added = -1): void => {
    if (digits === '' || digits.length > maxDigits) return;
    forms.push({ digits, at, code, allowsNone, added });
  };
  /** The beginning of a national number, with the ninth digit and without. */
  const addNational = (digits: string, code: string, allowsNone: boolean): void => {
    add(digits, 0, code, allowsNone);
    if (!mayHaveNinthDigit(code)) return;
    for (const other of ninthDigitForms(digits)) add(other.digits, 0, code, allowsNone, other.added);
  };
  const hasExitPrefix = !hasPlus && typed.length >= minWithExitPrefix && typed.startsWith('00');
  const bare = hasExitPrefix ? typed.slice(2) : typed;
  const length = codeLength(Number(bare.charAt(0)), Number(bare.charAt(1)));
  const code = bare.slice(0, length);
  const isInternational = hasPlus || hasExitPrefix;
  const allowsNone = isInternational || (bare.length >= minWithBareCode && usesCode(code));
  if (!isInternational || bare.length <= length) {
    add(typed, typed.length < 3 ? 0 : -1, '', true);
    const national = nationalOf(typed, '');
    if (national !== typed) addNational(national, '', true);
    else for (const other of ninthDigitForms(typed)) add(other.digits, 0, '', true, other.added);
    if (typed.length === 9 && typed.startsWith('9'))
      for (const at of [0, 2]) add(typed.slice(1), at, '', true);
  }
  for (let end = 1; end <= maxCodeLength; end++) {
    if (end === length) addNational(nationalOf(bare.slice(end), code), code, allowsNone);
    else if (!isInternational) add(bare.slice(end), 0, bare.slice(0, end), false);
  }
  return forms;
}

/** Digits without what is only dialled before them. */
const nationalOf = (digits: string, code: string): string =>
  digits.slice(dialledTypedLength(Number(code), Number(digits.charAt(0)), digits.length));

/**
 * Where a scanned number has the digits of a form, as a place in the scanned digits; -1 where it has not.
 * @param atEnd whether the number ends with them, or goes on after them
 */
export function formPlace(phone: ScannedPhone, number: number, form: PhoneForm, atEnd: boolean): number {
  const { digits, at, code, allowsNone } = form;
  const { from, codeEnd, national, end } = item(phone.numbers, number);
  if (code !== '') {
    const isMeant =
      codeEnd === from
        ? allowsNone
        : codeEnd - from >= code.length && standAt(phone, code, codeEnd - code.length);
    if (!isMeant) return -1;
  }
  const last = end - digits.length;
  const first = at >= 0 ? national + at : atEnd ? last : national;
  if (first < national || (atEnd ? first !== last : first >= last)) return -1;
  const until = at >= 0 || atEnd ? first : last - 1;
  for (let place = first; place <= until; place++) if (standAt(phone, digits, place)) return place;
  return -1;
}

/** Whether the scanned digits go on like this from a place on. */
function standAt({ digits }: ScannedPhone, wanted: string, place: number): boolean {
  for (let i = 0; i < wanted.length; i++) if (digits[place + i] !== wanted.charCodeAt(i) - 48) return false;
  return true;
}
