import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCatalogue, type Searchable } from '../../../../main/search/catalogue.ts';
import { priorOf } from '../../../../main/search/ranking/prior.ts';
import { levelOf } from '../naive.ts';
import { id, row } from '../row.ts';

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
const found = (text: string, all: readonly Searchable[] = rows) =>
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

/** The oldest last, so that what comes first does for its address. */
const byAge = (emails: readonly string[], part = {}): readonly Searchable[] =>
  emails.map((email, at) => row(email, { email, updatedAt: 9e12 - at * 1e11, ...part }));
const idsOf = (text: string, all: readonly Searchable[]): string[] => found(text, all).map(([id]) => `${id}`);

describe('an address whose beginning was typed', () => {
  const maria = byAge([
    'maria.teixeira@uol.com.br',
    'maria.dias@uol.com.br',
    'm.maria@uol.com',
    'maria@uol.com.br',
    'maria@uol.com',
  ]);

  test.each([
    ['maria@uol', ['maria@uol.com.br', 'maria@uol.com']],
    ['maria@uol.com', ['maria@uol.com', 'maria@uol.com.br']],
    ['MARIA@UOL.COM.BR', ['maria@uol.com.br']],
    ['maria@', ['maria@uol.com.br', 'maria@uol.com']],
    ['<maria@uol.com>', ['maria@uol.com', 'maria@uol.com.br']],
    ['maria.t', ['maria.teixeira@uol.com.br']],
  ])('%s: comes before all that have its words elsewhere', (text, first) => {
    const named = row('named', { name: 'Maria T', company: 'Uol', email: 'x@uol.com.br', updatedAt: 9.5e12 });
    expect(idsOf(text, [named, ...maria]).slice(0, first.length)).toEqual(first);
  });

  test.each(['bia.rosa', 'bia_rosa', 'BIA.ROSA', 'bía.rosa'])(
    '%s: a whole local part comes before a longer one, and that before the words in another order or elsewhere',
    text => {
      const emails = ['rosa.bia@a.example', 'bia.rosa7@a.example', 'bia_rosa@b.example'];
      const all = [row('named', { name: 'Bia Rosa', updatedAt: 9.9e12 }), ...byAge(emails)];
      expect(idsOf(text, all)).toEqual([
        'bia_rosa@b.example',
        'bia.rosa7@a.example',
        'named',
        'rosa.bia@a.example',
      ]);
    },
  );

  test.each(['bia rosa', 'bia-rosa', 'rosa', '10.5', 'bia.'])(
    '%s: is none, whoever is named so comes first',
    text => {
      const named = row('named', { name: 'Bia Rosa 10,5', updatedAt: 1e9 });
      expect(
        idsOf(text, [named, ...byAge(['bia.rosa@a.example', 'rosa@a.example', '10.5@a.example'])])[0],
      ).toBe('named');
    },
  );

  test('comes after a row that was picked for the text', () => {
    const catalogue = catalogueOf([row('picked', { name: 'Bia Rosa' }), ...byAge(['bia.rosa@a.example'])]);
    catalogue.learn('bia.rosa', id('picked'), 1e12);
    const ids = catalogue.find('bia.rosa', 5, 1e12).hits.map(hit => hit.row.id);
    expect(ids).toEqual(['picked', 'bia.rosa@a.example']);
  });

  test('needs the other words as well', () => {
    const all = byAge(['bia.rosa@a.example', 'bia.rosa@b.example']).map((one, at) =>
      at === 0 ? one : { ...one, company: 'Trigal' },
    );
    expect(idsOf('trigal <bia.rosa@', all)).toEqual(['bia.rosa@b.example']);
    expect(idsOf('Trigal <bia.rosa@b.example>', all)).toEqual(['bia.rosa@b.example']);
  });

  test('is found among thousands that have its words', () => {
    const many = Array.from({ length: 5000 }, (_, at) =>
      row(`${at}`, { name: 'Bia Rosa', updatedAt: 9e12 + at, email: `rosa.bia${at}@a.example` }),
    );
    expect(idsOf('bia.rosa', [...many, ...byAge(['bia.rosa@b.example'])])[0]).toBe('bia.rosa@b.example');
  });

  test('is looked for by the words, then by the order in which they were typed', () => {
    const words = ['ana', 'anabela', 'rosa', 'maria'];
    const word = fc.constantFrom(...words);
    const aRow = fc.record({
      name: fc.array(word, { maxLength: 2 }),
      local: fc.array(word, { minLength: 1, maxLength: 2 }),
      updatedAt: fc.nat(9).map(at => at * 1_000_000),
    });
    const typed = fc
      .tuple(word, word, fc.integer({ min: 1, max: 7 }), fc.boolean())
      .map(([one, other, length, isWhole]) =>
        isWhole ? `${one}.${other}@` : `${one}.${other.slice(0, length)}`,
      );
    fc.assert(
      fc.property(fc.array(aRow, { maxLength: 20 }), typed, (given, text) => {
        const all = given.map(({ name, local, updatedAt }, at) =>
          row(`${at}`, { name: name.join(' '), email: `${local.join('.')}@x.y`, updatedAt }),
        );
        const terms = [...new Set(text.replace('@', '').split('.'))];
        const rankOf = ({ email, ...rest }: Searchable): number => {
          const sum = terms.reduce((sum, term) => sum + levelOf({ email, ...rest }, term), 0);
          if (!email.startsWith(text) || sum === Number.POSITIVE_INFINITY) return sum;
          return email.startsWith(`${text.replace('@', '')}@`) ? -2 : -1;
        };
        const expected = all
          .filter(one => rankOf(one) < Number.POSITIVE_INFINITY)
          .sort((a, b) => rankOf(a) - rankOf(b) || priorOf(b, null) - priorOf(a, null))
          .map(one => one.id);
        const hits = catalogueOf(all)
          .find(text, 50)
          .hits.filter(({ exact }) => exact);
        expect(hits.map(hit => hit.row.id)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});

describe('an address with a slip', () => {
  test.each(['bia.rsoa', 'bia.rsoa@', 'biar.osa', 'bia.rosaa'])(
    '%s: whose local part it is comes before those who have its words, and the whole one before a longer one',
    text => {
      const all = [
        row('named', { name: 'Bia Rosa', company: 'Bia Rosa', updatedAt: 9.9e12 }),
        ...byAge(['bia.rosa7@a.example', 'bia.rosa@b.example']),
      ];
      const ids = idsOf(text, all);
      expect([ids[0], ids.indexOf('named') > 0]).toEqual(['bia.rosa@b.example', true]);
    },
  );

  test('in its domain comes before one that has another slip in its local part', () => {
    expect(idsOf('brosa@gmail.cmo', byAge(['crosa@gmail.com', 'brosa@gmail.com']))[0]).toBe(
      'brosa@gmail.com',
    );
  });

  test.each(['joaorosa97', 'joaorosa9', 'joaorosa97@a.example', 'joaorosa97@a'])(
    '%s: is found without the sign before a word that only addresses have',
    text => {
      const joao = row('joao', { name: 'João Lima Rosa', email: 'joao.rosa97@a.example' });
      const others = [
        row('1', { name: 'João Rosa', email: 'joao.lima97@a.example' }),
        row('2', { name: 'Ana Rosa', email: 'ana.rosa97@b.example' }),
      ];
      expect(found(text, [...others, joao])).toEqual([['joao', false]]);
    },
  );

  test('that lacks its sign comes before who is named so', () => {
    const named = Array.from({ length: 6 }, (_, at) =>
      row(`${at}`, { name: 'Débora Rosa', updatedAt: 9e12 }),
    );
    expect(
      idsOf('deborarosa', [...named, ...byAge(['debora_rosa@a.example'], { name: 'Débora Rosa' })])[0],
    ).toBe('debora_rosa@a.example');
  });

  test('is found where what was typed is the beginning of another address', () => {
    const all = byAge([
      'pedroaugusto.rosa@a.example',
      'pedroaugustooliveira4@a.example',
      'vendas.rosa@a.example',
    ]);
    expect(idsOf('pedroaugustoo.rosa', all)).toEqual(['pedroaugusto.rosa@a.example']);
  });

  test('of another ending comes after those of the ending that was typed, beside few of them', () => {
    const all = byAge(['vendas@trigal.com', 'vendas@trigal.com.br', 'vendas@ferro.com.br']);
    expect(found('vendas@trigal.com.br', all)).toEqual([
      ['vendas@trigal.com.br', true],
      ['vendas@trigal.com', false],
    ]);
  });
});

test('an address of an initial and a name is found from the first letter of the name on', () => {
  const catalogue = createCatalogue();
  catalogue.put([
    row('meant', { name: 'Zoe', email: 'j.grossmann@acme.com', updatedAt: 1 }),
    row('joined', { name: 'JG Obras', updatedAt: 1 }),
    row('both', { name: 'João Gomes', updatedAt: 9e12 }),
  ]);
  const found = (text: string) => catalogue.find(text, 5).hits.map(hit => [hit.row.id, hit.exact]);
  expect(found('j.g')).toEqual([
    ['meant', true],
    ['joined', true],
    ['both', true],
  ]);
  expect(found('j.gr')).toEqual([['meant', true]]);
  expect(found('J/G')[0]).toEqual(['joined', true]);
  expect(found('j.g.')[0]).toEqual(['joined', true]);
  catalogue.put(Array.from({ length: 5 }, (_, at) => row(`more-${at}`, { name: `JG ${at}` })));
  expect(found('j.g').map(([one]) => one)).not.toContain('both');
});

test('a local part without its sign is found though no name has its words', () => {
  const catalogue = createCatalogue();
  catalogue.put([
    row('meant', { name: 'Zoe', email: 'atendimento_sac@viacao.com.br' }),
    row('other', { name: 'Rui', email: 'atendimento@outra.com.br' }),
  ]);
  for (const text of ['atendimentosac', 'atendimentosac@viacao.com.br', 'zoe atendimentosac'])
    expect(
      catalogue.find(text, 5).hits.map(hit => [hit.row.id, hit.exact]),
      text,
    ).toEqual([['meant', false]]);
});

test('what stands before an address to say what it is says nothing of a row', () => {
  const catalogue = createCatalogue();
  catalogue.put([
    row('meant', { name: 'Zoe', email: 'zoe@acme.com' }),
    row('named', { name: 'Email Marketing', email: 'rui@acme.com' }),
  ]);
  const found = (text: string) => catalogue.find(text, 5).hits.map(hit => [hit.row.id, hit.exact]);
  for (const text of [
    ...['email: zoe@acme.com', 'E-mail zoe@acme.com', 'zoe - e-mail: <zoe@acme.com>', 'correo: zoe@acme.com'],
    ...['zoe, mail: zoe@acme.com', 'Email:zoe@acme.com'],
  ])
    expect(found(text)[0], text).toEqual(['meant', true]);
  expect(found('email marketing rui@acme.com')).toEqual([['named', true]]);
  expect(found('hotmail zoe@acme.com')[0], 'a word that ends so').toEqual(['meant', false]);
});
