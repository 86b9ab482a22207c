import { expect, test } from 'vitest';
import { isWorth, parseLine } from '../../../main/line/line.ts';
import { joinWords, lineReadings, nameIn, staleDaysIn } from '../../../main/line/reading.ts';
import { pipeline } from '../../renderer/support/samples.ts';

test.each([
  ['acme won', 'acme'],
  ['acme prop', 'acme'],
  ['acme sul #3', 'acme sul'],
  ['ganhou acme', 'acme'],
  ['acme → perdido', 'acme'],
  ['acme sul', 'acme sul'],
  ['acme pr', 'acme pr'],
  ['won', 'won'],
  ['acme won 🎉', 'acme'],
  ['✅ won → acme !!', 'acme'],
  ['acme 🎉', 'acme 🎉'],
])('the name in “%s” is “%s”', (line, name) => expect(nameIn(line, pipeline)).toBe(name));

test.each([
  ['>30k', 30_000],
  ['>= 30 mil', 30_000],
  ['>R$ 30.000,00', 30_000],
  ['>US$30,000.00', 30_000],
  ['>30 000 €', 30_000],
  ['>2,5k', 2500],
  ['>1.234.567,8', 1_234_567.8],
  ['>0,2mi', 200_000],
  ['>2\u200bk', 2000],
])('“acme%s” asks for more than %d', (amount, than) => {
  const { words, ...line } = parseLine(`acme${amount}`);
  expect(line.amount).toEqual({ sign: '>', than });
  expect(words.map(({ text }) => text)).toEqual(['acme']);
});

test('“acme<5000” asks for less than 5,000', () =>
  expect(parseLine('acme<5000').amount).toEqual({ sign: '<', than: 5000 }));

test.each(['>1.2.3', '>1.234,567.8', '>acme', '->30', '30k'])('“%s” is no amount', text =>
  expect(parseLine(text).amount).toBeNull(),
);

test.each([
  ['parados 30', 30],
  ['parados 30d', 30],
  ['parados há mais de 30 dias', 30],
  ['sin mover hace 30 días', 30],
  ['stale for over 30 days', 30],
  ['parados', 14],
  ['parados há', null],
  ['parados 30 anos', null],
])('“%s” asks for rows untouched for %s days', (text, days) =>
  expect(staleDaysIn(parseLine(text).words)).toBe(days),
);

test.each([
  ...['parados', 'parado', 'paradas', 'parada', 'sem mexer', 'sem movimento', 'esquecidos'],
  ...['stale', 'untouched', 'idle'],
  ...['sin mover', 'sin movimiento', 'estancados', 'estancadas', 'estancado', 'detenidos', 'olvidados'],
])('“%s” asks for what nobody has touched for two weeks', words => {
  expect(staleDaysIn(parseLine(words).words)).toBe(14);
});

test.each([
  ['<5000', [true, false, false, false]],
  ['>5000', [false, false, true, false]],
] as const)('%s is so of smaller or of greater values, and of no unknown one', (text, so) => {
  const { amount } = parseLine(text);
  expect([4999, 5000, 5001, null].map(value => amount !== null && isWorth(amount, value))).toEqual(so);
});

test.each([
  ['ana ganho', [['ana', 'ganho', 'whole']]],
  [
    'ganho ana prop',
    [
      ['ana prop', 'ganho', 'whole'],
      ['ganho ana', 'prop', 'part'],
    ],
  ],
  [
    'gnho ana prop',
    [
      ['gnho ana', 'prop', 'part'],
      ['ana prop', 'gnho', 'typo'],
    ],
  ],
] as const)(
  '“%s” is read with a stage in full first, by its first letters next, with a typo last',
  (line, read) =>
    expect(
      lineReadings(parseLine(line).words, [pipeline]).map(({ name, phrase, naming }) => [
        joinWords(name),
        joinWords(phrase),
        naming,
      ]),
    ).toEqual(read),
);
