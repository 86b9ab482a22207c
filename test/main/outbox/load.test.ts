import { expect, test } from 'vitest';
import { quotaDrain, requestsPerDelivery } from '../../bench/outbox/virtual.ts';
import { fleetFigures } from '../../fleet/figures.ts';

// Short forms, in virtual time; `npm run fleet` and `npm run bench -- outbox` are the long ones.

test('a fleet that comes back at once spreads out, and nobody is refused more than the once it takes to know', async () => {
  const figures = await fleetFigures(100);
  expect(figures.peak_over_mean).toBeLessThan(figures.naive_peak_over_mean / 10);
  const ours = figures.waves.filter(({ client }) => client === 'outbox');
  expect(Math.max(...ours.map(({ limited }) => limited))).toBeLessThanOrEqual(100);
});

test('a backlog drains at the quota’s own speed without one refusal', async () => {
  const { hours, ideal_hours, refused } = await quotaDrain(120, 100);
  expect(refused).toBe(0);
  expect(hours).toBeLessThanOrEqual(ideal_hours + 1);
});

test('a delivery costs two requests, one when the row was fetched just now', async () => {
  expect(await requestsPerDelivery(10 * 60_000)).toBe(2);
  expect(await requestsPerDelivery(5_000)).toBe(1);
});
