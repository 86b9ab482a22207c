import { expect, test } from 'vitest';
import { createCatalogue } from '../../../../main/search/catalogue.ts';
import { row } from '../row.ts';

const meant = row('meant', {
  name: 'Contrato 6408/2024 – Ponte Nova',
  company: 'Construtora Ponte Nova Ltda',
  email: 'obras@pontenova.com.br',
  phone: '(31) 93817-5544',
});
const catalogue = createCatalogue();
catalogue.put([
  meant,
  row('same-phone', { name: 'Ana 1', phone: meant.phone }),
  row('same-code', { phone: '+55 11 3333-4444' }),
  row('same-mail', { name: 'Rui 2', email: meant.email }),
  row('same-name', { name: meant.name, company: meant.company }),
]);

test.each([
  'Contrato 6408/2024 – Ponte Nova (31) 93817-5544',
  'Contrato 6408/2024 31 93817-5544',
  'contrato 6408-2024 31938175544',
  'contrato 6408/2024 +55 31 93817-5544',
  'contrato 6408/2024, +55 31 93817-5544',
  '6408/2024 +5531938175544',
  '6408 2024 (31) 93817-5544',
  '6408 (31) 93817-5544',
  'ponte nova 6408/2024 tel. (31) 93817-5544',
  'nº 6408/2024 - cel: 31 93817-5544',
  'nº 6408/2024 (31) 93817-5544',
  '6408/2024 - whatsapp 31 93817-5544',
  '(31) 93817-5544 contrato 6408/2024',
  'contrato 6408/2024, 55 31 93817 5544',
  'contrato 6408/2024 – 031 93817 5544',
  '6408/2024 031 93817 5544',
  '6408/2024 0 15 31 93817-5544',
  'Contrato 6408/2024 https://wa.me/5531938175544?text=oi',
  'obras@pontenova.com.br wa.me/5531938175544',
  'obras@pontenova.com.br (31) 93817-5544',
  '+55 31 93817-5544 <obras@pontenova.com.br>',
  'obras@pontenova.com.br; tel: 31 93817-5544',
  'obras@pontenova.com.br 6408/2024',
  'obras@pontenova.com.br nº 6408/2024 (31) 93817-5544',
  [meant.name, meant.company, meant.email, meant.phone].join('\t'),
  [meant.email, meant.phone, meant.company, meant.name].join(', '),
])('a title, an e-mail address and a phone in one text are each read as what they are: %j', text => {
  const { hits } = catalogue.find(text, 5);
  expect(hits.filter(hit => hit.exact).map(hit => hit.row.id)).toEqual(['meant']);
  expect(hits[0]?.row.id).toBe('meant');
});

test('a phone behind a title is found from its beginning on', () => {
  const found = (text: string) => catalogue.find(text, 5).hits.map(hit => [hit.row.id, hit.exact]);
  for (const text of ['ponte nova 6408/2024 – +55 31 9', 'ponte nova 6408/2024 tel 31 9'])
    expect(found(text), text).toEqual([['meant', true]]);
});

test('a number before a phone may be the country code', () => {
  const two = createCatalogue();
  two.put([
    row('title', { name: 'Lote 55', phone: '(31) 93817-5544' }),
    row('code', { name: 'Lote 7', phone: '+55 (31) 93817-5544' }),
  ]);
  const found = (text: string) => two.find(text, 5).hits.map(hit => [hit.row.id, hit.exact]);
  for (const text of ['lote 55 (31) 93817-5544', 'lote 55 31 93817 5544'])
    expect(found(text).toSorted(), text).toEqual([
      ['code', true],
      ['title', true],
    ]);
  expect(found('lote 7 (31) 93817-5544')).toEqual([['code', true]]);
});
