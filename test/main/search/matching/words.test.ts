import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCatalogue, type Searchable } from '../../../../main/search/catalogue.ts';
import { id, row } from '../row.ts';

const catalogueOf = (rows: readonly Searchable[]) => {
  const catalogue = createCatalogue<Searchable>();
  catalogue.put(rows);
  return catalogue;
};
/** Rows whose ids are their names, or the names of their companies. */
const named = (...names: readonly string[]): Searchable[] => names.map(name => row(name, { name }));
const owned = (...names: readonly string[]): Searchable[] => names.map(name => row(name, { company: name }));
const found = (rows: readonly Searchable[], text: string) =>
  catalogueOf(rows)
    .find(text, 20)
    .hits.map(({ row: { id }, exact }) => [id, exact]);

describe('words that mean the same', () => {
  test.each([
    ['Otávio Prado Júnior', 'prado jr'],
    ['Otávio Prado Jr.', 'prado junior'],
    ['Otávio Prado Jr.', 'prado juni'],
    ['Ferro & Filhos', 'ferro e filhos'],
    ['Ferro e Filhos', 'ferro & filhos'],
    ['Hierro & Hijos', 'hierro y hijos'],
    ['Stein & Söhne', 'stein und sohne'],
    ['Stein und Söhne', 'stein & sohne'],
    ['Salt and Sons', 'salt e sons'],
    ['Faisão S/A', 'faisao sa'],
    ['Faisão S/A', 'faisao s.a.'],
    ['Faisão S.A.', 'faisao s/a'],
    ['Faisão SA', 'faisao s/a'],
    ['Santa Edwiges Pneus', 'sta edwiges'],
    ['Sta. Edwiges Pneus', 'santa edwiges'],
    ['São Roque Pneus', 's. roque'],
    ['S. Roque Pneus', 'sao roque'],
    ['Sto. Amaro Pneus', 'santo amaro'],
    ['Nossa Senhora da Penha', 'n. sra. da penha'],
    ['Nossa Senhora da Penha', 'ns penha'],
    ['N. Sra. da Penha', 'nossa senhora da penha'],
    ['N.S. da Penha', 'nossa senhora da penha'],
    ['Trigo & Cia', 'trigo companhia'],
    ['Trigo Companhia', 'trigo cia'],
    ['Trigo Ltda.', 'trigo limitada'],
    ['Trigo Limitada', 'trigo ltda'],
    ['Hnos. Robledo', 'hermanos robledo'],
    ['Gebrüder Stein', 'gebr stein'],
    ['Ma. Fernanda Sol', 'maria fernanda'],
    ['Mª Rita Pneus', 'maria rita'],
    ['M.ª Luz Robledo', 'maria luz'],
    ['María Luz Robledo', 'ma. luz'],
  ])('%s is found by %s, exactly', (company, text) => {
    expect(found(owned(company, 'Other Holding'), text)).toEqual([[company, true]]);
  });

  test('do not mean what else may be so abbreviated', () => {
    expect(found(owned('Santa Edwiges'), 'sao edwiges')).toEqual([['Santa Edwiges', false]]);
    expect(found(named('Otávio Filho'), 'junior')).toEqual([]);
  });

  test('are marked as they are written', () => {
    const [hit] = catalogueOf([row('x', { company: 'Ferro & Filhos S/A' })]).find(
      'ferro e filhos s.a.',
      5,
    ).hits;
    expect(hit?.highlights).toEqual([
      {
        field: 'company',
        ranges: [
          [0, 5],
          [6, 7],
          [8, 14],
          [15, 18],
        ],
      },
    ]);
  });

  test('stand behind the very word', () => {
    const rows = [
      row('short', { name: 'Prado Jr', updatedAt: 9e12 }),
      row('long', { name: 'Prado Junior', updatedAt: 1e9 }),
    ];
    expect(found(rows, 'prado junior')).toEqual([
      ['long', true],
      ['short', true],
    ]);
  });

  test('are not looked for in what one letter or two begin', () => {
    expect(found(owned('Ferro & Filhos'), 'e')).toEqual([]);
    expect(found(named('Otávio Júnior'), 'jr')).toEqual([]);
  });

  test('are found among very many rows, too', () => {
    const many = Array.from({ length: 6000 }, (_, at) =>
      row(`row-${at}`, { name: `Caio Prado ${at % 2 === 0 ? 'Jr' : 'Junior'}`, company: 'Trigo & Cia' }),
    );
    const catalogue = catalogueOf([
      ...many,
      row('one', { name: 'Zuleica Prado Jr', company: 'Trigo e Cia' }),
    ]);
    for (const text of ['prado jr', 'caio junior', 'trigo e cia', 'companhia', 'cia caio'])
      expect(catalogue.find(text, 20).total, text).toBeGreaterThanOrEqual(5000);
    const [hit] = catalogue.find('zuleica junior', 20).hits;
    expect([hit?.row.id, hit?.exact]).toEqual(['one', true]);
  });
});

describe('a word that no row has beside the others', () => {
  const rows = [
    row('1', { name: 'Otávio da Penha', company: 'Trigo Ltda', updatedAt: 1e9 }),
    row('2', { name: 'Olga Penha', company: 'Ferro S/A', updatedAt: 2e9 }),
    row('3', { name: 'Rui', company: 'Sorocaba Pneus' }),
  ];

  test.each([
    ['a legal form', 'otavio penha eireli'],
    ['a legal form that others have', 'otavio penha sa'],
    ['a form of address', 'sr otavio penha'],
    ['a form of address, with a stop', 'Dr. Otavio Penha'],
    ['both', 'sr otavio penha epp'],
    ['another particle', 'otavio de penha'],
    ['a place that others have', 'otavio penha sorocaba'],
    ['a place first', 'sorocaba otavio penha'],
    ['a word that nobody has', 'otavio penha xilofone'],
    ['two of them', 'otavio penha xilofone vitrola'],
    ['one, and a typo in another', 'otvaio penha eireli'],
    ['one, and a typo beside a place', 'otvaio penha sorocaba'],
    ['one that is being typed', 'otavio penha soro'],
  ])('goes: %s', (_, text) => {
    expect(found(rows, text)[0]).toEqual(['1', false]);
  });

  test('leaves the others marked', () => {
    const [hit] = catalogueOf(rows).find('sr otavio penha', 5).hits;
    expect(hit?.highlights).toEqual([
      {
        field: 'name',
        ranges: [
          [0, 6],
          [10, 15],
        ],
      },
    ]);
  });

  test('is the most frequent one', () => {
    const many = Array.from({ length: 9 }, (_, at) => row(`rui-${at}`, { name: 'Rui Barros' }));
    const ids = found([...many, row('rare', { name: 'Xilda' })], 'rui xilda').map(([id]) => id);
    expect(ids[0]).toBe('rare');
    expect(ids).toHaveLength(10);
  });

  test('does not go where nothing that tells is left', () => {
    expect(found(rows, 'xilofone ltda')).toEqual([]);
    expect(found(rows, 'xilofone da')).toEqual([]);
    expect(found(rows, 'xilofone ot')).toEqual([]);
    expect(found(rows, 'xilofone')).toEqual([]);
  });

  test('does not go where a row has all words, with a typo in one or without, but for the slightest', () => {
    expect(found([...rows, row('all', { name: 'Otávio Sorocaba' })], 'otavio sorocaba')).toEqual([
      ['all', true],
    ]);
    expect(found([...rows, row('all', { name: 'Otávia Sorocaba' })], 'otavio sorocaba')).toEqual([
      ['all', false],
    ]);
    expect(found([...rows, row('all', { name: 'Otávia Penha Sa' })], 'otavio penha sa')).toEqual([
      ['all', false],
      ['1', false],
    ]);
  });

  test('may be the name beside a number with a slip, where other phones have every part of the number', () => {
    const catalogue = catalogueOf([
      row('slip', { name: 'Ines', phone: '11 98231-4470' }),
      row('names', { name: 'Ines Bento' }),
      row('parts', { phone: '11 90000-0471' }),
    ]);
    const ids = catalogue.find('ines bento 98231-4471', 20).hits.map(hit => hit.row.id);
    expect(ids.toSorted()).toEqual(['names', 'slip']);
  });

  test('is no part of an id', () => {
    const known = row('550e8400-e29b-41d4', { name: 'Otávio 41d4' });
    expect(found([known], '550e8400-e29b-41d5')).toEqual([]);
    expect(found([known], 'otavio-xilofone')).toEqual([['550e8400-e29b-41d4', false]]);
  });

  test('is found again by who picked it', () => {
    const catalogue = catalogueOf(rows);
    expect(catalogue.find('penha sr', 5).hits.map(hit => hit.row.id)).toEqual(['2', '1']);
    catalogue.learn('penha sr', id('1'), 1000);
    expect(catalogue.find('penha sr', 5).hits.map(hit => hit.row.id)).toEqual(['1', '2']);
  });

  test('goes among very many rows', () => {
    const many = Array.from({ length: 6000 }, (_, at) => row(`row-${at}`, { name: 'Caio Prado' }));
    const { hits, total } = catalogueOf([...many, ...rows]).find('prado xilofone', 5);
    expect([hits.map(hit => hit.exact), total]).toEqual([[false, false, false, false, false], 6000]);
    expect(catalogueOf([...many, ...rows]).find('prdao xilofone', 5).hits).toHaveLength(5);
  });

  test('never puts a row before one that has all words, nor hides one', () => {
    const apart = ['otavio', 'penha', 'sorocaba', 'xilofone', 'trigo', 'eduardo'];
    const slight = ['ltda', 'sr', 'de', 'gmbh', 'van'];
    const some = fc.array(fc.constantFrom(...apart, ...slight), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(fc.tuple(some, some), { maxLength: 25 }), some, (given, typed) => {
        const all = given.map(([name, company], at) =>
          row(`-${at}`, { name: name.join(' '), company: company.join(' '), updatedAt: at * 1e9 }),
        );
        const hasAll = ({ name, company }: Searchable): boolean =>
          typed.every(one => `${name} ${company}`.split(' ').some(other => other.startsWith(one)));
        const { hits } = catalogueOf(all).find(typed.join(' '), 50);
        expect(hits.map(hit => hit.exact)).toEqual(hits.map(hit => hasAll(hit.row)));
        const whole = all.filter(hasAll).length;
        expect(hits.slice(0, whole).every(hit => hit.exact)).toBe(true);
        const known = all.flatMap(({ name, company }) => `${name} ${company}`.split(' '));
        const telling = [...new Set(typed.filter(one => apart.includes(one) && known.includes(one)))];
        const most = Math.max(
          0,
          ...all.map(({ name, company }) => telling.filter(one => `${name} ${company}`.includes(one)).length),
        );
        const isFound = whole > 0 || (most > 0 && most >= telling.length - 2);
        expect(hits.length).toBeGreaterThanOrEqual(isFound ? 1 : 0);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a script without spaces', () => {
  const rows = named('李大勇', '王小明', '片桐直子 (Naoko)', '김서연');

  test.each([
    ['王小明', '王小明', '王小明'],
    ['小明', '王小明', '小明'],
    ['明', '王小明', '明'],
    ['王', '王小明', '王'],
    ['直子', '片桐直子 (Naoko)', '直子'],
    ['서연', '김서연', '서연'],
  ])('%s is found in %s, exactly, and marked', (text, name, marked) => {
    const { hits } = catalogueOf(rows).find(text, 5);
    expect(hits.map(hit => [hit.row.id, hit.exact])).toEqual([[name, true]]);
    const [range = [0, 0]] = hits[0]?.highlights.find(({ field }) => field === 'name')?.ranges ?? [];
    expect(name.slice(...range)).toBe(marked);
  });

  test('keeps the order of its characters', () => {
    expect(found(rows, '明小')).toEqual([]);
    expect(found(rows, '片直')).toEqual([]);
  });
});

test('letters with & between them are the name that is written so, before all that begin with them', () => {
  const catalogue = createCatalogue();
  catalogue.put([
    row('c&a', { name: 'C&A Modas', updatedAt: 1 }),
    row('at&t', { company: 'AT&T Brasil', updatedAt: 1 }),
    row('spaced', { name: 'C & A Contadores', updatedAt: 1 }),
    row('others', { name: 'Carla Almeida', company: 'Atacado Torres', updatedAt: 9e12 }),
  ]);
  const found = (text: string) => catalogue.find(text, 5).hits.map(hit => [hit.row.id, hit.exact]);
  for (const text of ['c&a', 'C & A', 'c& a', 'c&a m', 'modas c&a']) {
    expect(found(text)[0], text).toEqual(['c&a', true]);
  }
  expect(found('c&a')).toHaveLength(3);
  expect(found('at&t')[0]).toEqual(['at&t', true]);
  expect(found('c & a contadores')).toEqual([['spaced', true]]);
});
