import { describe, expect, test } from 'vitest';
import { createCatalogue } from '../../../../main/search/catalogue.ts';
import { row } from '../row.ts';

/** What is found in rows with these phones: each phone with what is marked in it in brackets; `~` before one that is inexact. */
function found(phones: readonly string[], text: string, names: readonly string[] = []): string[] {
  const catalogue = createCatalogue();
  catalogue.put(
    phones.map((phone, at) => row(`row-${at}`, { phone, name: names[at] ?? '', updatedAt: at * 86_400_000 })),
  );
  return catalogue.find(text, 20).hits.map(({ row: { phone }, highlights, exact }) => {
    const ranges = highlights.find(({ field }) => field === 'phone')?.ranges ?? [];
    const marked = ranges
      .toReversed()
      .reduce((all, [from, to]) => `${all.slice(0, from)}[${all.slice(from, to)}]${all.slice(to)}`, phone);
    return (exact ? '' : '~') + marked;
  });
}

describe('last digits', () => {
  const phones = ['34 99600-5293', '63 4001-2277', '(41) 97634-0021', '11 4131-3634'];

  test('stand before digits that a number begins with, or has inside', () => {
    expect(found(phones, '3634')).toEqual(['11 4131-[3634]']);
    expect(found(phones, '634')).toEqual(['11 4131-3[634]', '(41) 97[634]-0021', '[63 4]001-2277']);
  });

  test('are not read as a country code', () => {
    expect(found(['34 99600-5293'], '3634')).toEqual([]);
    expect(found(['34 99600-5293'], '+3634')).toEqual(['[34] 99600-5293']);
    expect(found(['34 99600-5293'], '003634')).toEqual(['[34] 99600-5293']);
    expect(found(['34 99600-5293', '+36 1 555 0182'], '363499')).toEqual(['[34 99]600-5293']);
    expect(found(['34 99600-5293', '+36 1 555 0182'], '36349')).toEqual([]);
  });
});

test.each([
  ['(31) 8231-4470', '31 98231-4470', '[31] 9[8231-4470]'],
  ['31 98231-4470', '(31) 8231-4470', '([31) 8231-4470]'],
  ['+55 31 98231-4470', '(31) 8231-1234', null],
  ['9 8231-4470', '31 8231-4470', '31 [8231-4470]'],
  ['9 8231-4470', '31 78231-1234', null],
  ['011 98231-4470', '+55 11 98231-4470', '+55 [11 98231-4470]'],
  ['+55 011 98231-4470', '(11) 98231-4470', '([11) 98231-4470]'],
  ['11 98231-4470', '+55 (011) 98231-4470', '+55 (0[11) 98231-4470]'],
  ['0 21 11 98231-4470', '11 98231-4470', '[11 98231-4470]'],
  ['11 98231-4470', '0 21 11 98231-4470', '0 21 [11 98231-4470]'],
  ['+52 1 55 8841 2307', '+52 55 8841 2307', '+[52 55 8841 2307]'],
  ['3333-4444', '11 98231-4470 / 11 3333-4444', '11 98231-4470 / 11 [3333-4444]'],
  ['98231-4470', '(11) 98231-4470 ramal 12', '(11) [98231-4470] ramal 12'],
  ['055 123 4567', '٠٥٥ ١٢٣ ٤٥٦٧', '٠[٥٥ ١٢٣ ٤٥٦٧]'],
  ['۰۹۱۲۳۴۵۶۷۸۹', '+98 912 345 6789', '+98 [912 345 6789]'],
])('%s is the number kept as %s', (typed, kept, wanted) => {
  expect(found([kept], typed)).toEqual(wanted === null ? [] : [wanted]);
});

test.each([
  ['+52 1 55 88', '+52 1 55 8841 2307', '+[52] 1 [55 88]41 2307'],
  ['+52 1 55 88', '+52 55 8841 2307', '+[52 55 88]41 2307'],
  ['+52 1 5', '+52 1 55 8841 2307', '+[52] 1 [5]5 8841 2307'],
  ['+52 155 8841 230', '+52 1 55 8841 2307', '+[52] 1 [55 8841 230]7'],
  ['+54 9 11 61', '+54 9 11 6123-4567', '+[54] 9 [11 61]23-4567'],
  ['+54 9 11 61', '+54 11 6123-4567', '+[54 11 61]23-4567'],
  ['+49 (0)3', '+49 (0)30 1234 5678', '+[49] (0)[3]0 1234 5678'],
  ['+55 (01', '+55 (011) 98231-4470', '+[55] (0[1]1) 98231-4470'],
  ['+39 06', '+39 06 1234 5678', '+[39] 0[6] 1234 5678'],
  ['+55 91 9', '+55 91 98231-4470', '+[55 91 9]8231-4470'],
  ['+52 1', '+54 1 55 8841 2307', null],
  ['05', '055 123 4567', null],
])('%s is the beginning of the number kept as %s', (typed, kept, wanted) => {
  expect(found([kept], typed)).toEqual(wanted === null ? [] : [wanted]);
});

test.each([
  '+55\u00a011\u00a098231\u20114470',
  '\u202a+55 11 98231\u20134470\u202c',
  '\u200e11 98231\u20144470',
  '\uff11\uff11\u30009\uff18231\u22124470',
  '(11)\u202f98231\u00ad-4470',
  'tel:+55-11-98231-4470',
  'tel:+55-11-98231-4470;ext=12',
  'Tel.: 11 98231-4470',
  'cel 11982314470',
  'fone: (11) 98231-4470',
  'whats 11 98231-4470',
  'WhatsApp: +55 11 98231-4470',
  'móvil 11 98231-4470',
  'phone 98231-4470',
  'wa.me/5511982314470',
  'https://wa.me/5511982314470?text=oi',
  'https://api.whatsapp.com/send?phone=5511982314470&text=oi',
  '0xx11 98231-4470',
  '0 15 11 98231-4470',
  'nadia: 98231-4470',
  'Nádia (11) 98231-4470',
  '+55 11 98231-4470 nadia',
  '(11) 98231-4470 ramal 12',
  '11 98231-4470 x12',
])('%j finds the number as it is kept', typed => {
  const kept = ['(11) 98231-4470', '(11) 98231-4479', '(21) 98231-4471'];
  expect(found(kept, typed, ['Nádia', 'Nádia', 'Nádia'])[0]?.replaceAll(/[[\]]/g, '')).toBe(kept[0]);
});

test('a label before digits may be a word, too', () => {
  const kept = ['11 98231-4470', '21 93117-4470'];
  expect(found(kept, 'cel 4470', ['Marcela', 'Celina'])).toEqual(['21 93117-[4470]', '11 98231-[4470]']);
});

describe('one slip', () => {
  test.each([
    ['11 98231-4471', '[11 98231-447]0'],
    ['11 98231-4740', '[11 98231-4470]'],
    ['11 98231-447', '[11 98231-447]0'],
    ['11 98231-470', '[11 98231]-4[470]'],
    ['11 982314470 0', '[11 98231-4470]'],
    ['21 98231-4470', '1[1 98231-4470]'],
    ['31 98231-4470', '1[1 98231-4470]'],
    ['98321-4470', '11 [98231-4470]'],
    ['9831-4470', '11 [98]2[31-4470]'],
    ['8231-4477', '11 9[8231-447]0'],
    ['+55 11 98831-4470', '[11 98]2[31-4470]'],
    ['cel 11 98831-4470', '[11 98]2[31-4470]'],
  ])('as in %s finds a number, inexactly, with the digits that are as typed', (typed, marked) => {
    const [first = ''] = found(['11 98231-4470'], typed);
    expect(first.replace('~', '').replaceAll(/[[\]]/g, '')).toBe('11 98231-4470');
    expect([first, typed]).toEqual([typed === '11 98231-447' ? marked : `~${marked}`, typed]);
  });

  test.each(['8231-4717', '231-4417', '11 98321-4740', '9999-4470'])(
    'is not what %s has: two, or fewer than eight digits',
    typed => {
      expect(found(['11 98231-4471'], typed)).toEqual([]);
    },
  );

  test.each(['91172634', '982314470', '4131363475', '11982314470'])(
    'at any place of %s finds it among many that are like it',
    number => {
      const digits = [...number];
      const like = Array.from({ length: 900 }, (_, at) => {
        const from = at % (digits.length - 4);
        return `555${number.slice(from, from + 5)}555`;
      });
      const catalogue = createCatalogue();
      catalogue.put([number, ...like].map((phone, at) => row(`row-${at}`, { phone })));
      const slipsAt = (at: number): string[] => [
        digits.with(at, String((Number(digits[at]) + 4) % 10)).join(''),
        digits.toSpliced(at, 1).join(''),
        digits.toSpliced(at, 0, digits[at] ?? '').join(''),
        digits.toSpliced(at, 2, digits[at + 1] ?? '', digits[at] ?? '').join(''),
      ];
      const typed = digits.flatMap((_, at) => slipsAt(at)).filter(text => text.length >= 8);
      const missed = typed.filter(
        text => !catalogue.find(text, 50).hits.some(({ row: { id } }) => id === 'row-0'),
      );
      expect(missed).toEqual([]);
    },
  );

  test('is not looked for where a number is as typed, and leaves the country code', () => {
    expect(found(['11 3231-4471', '11 3231-4470'], '3231-4470')).toEqual(['11 [3231-4470]']);
    expect(found(['+34 611 947 302'], '+33 611 947 303')).toEqual([]);
    expect(found(['+34 611 947 302'], '+34 611 947 303')).toEqual(['~+34 [611 947 30]2']);
  });
});
