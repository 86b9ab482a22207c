import { describe, expect, test } from 'vitest';
import { createCatalogue, type Searchable } from '../../../main/search/catalogue.ts';
import { plainText } from '../../../main/search/text/typed-text.ts';
import { id, row } from './row.ts';

const people = [
  row('opp_a1b2c3d4e5f6', {
    name: 'João da Silva',
    company: 'Acme Indústria Ltda',
    email: 'joao.silva@acme.com.br',
    phone: '+55 (11) 98231-4470',
  }),
  row('opp_x7k2m9p4q1zz', {
    name: 'Ximena Echeverría Soto',
    company: 'Textiles Oaxaca S.A. de C.V.',
    email: 'xecheverria@oaxaca.com.mx',
    phone: '+52 55 8841 2307',
  }),
  row('550e8400-e29b-41d4-a716-446655440000', {
    name: "Conor O'Brien",
    company: 'Straße & Søn',
    email: 'c.obrien@example.com',
    phone: '(212) 554-9183',
  }),
  row('opp_mmmmnnnnoooo', { name: 'Schirley Hoffmann', company: 'Cervejaria Blumenau Ltda' }),
];

const catalogueOf = (rows: readonly Searchable[]) => {
  const catalogue = createCatalogue<Searchable>();
  catalogue.put(rows);
  return catalogue;
};
const namesFor = (text: string, rows: readonly Searchable[] = people): string[] =>
  catalogueOf(rows)
    .find(text, 20)
    .hits.map(hit => hit.row.name);

describe('what is found', () => {
  test.each([
    ['joao', 'João da Silva'],
    ['JOÃO', 'João da Silva'],
    ['joa\u0303o', 'João da Silva'],
    ['silva acme', 'João da Silva'],
    ['acme jo', 'João da Silva'],
    ['industria', 'João da Silva'],
    ['acme.com', 'João da Silva'],
    ['982314470', 'João da Silva'],
    ['98231-44', 'João da Silva'],
    ['+55 11 98231', 'João da Silva'],
    ['5511982314470', 'João da Silva'],
    ['011 98231', 'João da Silva'],
    ['4470', 'João da Silva'],
    ['opp_a1b2', 'João da Silva'],
    ['a1b2c3', 'João da Silva'],
    ['A1B2C3', 'João da Silva'],
    ['550e8400-e29b-41', "Conor O'Brien"],
    ['+1 212 554', "Conor O'Brien"],
    ["o'brien", "Conor O'Brien"],
    ['o’br', "Conor O'Brien"],
    ['obrien', "Conor O'Brien"],
    ['brien', "Conor O'Brien"],
    ['strasse', "Conor O'Brien"],
    ['son', "Conor O'Brien"],
    ['oaxaca sa', 'Ximena Echeverría Soto'],
    ['s.a. oax', 'Ximena Echeverría Soto'],
    ['textiles c.v.', 'Ximena Echeverría Soto'],
  ])('%s finds %s, exactly', (text, name) => {
    const [hit] = catalogueOf(people).find(text, 5).hits;
    expect([hit?.row.name, hit?.exact]).toEqual([name, true]);
  });

  test.each([
    ['jaoo silva', 'João da Silva'],
    ['slva', 'João da Silva'],
    ['jimena', 'Ximena Echeverría Soto'],
    ['echebaria', 'Ximena Echeverría Soto'],
    ['ofman', 'Schirley Hoffmann'],
    ['xirley', 'Schirley Hoffmann'],
    ['bluemnau', 'Schirley Hoffmann'],
    ['servejaria', 'Schirley Hoffmann'],
    ['joaosil', 'João da Silva'],
    ['silv aacme', 'João da Silva'],
    ['hoff mann', 'Schirley Hoffmann'],
  ])('%s, with a typo, finds %s', (text, name) => {
    const [hit] = catalogueOf(people).find(text, 5).hits;
    expect([hit?.row.name, hit?.exact]).toEqual([name, false]);
  });

  test.each(['', '   ', '--', '@'])('nothing is found for %j', text => {
    expect(catalogueOf(people).find(text, 5)).toEqual({ hits: [], total: 0 });
  });

  test('where no row has every word, those with most of them are found', () => {
    expect(namesFor('silva acme oaxaca')).toEqual(['João da Silva']);
    expect(namesFor('silva xilofone')).toEqual(['João da Silva']);
    expect(namesFor('silva acme')).toEqual(['João da Silva']);
  });
});

test('of a text without end the beginning is read, whatever it consists of', () => {
  for (const sign of ['田', '\ud800', '\u0301', 'ﬃ', '+', '@', 'a@', '🇧🇷', '9', "'", 'a-'])
    expect(plainText(sign.repeat(5000)).length, sign).toBeLessThanOrEqual(512);
  expect(namesFor(`${'\u200b'.repeat(5000)}joao`)).toEqual(['João da Silva']);
  expect(namesFor(`joao ${' '.repeat(5000)}silva`)).toEqual(['João da Silva']);
  expect(namesFor(`joao silva${' '.repeat(600)}xilofone`)).toEqual(['João da Silva']);
});

describe('the order', () => {
  test('each of nine words counts', () => {
    const company = 'Materiais de Obra Nossa Senhora da Luz S/A';
    const catalogue = catalogueOf([
      row('fresher', { name: 'Ivone', company, updatedAt: 9e12 }),
      row('meant', { name: 'Zilda', company, updatedAt: 1 }),
    ]);
    expect(catalogue.find(`${company} zilda`, 5).hits.map(hit => hit.row.id)).toEqual(['meant']);
  });

  test('a row without the last of many words is inexact, and stands below those that have it', () => {
    const words = Array.from({ length: 22 }, (_, at) => String.fromCharCode(97 + at).repeat(4));
    const catalogue = catalogueOf([
      row('fresher', { name: words.slice(0, 21).join(' '), updatedAt: 9e12 }),
      row('meant', { name: words.join(' '), updatedAt: 1 }),
    ]);
    const found = (count: number) =>
      catalogue
        .find(words.slice(0, count).join(' '), 5)
        .hits.map(({ row: { id: one }, exact }) => [one, exact]);
    expect(found(21)).toEqual([
      ['fresher', true],
      ['meant', true],
    ]);
    expect(found(22)).toEqual([
      ['meant', true],
      ['fresher', false],
    ]);
    expect(catalogue.find(`${words.join(' ')} zzzz`, 5).hits.map(hit => hit.exact)).toEqual([false, false]);
    const doubled = `${'aaaa '.repeat(20)}${words[21]}`;
    expect(catalogue.find(doubled, 5).hits.map(hit => hit.row.id)).toEqual(['meant']);
  });

  test('the whole word stands before a beginning, the name before the company, the company before the e-mail', () => {
    const rows = [
      row('1', { name: 'Zoe', email: 'marina@example.com' }),
      row('2', { name: 'Bia', company: 'Marina Barcos' }),
      row('3', { name: 'Ana Mar' }),
      row('4', { name: 'Mariana' }),
      row('5', { name: 'Mar Lopez' }),
      row('6', { name: 'Leo', company: 'Mar Azul' }),
    ];
    expect(
      catalogueOf(rows)
        .find('mar', 20)
        .hits.map(hit => hit.row.id),
    ).toEqual(['5', '3', '6', '4', '2', '1']);
  });

  test.each([
    ['da', 'Daniela Prado', ['Rui Da', 'Ana da Silva']],
    ['me', 'Melina Prado', ['Ana Me', 'Rui Prado Me']],
    ['d', 'Dora Prado', ['D Prado', 'Ana D']],
    ['van', 'Vanda Prado', ['Van Prado', 'Ana van Dam']],
    ['ltda', 'Ltdania Prado', ['Ltda Prado', 'Ana Ltda']],
  ])(
    'one letter or two, a particle and a legal form mean names that begin so: "%s"',
    (text, fresh, older) => {
      const names = [fresh, ...older];
      const rows = names.map((name, at) => row(`${at}`, { name, updatedAt: (9 - at) * 1_000_000 }));
      expect(namesFor(text, rows)).toEqual(names);
    },
  );

  test('what was touched last comes first, an open row counts thirty days fresher', () => {
    const day = 24 * 3600 * 1000;
    const rows = [
      row('old', { name: 'Ana', updatedAt: 100 * day }),
      row('new', { name: 'Ana', updatedAt: 120 * day }),
      row('won', { name: 'Ana', updatedAt: 140 * day, role: 'won' }),
      row('lately-won', { name: 'Ana', updatedAt: 155 * day, role: 'won' }),
    ];
    const found = catalogueOf(rows)
      .find('ana', 20)
      .hits.map(hit => hit.row.id);
    expect(found).toEqual(['lately-won', 'new', 'won', 'old']);
  });

  test('a space moved by a letter is likelier than letters too many, however many rows have those', () => {
    const near = Array.from({ length: 9 }, (_, at) =>
      row(`near-${at}`, { name: 'Caio Rezende', company: `Ideia ${at}`, updatedAt: 9e12 }),
    );
    const meant = row('meant', { name: 'Emerson Rezende', company: 'Vidraria' });
    const found = catalogueOf([...near, meant]).find('rezendev id', 5).hits;
    expect([found[0]?.row.id, found[0]?.exact]).toEqual(['meant', false]);
    const few = row('few', { name: 'Ana Rezendev', company: 'Ideal' });
    const ids = catalogueOf([...near, meant, few])
      .find('rezendev id', 5)
      .hits.map(hit => hit.row.id);
    expect(ids.slice(0, 2)).toEqual(['few', 'meant']);
  });

  test('a typo never stands before an exact match', () => {
    const rows = [
      row('exact', { email: 'jimena@example.com' }),
      row('typo', { name: 'Ximena', updatedAt: 9e12 }),
    ];
    expect(
      catalogueOf(rows)
        .find('jimena', 20)
        .hits.map(hit => hit.row.id),
    ).toEqual(['exact', 'typo']);
  });
});

describe('picks', () => {
  const rows = [
    row('a', { name: 'Ana Costa', updatedAt: 5_000_000 }),
    row('b', { name: 'Ana Braga', updatedAt: 1_000_000 }),
    row('c', { name: 'Anabela Dias', updatedAt: 2_000_000 }),
  ];
  const order = (catalogue: ReturnType<typeof catalogueOf>, text: string) =>
    catalogue.find(text, 20).hits.map(hit => hit.row.id);

  test('the row chosen before for the same letters leads, and is more likely for others', () => {
    const catalogue = catalogueOf(rows);
    expect(order(catalogue, 'ana')).toEqual(['a', 'b', 'c']);
    catalogue.learn(' ANÁ', id('c'), 10_000_000);
    expect(order(catalogue, 'ana')).toEqual(['c', 'a', 'b']);
    catalogue.learn('br', id('b'), 11_000_000);
    expect(order(catalogue, 'an')).toEqual(['c', 'b', 'a']);
  });

  test('they survive export and import, before or after the rows come, and can be forgotten', () => {
    const first = catalogueOf(rows);
    first.learn('ana', id('c'), 10_000_000);
    const later = createCatalogue<Searchable>();
    later.importPicks(first.exportPicks());
    later.put(rows);
    expect(order(later, 'ana')).toEqual(['c', 'a', 'b']);
    later.forgetPicks();
    expect(later.exportPicks()).toEqual([]);
    expect(order(later, 'ana')).toEqual(['a', 'b', 'c']);
  });
});

describe('changes', () => {
  test('a changed row is found by its new text only, a removed one not at all', () => {
    const catalogue = catalogueOf(people);
    catalogue.put([row('opp_a1b2c3d4e5f6', { name: 'Beatriz Nunes' })]);
    expect(catalogue.size).toBe(4);
    expect(catalogue.find('joao', 5).hits).toEqual([]);
    expect(catalogue.find('nunes', 5).total).toBe(1);
    catalogue.remove([id('opp_a1b2c3d4e5f6'), id('unknown')]);
    expect(catalogue.size).toBe(3);
    expect(catalogue.find('nunes', 5).total).toBe(0);
    expect(catalogue.get(id('opp_a1b2c3d4e5f6'))).toBeUndefined();
    catalogue.clear();
    expect(catalogue.size).toBe(0);
    expect(catalogue.find('hoffmann', 5).hits).toEqual([]);
  });

  test('an id is found by its beginning, whatever characters its neighbours are made of', () => {
    const ids = [
      '98',
      '9',
      '9a',
      '9:',
      ':8',
      ':',
      'z1',
      '{1',
      '{',
      'A1',
      '@1',
      'Zz',
      '_z',
      '`z',
      '98:12345',
      '98912345',
    ];
    const catalogue = catalogueOf(ids.map(one => row(`opp_${one}`, { name: 'Ana' })));
    const found = (text: string): string[] =>
      catalogue
        .find(text, 50)
        .hits.map(hit => hit.row.id.slice(4))
        .sort();
    for (const text of ['98', '9a', 'z1', 'A1', '98912', '989123'])
      expect(found(text)).toEqual(ids.filter(one => one.toLowerCase().startsWith(text.toLowerCase())).sort());
  });

  test('recent rows come freshest first', () => {
    const catalogue = catalogueOf([
      row('a', { updatedAt: 1e9 }),
      row('b', { updatedAt: 3e9 }),
      row('c', { updatedAt: 2e9 }),
    ]);
    expect(catalogue.recent(2).map(one => one.id)).toEqual(['b', 'c']);
  });
});
