import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  newForwardIndex,
  newRowWords,
  readRecord,
  writeRecord,
} from '../../../../main/search/index/forward-index.ts';
import {
  ensureFreshest,
  freshestWords,
  isAmongFreshest,
  newFreshest,
  updateFreshest,
} from '../../../../main/search/index/freshest.ts';

/** A tenth of the rows. */
const most = 400;

const change = fc.record({
  row: fc.nat(3999),
  prior: fc.oneof(fc.constant(-1), fc.nat(60), fc.nat(100_000)),
});

/** Every row has one word: its own number. */
const forward = newForwardIndex();
for (let row = 0; row < 4000; row++) {
  const words = newRowWords();
  words.words[0] = row;
  writeRecord(forward, { ...words, name: 1 });
}

test('holds the rows with the highest priors, in order, and their words, whatever changes', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.array(change, { maxLength: 3000, minLength: 500 }), (spread, changes) => {
      const priors = Float64Array.from({ length: 4000 }, (_, row) => (row * 7919) % (40 + spread * 90));
      const list = ensureFreshest(newFreshest(most), priors, priors.length);
      for (const { row, prior } of changes) {
        updateFreshest(list, row, priors[row] ?? -1, prior);
        priors[row] = prior;
        if (row % 16 === 0) freshestWords(list, forward);
      }
      ensureFreshest(list, priors, priors.length);
      const listed = [...list.rows.subarray(0, list.count)];
      const expected = [...priors.keys()].filter(row => (priors[row] ?? -1) > list.floor);
      expect(listed.toSorted((a, b) => a - b)).toEqual(expected.filter(row => (priors[row] ?? -1) >= 0));
      expect([...priors.keys()].filter(row => isAmongFreshest(list, row))).toEqual(
        listed.toSorted((a, b) => a - b),
      );
      const inOrder = listed.map(row => priors[row] ?? -1);
      expect(inOrder).toEqual(inOrder.toSorted((a, b) => b - a));
      expect([...list.priors.subarray(0, list.count)]).toEqual(inOrder);
      const near = freshestWords(list, forward);
      expect(listed.map((_, at) => readRecord(near, list.records[at] ?? -1, newRowWords()).words[0])).toEqual(
        listed,
      );
    }),
    { numRuns: 30 },
  );
});
