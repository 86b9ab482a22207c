import fc from 'fast-check';
import type { OpportunityId } from '../../../main/contract/model.ts';
import type { Catalogue, Searchable } from '../../../main/search/catalogue.ts';
import { row } from './row.ts';

export const words = [
  'ana',
  'anna',
  'Ânâ',
  'hanna',
  'José',
  'jose\u0301',
  'Joséfa',
  'xico',
  'chico',
  'Müller',
  'mueller',
  'Straße',
  'strasse',
  'kirchner',
  'krichner',
  'Przybylski',
  'da',
  'S.A.',
  "O'Brien",
  'Sul',
  'Souza',
  'sousa',
  '山田',
  'Иван',
  '3M',
  'x1y2',
];
export const word = fc.constantFrom(...words);
const text = fc.array(word, { maxLength: 4 }).map(parts => parts.join(' '));
const phone = fc.constantFrom(
  '',
  '+55 (11) 98231-4470',
  '11 98231-4471',
  '+34 611 947 302',
  '+351 912 345 678',
  '5511982314470',
  '011 98231-4472 ramal 12',
  '(11) 8231-4473 / +34 611 947 303',
);
export const anId = fc
  .nat(40)
  .map(n => (n % 7 === 0 ? `Ab${n}-c0de` : `opp_${(n * 7919).toString(36)}x${n}`));

export const aRow = fc
  .record({
    id: anId,
    name: text,
    company: text,
    email: fc.constantFrom(
      ...['', 'ana.souza@sul.com.br', 'ana.souza7@sul.com', 'ana_souza@example.com', 'jkirchner@example.com'],
    ),
    phone,
    updatedAt: fc.option(fc.nat(4).map(n => n * 40 * 24 * 3600 * 1000)),
    role: fc.constantFrom('open' as const, 'won' as const, 'lost' as const),
  })
  .map(({ id, ...rest }) => row(id, rest));

/** Texts in which the signs say what is meant. */
export const signed = [
  ...['+55 (11) 98231-4470', 'tel: 11 98231-4470', '00351 912', 'wa.me/5511982314470', '0xx11 98231-4471'],
  ...[
    'ana.souza',
    'ana.souza@',
    'Ana_Souza@sul.com',
    'ana.suoza',
    'anasouza7',
    'ana.souza@sul.net',
    'kirchner.s',
  ],
  ...['x1-y2', 'opp_63z', 'Ab35-c0', "o'brien 9823", 's.a. sul', 'ana 98231-4470', '98231/4470', 'nº 3'],
];

export type Step =
  | { readonly do: 'put'; readonly rows: readonly Searchable[] }
  | { readonly do: 'remove'; readonly ids: readonly OpportunityId[] }
  | { readonly do: 'learn'; readonly text: string; readonly id: OpportunityId; readonly at: number }
  | { readonly do: 'find'; readonly text: string };

export const query = fc.oneof(
  fc
    .tuple(word, fc.nat(6), fc.option(word))
    .map(([one, cut, other]) => `${other === null ? '' : `${other} `}${one.slice(0, 1 + cut)}`),
  fc.constantFrom(
    '9823',
    '11 98',
    '+55 11 982',
    '351 91',
    '447',
    'opp_',
    'ab7',
    'x1',
    '6',
    's.a.',
    "o'b",
    '',
    '@',
  ),
  fc.constantFrom(...signed),
  fc.string({ maxLength: 6, unit: 'grapheme' }),
);

export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('put' as const), rows: fc.array(aRow, { maxLength: 6 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('remove' as const),
      ids: fc.array(
        anId.map(one => one as OpportunityId),
        { maxLength: 4 },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('learn' as const),
      text: query,
      id: anId.map(one => one as OpportunityId),
      at: fc.nat(1e9),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('find' as const), text: query }) },
);

export function take(catalogue: Catalogue<Searchable>, one: Step): void {
  if (one.do === 'put') catalogue.put(one.rows);
  else if (one.do === 'remove') catalogue.remove(one.ids);
  else if (one.do === 'learn') catalogue.learn(one.text, one.id, one.at);
  else catalogue.find(one.text, 10);
}

/** What the steps leave, by the plainest means. */
export function leftBy(steps: readonly Step[]): Searchable[] {
  const rows = new Map<OpportunityId, Searchable>();
  for (const one of steps) {
    if (one.do === 'put') for (const added of one.rows) rows.set(added.id, added);
    if (one.do === 'remove') for (const gone of one.ids) rows.delete(gone);
  }
  return [...rows.values()];
}
