import type { Opportunity } from '../../../../main/contract/model.ts';
import { plain } from '../keystrokes.ts';
import { percentile, rounded } from '../measure.ts';
import { type Searcher, shown } from '../searcher.ts';
import type { Pack } from './load-pack.ts';

export interface Speed {
  readonly keystrokes: number;
  readonly p50_ms: number;
  readonly p95_ms: number;
  readonly scan_ms: number;
  /** In scans of all text by the same keys in the same run: what stays the same on a slow or busy machine. */
  readonly p50_over_scan: number;
  readonly p95_over_scan: number;
}

const passes = 2;
/** The scan is timed at one key of so many. */
const scannedEvery = 25;

/**
 * Types every beginning of the texts that are timed: once to warm up, then each key counts the better of two passes.
 * @param every only one key of so many, for a searcher that would take hours
 */
export function speedOf(searcher: Searcher, { rows, texts }: Pack, every: number): Speed {
  const keys = texts
    .filter(text => text.keys)
    .flatMap(({ text }) => beginningsOf(text))
    .filter((_, at) => at % every === 0);
  const scan = scanOver(rows);
  const times = new Float64Array(keys.length).fill(Infinity);
  const scanned = keys.filter((_, at) => at % scannedEvery === 0);
  const scans = new Float64Array(scanned.length).fill(Infinity);
  for (const key of keys) searcher.find(key, shown);
  scan(keys[0] ?? '');
  for (let pass = 0; pass < passes; pass++) {
    keys.forEach((key, at) => {
      best(times, at, () => searcher.find(key, shown));
      if (at % scannedEvery === 0) best(scans, at / scannedEvery, () => scan(key));
    });
  }
  times.sort();
  scans.sort();
  const p50 = percentile(times, 0.5);
  const p95 = percentile(times, 0.95);
  const scan_ms = percentile(scans, 0.5);
  return {
    keystrokes: keys.length,
    p50_ms: rounded(p50),
    p95_ms: rounded(p95),
    scan_ms: rounded(scan_ms),
    p50_over_scan: rounded(p50 / scan_ms),
    p95_over_scan: rounded(p95 / scan_ms),
  };
}

function best(times: Float64Array, at: number, act: () => unknown): void {
  const start = performance.now();
  act();
  times[at] = Math.min(times[at] ?? Infinity, performance.now() - start);
}

function beginningsOf(text: string): string[] {
  const characters = [...text];
  return characters.map((_, at) => characters.slice(0, at + 1).join(''));
}

/** Looks a key up in every row's folded name, company, e-mail, id and digits of the phone, one `indexOf` a row. */
function scanOver(rows: readonly Opportunity[]): (key: string) => number {
  const texts = rows.map(row =>
    plain(`${row.name} ${row.company} ${row.email} ${row.id} ${row.phone.replace(/\D+/g, '')}`),
  );
  return key => {
    const folded = plain(key);
    let found = 0;
    for (const text of texts) if (text.indexOf(folded) >= 0) found++;
    return found;
  };
}
