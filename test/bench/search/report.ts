import type { Figures, Run } from './run.ts';

const columns: readonly (keyof Figures)[] = [
  'name',
  'build_ms',
  'p50_ms',
  'p95_ms',
  'p99_ms',
  'max_ms',
  'bytes_per_row',
  'recall5_exact',
  'recall5_typo',
  'mrr',
];

/** The figures as text for a terminal. */
export function table(run: Run): string {
  const lines = [
    columns.map(String),
    ...[run, ...(run.peers ?? [])].map(one => columns.map(key => String(one[key]))),
  ];
  const widths = columns.map((_, at) => Math.max(...lines.map(line => line[at]?.length ?? 0)));
  const body = lines
    .map(line => line.map((cell, at) => cell.padStart(widths[at] ?? 0)).join('  '))
    .join('\n');
  const rest = [
    `rows ${run.size} · a change ${run.update_us} µs, at most ${run.update_max_ms} ms`,
    `one scan of all text ${run.scan_ms} ms · p95 is ${run.p95_per_scan} scans`,
    ...(run.stolen_percent === null ? [] : [`the host gave ${run.stolen_percent} % of the time to others`]),
    ...(run.exponent === null ? [] : [`p95 grows from 10,000 rows by the power ${run.exponent} of the size`]),
    ...(run.best_peer_ratio === null
      ? []
      : [`${run.best_peer_ratio} times faster than the fastest peer that finds typos`]),
    ...(run.unseen === null ? [] : [`unseen ${JSON.stringify(run.unseen, null, 1)}`]),
  ];
  return [body, ...rest].join('\n');
}
