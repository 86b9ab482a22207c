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
