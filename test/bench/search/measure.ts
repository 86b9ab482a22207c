import type { Opportunity } from '../../../main/contract/model.ts';
import { type Searcher, shown } from './searcher.ts';

/** Milliseconds per keystroke. */
export interface Latency {
  readonly p50_ms: number;
  readonly p95_ms: number;
  readonly p99_ms: number;
  readonly max_ms: number;
}

export const percentile = (ascending: Float64Array, share: number): number =>
  ascending[Math.min(ascending.length - 1, Math.floor(share * ascending.length))] ?? 0;

export const rounded = (value: number, digits = 3): number => Number(value.toFixed(digits));

export function latencyOf(samples: Float64Array): Latency {
  const ascending = samples.slice().sort();
  return {
    p50_ms: rounded(percentile(ascending, 0.5)),
    p95_ms: rounded(percentile(ascending, 0.95)),
    p99_ms: rounded(percentile(ascending, 0.99)),
    max_ms: rounded(percentile(ascending, 1)),
  };
}

/**
 * Types every text `passes` times, each keystroke timed by itself; a keystroke's time is the median of its passes, so that
 * what else the machine does meanwhile is not charged to one of them.
 */
export function timeKeys(searcher: Searcher, texts: readonly string[], passes: number): Float64Array {
  const samples = texts.map(() => new Float64Array(passes));
  for (let pass = 0; pass < passes; pass++) {
    texts.forEach((text, at) => {
      const start = performance.now();
      searcher.find(text, shown);
      (samples[at] as Float64Array)[pass] = performance.now() - start;
    });
  }
  return Float64Array.from(samples, medianOf);
}

export const medianOf = (samples: Float64Array): number => percentile(samples.slice().sort(), 0.5);

export interface Built {
  readonly build_ms: number;
  /** Heap and buffers the index holds, the rows' own text left out. */
  readonly bytes_per_row: number;
}

/** Builds with the rows already in memory, so that only what the index adds is counted. Needs `--expose-gc`. */
export function buildOf(searcher: Searcher, rows: readonly Opportunity[]): Built {
  const before = heldBytes();
  const start = performance.now();
  searcher.build(rows);
  const build_ms = performance.now() - start;
  return { build_ms: rounded(build_ms, 1), bytes_per_row: rounded((heldBytes() - before) / rows.length, 1) };
}

function heldBytes(): number {
  const collect = globalThis.gc;
  if (collect === undefined) throw new Error('run with --expose-gc');
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/**
 * One look for something that is not there through all text as one string: what any scan costs at least. V8 looks for up
 * to six letters the fast way, and for more of them three times as long.
 */
export function scanOf(rows: readonly Opportunity[]): number {
  const all = rows.map(row => `${row.name} ${row.company} ${row.email} ${row.phone} ${row.id}`).join('\n');
  const text = Buffer.from(all, 'latin1').toString('latin1');
  const times = Array.from({ length: 9 }, () => {
    const start = performance.now();
    text.indexOf('zqzqzq');
    return performance.now() - start;
  });
  return rounded(times.sort((a, b) => a - b)[4] ?? 0);
}
