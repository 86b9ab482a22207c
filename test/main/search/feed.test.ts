import { expect, test } from 'vitest';
import { createCatalogue, type Searchable } from '../../../main/search/catalogue.ts';
import { feed } from '../../../main/search/feed.ts';
import { warm } from '../../../main/search/warm.ts';
import { row } from './row.ts';

test('rows fed in slices can be found as soon as their slice is in', () => {
  const catalogue = createCatalogue<Searchable>();
  const rows = Array.from({ length: 1000 }, (_, at) => row(`id-${at}`, { name: `Ana Braga${at}` }));
  let time = 0;
  const steps: number[] = [];
  // Each look at the clock is a millisecond later.
  for (const { rows: fed } of feed(catalogue, rows, { now: () => time++, milliseconds: 3 })) {
    steps.push(fed);
    expect(catalogue.size).toBe(fed);
    expect(catalogue.find(`braga${fed - 1}`, 1).hits).toHaveLength(1);
  }
  expect(steps.length).toBeGreaterThan(2);
  expect(catalogue.size).toBe(1000);
});

test('warming up is done in many small steps', () => {
  // So many are the rows, and the first rounds of keys.
  expect([...warm().take(120)]).toHaveLength(120);
});
