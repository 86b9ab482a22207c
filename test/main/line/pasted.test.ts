import { expect, test } from 'vitest';
import { pastedIds } from '../../../main/line/pasted.ts';

const uuid = '0b9c3f1e-8a52-4b61-9d70-2f1f6d3c9a11';
const other = '5d1f0a77-3c2e-4f4b-8a8e-9b1c2d3e4f50';
const nothingKnown = () => false;

test.each([
  ['opp_1234567890', ['opp_1234567890']],
  ['  opp_ab12  ', ['opp_ab12']],
  ['OPP_aB12', ['opp_aB12']],
  ['opp_1111 opp_2222', ['opp_1111', 'opp_2222']],
  ['opp_1111, opp_1111', ['opp_1111']],
  ['opp_11\u200b11', ['opp_1111']],
  [uuid, [uuid]],
  [uuid.toUpperCase(), [uuid]],
  [`{${uuid}}`, [uuid]],
  [`"${uuid}",`, [uuid]],
  [`urn:uuid:${uuid}`, [uuid]],
  [uuid.replaceAll('-', ''), [uuid]],
  ['https://app.getraze.com/opportunities/opp_77aa', ['opp_77aa']],
  [`app.getraze.com/deals/${uuid}?tab=notes#top`, [uuid]],
  [`https://a.example/?url=https%3A%2F%2Fapp.getraze.com%2Fopportunities%2F${uuid}&data=05%7C01`, [uuid]],
  ['100% opp_77aa', ['opp_77aa']],
  [`10% off https://a.example/?url=https%3A%2F%2Fapp.getraze.com%2Fdeals%2F${uuid}`, [uuid]],
  ['https://a.example/?url=https%253A%252F%252Fapp.getraze.com%252Fdeals%252Fopp_77aa&data=05', ['opp_77aa']],
  [
    'https://urldefense.proofpoint.com/v2/url?u=https-3A__app.getraze.com_deals_opp-5F77aa&d=Dw',
    ['opp_77aa'],
  ],
  [`https://urldefense.com/v3/__https://app.getraze.com/deals/${uuid}__;!!AbC!xyz$`, [uuid]],
  ['_opp_77aa_', ['opp_77aa']],
  [`see HTTPS://A.EXAMPLE/DEALS/${uuid.toUpperCase()}?tab=1`, [uuid]],
  [`__${uuid}__`, [uuid]],
  [uuid.replaceAll('-', '\u2011'), [uuid]],
  ['opp_7711%zz', ['opp_7711']],
])('“%s” holds %j', (text, ids) => expect(pastedIds(text, nothingKnown)).toEqual(ids));

test.each([
  '',
  'opp_',
  'joao silva',
  'shopp_1111',
  'sh_opp_1111',
  `a_${uuid}`,
  `${uuid}0`,
  `a note about ${uuid} and more`,
  `a note about ${uuid.replaceAll('-', '')} and more`,
  'https://app.getraze.com/settings',
])('“%s” holds none', text => expect(pastedIds(text, nothingKnown)).toEqual([]));

test('of several ids those of known rows are meant: an address may name its pipeline too', () => {
  const link = `https://app.getraze.com/pipelines/${other}/opportunities/${uuid}`;
  expect(pastedIds(link, id => id === uuid)).toEqual([uuid]);
  expect(pastedIds(`a note about ${uuid} and more`, id => id === uuid)).toEqual([uuid]);
});

test('a hyphen or an underscore that ends a sentence is no part of a known id', () => {
  expect(pastedIds('opp_77aa_', id => id === 'opp_77aa')).toEqual(['opp_77aa']);
  expect(pastedIds('opp_77aa_', nothingKnown)).toEqual(['opp_77aa_']);
});

test('ids stand in the order of the text, whatever form each has', () => {
  const text = `${uuid.replaceAll('-', '')} opp_1111 ${other} opp_2222`;
  expect(pastedIds(text, () => true)).toEqual([uuid, 'opp_1111', other, 'opp_2222']);
});

test('a known id is none inside a longer word', () => {
  expect(pastedIds(`${uuid}0 x${uuid} ${uuid}_a`, id => id === uuid)).toEqual([]);
});
