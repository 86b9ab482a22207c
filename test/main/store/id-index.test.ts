import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIdIndex, hashEnd, hashStart, hashStep } from '../../../main/store/opportunities/id-index.ts';

const hashOf = (id: string): number =>
  hashEnd([...id].reduce((hash, unit) => hashStep(hash, unit.charCodeAt(0)), hashStart));

test('does what a Map does, through growth, replacement and deletion', () => {
  // Few ids, so that they meet again; each lies at a place of its own.
  const step = fc.record({ id: fc.integer({ min: 0, max: 600 }), remove: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 2_000, size: 'max' }), steps => {
      const ids: string[] = [];
      const index = createIdIndex(place => ids[place]);
      const map = new Map<string, number>();
      for (const { id, remove } of steps) {
        const name = `opp_${id}`;
        if (remove) {
          index.delete(name);
          map.delete(name);
        } else {
          ids.push(name);
          index.add(hashOf(name), ids.length - 1);
          map.set(name, ids.length - 1);
        }
      }
      for (let id = 0; id <= 600; id += 1) expect(index.get(`opp_${id}`)).toBe(map.get(`opp_${id}`));
    }),
    { numRuns: 30 },
  );
});

test('holds a hundred thousand', () => {
  const index = createIdIndex(place => `id-${place}`);
  for (let place = 0; place < 100_000; place += 1) index.add(hashOf(`id-${place}`), place);
  for (let place = 0; place < 100_000; place += 1) expect(index.get(`id-${place}`)).toBe(place);
  expect(index.get('id-100000')).toBeUndefined();
});

test('keeps what it holds when room is made, and grows by itself beyond it', () => {
  const index = createIdIndex(place => `id-${place}`);
  for (let place = 0; place < 1_000; place += 1) {
    if (place === 100) index.reserve(500);
    if (place === 900) index.reserve(10);
    index.add(hashOf(`id-${place}`), place);
  }
  for (let place = 0; place < 1_000; place += 1) expect(index.get(`id-${place}`)).toBe(place);
});
