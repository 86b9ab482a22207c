import { describe, expect, test } from 'vitest';
import type { HighlightedField } from '../../../../main/contract/find.ts';
import type { Searchable } from '../../../../main/search/catalogue.ts';
import { explainMatch } from '../../../../main/search/matching/highlights.ts';
import { parseQuery } from '../../../../main/search/text/query.ts';
import { newTokens } from '../../../../main/search/text/tokenize.ts';
import { row } from '../row.ts';

const scratch = newTokens();
const person = row('opp_A1b2c3', {
  name: 'João da Silva',
  company: 'Silva & Söhne Straße',
  email: 'joao.silva@acme.com.br',
  phone: '+55 (11) 98231-4470',
});

/** What is marked of a row, by field, as texts; and whether the row answers without a typo. */
function marked(typed: string, of: Searchable = person, edits: 1 | 2 = 1) {
  const reason = explainMatch(of, parseQuery(typed, scratch), edits);
  if (reason === null) return null;
  const texts = reason.highlights.map(({ field, ranges }): [HighlightedField, ...string[]] => [
    field,
    ...ranges.map(range => of[field].slice(...range)),
  ]);
  return { exact: reason.exact, texts };
}

describe('what is marked of a row', () => {
  test.each([
    ['joao', { name: 'João', email: 'joao' }],
    ['jo', { name: 'Jo', email: 'jo' }],
    ['silva', { name: 'Silva', company: 'Silva', email: 'silva' }],
    ['stras', { company: 'Straß' }],
    ['strass', { company: 'Straß' }],
    ['strasse', { company: 'Straße' }],
    ['sohne', { company: 'Söhne' }],
    ['acme', { email: 'acme' }],
    ['98231', { phone: '98231' }],
    ['a1b', { id: 'A1b' }],
    ['opp_a1', { id: 'opp_A1' }],
    ['joao a1b', { name: 'João', email: 'joao', id: 'A1b' }],
    ['joao 4470', { name: 'João', email: 'joao', phone: '4470' }],
  ])('for %s are the beginnings of its words, as they are written', (typed, texts) => {
    expect(marked(typed)).toEqual({ exact: true, texts: Object.entries(texts) });
  });

  test.each(['va', 'qqq', 'joao qqq', '99999', 'b2c3'])('for %s is nothing: no word begins so', typed => {
    expect(marked(typed)).toBeNull();
  });

  test('is every word that begins so', () => {
    const twice = row('x', { name: 'Ana Anabela Banana', company: 'Anatel' });
    expect(marked('ana', twice)).toEqual({
      exact: true,
      texts: [
        ['name', 'Ana', 'Ana'],
        ['company', 'Ana'],
      ],
    });
  });

  test('by two terms is joined where they overlap, and in the order of the text', () => {
    expect(explainMatch(person, parseQuery('silva jo joa', scratch), 1)?.highlights[0]).toEqual({
      field: 'name',
      ranges: [
        [0, 3],
        [8, 13],
      ],
    });
    expect(explainMatch(person, parseQuery('joao jo', scratch), 1)?.highlights[0]?.ranges).toEqual([[0, 4]]);
    const digits = row('x', { phone: '11 98231 4470' });
    expect(explainMatch(digits, parseQuery('a 982', scratch), 1)).toBeNull();
    const apart = row('x', { name: 'ab-cd' });
    expect(explainMatch(apart, parseQuery('cd ab', scratch), 1)?.highlights[0]?.ranges).toEqual([
      [0, 2],
      [3, 5],
    ]);
  });

  test('ends with the accents that follow a letter, and not with the sign after them', () => {
    const decomposed = row('x', { name: 'Jose\u0301, Ana' });
    expect(marked('jose', decomposed)?.texts).toEqual([['name', 'Jose\u0301']]);
    expect(marked('jos', decomposed)?.texts).toEqual([['name', 'Jos']]);
    expect(marked('jose', row('x', { name: 'Jose\u0301' }))?.texts).toEqual([['name', 'Jose\u0301']]);
    expect(marked('ana', row('x', { name: 'Ana' }))?.texts).toEqual([['name', 'Ana']]);
  });

  test('is the range of a word that is longer when it is folded', () => {
    const german = row('x', { name: 'Groß Müller' });
    expect(marked('gross', german)?.texts).toEqual([['name', 'Groß']]);
    expect(marked('mull', german)?.texts).toEqual([['name', 'Müll']]);
  });
});

describe('a typo', () => {
  test('marks the word that is nearest, and makes the answer inexact', () => {
    expect(marked('jaoo')).toEqual({ exact: false, texts: [['name', 'João']] });
    expect(marked('slva')).toEqual({ exact: false, texts: [['name', 'Silva']] });
    const near = row('x', { name: 'Marta Maria', company: 'Mariana' });
    expect(marked('marja', near)).toEqual({ exact: false, texts: [['name', 'Maria']] });
    const company = row('x', { name: 'Marta', company: 'Maria' });
    expect(marked('maria', company)).toEqual({ exact: true, texts: [['company', 'Maria']] });
  });

  test('beside a term that is met exactly makes the whole answer inexact', () => {
    expect(marked('joao slva')).toEqual({
      exact: false,
      texts: [
        ['name', 'João', 'Silva'],
        ['email', 'joao'],
      ],
    });
    expect(marked('slva joao')?.exact).toBe(false);
  });

  test.each(['jx', '98232', '4471'])('is not looked for in %s: too short, or a number', typed => {
    expect(marked(typed)).toBeNull();
  });

  test('is looked for in three letters and more', () => {
    expect(marked('jao')).toEqual({ exact: false, texts: [['name', expect.any(String)]] });
  });

  test('is not looked for in e-mails', () => {
    const mailed = row('x', { email: 'ximena@example.com' });
    expect(marked('ximean', mailed)).toBeNull();
    expect(marked('ximen', mailed)?.exact).toBe(true);
  });

  test('may be two where two are allowed', () => {
    const long = row('x', { name: 'Echeverría' });
    const found = { exact: false, texts: [['name', 'Echeverría']] };
    expect(marked('echeveria', long, 1)).toEqual(found);
    expect(marked('echebaria', long, 1)).toBeNull();
    expect(marked('echebaria', long, 2)).toEqual(found);
  });
});

describe('an id that was typed', () => {
  const uuid = row('550e8400-e29b-41d4', { name: 'Ana' });

  test('answers all its terms together, though they are words of nothing', () => {
    expect(marked('550e8400-e29b', uuid)).toEqual({ exact: true, texts: [['id', '550e8400-e29b']] });
    expect(marked('550e8400-e29c', uuid)).toBeNull();
    expect(marked('550e8400 e29b', uuid)).toBeNull();
  });

  test('is none where it is one letter', () => {
    expect(marked('5', uuid)).toBeNull();
    expect(marked('55', uuid)).toEqual({ exact: true, texts: [['id', '55']] });
  });
});
