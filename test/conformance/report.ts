import type { Driver, Outcome } from './run.ts';

/** What the command prints with `--json`, as one line; names of figures as in the table. */
export function figuresOf({ host, version }: Pick<Driver, 'host' | 'version'>, outcomes: readonly Outcome[]) {
  const count = (wanted: Outcome['outcome']): number =>
    outcomes.filter(({ outcome }) => outcome === wanted).length;
  return {
    host,
    version: version(),
    cases: outcomes.length,
    failed: count('failed'),
    skipped: count('skipped'),
  };
}

const shown = (value: unknown): string => JSON.stringify(value) ?? String(value);

/** The outcomes for a person: a line an area, then what failed and what was skipped. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const byArea = Map.groupBy(outcomes, ({ area }) => area);
  const lines = [...byArea].map(([area, ones]) => {
    const held = ones.filter(({ outcome }) => outcome === 'held').length;
    return `${area.padEnd(16)} ${String(held).padStart(3)} of ${String(ones.length).padStart(3)} held`;
  });
  for (const one of outcomes) {
    if (one.outcome === 'held') continue;
    lines.push('', `${one.outcome}: ${one.area}: ${one.says}`, `  ${one.from}`);
    if (one.outcome === 'skipped') lines.push(`  ${one.why}`);
    else lines.push(`  expected ${shown(one.expected)}`, `  observed ${shown(one.observed)}`);
  }
  return lines.join('\n');
}
