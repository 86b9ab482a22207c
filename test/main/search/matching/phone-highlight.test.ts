import { expect, test } from 'vitest';
import { createCatalogue, type Searchable } from '../../../../main/search/catalogue.ts';
import { highlightsInPhone } from '../../../../main/search/matching/phone-highlight.ts';
import { phoneForms } from '../../../../main/search/text/phone-forms.ts';
import { row } from '../row.ts';

const formsOf = (typed: string) => phoneForms(typed.replace('+', ''), typed.startsWith('+'), () => true);

test.each([
  ['+55 (11) 98231-4470', '982314', '98231-4'],
  ['+55 (11) 98231-4470', '5511982', '55 (11) 982'],
  ['(11) 98231-4470', '5511982', '11) 982'],
  ['+55 (11) 98231-4470', '011982', '11) 982'],
  ['+55 (11) 98231-4470', '11', '11'],
  ['0055 11 98231-4470', '4470', '4470'],
  ['+55 (11) 98231-4470', '777', null],
  ['+55 (11) 98231-4470', '55', null],
  ['+55 (11) 98231-4470', '1', '1'],
  ['+55 (11) 98231-4470', '9', null],
  ['+55 (11) 98231-4470', '98', null],
  ['+55 (11) 98231-4470', '551', '55 (1'],
  ['+55 (11) 98231-4470', '51198', '5 (11) 98'],
  ['+55 (11) 98231-4470', '3411', null],
  ['+351 912 345 678', '35191', '351 91'],
  ['+351 912 345 678', '5191', '51 91'],
  ['+351 912 345 678', '00351912', '351 912'],
  ['912 345 678', '351912', '912'],
  ['912 345 678', '555912', null],
  ['912 345 678', '351', null],
  ['(212) 554-9183', '+1212', '212'],
  ['(212) 554-9183', '1212', null],
  ['34 99600-5293', '3634', null],
  ['34 99600-5293', '3634996', '34 996'],
  ['+55 (11) 98231-4447', '44', null],
  ['+55 (11) 4470-4470', '4470', '4470'],
  ['(212) 554-9183', '212554', '212) 554'],
  ['tel. 212.554 ext. 9', '5549', '554 ext. 9'],
  ['００ ５５ 11 98', '1198', '11 98'],
  ['0', '0', '0'],
  ['', '1', null],
])('in %j the typed %s stands at %j', (text, typed, wanted) => {
  const ranges = highlightsInPhone(text, formsOf(typed));
  expect(ranges.map(range => text.slice(...range))).toEqual(wanted === null ? [] : [wanted]);
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
