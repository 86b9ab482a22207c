import { expect, test } from 'vitest';
import { CurrencySums } from '../../../main/contract/currency-sums.ts';

test('each currency is added up by itself, the greatest first, and unknown values count not', () => {
  const sums = new CurrencySums({ sums: [{ currency: 'BRL', sum: 300 }], valued: 1 });
  sums.add('MXN', 900);
  sums.add('MXN', 100);
  sums.add('EUR', null);
  sums.add('EUR', Number.NaN);
  expect(sums.totals()).toEqual({
    sums: [
      { currency: 'MXN', sum: 1000 },
      { currency: 'BRL', sum: 300 },
    ],
    valued: 3,
  });
});

test('a currency goes with the last of its rows', () => {
  const sums = new CurrencySums({ sums: [{ currency: 'BRL', sum: 300 }], valued: 2 });
  sums.add('BRL', -100, -1);
  expect(sums.totals()).toEqual({ sums: [{ currency: 'BRL', sum: 200 }], valued: 1 });
  sums.add('BRL', -200, -1);
  expect(sums.totals()).toEqual({ sums: [], valued: 0 });
});
