import { expect, test } from 'vitest';
import { createGapDetector } from '../../../main/shell/desktop/clock-gap.ts';

const every = 2_000;

/** Looks at two clocks that move by these steps; answers what the last look said. */
function lookAfter(wall: number, steady: number): boolean {
  const isGap = createGapDetector(every);
  isGap({ wall: 1_000_000, steady: 500 });
  return isGap({ wall: 1_000_000 + wall, steady: 500 + steady });
}

test.each([
  ['regular looks', 2_000, 2_000, false],
  ['a busy moment', 12_000, 12_000, false],
  ['the clock drifting and being set right', 4_500, 2_000, false],
  ['sleep while the monotonic clock stands still', 3_600_000, 2_000, true],
  ['sleep while the monotonic clock goes on', 3_600_000, 3_600_000, true],
  ['the wall clock set back by an hour', -3_598_000, 2_000, true],
])('%s', (_, wall, steady, expected) => {
  expect(lookAfter(wall, steady)).toBe(expected);
});

test('the first look has nothing to compare with, and a gap is told once', () => {
  const isGap = createGapDetector(every);
  expect(isGap({ wall: 0, steady: 0 })).toBe(false);
  expect(isGap({ wall: 600_000, steady: 100 })).toBe(true);
  expect(isGap({ wall: 602_000, steady: 2_100 })).toBe(false);
});
