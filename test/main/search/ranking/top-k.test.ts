import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCompetitive, newTopK, offer, type TopK } from '../../../../main/search/ranking/top-k.ts';

const topOf = (
  limit: number,
  ...offers: readonly (readonly [row: number, rank: number, prior: number])[]
): TopK => {
  const top = newTopK();
  top.limit = limit;
  for (const [row, rank, prior] of offers) offer(top, row, rank, prior);
  return top;
};
const rowsOf = ({ rows, count }: TopK): number[] => [...rows.subarray(0, count)];
const kept = ({ rows, ranks, priors, count }: TopK) =>
  Array.from({ length: count }, (_, at) => [rows[at], ranks[at], priors[at]]);

describe('the best rows', () => {
  test('come in the order of their ranks, whatever the order they are met in', () => {
    expect(rowsOf(topOf(3, [7, 2, 0], [8, 0, 0], [9, 1, 0]))).toEqual([8, 9, 7]);
  });

  test('of one rank come with the highest prior first, and of one prior as the ids say', () => {
    expect(rowsOf(topOf(3, [7, 1, 5], [8, 1, 9], [9, 1, 7]))).toEqual([8, 9, 7]);
    expect(rowsOf(topOf(3, [9, 1, 5], [7, 1, 5], [8, 1, 5]))).toEqual([7, 8, 9]);
    const backwards = topOf(3);
    backwards.isEarlier = (a, b) => a > b;
    for (const row of [8, 7, 9]) offer(backwards, row, 1, 5);
    expect(rowsOf(backwards)).toEqual([9, 8, 7]);
  });

  test('are ranked by what their way of reading the text costs, too', () => {
    const top = topOf(2, [7, 4, 0], [8, 1, 0]);
    top.penalty = 3;
    expect([isCompetitive(top, 0, 0), isCompetitive(top, 1, 1), isCompetitive(top, 1, -1)]).toEqual([
      true,
      true,
      false,
    ]);
    offer(top, 9, 0, 0);
    expect(kept(top)).toEqual([
      [8, 1, 0],
      [9, 3, 0],
    ]);
  });

  test('are as many as asked for, and the worst gives way', () => {
    const top = topOf(2, [7, 2, 0], [8, 1, 0], [9, 0, 0], [6, 3, 0]);
    expect(kept(top)).toEqual([
      [9, 0, 0],
      [8, 1, 0],
    ]);
    expect(rowsOf(topOf(0, [7, 0, 0]))).toEqual([]);
  });

  test('are fifty at most, each with its rank and its prior', () => {
    const offers = Array.from({ length: 60 }, (_, at) => [at, 60 - at, at] as const);
    const best = offers.toReversed().slice(0, 50);
    expect(kept(topOf(50, ...offers))).toEqual(best);
    expect(kept(topOf(50, ...offers.toReversed()))).toEqual(best);
  });

  test('are each there once, with the better of their ranks and what belongs to it', () => {
    expect(kept(topOf(3, [7, 2, 3], [8, 1, 4], [7, 0, 3]))).toEqual([
      [7, 0, 3],
      [8, 1, 4],
    ]);
    expect(kept(topOf(3, [7, 0, 3], [8, 1, 4], [7, 2, 3]))).toEqual([
      [7, 0, 3],
      [8, 1, 4],
    ]);
    expect(kept(topOf(3, [7, 1, 3], [7, 1, 3]))).toEqual([[7, 1, 3]]);
    expect(rowsOf(topOf(3, [6, 0, 0], [7, 1, 0], [8, 2, 0], [8, 0.5, 0]))).toEqual([6, 8, 7]);
    expect(rowsOf(topOf(2, [7, 1, 0], [8, 2, 0], [8, 1.5, 0], [9, 1.7, 0]))).toEqual([7, 8]);
  });

  test('are those of sorting everything that was offered', () => {
    const one = fc.tuple(fc.nat(12), fc.nat(3), fc.nat(3));
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), fc.nat(8), (offers, limit) => {
        const best = new Map<number, readonly [number, number]>();
        for (const [row, rank] of offers)
          if (rank < (best.get(row)?.[0] ?? Number.POSITIVE_INFINITY)) best.set(row, [rank, row % 3]);
        const sorted = [...best].sort(([a, x], [b, y]) => x[0] - y[0] || y[1] - x[1] || a - b);
        const top = topOf(limit, ...offers.map(([row, rank]) => [row, rank, row % 3] as const));
        expect(rowsOf(top)).toEqual(sorted.slice(0, limit).map(([row]) => row));
      }),
    );
  });
});

describe('whether a row may still be among the best', () => {
  test('is always so while there is room, and never where none is asked for', () => {
    expect(isCompetitive(topOf(2, [7, 1, 5]), 99, 0)).toBe(true);
    expect(isCompetitive(topOf(0), 0, 9)).toBe(false);
  });

  test('is told by the worst of them: a lower rank, or the same with a prior that is no lower', () => {
    const full = topOf(2, [7, 1, 9], [8, 3, 5]);
    expect(isCompetitive(full, 2, 0)).toBe(true);
    expect(isCompetitive(full, 3, 6)).toBe(true);
    expect(isCompetitive(full, 3, 5)).toBe(true);
    expect(isCompetitive(full, 3, 4)).toBe(false);
    expect(isCompetitive(full, 4, 9)).toBe(false);
  });
});
