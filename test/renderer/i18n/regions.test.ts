import { describe, expect, test } from 'vitest';
import { figuresIn, wordLocale } from '../../../renderer/i18n/regions.ts';
import { timesIn } from '../../../renderer/i18n/times.ts';

/** Without the blanks that `Intl` puts in so that a line does not break there. */
const plain = (text: string): string => text.replace(/\s/g, ' ');

test.each([
  ['es-MX', '4,995', '$92,000', 'USD 92,000', 'EUR 92,000', 'BRL 92,000'],
  ['es-ES', '4995', '92.000 MXN', '92.000 US$', '92.000 €', '92.000 BRL'],
  ['es-AR', '4.995', 'MXN 92.000', 'US$ 92.000', 'EUR 92.000', 'BRL 92.000'],
  ['pt-BR', '4.995', 'MX$ 92.000', 'US$ 92.000', '€ 92.000', 'R$ 92.000'],
  ['pt-PT', '4995', '92 000 MX$', '92 000 US$', '92 000 €', '92 000 R$'],
  ['en-GB', '4,995', 'MX$92,000', 'US$92,000', '€92,000', 'R$92,000'],
  ['en-US', '4,995', 'MX$92,000', '$92,000', '€92,000', 'R$92,000'],
])('in %s numbers and amounts are written as people there write them', (locale, count, ...amounts) => {
  const { number, money } = figuresIn(locale);
  expect(number(4995)).toBe(count);
  expect(['MXN', 'USD', 'EUR', 'BRL'].map(currency => plain(money(92_000, currency)))).toEqual(amounts);
  expect(plain(money(5, 'no currency'))).toBe('5');
});

const dollarsAndPesos = ['USD', 'MXN', 'ARS', 'CLP', 'COP', 'UYU', 'CAD', 'AUD'];
/** Where each is the currency of the country. */
const home = {
  MX: 'MXN',
  AR: 'ARS',
  CL: 'CLP',
  CO: 'COP',
  UY: 'UYU',
  CA: 'CAD',
  AU: 'AUD',
  US: 'USD',
  EC: 'USD',
};

describe.each(Object.entries(home))('in %s a bare $ is %s', (region, own) => {
  test.each(['es', 'en', 'pt'])('and no other money, in %s', language => {
    const { money } = figuresIn(`${language}-${region}`);
    const bare = dollarsAndPesos.filter(currency => /^[$\d\s.,]+$/.test(money(92_000, currency)));
    expect(bare.filter(currency => currency !== own)).toEqual([]);
  });
});

test('digits are those of the keyboard, whatever the locale', () => {
  expect(figuresIn('ar-EG').number(14_995)).toMatch(/14.995/);
});

test.each([
  ['es', 'es-MX', 'es-MX'],
  ['pt-BR', 'pt-PT', 'pt-PT'],
  ['en', 'en-GB', 'en-GB'],
  ['en', 'pt-BR', 'en-BR-u-hc-h23'],
  ['pt-BR', 'en-US', 'pt-US-u-hc-h12'],
  ['es', 'de', 'es-u-hc-h23'],
])('dates in %s texts on a system of %s are those of %s', (language, formatLocale, locale) => {
  expect(wordLocale(language, formatLocale)).toBe(locale);
});

test('a date has the words of the texts and the hours of the system', () => {
  const at = new Date(2026, 10, 30, 15, 5).getTime();
  const month = 30 * 86_400_000;
  const said = (language: string, formatLocale: string) => {
    const { time, moment } = timesIn(wordLocale(language, formatLocale));
    return [time(at), moment(at, at + month)].map(plain);
  };
  expect(said('es', 'es-MX')).toEqual(['3:05 p.m.', '30 nov, 3:05 p.m.']);
  expect(said('es', 'es-ES')).toEqual(['15:05', '30 nov, 15:05']);
  expect(said('en', 'en-GB')).toEqual(['15:05', '30 Nov, 15:05']);
  expect(said('en', 'pt-BR')).toEqual(['15:05', 'Nov 30, 15:05']);
  expect(said('pt-BR', 'en-US')).toEqual(['3:05 PM', '30 de nov., 3:05 PM']);
});
