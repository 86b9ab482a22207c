import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCatalogue, type Searchable } from '../../../../main/search/catalogue.ts';
import { priorOf } from '../../../../main/search/ranking/prior.ts';
import { row } from '../row.ts';

const day = 24 * 3600;
const time = fc.oneof(
  fc.constant(null),
  fc.integer({ min: -1, max: 2 ** 33 }).map(seconds => seconds * 1000),
  fc.double({ noNaN: true }),
);

test.each([
  ['as they are', undefined],
  ['where won rows sink by ninety days', { open: 30 * day, won: -90 * day, lost: 0 }],
  ['where every row sinks without end', { open: -1e300, won: -1e300, lost: -1e300 }],
])('with the bonuses %s, the prior of a live row is never negative', (_, bonus) => {
  const role = fc.constantFrom('open' as const, 'won' as const, 'lost' as const);
  fc.assert(
    fc.property(fc.string(), role, time, time, (id, role, updatedAt, frecency) => {
      const prior = priorOf({ ...row(id), stage: { role }, updatedAt }, frecency, bonus);
      expect(prior).toBeGreaterThanOrEqual(0);
      expect(prior).toBeLessThan(2 ** 32);
    }),
  );
});

test('a later touch, a pick and the bonus of an open row raise a prior', () => {
  const won: Searchable = { ...row('a', { updatedAt: 1_000_000_000_000 }), stage: { role: 'won' } };
  const prior = priorOf(won, null);
  expect(priorOf({ ...won, updatedAt: 1_000_000_001_000 }, null) - prior).toBe(1);
  expect(priorOf(won, 1_000_000_060_000) - prior).toBe(60);
  expect(priorOf({ ...won, stage: { role: 'open' } }, null) - prior).toBe(30 * day);
});

test('a live row is found and shown however old it is', () => {
  const catalogue = createCatalogue<Searchable>();
  catalogue.put([
    row('old', { name: 'Old', updatedAt: -1e15 }),
    row('none', { name: 'Old too', updatedAt: null }),
  ]);
  expect(catalogue.find('old', 9).total).toBe(2);
  expect(catalogue.recent(9)).toHaveLength(2);
});

test('rows touched at once have an order of their own, which the id decides and never a whole second', () => {
  const priors = Array.from({ length: 1000 }, (_, at) =>
    priorOf(row(`opp_${at}`, { updatedAt: 5000 }), null),
  );
  const least = 5 + 30 * day;
  expect(Math.min(...priors)).toBeGreaterThanOrEqual(least);
  expect(Math.max(...priors)).toBeLessThan(least + 1);
  expect(new Set(priors).size).toBeGreaterThan(990);
  expect(priors.filter(prior => prior - least < 0.5).length).toBeGreaterThan(400);
  expect(priors.filter(prior => prior - least < 0.5).length).toBeLessThan(600);
  expect(priorOf(row('opp_7', { updatedAt: 5000 }), null)).toBe(priors[7]);
  expect(priorOf(row('opp_ab', { updatedAt: 0 }), null)).not.toBe(
    priorOf(row('opp_ba', { updatedAt: 0 }), null),
  );
});

test('a time beyond the last one that counts is as late as that', () => {
  const late = (updatedAt: number) => Math.floor(priorOf(row('a', { updatedAt }), null));
  expect(late(1e15)).toBe(2 ** 32 - 1);
  expect(late((2 ** 32 - 2 - 30 * day) * 1000)).toBe(2 ** 32 - 2);
  expect(Math.floor(priorOf(row('a', { updatedAt: 1e15, role: 'won' }), null))).toBe(2 ** 32 - 1 - 30 * day);
});
