import { expect, test } from 'vitest';
import { createCatalogue } from '../../../../main/search/catalogue.ts';
import { row } from '../row.ts';

const titles = [
  'Orçamento 5120/2025',
  'Proposta #4471 - Loja',
  'Plano Gold x15',
  'Campanha 2024-25 Norte',
  'Suporte 24x7 Sul',
  'Upsell Q2 Oeste',
  'Lote 320 un. Leste',
  'Plantão 24/7 Centro',
  'Contrato 060 Cerro',
  'Visita 15/03/2026',
  'Pedido 7 Serra',
  'Aditivo nº8123/2026',
  'Boleto №8124',
  'Fatura n°8125',
  '1ªetapa Mª Rita',
  'Sinal R$ 15.000,00',
];
const catalogue = createCatalogue();
catalogue.put(titles.map((name, at) => row(`row-${at}`, { name, phone: `+55 11 3${at}57-11${at}8` })));

test.each([
  ['5120/2025', titles[0]],
  ['5120.2025', titles[0]],
  ['5120-2025', titles[0]],
  ['5120 2025', titles[0]],
  ['orçamento 5120', titles[0]],
  ['nº 5120/2025', titles[0]],
  ['4471', titles[1]],
  ['#4471', titles[1]],
  ['proposta nº 4471', titles[1]],
  ['proposta n° 4471', titles[1]],
  ['proposta no. 4471', titles[1]],
  ['proposta № 4471', titles[1]],
  ['x15', titles[2]],
  ['15x', titles[2]],
  ['gold 15', titles[2]],
  ['gold x 15', titles[2]],
  ['gold ×15', titles[2]],
  ['2024-25', titles[3]],
  ['2024/2025 norte', titles[3]],
  ['norte 2024 25', titles[3]],
  ['24/7 sul', titles[4]],
  ['24x7', titles[4]],
  ['24 x 7 sul', titles[4]],
  ['q-2', titles[5]],
  ['upsell q 2', titles[5]],
  ['320 un', titles[6]],
  ['24x7 centro', titles[7]],
  ['24/7 centro', titles[7]],
  ['contrato 60', titles[8]],
  ['nº 60 contrato', titles[8]],
  ['15/3/2026', titles[9]],
  ['visita 15/3', titles[9]],
  ['visita 15.3.2026', titles[9]],
  ['pedido 007', titles[10]],
  ['serra 07', titles[10]],
  ['8123', titles[11]],
  ['8123/2026', titles[11]],
  ['nº8123', titles[11]],
  ['aditivo n°8123/2026', titles[11]],
  ['nº 8123/2026', titles[11]],
  ['№8123', titles[11]],
  ['8124', titles[12]],
  ['boleto nº8124', titles[12]],
  ['nº8125', titles[13]],
  ['etapa', titles[14]],
  ['1ª etapa mª rita', titles[14]],
])('%s is the number of the title %s, exactly', (typed, title) => {
  const [first] = catalogue.find(typed, 5).hits;
  expect([first?.row.name, first?.exact ?? true]).toEqual([title, true]);
});

test('four digits are the last of a phone, whatever is the same number without its zeros', () => {
  const both = createCatalogue();
  both.put([row('title', { name: 'Pedido 7' }), row('phone', { phone: '11 98231-0007' })]);
  expect(both.find('0007', 5).hits.map(hit => hit.row.id)).toEqual(['phone']);
  expect(both.find('007', 5).hits.map(hit => hit.row.id)).toEqual(['title', 'phone']);
});

test.each([
  ['51202025', titles[0]],
  ['orçamento 51202025', titles[0]],
  ['15032026', titles[9]],
  ['r$ 15000', titles[15]],
])('%s is, without its signs, the number of the title %s', (typed, title) => {
  const [first] = catalogue.find(typed, 5).hits;
  expect([first?.row.name, first?.exact]).toEqual([title, false]);
});

test('digits with signs are words and a phone, whatever has them', () => {
  const both = createCatalogue();
  both.put([
    row('title', { name: 'Orçamento 4120/2025' }),
    row('phone', { name: 'Ana', phone: '11 4120-2025' }),
  ]);
  for (const typed of ['4120/2025', '4120-2025', '4120 2025'])
    expect(both.find(typed, 5).hits.map(hit => [hit.row.id, hit.exact])).toEqual([
      ['title', true],
      ['phone', true],
    ]);
});

test('a title that has the digits is exact, though the phone beside it has them with a slip', () => {
  const both = createCatalogue();
  both.put([row('title', { name: 'Orçamento 4120/2025', phone: '11 4120-2026' })]);
  expect(both.find('4120 2025', 5).hits.map(hit => hit.exact)).toEqual([true]);
});
