import { describe, expect, test } from 'vitest';
import { setBit } from '../../../../main/search/arrays/access.ts';
import {
  addCandidate,
  type Candidates,
  confirmCandidate,
  endTerm,
  newCandidates,
  resetCandidates,
} from '../../../../main/search/matching/candidates.ts';

const emptyFor = (rows: number): Candidates => {
  const set = newCandidates();
  resetCandidates(set, rows);
  return set;
};
const listed = ({ rows, sums, count }: Candidates) =>
  Array.from({ length: count }, (_, at) => [rows[at], sums[at]]);

describe('the candidates of a query', () => {
  test('are the rows that meet every term, each once, with the sum of their best ranks', () => {
    const set = emptyFor(10);
    for (const [row, rank] of [
      [3, 5],
      [7, 2],
      [3, 1],
      [3, 4],
      [9, 0],
    ] as const)
      addCandidate(set, row, rank);
    endTerm(set);
    expect(listed(set)).toEqual([
      [3, 1],
      [7, 2],
      [9, 0],
    ]);
    for (const [row, rank] of [
      [9, 6],
      [3, 3],
      [3, 2],
      [3, 5],
      [4, 0],
    ] as const)
      confirmCandidate(set, row, rank);
    endTerm(set);
    expect(listed(set)).toEqual([
      [3, 3],
      [9, 6],
    ]);
    endTerm(set);
    expect(listed(set)).toEqual([]);
  });

  test('of another query are not among them', () => {
    const set = emptyFor(10);
    for (const row of [3, 7, 9]) addCandidate(set, row, 1);
    resetCandidates(set, 12);
    for (const row of [9, 11, 3]) addCandidate(set, row, 2);
    endTerm(set);
    expect(listed(set)).toEqual([
      [9, 2],
      [11, 2],
      [3, 2],
    ]);
    confirmCandidate(set, 7, 0);
    confirmCandidate(set, 3, 0);
    endTerm(set);
    expect(listed(set)).toEqual([[3, 2]]);
  });

  test('may be more than there was room for at first', () => {
    const set = emptyFor(2000);
    for (let row = 0; row < 1000; row++) addCandidate(set, row * 2, row);
    for (let row = 0; row < 1000; row++) addCandidate(set, row * 2, row + 1);
    endTerm(set);
    expect(listed(set)).toEqual(Array.from({ length: 1000 }, (_, row) => [row * 2, row]));
  });

  const bitsOf = (rows: readonly number[]): Uint32Array => {
    const bits = new Uint32Array(4);
    for (const row of rows) setBit(bits, row);
    return bits;
  };

  test('are only those that a prefilter lets pass, until the next query', () => {
    const set = emptyFor(100);
    set.prefilter = bitsOf([0, 31, 32, 33, 64, 99]);
    for (let row = 0; row < 100; row++) addCandidate(set, row, 1);
    endTerm(set);
    expect(listed(set).map(([row]) => row)).toEqual([0, 31, 32, 33, 64, 99]);
    resetCandidates(set, 100);
    addCandidate(set, 5, 1);
    endTerm(set);
    expect(listed(set)).toEqual([[5, 1]]);
  });
});
