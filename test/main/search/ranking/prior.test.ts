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
