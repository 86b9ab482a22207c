import { at16, item } from '../arrays/access.ts';
import { formPlace, type PhoneForm } from '../text/phone-forms.ts';
import { type ScannedPhone, scanPhone } from '../text/phone-number.ts';
import { mayHaveSlip, slipIn } from '../text/phone-slip.ts';

type Range = readonly [start: number, end: number];
/** From a digit to after another. */
type Place = readonly [first: number, after: number];

/**
 * The ranges of typed digits in a phone as it is written, a country code that was typed included; none where it does not have
 * them in any form. The end of a number comes before its middle.
 */
export function highlightsInPhone(text: string, forms: readonly PhoneForm[]): readonly Range[] {
  const phone = scanPhone(text);
  for (const atEnd of [true, false])
    for (const form of forms)
      for (let number = 0; number < phone.count; number++) {
        const at = formPlace(phone, number, form, atEnd);
        if (at >= 0) return rangesOf(phone, placesOf(phone, number, form, at));
      }
  return [];
}

/** The same where a number ends with the digits but for one slip: the others. */
export function slipsInPhone(text: string, forms: readonly PhoneForm[]): readonly Range[] {
  const phone = scanPhone(text);
  for (const form of forms)
    for (let number = 0; number < phone.count; number++) {
      const slip = mayHaveSlip(form) ? slipIn(phone, number, form) : null;
      if (slip === null) continue;
      const { from, gapFrom, gapEnd } = slip;
      return rangesOf(phone, [
        [from, gapFrom],
        [gapEnd, item(phone.numbers, number).end],
      ]);
    }
  return [];
}

/** The places of a form's digits; one that nobody typed stands between two of them. */
function placesOf(
  phone: ScannedPhone,
  number: number,
  { code, digits, added }: PhoneForm,
  at: number,
): Place[] {
  const { from, codeEnd } = item(phone.numbers, number);
  const end = at + digits.length;
  const gap = added < 0 ? end : at + added;
  return [
    [codeEnd - Math.min(code.length, codeEnd - from), codeEnd],
    [at, gap],
    [gap + 1, end],
  ];
}

/** The ranges in the text of digits between two places; those that follow one another are one. */
function rangesOf({ places }: ScannedPhone, matched: readonly Place[]): Range[] {
  const ranges: [start: number, end: number][] = [];
  let last = -1;
  for (const [first, after] of matched) {
    if (after <= first) continue;
    const until = at16(places, after - 1) + 1;
    const joined = first === last ? ranges.at(-1) : undefined;
    if (joined === undefined) ranges.push([at16(places, first), until]);
    else joined[1] = until;
    last = after;
  }
  return ranges;
}
