import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Area, clampHeight, grown, place } from '../../../main/shell/popup/placement.ts';

const area: fc.Arbitrary<Area> = fc.record({
  x: fc.integer({ min: -8_000, max: 8_000 }),
  y: fc.integer({ min: -8_000, max: 8_000 }),
  width: fc.integer({ min: 200, max: 6_000 }),
  height: fc.integer({ min: 120, max: 4_000 }),
});
const height = fc.double({ min: -10, max: 5_000 });

const isInside = (inner: Area, outer: Area): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;
const isWhole = (box: Area): boolean => Object.values(box).every(Number.isInteger);

describe('a popup that is shown', () => {
  test('is centred, a fifth down a large display', () => {
    expect(place({ x: 0, y: 0, width: 1920, height: 1080 }, 400)).toEqual({
      x: 640,
      y: 216,
      width: 640,
      height: 400,
    });
  });

  test('goes to a display left of and above the primary one', () => {
    expect(place({ x: -2560, y: -300, width: 2560, height: 1440 }, 100)).toEqual({
      x: -1600,
      y: -12,
      width: 640,
      height: 100,
    });
  });

  test('moves up on a low display rather than below its edge', () => {
    expect(place({ x: 0, y: 25, width: 1024, height: 500 }, 640)).toEqual({
      x: 192,
      y: 37,
      width: 640,
      height: 476,
    });
  });

  test('lies within any work area, in whole points', () => {
    fc.assert(
      fc.property(area, height, (where, high) => {
        const box = place(where, high);
        return isInside(box, where) && isWhole(box);
      }),
    );
  });
});

describe('a popup that grows', () => {
  test('keeps its upper edge while there is room', () => {
    const where = { x: 0, y: 0, width: 1920, height: 1080 };
    expect(grown(where, place(where, 80), 500)).toEqual(place(where, 500));
  });

  test('stays within any work area it was in, and does not move sideways', () => {
    fc.assert(
      fc.property(area, height, height, (where, before, after) => {
        const start = place(where, before);
        const box = grown(where, start, after);
        return isInside(box, where) && isWhole(box) && box.x === start.x && box.width === start.width;
      }),
    );
  });
});

test.each([
  [Number.NaN, 64],
  [-5, 64],
  [100.2, 101],
  [9_999, 640],
])('a measured height of %d becomes %d', (given, kept) => {
  expect(clampHeight(given)).toBe(kept);
});
