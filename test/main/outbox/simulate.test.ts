import { expect, test } from 'vitest';
import { catchControls, controls } from '../../simulate/controls.ts';
import { live } from '../../simulate/life.ts';

// The short form; `npm run simulate -- --seeds 20000 --json` is the long one.

test('three hundred simulated lives keep every promise', { timeout: 60_000 }, async () => {
  const broken: string[] = [];
  for (let seed = 1; seed <= 300; seed += 1) {
    for (const violation of (await live(seed)).violations) broken.push(`seed ${seed}: ${violation}`);
  }
  expect(broken).toEqual([]);
});

test('every negative control is caught', { timeout: 60_000 }, async () => {
  const caught = await catchControls(300);
  expect(caught.filter(({ seed }) => seed === null)).toEqual([]);
  expect(caught).toHaveLength(Object.keys(controls).length);
});

test('a life is the same each time it is lived', async () => {
  const [first, second] = [await live(42), await live(42)];
  expect(second).toEqual(first);
});
