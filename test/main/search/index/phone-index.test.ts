import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexPhone, newPhoneIndex } from '../../../../main/search/index/phone-index.ts';
import { parsePhone } from '../../../../main/search/text/phone-number.ts';

test('a phone is indexed as it is read', () => {
  const text = fc
    .array(fc.constantFrom(...'0123456789', '00', '55', '1', '+', ' ', '(', '-', '\u00a0', '\u0663'), {
      maxLength: 18,
    })
    .map(parts => parts.join(''));
  fc.assert(
    fc.property(text, written => {
      const { digits, national } = parsePhone(written);
      const phones = newPhoneIndex();
      indexPhone(phones, 0, written);
      const part = digits.slice(national);
      const lists = Array.from({ length: phones.trigrams.lists }, (_, list) => list).filter(
        list => phones.trigrams.counts[list] === 1,
      );
      const expected = new Set([
        ...[...part].slice(0, 1).map(one => 1000 + Number(one)),
        ...(part.length < 2 ? [] : [1010 + Number(part.slice(0, 2))]),
        ...[...part].slice(2).map((_, at) => Number(part.slice(at, at + 3))),
      ]);
      expect(lists).toEqual([...expected].sort((a, b) => a - b));
      const code = digits.slice(0, national);
      const kind = ['', '55', '1'].indexOf(code);
      expect([...phones.codes]).toEqual(kind < 0 ? [code] : []);
      for (const list of lists) expect((phones.trigrams.head[list] ?? 0) & 3).toBe(kind < 0 ? 3 : kind);
    }),
    { numRuns: 500 },
  );
});
