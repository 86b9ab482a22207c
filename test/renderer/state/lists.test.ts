import { expect, test } from 'vitest';
import type { SelectionMove } from '../../../renderer/state/model/event.ts';
import { selectionAfter } from '../../../renderer/state/model/selection.ts';

const rows = (...list: [at: number, SelectionMove, to: number][]) => list;

test.each(
  rows(
    [3, 'next', 4],
    [9, 'next', 9],
    [3, 'previous', 2],
    [0, 'previous', 0],
    [1, 'page-down', 8],
    [5, 'page-down', 9],
    [9, 'page-up', 2],
    [4, 'page-up', 0],
    [4, 'first', 0],
    [4, 'last', 9],
    [-1, 'next', 0],
  ),
)('of ten rows, from %i %s leads to %i', (at, move, to) => {
  expect(selectionAfter(at, move, 10, false)).toBe(to);
});

test('where the ends are joined, single steps go round and pages do not', () => {
  expect(selectionAfter(9, 'next', 10, true)).toBe(0);
  expect(selectionAfter(0, 'previous', 10, true)).toBe(9);
  expect(selectionAfter(-1, 'previous', 10, true)).toBe(9);
  expect(selectionAfter(9, 'page-down', 10, true)).toBe(9);
  expect(selectionAfter(0, 'page-up', 10, true)).toBe(0);
});

test.each(['next', 'previous', 'page-down', 'page-up', 'first', 'last'] as const)(
  'in no rows, %s leads nowhere',
  move => {
    expect(selectionAfter(0, move, 0, true)).toBe(-1);
  },
);
