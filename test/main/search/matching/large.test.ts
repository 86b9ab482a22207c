import { expect, test } from 'vitest';
import { createCatalogue, type Searchable } from '../../../../main/search/catalogue.ts';
import { matchWord } from '../../../../main/search/fuzzy/trie-traversal.ts';
import { priorOf } from '../../../../main/search/ranking/prior.ts';
import { fuzzyRank } from '../../../../main/search/ranking/rank.ts';
import { id, row } from '../row.ts';

/** Few different words in many rows, so that every short way through large answers is taken. */
const first = ['Maria', 'Silvana', 'Ana', 'Santos', 'Paulo', 'Amanda', 'Marta', 'Saulo', 'A'];
const last = ['Silva', 'Santos', 'Pires', 'Amaral', 'Souza', 'Martins', 'S'];
const rows: Searchable[] = Array.from({ length: 30_000 }, (_, at) => {
  const roll = Math.imul(at + 1, 2654435761) >>> 0;
  // Some fresh rows have by their ids what many others have by their addresses.
  const isApart = at % 1000 === 0;
  return row(`opp_${isApart ? 'gm' : ''}${roll.toString(36)}`, {
    name: `${first[roll % first.length]} ${last[(roll >>> 8) % last.length]}`,
    company: (roll >>> 4) % 5 === 0 ? 'Amaral Sul' : 'Norte',
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

/** How a row meets a term by the plainest means: the levels of `rank.ts`. */
function levelOf({ id, name, company, email, phone }: Searchable, term: string): number {
  const levels = wordsOf({ name, company }).flatMap(([word, place]) =>
    word.startsWith(term) ? [(word === term ? 0 : 3) + place] : [],
  );
  if (email.split(/[@.]/).some(word => word.startsWith(term))) levels.push(6);
  if (term.length > 1 && id.startsWith(term, 'opp_'.length)) levels.push(6);
  if (/^\d{3,}$/.test(term) && phone.replace(/\D/g, '').includes(term, 2)) levels.push(6);
  return Math.min(...levels, Number.POSITIVE_INFINITY);
}

test.each([
  ...['a', 's', 'm', 'gm', 'gmx', 'mar', 'maria', 'silva', 'norte', 'n', '119', '1198', '555'],
  ...['maria s', 'silva a', 'ana p', 'santos s', 'a s', 's a m', 'norte a', '119 a', 'ama am', 'mar mart'],
])('of the many rows for "%s" the best come first', text => {
  const terms = text.split(' ');
  const ranked = rows
    .map(one => ({
      id: one.id,
      rank: terms.reduce((sum, term) => sum + levelOf(one, term), 0),
      prior: priorOf(one, null),
    }))
    .filter(({ rank }) => Number.isFinite(rank))
    .sort((a, b) => a.rank - b.rank || b.prior - a.prior);
  const { hits, total } = catalogue.find(text, 20);
  expect(hits.map(hit => hit.row.id)).toEqual(ranked.slice(0, 20).map(({ id }) => id));
  expect(total).toBeGreaterThan(ranked.length * 0.7);
  expect(total).toBeLessThan(ranked.length * 1.5);
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
