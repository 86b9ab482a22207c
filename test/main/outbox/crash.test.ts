import { expect, test } from 'vitest';
import { crashRun } from '../../crash/crash-run.ts';

// The short form, without the minute that doubts take to settle; `npm run crash -- --kills 1000 --json` is the long one.

test('a process killed while accepting and delivering loses nothing', { timeout: 60_000 }, async () => {
  const figures = await crashRun(6, 2, false);
  expect(figures.accepted).toBeGreaterThan(0);
  expect(figures).toMatchObject({ lost: 0, out_of_order: 0, duplicates_unexplained: 0, wrong_final: 0 });
});
