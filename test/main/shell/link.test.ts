import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { argumentsFor, linkIn, parseLink } from '../../../main/shell/links/link.ts';

const link = 'raze-quick-stage://opportunity/opp_7';
const fill = { text: 'opp_7', opportunity: 'opp_7', stage: null };

test.each([
  [link, fill],
  [`${link}/`, fill],
  ['RAZE-QUICK-STAGE://opportunity/opp_7', fill],
  [`${link}?stage=won`, { ...fill, stage: 'won' }],
  [`${link}?stage=Proposta%20enviada&x=1#y`, { ...fill, stage: 'Proposta enviada' }],
  [`${link}?stage=`, fill],
  [`${link}?stage=${'w'.repeat(250)}`, { ...fill, stage: 'w'.repeat(250) }],
  [`${link}?stage=Proposta+enviada+`, { ...fill, stage: 'Proposta enviada ' }],
  [`${link}?stage=${'w'.repeat(501)}`, fill],
  [`${link}?stage=a%00b`, fill],
])('%s is read', (text, expected) => {
  expect(parseLink(text)).toEqual(expected);
});

test.each([
  '',
  'opportunity/opp_7',
  'https://opportunity/opp_7',
  'raze-quick-stage:opportunity/opp_7',
  'raze-quick-stage://opportunity',
  'raze-quick-stage://opportunity/',
  'raze-quick-stage://settings/opp_7',
  'raze-quick-stage://me@opportunity/opp_7',
  'raze-quick-stage://opportunity/a/b',
  'raze-quick-stage://opportunity/..%2fkeys',
  'raze-quick-stage://opportunity/a%20b',
  `raze-quick-stage://opportunity/${'a'.repeat(129)}`,
  `${link}?stage=${'w'.repeat(3_000)}`,
])('“%s” is no link of ours', text => {
  expect(parseLink(text)).toBeNull();
});

test('whatever comes in, only a plain id comes out', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (path, query) => {
      const read = parseLink(`raze-quick-stage://opportunity/${path}?${query}`);
      return read === null || /^[A-Za-z0-9_-]{1,128}$/.test(read.opportunity ?? '');
    }),
  );
});

test('the link among a program’s arguments is found', () => {
  expect(linkIn(['/usr/bin/raze-quick-stage', '--enable-x', link])).toEqual(fill);
  expect(linkIn(['/usr/bin/raze-quick-stage', '--toggle'])).toBeNull();
});

test('a start with other arguments shows what was asked for last, and nothing of before', () => {
  const link = 'raze-quick-stage://opportunity/opp_12345?stage=won%20back';
  const before = ['--hidden', 'raze-quick-stage://opportunity/opp_99999', '--lang=es', '--toggle'];
  expect(argumentsFor(null, before)).toEqual(['--lang=es']);
  expect(argumentsFor(parseLink(link), before)).toEqual(['--lang=es', link]);
});
