import { expect, test } from 'vitest';
import type { Searchable } from '../../../../main/search/catalogue.ts';
import { createLiveSegment } from '../../../../main/search/index/rebuild.ts';
import type { Segment } from '../../../../main/search/index/segment.ts';
import { exactSource } from '../../../../main/search/matching/candidate-source.ts';
import { searchFrequentTerms } from '../../../../main/search/matching/frequent-terms.ts';
import { createMatcher } from '../../../../main/search/matching/matcher.ts';
import { postingsPerRow } from '../../../../main/search/matching/offer-level.ts';
import { priorOf } from '../../../../main/search/ranking/prior.ts';
import { newTopK, type TopK } from '../../../../main/search/ranking/top-k.ts';
import { codesOf, parseQuery, queryTermOf } from '../../../../main/search/text/query.ts';
import { newTokens } from '../../../../main/search/text/tokenize.ts';
import { row } from '../row.ts';

/** Work is counted in what is read of the index: steps in the trie, and rows of the forward index. */
interface Work {
  steps: number;
  rows: number;
}

/** A segment of these rows that counts. */
function counting(rows: readonly Searchable[]): { readonly segment: Segment; readonly work: Work } {
  const live = createLiveSegment<Searchable>(1000);
  live.put(rows, one => priorOf(one, null));
  const work: Work = { steps: 0, rows: 0 };
  const counted = <T extends object>(of: T, name: keyof T, count: () => void): T =>
    new Proxy(of, {
      get(target, property) {
        if (property === name) count();
        return Reflect.get(target, property);
      },
    });
  const { segment } = live;
  return {
    work,
    segment: {
      ...segment,
      trie: counted(segment.trie, 'cells', () => work.steps++),
      forward: counted(segment.forward, 'at', () => work.rows++),
    },
  };
}

const topOf = (limit: number): TopK => ({ ...newTopK(), limit });

/** Words in which all pairs of letters are alike frequent. */
const invented = (seed: number, letters: number): string => {
  let state = Math.imul(seed + 1, 2654435761) >>> 0;
  return Array.from({ length: letters }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return 'aeiourstnlmbcd'.charAt(state >>> 28) || 'a';
  }).join('');
};

test('two typos in each part of an address are looked for in the rows of its rarest part', () => {
  const rows = Array.from({ length: 6000 }, (_, at) =>
    row(`opp_a${at}`, {
      name: `${invented(at, 6)} ${invented(at + 7000, 7)}`,
      email: `${invented(at, 6)}.${invented(at + 7000, 7)}@${invented(at % 900, 8)}.com`,
    }),
  );
  rows.push(row('opp_meant', { name: 'Xavier Quintela', email: 'xavier.quintela@ferradura.com' }));
  const { segment, work } = counting(rows);
  const top = topOf(20);
  createMatcher()(segment, parseQuery('xaivre.qintelal@feradrua', newTokens()), top);
  expect(segment.rows[top.rows[0] ?? -1]?.id).toBe('opp_meant');
  // Each part through all words takes 220,000.
  expect(work.steps).toBeLessThan(120_000);
});

test('the readings of a text share what may be read for it', () => {
  const rows = Array.from({ length: 24_000 }, (_, at) =>
    row(`opp_b${at}`, {
      name: `Zeno ${at % 2 === 0 ? 'Abel' : 'Bento'}`,
      company: 'Ana Maia',
      updatedAt: at * 1000,
    }),
  );
  const { segment, work } = counting(rows);
  const sources = ['a', 'm'].map(text => exactSource(segment, queryTermOf(codesOf(text))));
  const rowsWith = (budget: { postings: number; marked: number }): number => {
    work.rows = 0;
    searchFrequentTerms(segment, sources, topOf(20), budget);
    return work.rows;
  };
  // The words of the freshest rows are read once, whatever the budget.
  rowsWith({ postings: 0, marked: 0 });
  expect(rowsWith({ postings: 10_000_000, marked: 0 })).toBe(rows.length);
  const budget = { postings: 60_000, marked: 0 };
  const first = rowsWith(budget);
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThan(60_000 / postingsPerRow);
  expect(rowsWith(budget)).toBe(0);
});
