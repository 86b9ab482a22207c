import { expect, test } from 'vitest';
import { createCatalogue, type Searchable } from '../../../main/search/catalogue.ts';
import { placeOf } from '../../../main/search/companies.ts';
import { id, row } from './rows.ts';

const namesOf = (rows: readonly Searchable[], text: string): string[] => {
  const catalogue = createCatalogue<Searchable>();
  catalogue.put(rows);
  return catalogue.find(text, 20).hits.map(hit => hit.row.name);
};

test('every row of a company is found by it, after longer and shorter names', () => {
  const rows = ['Ana', 'Bia de Souza Lima', '', 'Caio'].map((name, at) =>
    row(`opp_${at}`, { name, company: "Loja O'Neill & Filhos Ltda", email: `${at}@filhos.com.br` }),
  );
  for (const text of ['loja', 'neill', 'filhos ltda']) {
    expect(namesOf(rows, text).sort()).toEqual(['', 'Ana', 'Bia de Souza Lima', 'Caio']);
  }
});

test('companies that share a place are told apart', () => {
  const company = 'Padaria Central';
  const rival = Array.from({ length: 200_000 }, (_, at) => `Oficina ${at}`).find(
    name => placeOf(name) === placeOf(company),
  );
  if (rival === undefined) throw new Error('no name shares the place');
  const rows = [company, rival, company, rival].map((name, at) =>
    row(`opp_${at}`, { name: `${at}`, company: name }),
  );
  expect(namesOf(rows, 'padaria').sort()).toEqual(['0', '2']);
  expect(namesOf(rows, 'oficina').sort()).toEqual(['1', '3']);
});

test('a company is read again once the row that had it is gone or is of another', () => {
  const catalogue = createCatalogue<Searchable>();
  const company = 'Padaria Central';
  catalogue.put([row('opp_1', { company }), row('opp_2', { company })]);
  catalogue.put([row('opp_2', { company: 'Oficina' })]);
  catalogue.remove([id('opp_1')]);
  catalogue.put([row('opp_3', { company }), row('opp_4', { company })]);
  expect(catalogue.find('padaria', 20).hits.map(hit => hit.row.id)).toEqual(['opp_3', 'opp_4']);
  expect(catalogue.find('oficina', 20).hits.map(hit => hit.row.id)).toEqual(['opp_2']);
});
