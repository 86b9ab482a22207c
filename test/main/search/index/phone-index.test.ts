import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCatalogue, type Searchable } from '../../../../main/search/catalogue.ts';
import { indexPhone, newPhoneIndex, parsePhone } from '../../../../main/search/index/phone-index.ts';
import { highlightInPhone } from '../../../../main/search/matching/phone-highlight.ts';
import { row } from '../row.ts';

test.each([
  ['+55 (11) 98231-4470', '5511982314470', 2],
  ['(11) 98231-4470', '11982314470', 0],
  ['5511982314470', '5511982314470', 2],
  ['0055 11 98231-4470', '5511982314470', 2],
  ['+1 (415) 882-3071', '14158823071', 1],
  ['+351 912 345 678', '351912345678', 3],
  ['', '', 0],
  ['ramal 12', '12', 0],
])('%j has the digits %s, %i of them the country code', (text, digits, national) => {
  expect(parsePhone(text)).toEqual({ digits, national });
});

test.each([
  ['+55 (11) 98231-4470', '982314', '98231-4'],
  ['+55 (11) 98231-4470', '5511982', '55 (11) 982'],
  ['(11) 98231-4470', '5511982', '11) 982'],
  ['+55 (11) 98231-4470', '011982', '11) 982'],
  ['+55 (11) 98231-4470', '11', '11'],
  ['0055 11 98231-4470', '4470', '4470'],
  ['+55 (11) 98231-4470', '777', null],
])('in %j the typed %s stands at %j', (text, typed, wanted) => {
  const place = highlightInPhone(text, typed);
  expect(place === null ? null : text.slice(...place)).toBe(wanted);
});

test('every way to write a part of a number finds it, with its place marked', () => {
  const catalogue = createCatalogue<Searchable>();
  catalogue.put([
    row('a', { name: 'A', phone: '+55 (47) 99617-2083' }),
    row('b', { name: 'B', phone: '+34 611 947 302' }),
    row('c', { name: 'C', phone: '47 99617-2084' }),
  ]);
  const found = (text: string) =>
    catalogue.find(text, 9).hits.map(hit => [hit.row.id, hit.highlights[0]?.field]);
  expect(found('2083')).toEqual([['a', 'phone']]);
  expect(found('+55 47 99617-2083')).toEqual([['a', 'phone']]);
  expect(found('99617').sort()).toEqual([
    ['a', 'phone'],
    ['c', 'phone'],
  ]);
  expect(found('5547 9961').sort()).toEqual([
    ['a', 'phone'],
    ['c', 'phone'],
  ]);
  expect(found('+34 6')).toEqual([['b', 'phone']]);
  expect(found('61').sort()).toEqual([['b', 'phone']]);
  expect(found('6119')).toEqual([['b', 'phone']]);
  expect(found('+33 611')).toEqual([]);
});

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
