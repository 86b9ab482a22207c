import { expect, test } from 'vitest';
import { damagedFiles } from '../../faults/damage.ts';

// The short form; `npm run faults -- --json` opens two thousand.

test('damage costs what it hit: a row is parked alone, a file is set aside whole, and neither is sent from', {
  timeout: 60_000,
}, async () => {
  const { violations, setAside, salvaged, alone } = await damagedFiles(44, 4);
  expect(violations).toEqual([]);
  expect(setAside).toBeGreaterThan(10);
  expect(salvaged).toBeGreaterThan(100);
  expect(alone).toBeGreaterThan(0);
});
