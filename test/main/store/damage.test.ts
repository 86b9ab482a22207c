import { expect, test } from 'vitest';
import { damagedFiles } from '../../faults/damage.ts';

// The short form; `npm run faults -- --json` opens two thousand.

test('damaged files are recognised, set aside whole, and never sent from', { timeout: 60_000 }, async () => {
  const { violations, setAside, salvaged } = await damagedFiles(40, 3);
  expect(violations).toEqual([]);
  expect(setAside).toBeGreaterThan(10);
  expect(salvaged).toBeGreaterThan(100);
});
