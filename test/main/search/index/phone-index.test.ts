import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  countCode,
  indexPhone,
  newPhoneIndex,
  severalCodes,
  usesCode,
} from '../../../../main/search/index/phone-index.ts';
import { scanPhone } from '../../../../main/search/text/phone-number.ts';

test('a phone is indexed as it is read', () => {
  const text = fc
    .array(fc.constantFrom(...'0123456789', '00', '55', '1', '+', ' ', '(', '-', '/', '\u00a0', '\u0663'), {
      maxLength: 30,
    })
    .map(parts => parts.join(''));
  fc.assert(
    fc.property(text, written => {
      const { digits, count, numbers } = scanPhone(written);
      const all = numbers.slice(0, count).map(({ from, codeEnd, national, end }) => ({
        code: Number(digits.slice(from, codeEnd).join('')),
        part: digits.slice(national, end).join(''),
      }));
      const phones = newPhoneIndex();
      indexPhone(phones, 0, written);
      const found = Array.from({ length: phones.lists.lists }, (_, list) => list).filter(
        list => phones.lists.counts[list] === 1,
      );
      const expected = new Set(
        all.flatMap(({ part }) => [
          ...[...part].slice(0, 1).map(one => 1000 + Number(one)),
          ...(part.length < 2 ? [] : [1010 + Number(part.slice(0, 2))]),
          ...[...part].slice(3).map((_, at) => Number(part.slice(at, at + 3))),
          ...(part.length < 3 ? [] : [1110 + Number(part.slice(-3))]),
        ]),
      );
      expect(found).toEqual([...expected].sort((a, b) => a - b));
      const codes = new Set(all.map(({ code }) => code));
      const place = phones.rowCodes[0] ?? -1;
      expect(place === severalCodes ? [...codes].length > 1 : [phones.codes[place]]).toEqual(
        codes.size > 1 ? true : codes.size === 0 ? [0] : [...codes],
      );
    }),
    { numRuns: 500 },
  );
});

test('a country code is in use while a live row has it', () => {
  const phones = newPhoneIndex();
  indexPhone(phones, 0, '+351 912 345 678');
  indexPhone(phones, 1, '+351 912 345 679');
  indexPhone(phones, 2, '911 222 333');
  expect(['351', '34', '55'].map(code => usesCode(phones, code))).toEqual([true, false, false]);
  countCode(phones, 0, -1);
  expect(usesCode(phones, '351')).toBe(true);
  countCode(phones, 1, -1);
  expect(usesCode(phones, '351')).toBe(false);
});
