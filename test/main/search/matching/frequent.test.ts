import { describe, expect, test } from 'vitest';
import { createCatalogue, type Searchable } from '../../../../main/search/catalogue.ts';
import { newSegment } from '../../../../main/search/index/segment.ts';
import { exactSource } from '../../../../main/search/matching/candidate-source.ts';
import { withTypos } from '../../../../main/search/matching/intersect.ts';
import { codesOf, queryTermOf } from '../../../../main/search/text/query.ts';
import { inOrder } from '../naive.ts';
import { id, row } from '../row.ts';

/** Rows of one name, each a second fresher than the one before; `from` keeps their ids apart. */
const some = (
  count: number,
  name: string,
  from: number,
  part: Parameters<typeof row>[1] = {},
): Searchable[] =>
  Array.from({ length: count }, (_, at) =>
    row(`opp_q${from + at}`, { name, updatedAt: (from + at) * 1000, ...part }),
  );

const answer = (rows: readonly Searchable[], text: string) => {
  const catalogue = createCatalogue<Searchable>();
  catalogue.put(rows);
  const { hits, total } = catalogue.find(text, 20);
  return { ids: hits.map(hit => hit.row.id), total };
};

describe('of very many rows that answer, where the freshest rows are others,', () => {
  const others = some(400, 'Bento', 90_000);

  test('those that have the digits at the end of their phone come first, then those that have them inside', () => {
    const rows = [
      ...some(4200, 'Inside', 50_000, { phone: '+55 11 94470-1234' }),
      ...some(12, 'End', 1000, { phone: '+55 11 91234-4470' }),
      ...others,
    ];
    const ranked = inOrder(rows, ['4470']);
    expect(ranked[0]).toBe('opp_q1011');
    expect(answer(rows, '4470')).toEqual({ ids: ranked.slice(0, 20), total: ranked.length });
  });

  test('those with the whole word come first, then those with a longer one', () => {
    const rows = [...some(4200, 'Mariana', 50_000), ...some(5, 'Maria', 1000), ...others];
    const ranked = inOrder(rows, ['maria']);
    expect(ranked[0]).toBe('opp_q1004');
    expect(answer(rows, 'maria')).toEqual({ ids: ranked.slice(0, 20), total: ranked.length });
  });
});

describe('of rows that answer two terms', () => {
  test('a number is checked in the phones of the few that have the name', () => {
    const rows = [
      ...some(200, 'Ana', 5000, { phone: '+55 11 91234-4470' }),
      ...some(2, 'Joaquim', 1000, { phone: '+55 11 91234-4470' }),
      ...some(2, 'Joaquim', 2000, { phone: '+55 11 91234-4471' }),
    ];
    expect(answer(rows, 'joaquim 4470')).toEqual({ ids: inOrder(rows, ['joaquim', '4470']), total: 2 });
  });

  test('a word that means the same is looked for in the few that have the other', () => {
    const rows = [
      ...some(200, 'Ana Junior', 5000),
      ...some(2, 'Joaquim Junior', 1000),
      ...some(2, 'Joaquim Reis', 2000),
    ];
    expect(answer(rows, 'joaquim jr').ids).toEqual(['opp_q1001', 'opp_q1000']);
  });

  test('the first word of a company is no beginning of a name where there is none', () => {
    const rows = [
      ...some(200, 'Bento Silva', 5000),
      ...some(1, '', 2000, { company: 'Silva Joaquim' }),
      ...some(1, 'Rui Silva', 1000, { company: 'Joaquim' }),
    ];
    expect(answer(rows, 'joaquim silva').ids).toEqual(['opp_q1000', 'opp_q2000']);
  });

  test('some thousand are counted, though the freshest have more of them than the others', () => {
    const rows = [...some(4500, 'Ana Reis', 5000), ...some(500, 'Bento', 1000)];
    expect(answer(rows, 'ana reis').total).toBe(4500);
  });

  test('those that have the second as a part of a word are each looked at where they are few', () => {
    const rows = [
      ...some(1600, 'Ana Silva', 5000),
      ...some(100, 'Ana Silvana', 1000),
      ...some(100, 'Ana Souza', 2000),
      ...some(200, 'Rui Silva', 3000),
    ];
    expect(answer(rows, 'ana silva').total).toBe(1700);
  });

  test('those whose first word answers both come first, however fresh the others are', () => {
    const rows = [...some(600, 'Abel Ana', 9000), ...some(1500, 'Ana Silva', 1000)];
    expect(answer(rows, 'a an').ids).toEqual(inOrder(rows, ['a', 'an']).slice(0, 20));
    expect(answer(rows, 'an a').ids[0]).toBe('opp_q2499');
  });
});

describe('of very many rows with a domain', () => {
  const rows = [
    ...some(4200, 'Bento', 50_000, { email: 'a@uniao.com.br' }),
    ...some(12, 'Rui', 1000, { email: 'a@uniao.com' }),
    ...some(5, 'Uniao', 500, { email: 'a@gmx.com' }),
    ...some(400, 'Bento', 90_000),
  ];

  test.each([['@uniao.com'], ['uniao.com'], ['rui @uniao.com'], ['a@uniao.com']])(
    '%s finds old rows with the whole domain before fresh ones with a longer one',
    text => {
      const whole = Array.from({ length: 12 }, (_, at) => `opp_q${1011 - at}`);
      expect(answer(rows, text).ids.slice(0, 12)).toEqual(whole);
    },
  );

  test.each(['@uniao.com', 'uniao.com'])('%s finds the freshest of the others then', text => {
    expect(answer(rows, text).ids.slice(12)).toEqual(
      Array.from({ length: 8 }, (_, at) => `opp_q${54_199 - at}`),
    );
  });
});

test('of very many rows with a word in their e-mails those that have it whole come first', () => {
  const rows = [
    ...some(4200, 'Bento', 50_000, { email: 'vendasnorte@a.example' }),
    ...some(12, 'Rui', 1000, { email: 'vendas@b.example' }),
    ...some(400, 'Bento', 90_000),
  ];
  expect(answer(rows, 'vendas').ids).toEqual(inOrder(rows, ['vendas']).slice(0, 20));
  expect(answer(rows, 'vendas b').ids).toEqual(inOrder(rows, ['vendas', 'b']).slice(0, 20));
});

test('of rows that have both terms in thousands of words those whose first word answers both come first', () => {
  const rows = [
    ...some(5000, 'Bento', 20_000, { company: 'Ana Anabela Andrea Anita' }),
    ...some(30, 'Abel Ana', 30_000),
    ...some(30, 'Ana Silva', 1000),
  ];
  for (const text of ['a an', 'an a'])
    expect(answer(rows, text).ids).toEqual(inOrder(rows, ['a', 'an']).slice(0, 20));
});

test('rows that none of the freshest is like are counted, though enough of the best are found by names alone', () => {
  const company = 'Fama Faro Fava Favo Fazenda Gala Gama Garra Gil Gomes';
  const rows = [
    ...some(5000, 'Bento', 20_000),
    ...some(8100, 'Bruno', 10_000, { company }),
    ...some(30, 'Fabio Gomes', 1000),
  ];
  const { ids, total } = answer(rows, 'f g');
  expect(ids).toEqual(inOrder(rows, ['f', 'g']).slice(0, 20));
  expect(total).toBeGreaterThan(8130 * 0.7);
});

test('a number is found in the names of old rows, then in the phones of the freshest, whatever rows none of the freshest is like', () => {
  const phone = '+55 11 94470-1234';
  const rows = [
    ...some(20_500, 'Ana Reis', 10_000, { phone }),
    ...some(12, 'Ana 447', 1000),
    ...some(5000, 'Bento', 50_000, { phone }),
  ];
  const { ids, total } = answer(rows, 'ana 447');
  expect(ids).toEqual(inOrder(rows, ['ana', '447']).slice(0, 20));
  expect(total).toBeGreaterThan(20_512 * 0.9);
  expect(total).toBeLessThan(20_512 * 1.1);
});

test('rows that have a number in their names are not all that is counted, where they fill the answer', () => {
  const phone = '+55 11 94470-1234';
  const rows = [
    ...some(20_500, 'Ana Reis', 10_000, { phone }),
    ...some(30, 'Ana 447', 1000),
    ...some(5000, 'Bento', 50_000, { phone }),
  ];
  const { ids, total } = answer(rows, 'ana 447');
  expect(ids).toEqual(inOrder(rows, ['ana', '447']).slice(0, 20));
  expect(total).toBeGreaterThan(20_530 * 0.9);
  expect(total).toBeLessThan(20_530 * 1.1);
});

test('a row that was changed since the freshest were read is ranked by what it is now', () => {
  const company = [...'abcdefghijklmnopqrstuvwxyz'].map(letter => `a${letter}`).join(' ');
  const rows = some(250, 'Bento', 2000, { company });
  const catalogue = createCatalogue<Searchable>();
  catalogue.put([
    ...rows,
    row('moved', { name: 'Ana', updatedAt: 2000 }),
    row('gone', { updatedAt: 2_200_500 }),
  ]);
  expect(catalogue.find('a', 20).hits[0]?.row.id).toBe('moved');
  catalogue.remove([id('gone')]);
  catalogue.put([row('moved', { company: 'Ana', updatedAt: 2_100_500 })]);
  expect(catalogue.find('a', 20).hits.map(hit => hit.row.id)).toEqual(inOrder(rows, ['a']).slice(0, 20));
});

test('typos in several terms are looked for at once, and in one term at a time where that would take long', () => {
  const segment = newSegment();
  const source = (text: string, entryCount: number) => ({
    ...exactSource(segment, queryTermOf(codesOf(text))),
    entryCount,
  });
  const exact = [source('ana', 10), source('reis', 10)];
  const few = [source('ana', 20), source('reis', 20)];
  expect(withTypos(exact, few)).toEqual([few]);
  const [ana, reis] = exact;
  const many = [source('ana', 400_000), source('reis', 400_000)];
  expect(withTypos(exact, many)).toEqual([
    [many[0], reis],
    [ana, many[1]],
  ]);
});

test('a row that answers in two ways counts once, also where as many as were asked for would answer', () => {
  const catalogue = createCatalogue<Searchable>();
  catalogue.put([row('both', { name: 'Martin Tim' })]);
  const { hits, total } = catalogue.find('mar tin', 2);
  expect(hits.map(hit => hit.row.id)).toEqual(['both']);
  expect(total).toBe(1);
});

test('a row that was picked leads also where the digits are words of their own', () => {
  const catalogue = createCatalogue<Searchable>();
  const rows = some(3, 'Lote 98231', 1000, { company: 'Quadra 4470' });
  catalogue.put(rows);
  catalogue.learn('98231 4470', id('opp_q1000'), 1);
  expect(catalogue.find('98231 4470', 20, 2).hits.map(hit => hit.row.id)).toEqual([
    'opp_q1000',
    'opp_q1002',
    'opp_q1001',
  ]);
});
