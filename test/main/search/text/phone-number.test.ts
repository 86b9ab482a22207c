import { expect, test } from 'vitest';
import { parsePhone } from '../../../../main/search/text/phone-number.ts';

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
