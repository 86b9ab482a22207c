import { expect, test } from 'vitest';
import { createCatalogue, type Searchable } from '../../../../main/search/catalogue.ts';
import { matchWord } from '../../../../main/search/fuzzy/trie-traversal.ts';
import { priorOf } from '../../../../main/search/ranking/prior.ts';
import { fuzzyRank } from '../../../../main/search/ranking/rank.ts';
import { inOrder } from '../naive.ts';
import { id, row } from '../row.ts';

/** Few different words in many rows, so that every short way through large answers is taken. */
const first = [
  'Maria',
  'Silvana',
  'Ana',
  'Santos',
  'Paulo',
  'Amanda',
  'Marta',
  'Saulo',
  'A',
  'Vanda',
  'Dana',
];
const last = ['Silva', 'Santos', 'Pires', 'Amaral', 'Souza', 'Martins', 'S'];
const between = ['', '', '', '', 'da ', 'van '];
const rows: Searchable[] = Array.from({ length: 30_000 }, (_, at) => {
  const roll = Math.imul(at + 1, 2654435761) >>> 0;
  // Some fresh rows have by their ids what many others have by their addresses.
  const isApart = at % 1000 === 0;
  return row(`opp_${isApart ? 'gm' : ''}${roll.toString(36)}`, {
    name: `${first[roll % first.length]} ${between[(roll >>> 12) % between.length]}${last[(roll >>> 8) % last.length]}`,
    company: (roll >>> 4) % 5 === 0 ? 'Amaral Sul Ltda' : 'Norte',
    email: !isApart && roll % 3 === 0 ? `${roll}@gmx.example` : '',
    phone: `+55 11 9${String(roll % 100_000_000).padStart(8, '0')}`,
    updatedAt: isApart ? 4_000_000 + at : at % 3 === 0 ? null : (roll % 4000) * 1000,
    role: isApart || roll % 2 === 0 ? 'open' : 'won',
  });
});
const catalogue = createCatalogue<Searchable>();
catalogue.put(rows);

type Place = readonly [word: string, place: number];

/** The words of a row, each with the place it stands in: first of all, in the name, in the company. */
const wordsOf = ({ name, company }: Pick<Searchable, 'name' | 'company'>): readonly Place[] => [
  ...name.split(' ').map((word, at) => [word.toLowerCase(), Math.min(at, 1)] as const),
  ...company.split(' ').map(word => [word.toLowerCase(), 2] as const),
];

test.each([
  ...['a', 's', 'm', 'gm', 'gmx', 'mar', 'maria', 'silva', 'norte', 'n', '119', '1198', '555'],
  ...['d', 'da', 'v', 'va', 'van', 'l', 'lt', 'ltda', 'sa', 'ma', 'ama', 'p'],
  ...[
    'maria da',
    'ana van',
    'da s',
    'van d',
    'ltda a',
    'd v',
    'd v l',
    'maria s',
    'silva a',
    'ana p',
    'santos s',
    'a s',
    's a m',
    'norte a',
    '119 a',
    'ama am',
    'mar mart',
  ],
])('of the many rows for "%s" the best come first', text => {
  const ranked = inOrder(rows, text.split(' '));
  const { hits, total } = catalogue.find(text, 20);
  expect(hits.map(hit => hit.row.id)).toEqual(ranked.slice(0, 20));
  expect(total).toBeGreaterThan(ranked.length * 0.7);
  expect(total).toBeLessThan(ranked.length * 1.5);
});

test('letters that begin a name are found at the starts of all names, where the fresh rows have them in companies only', () => {
  const some = (count: number, part: (at: number) => Parameters<typeof row>[1]): Searchable[] =>
    Array.from({ length: count }, (_, at) => row(`opp_${count}x${at}`, part(at)));
  const mixed = [
    ...some(21_000, at => ({
      name: 'Bruno',
      company: 'Fazenda Faro Gama Gala',
      updatedAt: (9000 + at) * 1000,
    })),
    ...some(30, at => ({ name: 'Fabio Gomes', updatedAt: (at % 19) * 1000 })),
    ...some(31, at => ({ name: 'Gilda Braga Faro', updatedAt: (at % 17) * 1000 })),
    ...some(32, at => ({ name: 'Gomes', company: 'Fazenda', updatedAt: at * 1000 })),
    ...some(7, at => ({ name: 'Bia Fa Gama', company: 'Fazenda Gama', updatedAt: at * 1000 })),
  ];
  const fresh = createCatalogue<Searchable>();
  fresh.put(mixed);
  fresh.remove([id('opp_30x18'), id('opp_31x16')]);
  const left = mixed.filter(one => one.id !== 'opp_30x18' && one.id !== 'opp_31x16');
  for (const text of ['f g', 'g f', 'b f g', 'f g b', 'fa g', 'f ga']) {
    const { hits, total } = fresh.find(text, 20);
    expect(
      hits.map(hit => hit.row.id),
      text,
    ).toEqual(inOrder(left, text.split(' ')).slice(0, 20));
    expect(total, text).toBeGreaterThan(20_000);
  }
});

const codesOf = (text: string): Uint16Array => Uint16Array.from(text, letter => letter.charCodeAt(0));

test.each(['mara', 'marfa', 'sanots', 'amraal', 'martsin', 'noret', 'souzza'])(
  'of the many rows for "%s", which nobody is called, the nearest come first',
  text => {
    const rowsWith = new Map<string, number>();
    for (const one of rows)
      for (const word of new Set(wordsOf(one).map(([word]) => word)))
        rowsWith.set(word, (rowsWith.get(word) ?? 0) + 1);
    const costs = new Map(
      [...rowsWith.keys()].map(word => [word, matchWord(codesOf(text), 1, codesOf(word), 0, word.length)]),
    );
    const rankOf = (one: Searchable): number =>
      Math.min(
        ...wordsOf(one).map(([word, place]) => {
          const held = costs.get(word);
          if (!held) return Number.POSITIVE_INFINITY;
          return fuzzyRank(held.cost, rowsWith.get(word) ?? 0, place, held.letters === word.length);
        }),
      );
    const ranked = rows
      .map(one => ({ id: one.id, rank: rankOf(one), prior: priorOf(one, null) }))
      .filter(({ rank }) => Number.isFinite(rank))
      .sort((a, b) => a.rank - b.rank || b.prior - a.prior);
    const { hits, total } = catalogue.find(text, 20);
    expect(ranked.length).toBeGreaterThan(4096);
    expect(hits.map(hit => hit.row.id)).toEqual(ranked.slice(0, 20).map(({ id }) => id));
    expect(hits.every(hit => !hit.exact && hit.highlights.length > 0)).toBe(true);
    expect(total).toBeGreaterThan(ranked.length * 0.7);
    expect(total).toBeLessThan(ranked.length * 1.5);
  },
);

test('whatever changes, one letter or two are answered as if every row were ranked', () => {
  const changing = createCatalogue<Searchable>({ minDeleted: 400 });
  const left = new Map(rows.slice(0, 12_000).map(one => [one.id, one]));
  changing.put(left.values());
  const texts = ['a', 's', 'm', 'd', 'v', 'da', 'va', 'sa', 'gm', 'am', 's a'];
  for (let round = 0; round < 44; round++) {
    for (const [at, one] of [...left.values()].entries()) {
      const roll = Math.imul(at + 1 + round * 7919, 2654435761) >>> 0;
      if (roll % 97 === 0) {
        changing.remove([one.id]);
        left.delete(one.id);
      } else if (roll % 89 === 1) {
        const role = roll % 2 === 0 ? 'open' : 'lost';
        const changed = { ...one, updatedAt: (roll % 9000) * 1000, stage: { role } } satisfies Searchable;
        changing.put([changed]);
        left.set(one.id, changed);
      } else if (roll % 89 === 2) {
        const changed = { ...one, name: `${first[roll % first.length]} ${one.name}` };
        changing.put([changed]);
        left.set(one.id, changed);
      }
    }
    const text = texts[round % texts.length] ?? '';
    expect(
      changing.find(text, 20).hits.map(hit => hit.row.id),
      text,
    ).toEqual(inOrder([...left.values()], text.split(' ')).slice(0, 20));
  }
});

test('a change among the freshest rows is seen with the next key', () => {
  const changing = createCatalogue<Searchable>();
  changing.put(rows);
  const firstOf = (text: string): string | undefined => changing.find(text, 20).hits[0]?.row.id;
  const before = firstOf('sa');
  const fresh = { updatedAt: 9_000_000, role: 'open' as const };
  changing.put([row('opp_new', { name: 'Saulo Novo', ...fresh })]);
  expect(before).not.toBe('opp_new');
  expect(firstOf('sa')).toBe('opp_new');
  changing.put([row('opp_new', { name: 'Bento Novo', ...fresh })]);
  expect(firstOf('sa')).toBe(before);
  changing.put([row('opp_new', { name: 'Sandra Nova', ...fresh })]);
  expect(firstOf('sa')).toBe('opp_new');
  changing.remove([id('opp_new')]);
  expect(firstOf('sa')).toBe(before);
});
