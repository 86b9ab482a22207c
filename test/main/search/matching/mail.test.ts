import { describe, expect, test } from 'vitest';
import { createCatalogue, type Searchable } from '../../../../main/search/catalogue.ts';
import { row } from '../row.ts';

const rows = [
  row('1', { name: 'Olga Prado', company: 'Trigal', email: 'olga.prado@trigal.com.br', updatedAt: 1e9 }),
  row('2', { name: 'Rui Trigal', company: 'Ferro', email: 'rui_trigal77@ferro-velho.net', updatedAt: 9e12 }),
  row('3', { name: 'Zilda Xavier', email: 'zxavier@gmail.com', updatedAt: 2e9 }),
  row('4', { name: 'Trigal', company: 'Trigal e Filhos', updatedAt: 8e12 }),
];
const catalogueOf = (all: readonly Searchable[]) => {
  const catalogue = createCatalogue<Searchable>();
  catalogue.put(all);
  return catalogue;
};
const found = (text: string, all = rows) =>
  catalogueOf(all)
    .find(text, 20)
    .hits.map(({ row: { id }, exact }) => [id, exact]);
const marked = (text: string) => {
  const [hit] = catalogueOf(rows).find(text, 5).hits;
  const ranges = hit?.highlights.find(({ field }) => field === 'email')?.ranges ?? [];
  return ranges.map(range => hit?.row.email.slice(...range));
};

describe('an e-mail address', () => {
  test.each([
    'olga.prado@trigal.com.br',
    'OLGA.PRADO@TRIGAL.COM.BR',
    'olga.prado@',
    'olga.prado@tri',
    'olga_prado@trigal.com.br',
    'mailto:olga.prado@trigal.com.br',
    'mailto:olga.prado@trigal.com.br?subject=Proposta',
    'mailto:olga.prado',
    '<olga.prado@trigal.com.br>',
    'Olga Prado <olga.prado@trigal.com.br>',
    '"Prado, Olga" <olga.prado@trigal.com.br>',
    'olga prado trigal.com.br',
  ])('%s is found exactly', text => expect(found(text)).toEqual([['1', true]]));

  test.each([
    ['olga.prado@trigal.com', '1', true],
    ['olga.prado@trigal.con.br', '1', false],
    ['olga.prado@trigal.net', '1', false],
    ['olga.prado@trgial.com.br', '1', false],
    ['ogla.prado@trigal.com.br', '1', false],
    ['olgaprado@trigal.com.br', '1', false],
    ['ruitrigal77@ferro-velho.net', '2', false],
    ['rui_trigal77@ferro-vehlo.net', '2', false],
    ['zxavier@gmail.con', '3', false],
    ['zxavier@gmail.cmo', '3', false],
    ['zxavier@gmail.com.br', '3', false],
    ['zxaveir@gmail.com', '3', false],
    ['zxaveir', '3', false],
  ])('%s finds %s, exactly: %s', (text, id, exact) => expect(found(text)[0]).toEqual([id, exact]));

  test('of a whole domain comes before who is named like it', () => {
    expect(found('@trigal').map(([id]) => id)).toEqual(['1']);
    expect(found('@trigal.com.br')[0]).toEqual(['1', true]);
    expect(found('trigal.com.br')[0]).toEqual(['1', true]);
    expect(found('@ferro-velho')).toEqual([['2', true]]);
    expect(found('ferro-velho.net')).toEqual([['2', true]]);
  });

  test.each(['@uniao.com', 'uniao.com', 'ana@uniao.com'])(
    '%s comes before a longer domain, and that before who is named like it, however fresh they are',
    text => {
      const named = row('named', { name: 'Uniao Ana', email: 'x@gmail.com', updatedAt: 9e12 });
      const longer = row('longer', { email: 'ana@uniao.com.br', updatedAt: 8e12 });
      const whole = row('whole', { email: 'ana@uniao.com', updatedAt: 1e9 });
      expect(found(text, [named, longer, whole]).map(([id]) => id)[0]).toBe('whole');
    },
  );

  test('like a domain comes before the domains that begin with it, and these before who is named like it', () => {
    const all = [
      row('named', { name: 'Uniao', email: 'x@gmail.com', updatedAt: 9e12 }),
      row('longer', { email: 'ana@uniao.com.br', updatedAt: 8e12 }),
      row('whole', { email: 'ana@uniao.com', updatedAt: 1e9 }),
    ];
    expect(found('uniao.com', all).map(([id]) => id)).toEqual(['whole', 'longer', 'named']);
  });

  test('of a whole word comes before a longer one', () => {
    const all = [
      row('longer', { email: 'vendasnorte@a.example', updatedAt: 8e12 }),
      row('whole', { email: 'vendas@b.example', updatedAt: 1e9 }),
    ];
    expect(found('vendas', all).map(([id]) => id)).toEqual(['whole', 'longer']);
    expect(found('vend', all).map(([id]) => id)).toEqual(['longer', 'whole']);
  });

  test('with digits of its own is no better than a phone that ends with them', () => {
    const all = [
      row('mail', { email: 'ana.4470@a.example', updatedAt: 1e9 }),
      row('phone', { phone: '11 98231-4470', updatedAt: 8e12 }),
    ];
    expect(found('4470', all).map(([id]) => id)).toEqual(['phone', 'mail']);
  });

  test('of a domain that nobody has finds who is named like it, and says so', () => {
    expect(found('@xavier')).toEqual([['3', false]]);
    expect(found('@filhos')).toEqual([['4', false]]);
  });

  test('with another ending is all that is found: who lacks a part of it is left out', () => {
    const namesake = row('5', { email: 'olga.prado@ferro.com' });
    expect(found('olga.prado@trigal.net', [...rows, namesake])).toEqual([['1', false]]);
  });

  test('is looked for where a word that nobody has may be a part of it, beside words that somebody has', () => {
    const unlike = [...rows, row('5', { name: 'Ines Rocha', email: 'wunderlich@x.y' })];
    expect(found('wundrelich', unlike)).toEqual([['5', false]]);
    expect(found('ines wundrelich', unlike)).toEqual([['5', false]]);
  });

  test('is marked where it stands', () => {
    expect(marked('@trigal.com')).toEqual(['@trigal.com']);
    expect(marked('zxavier@gmail.com')).toEqual(['zxavier@gmail.com']);
    expect(marked('zxaveir@gmail.com')).toEqual(['zxavier@gmail.com']);
    expect(marked('@ferro-velho.net')).toEqual(['@ferro-velho.net']);
    expect(marked('@trgial.com')).toEqual(['@trigal.com']);
  });

  test('is marked in the domain where a domain has a typo, though the part before it is like what was typed', () => {
    const [hit] = catalogueOf([row('1', { email: 'aqxe@aqme.com' })]).find('@aqxe', 5).hits;
    expect(hit?.highlights).toEqual([{ field: 'email', ranges: [[4, 9]] }]);
  });
});
