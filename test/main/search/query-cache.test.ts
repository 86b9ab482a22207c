import { expect, test } from 'vitest';
import type { Segment } from '../../../main/search/index/segment.ts';
import { createQueryCache } from '../../../main/search/matching/query-cache.ts';
import type { QueryTerm } from '../../../main/search/text/query.ts';

const segmentAt = (version: number): { version: number } & Segment => ({ version }) as never;
const term = (text: string): QueryTerm => ({ text, phone: null, equivalents: [] }) as never;

/** A cache, and how often a source was made for it. */
function counted() {
  const cache = createQueryCache();
  let made = 0;
  const ask = (text: string, edits: 0 | 1 | 2 = 0) =>
    cache.cached(term(text), edits, () => {
      made += 1;
      return { made } as never;
    });
  return { begin: cache.begin, ask, made: () => made };
}

test('a term that stands in the next query too has its source made once', () => {
  const { begin, ask, made } = counted();
  const segment = segmentAt(1);
  begin(segment);
  const first = ask('joao');
  begin(segment);
  expect(ask('joao')).toBe(first);
  expect(ask('joao')).toBe(first);
  expect(made()).toBe(1);
});

test('a term is forgotten when a query went without it', () => {
  const { begin, ask, made } = counted();
  const segment = segmentAt(1);
  for (const text of ['joao', 'mari', 'joao']) {
    begin(segment);
    ask(text);
  }
  expect(made()).toBe(3);
});

test('the same letters with more typos allowed are another source', () => {
  const { begin, ask, made } = counted();
  begin(segmentAt(1));
  for (const edits of [0, 1, 2] as const) ask('joao', edits);
  expect(made()).toBe(3);
});

test('a row that was added or deleted since makes every source anew', () => {
  const { begin, ask, made } = counted();
  const segment = segmentAt(1);
  begin(segment);
  ask('joao');
  segment.version = 2;
  begin(segment);
  ask('joao');
  begin(segment);
  ask('joao');
  expect(made()).toBe(2);
});

test('another segment of the same version makes every source anew', () => {
  const { begin, ask, made } = counted();
  for (const segment of [segmentAt(1), segmentAt(1)]) {
    begin(segment);
    ask('joao');
  }
  expect(made()).toBe(2);
});
