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
  ['+55 31 98231-4470', '(31) 3231-4470', null],
  ['9 8231-4470', '31 8231-4470', '31 [8231-4470]'],
  ['9 8231-4470', '31 78231-4470', null],
  ['011 98231-4470', '+55 11 98231-4470', '+55 [11 98231-4470]'],
  ['+55 011 98231-4470', '(11) 98231-4470', '([11) 98231-4470]'],
  ['11 98231-4470', '+55 (011) 98231-4470', '+55 (0[11) 98231-4470]'],
  ['0 21 11 98231-4470', '11 98231-4470', '[11 98231-4470]'],
  ['11 98231-4470', '0 21 11 98231-4470', '0 21 [11 98231-4470]'],
  ['+52 1 55 8841 2307', '+52 55 8841 2307', '+[52 55 8841 2307]'],
  ['3333-4444', '11 98231-4470 / 11 3333-4444', '11 98231-4470 / 11 [3333-4444]'],
  ['98231-4470', '(11) 98231-4470 ramal 12', '(11) [98231-4470] ramal 12'],
])('%s is the number kept as %s', (typed, kept, wanted) => {
  expect(found([kept], typed)).toEqual(wanted === null ? [] : [wanted]);
});
