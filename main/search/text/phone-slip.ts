import { at8, item } from '../arrays/access.ts';
import type { PhoneForm } from './phone-forms.ts';
import type { ScannedPhone } from './phone-number.ts';

/** Digits from which on one of them may be wrong, left out, doubled or swapped with the next. */
export const minForSlip = 8;

/** A form with a digit that nobody typed has none besides. */
export const mayHaveSlip = ({ digits, added }: PhoneForm): boolean =>
  digits.length >= minForSlip && added < 0;

/** Where a number ends with typed digits but for one slip, as places in the scanned digits. */
export interface PhoneSlip {
  readonly from: number;
  /** The digits between these places are not as typed. */
  readonly gapFrom: number;
  readonly gapEnd: number;
}

/** Whether and where a scanned number ends with the digits of a form but for one slip, whatever its country code. */
export function slipIn(phone: ScannedPhone, number: number, { digits: typed }: PhoneForm): PhoneSlip | null {
  const { digits } = phone;
  const { national, end } = item(phone.numbers, number);
  const isAlike = (at: number, place: number): boolean => typed.charCodeAt(at) - 48 === at8(digits, place);
  /** Whether the typed digits up to one stand where the number has them, up to a place. */
  const goOn = (at: number, place: number): boolean => {
    if (place - at < national) return false;
    for (let i = at; i >= 0; i--, place--) if (!isAlike(i, place)) return false;
    return true;
  };
  let at = typed.length - 1;
  let place = end - 1;
  while (at >= 0 && place >= national && isAlike(at, place)) {
    at--;
    place--;
  }
  if (place < national) return at === 0 ? { from: national, gapFrom: national, gapEnd: national } : null;
  const isSwapped = at > 0 && place > national && isAlike(at, place - 1) && isAlike(at - 1, place);
  if (isSwapped && goOn(at - 2, place - 2)) return { from: place - at, gapFrom: end, gapEnd: end };
  if (goOn(at - 1, place - 1)) return { from: place - at, gapFrom: place, gapEnd: place + 1 };
  if (goOn(at, place - 1)) return { from: place - 1 - at, gapFrom: place, gapEnd: place + 1 };
  if (goOn(at - 1, place)) return { from: place - at + 1, gapFrom: end, gapEnd: end };
  return null;
}
