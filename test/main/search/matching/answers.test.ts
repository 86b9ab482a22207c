import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCatalogue, type Searchable } from '../../../../main/search/catalogue.ts';
import { inOrder } from '../naive.ts';
import { id, row } from '../row.ts';

const catalogueOf = (rows: readonly Searchable[]) => {
  const catalogue = createCatalogue<Searchable>();
  catalogue.put(rows);
  return catalogue;
};
type Catalogue = ReturnType<typeof catalogueOf>;
const idsOf = (catalogue: Catalogue, text: string, limit = 20): string[] =>
  catalogue.find(text, limit).hits.map(hit => hit.row.id);
const many = (count: number, part: (at: number) => Parameters<typeof row>[1]): Searchable[] =>
  Array.from({ length: count }, (_, at) => row(`row-${at}`, part(at)));

describe('how many rows an answer has', () => {
  const catalogue = catalogueOf(many(60, () => ({ name: 'Ana' })));

  test.each([
    [0, 0],
    [-3, 0],
    [1, 1],
    [2.9, 2],
    [50, 50],
    [51, 50],
    [1000, 50],
  ])('%j asked for are %j', (limit, count) => {
    const { hits, total } = catalogue.find('ana', limit);
    expect([hits.length, total]).toEqual([count, 60]);
    expect(catalogue.recent(limit)).toHaveLength(count);
  });
});

describe('the order of few rows', () => {
  const words = ['ana', 'anabela', 'da', 'dana', 'ma', 'mar', 'marta', 'souza', 's', 'van', 'vanda'];
  const word = fc.constantFrom(...words);
  const aRow = fc.record({
    name: fc.array(word, { maxLength: 3 }),
    company: fc.array(word, { maxLength: 2 }),
    email: fc.option(word),
    updatedAt: fc.nat(9).map(at => at * 1_000_000),
  });
  const terms = fc.array(
    fc.tuple(word, fc.integer({ min: 1, max: 7 })).map(([one, length]) => one.slice(0, length)),
    { minLength: 1, maxLength: 3 },
  );

  test('is that of their ranks summed over the terms, then of their priors', () => {
    fc.assert(
      fc.property(fc.array(aRow, { maxLength: 30 }), terms, (given, typed) => {
        const rows = given.map(({ name, company, email, updatedAt }, at) =>
          row(`${at}${'-'.repeat(9)}`, {
            name: name.join(' '),
            company: company.join(' '),
            email: email === null ? '' : `${email}@x.y`,
            updatedAt,
          }),
        );
        const ranked = inOrder(rows, [...new Set(typed)]);
        const exact = catalogueOf(rows)
          .find(typed.join(' '), 50)
          .hits.filter(hit => hit.exact);
        expect(exact.map(hit => hit.row.id)).toEqual(ranked);
      }),
      { numRuns: 300 },
    );
  });
});

describe('typos', () => {
  const exact = many(5, () => ({ name: 'Maria' }));
  const near = row('near', { name: 'Marfa' });
  const catalogue = catalogueOf([...exact, near]);

  test('are looked for where exact rows do not fill the answer, and stand behind them', () => {
    expect(idsOf(catalogue, 'maria', 20).at(-1)).toBe('near');
    expect(catalogue.find('maria', 20).total).toBe(6);
    expect(idsOf(catalogue, 'maria', 6)).toContain('near');
  });

  test('are not looked for where exact rows fill it', () => {
    expect(idsOf(catalogue, 'maria', 5)).not.toContain('near');
    expect(catalogue.find('maria', 5).total).toBe(5);
  });

  test('are not looked for in one letter or two, or in numbers', () => {
    const short = catalogueOf([row('a', { name: 'Bo 123' })]);
    for (const text of ['bx', 'xo', '124', '1234']) expect(idsOf(short, text), text).toEqual([]);
    expect(idsOf(catalogueOf([row('a', { name: 'Ana' })]), 'anq')).toEqual(['a']);
  });

  test('may be two in six letters and more, likely ones in five, and only where nothing else is found', () => {
    const long = row('long', { name: 'Echeverria' });
    expect(idsOf(catalogueOf([long]), 'ecxevexria')).toEqual(['long']);
    expect(idsOf(catalogueOf([long, row('one', { name: 'Ecxeverria' })]), 'ecxevexria')).toEqual(['one']);
    expect(idsOf(catalogueOf([row('six', { name: 'Mainas' })]), 'qxinas')).toEqual(['six']);
    expect(idsOf(catalogueOf([row('five', { name: 'Bergman' })]), 'brgmn')).toEqual(['five']);
    for (const text of ['qxnas', 'mns'])
      expect(idsOf(catalogueOf([row('short', { name: 'Manas' })]), text), text).toEqual([]);
  });

  test('in one of two terms leave the other exact', () => {
    const two = catalogueOf([row('a', { name: 'Maria Souza' }), row('b', { name: 'Marfa Lima' })]);
    expect(idsOf(two, 'maria souxa')).toEqual(['a']);
    expect(idsOf(two, 'marfq lima')).toEqual(['b']);
    expect(idsOf(two, 'mariq souza')).toEqual(['a']);
  });

  test('are found while one types as they are at once', () => {
    const rows = ['Rodolfo', 'Echeverria', 'Wasserman', 'Joaquim'].map(name => row(name, { name }));
    const typing = catalogueOf(rows);
    for (const text of ['eodlopho', 'etxxeverria', 'uassserman', 'xyzrodolfo', 'juoacim']) {
      for (let length = 1; length <= text.length; length++) {
        const soFar = text.slice(0, length);
        expect(idsOf(typing, soFar), soFar).toEqual(idsOf(catalogueOf(rows), soFar));
      }
    }
    expect(idsOf(typing, 'eodloph')).toEqual(['Rodolfo']);
  });

  test('are each row’s once, however many ways there are to find it', () => {
    const twice = catalogueOf([row('a', { name: 'Joaosil Va', company: 'Joao Silva' })]);
    expect(twice.find('joao silva', 20)).toMatchObject({ total: 1, hits: [{ row: { id: 'a' } }] });
  });
});

describe('a misplaced space', () => {
  test('is looked for where fewer than three rows are exact', () => {
    const meant = row('meant', { name: 'Ana Belas' });
    const joined = (count: number) => many(count, () => ({ name: 'Anabelas' }));
    expect(idsOf(catalogueOf([meant, ...joined(2)]), 'anabelas')).toContain('meant');
    expect(idsOf(catalogueOf([meant, ...joined(3)]), 'anabelas')).not.toContain('meant');
  });

  const people = catalogueOf([
    row('a', { name: 'Thomas Becker Lindqvist', company: 'Vidraçaria Aurora' }),
    row('b', { name: 'Thomas Aurora' }),
    row('c', { name: 'Becker & Pool', phone: '+55 11 98231-4470' }),
  ]);

  test.each([
    ['left out', ['thomasbecker', 'beckerthomas', 'beckervidr', 'thomas beckerlind', '4470 beckerpool']],
    ['left out twice', ['thomasbeckerlindqvist', 'vidracariaaurorabeck']],
    ['taken for a key beside the bar', ['thomasnbecker', 'lindqvistcaurora', 'beckermvid']],
    ['put in', ['tho mas becker', 'lindqvist vidra caria', 'vidrac aria beck']],
    ['struck a letter early or late', ['thoma sbecker', 'lindqvistb ecker', 'becke rlindq']],
    ['or a sign struck for a letter', ['lind vist', 'thom;s lindqvist', 'be.ker lindqvist']],
    [
      'elsewhere beside a typo',
      ['thomasbekcer', 'tomasbecker', 'lindqvistnaurorra', 'bec kwr lind', 'beckrevidra'],
    ],
  ])('that was %s is found, and the answer is not exact', (_, texts) => {
    for (const text of texts) {
      const { hits } = people.find(text, 5);
      expect(
        hits.map(hit => [hit.row.id, hit.exact]),
        text,
      ).toEqual([[text.startsWith('4470') ? 'c' : 'a', false]]);
      expect(hits[0]?.highlights, text).not.toEqual([]);
    }
  });

  test('makes whole words of what stands before it', () => {
    const two = catalogueOf([row('a', { name: 'Marina Lopes' }), row('b', { name: 'Mari Lopez' })]);
    expect(idsOf(two, 'marilop')).toEqual(['b']);
  });

  test('makes words of one row only', () => {
    for (const text of ['poolaurora', 'lindqvistpool', 'aurorapol'])
      expect(idsOf(people, text), text).toEqual([]);
  });

  test('is looked for in a long text in few steps', () => {
    const letters = many(400, at => ({
      name: [...at.toString(7)].map(digit => 'abcdefg'.charAt(Number(digit))).join(''),
    }));
    expect(idsOf(catalogueOf(letters), `${'abcdefg'.repeat(8)}z ${'gfedcba'.repeat(8)}z`)).toEqual([]);
  });

  test('marks both words, and is not exact', () => {
    const [hit] = catalogueOf([row('a', { name: 'Ana Belas' })]).find('anabelas', 5).hits;
    expect(hit).toMatchObject({
      exact: false,
      highlights: [
        {
          field: 'name',
          ranges: [
            [0, 3],
            [4, 9],
          ],
        },
      ],
    });
  });
});

describe('picked rows', () => {
  const rows = [
    row('best', { name: 'Ana', updatedAt: 9_000_000 }),
    row('mid', { name: 'Anabela', updatedAt: 5_000_000 }),
    row('mail', { email: 'ana@x.y', updatedAt: 1_000_000 }),
  ];

  test('lead for the first letters of what was typed, and for more while they match', () => {
    const catalogue = catalogueOf(rows);
    catalogue.learn('anab', id('mid'), 1000);
    for (const text of ['a', 'an', 'ana', 'anab', 'anabel'])
      expect(idsOf(catalogue, text)[0], text).toBe('mid');
    catalogue.learn('an', id('best'), 1000);
    catalogue.put([row('mid', { name: 'Anabela', updatedAt: 9_500_000 })]);
    expect(idsOf(catalogue, 'anabel')).toEqual(['mid']);
    expect(idsOf(catalogue, 'ana')).toEqual(['mid', 'best', 'mail']);
  });

  test('lead for a while, until a fresh row comes first again', () => {
    const catalogue = catalogueOf(rows);
    catalogue.learn('ana', id('mid'), 1000);
    const weeks = (count: number) => 1000 + count * 7 * 24 * 3600 * 1000;
    const firstAt = (text: string, now: number) => catalogue.find(text, 5, now).hits[0]?.row.id;
    expect([firstAt('ana', weeks(5)), firstAt('ana', weeks(6))]).toEqual(['mid', 'best']);
    expect([firstAt('an', weeks(3)), firstAt('an', weeks(4))]).toEqual(['mid', 'best']);
  });

  test.each(['won', 'lost'] as const)('that are %s since lead no longer, until they are open again', role => {
    const catalogue = catalogueOf(rows);
    for (let times = 0; times < 4; times++) catalogue.learn('ana', id('mail'), 1000);
    const part = { email: 'ana@x.y', updatedAt: 2_000_000 };
    expect(idsOf(catalogue, 'ana')).toEqual(['mail', 'best', 'mid']);
    catalogue.put([row('mail', { ...part, role })]);
    expect(idsOf(catalogue, 'ana')).toEqual(['best', 'mid', 'mail']);
    expect(idsOf(catalogue, 'an')).toEqual(['best', 'mid', 'mail']);
    catalogue.put([row('mail', part)]);
    expect(idsOf(catalogue, 'ana')).toEqual(['mail', 'best', 'mid']);
  });

  test('lead five at most, those that do not match left out', () => {
    const others = many(9, at => ({ name: 'Bo', updatedAt: (90 - at) * 1_000_000 }));
    const catalogue = catalogueOf([...others, row('other', { name: 'Ana' })]);
    for (const [at, name] of ['row-2', 'row-3', 'row-4', 'row-5', 'row-6', 'row-7', 'other'].entries())
      catalogue.learn('bo', id(name), 1000 + at);
    const expected = ['row-7', 'row-6', 'row-5', 'row-4', 'row-3', 'row-0', 'row-1', 'row-2', 'row-8'];
    expect(idsOf(catalogue, 'bo')).toEqual(expected);
    expect(idsOf(catalogue, 'b')).toEqual(expected);
  });

  test('come before all exact ones, the best frecency first', () => {
    const catalogue = catalogueOf(rows);
    catalogue.learn('ana', id('mid'), 1000);
    catalogue.learn('ana', id('mail'), 2000);
    expect(idsOf(catalogue, 'ana')).toEqual(['mail', 'mid', 'best']);
    catalogue.learn('ana', id('mid'), 3000);
    expect(idsOf(catalogue, 'ana')).toEqual(['mid', 'mail', 'best']);
    expect(idsOf(catalogue, 'ana', 1)).toEqual(['mid']);
  });

  test('with typos come behind the exact ones, and before the others with typos', () => {
    const others = [
      row('exact', { name: 'Marja' }),
      row('near', { name: 'Maria', updatedAt: 9e12 }),
      row('far', { name: 'Marka' }),
    ];
    const catalogue = catalogueOf(others);
    const before = idsOf(catalogue, 'marja');
    expect(before[0]).toBe('exact');
    const last = before.at(-1) ?? '';
    catalogue.learn('marja', id(last), 1000);
    expect(idsOf(catalogue, 'marja').slice(0, 2)).toEqual(['exact', last]);
  });

  test('that do not answer any more, or are gone, are not shown', () => {
    const catalogue = catalogueOf(rows);
    catalogue.learn('ana', id('mid'), 1000);
    catalogue.learn('ana', id('gone'), 1000);
    catalogue.put([row('mid', { name: 'Berta' })]);
    expect(idsOf(catalogue, 'ana')).toEqual(['best', 'mail']);
  });

  test('count once', () => {
    const catalogue = catalogueOf(rows);
    catalogue.learn('ana', id('mail'), 1000);
    expect(catalogue.find('ana', 20).total).toBe(3);
    expect(idsOf(catalogue, 'ana')).toEqual(['mail', 'best', 'mid']);
  });
});

describe('ids', () => {
  test('that begin as typed are found, two thousand at most', () => {
    const alike = Array.from({ length: 2100 }, (_, at) => row(`zz${at}`));
    expect(catalogueOf(alike.slice(0, 1999)).find('zz', 5).total).toBe(1999);
    expect(catalogueOf(alike).find('zz', 5).total).toBe(2000);
  });

  test('of several words are met as a whole, and stand before what has the words', () => {
    const catalogue = catalogueOf([
      row('ab12-cd34', { name: 'Zoe' }),
      row('other', { name: 'Ab12 Cd34', updatedAt: 9e12 }),
    ]);
    expect(idsOf(catalogue, 'ab12-cd34')).toEqual(['ab12-cd34', 'other']);
    expect(catalogue.find('ab12-cd34', 5).total).toBe(2);
    expect(idsOf(catalogue, 'ab12-c')).toContain('ab12-cd34');
  });

  test('are not begun by one letter', () => {
    expect(idsOf(catalogueOf([row('q1', { name: 'Ana' })]), 'q')).toEqual([]);
    expect(idsOf(catalogueOf([row('q1', { name: 'Ana' })]), 'q1')).toEqual(['q1']);
  });
});

test('a row that was deleted is not among the recent ones, nor is one that was never there', () => {
  const catalogue = catalogueOf(many(3, at => ({ name: 'Ana', updatedAt: (at + 1) * 1_000_000 })));
  catalogue.remove([id('row-2')]);
  expect(catalogue.recent(20).map(one => one.id)).toEqual(['row-1', 'row-0']);
  expect(catalogueOf([]).recent(5)).toEqual([]);
});
