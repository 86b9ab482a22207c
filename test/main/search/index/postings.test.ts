import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  appendPosting,
  hasClass,
  lastRow,
  newPostings,
  readPostings,
  reserveLists,
} from '../../../../main/search/index/postings.ts';

/** Steps of every size: within one unit, beyond it, and beyond two bytes. */
const steps = fc.array(
  fc.tuple(
    fc.oneof(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 16_000, max: 17_000 }),
      fc.integer({ min: 1, max: 200_000 }),
    ),
    fc.nat(3),
  ),
  {
    maxLength: 400,
  },
);

test('every list reads back as it was written, however the writing was mixed', () => {
  fc.assert(
    fc.property(fc.array(steps, { minLength: 1, maxLength: 4 }), lists => {
      const postings = newPostings();
      reserveLists(postings, lists.length);
      const rows = lists.map(() => -1);
      const wanted: number[][] = lists.map(() => []);
      for (let at = 0; at < 400; at++) {
        lists.forEach((list, number) => {
          const entry = list[at];
          if (entry === undefined) return;
          const [step, kind] = entry;
          const row = (rows[number] ?? -1) + step;
          rows[number] = row;
          appendPosting(postings, number, row, kind);
          wanted[number]?.push(row * 4 + kind);
        });
      }
      lists.forEach((list, number) => {
        expect(postings.counts[number]).toBe(list.length);
        expect([...readPostings(postings, number).subarray(0, list.length)]).toEqual(wanted[number]);
        expect(lastRow(postings, number)).toBe(rows[number]);
        expect([0, 1, 2, 3].filter(kind => hasClass(postings, number, kind))).toEqual(
          [...new Set(list.map(([, kind]) => kind))].sort(),
        );
      });
    }),
    { numRuns: 60 },
  );
});

test('a list longer than a page of memory keeps its order', () => {
  const postings = newPostings();
  reserveLists(postings, 2);
  const count = 150_000;
  for (let row = 0; row < count; row++) appendPosting(postings, row % 3 === 0 ? 0 : 1, row, 2);
  expect(postings.counts[0]).toBe(count / 3);
  expect(
    [...readPostings(postings, 0).subarray(0, count / 3)].every((entry, at) => entry === at * 12 + 2),
  ).toBe(true);
});
