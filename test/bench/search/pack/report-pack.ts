import type { Pack } from './load-pack.ts';
import type { PackRun } from './run-pack.ts';

interface Wanted {
  readonly kinds: boolean;
  readonly missed: boolean;
}

/** One line for machines. */
export function packLine({ kinds, missed, ...run }: PackRun, wanted: Wanted, pack: Pack): string {
  return JSON.stringify({
    ...run,
    ...(wanted.kinds ? { kinds } : {}),
    ...(wanted.missed ? { missed: missedTexts(missed, pack) } : {}),
  });
}

/** The same for a terminal. */
export function packTable(run: PackRun, wanted: Wanted, pack: Pack): string {
  const shares = Object.entries(run.recall5).flatMap(([group, percent]) => [
    [group, percent, `of ${run.counts[group]}`],
    ...Object.entries(wanted.kinds ? run.kinds : {})
      .filter(([kind]) => kind.startsWith(`${group}:`))
      .map(([kind, percent]) => [`  ${kind.slice(group.length + 2)}`, percent, '']),
  ]);
  return [
    ...shares.map(
      ([name, percent, note]) => `${String(name).padEnd(46)}${String(percent).padStart(6)} ${note}`,
    ),
    `letters: overlap ${run.letters_overlap} (plain ${run.letters_overlap_plain}), ${run.letters} texts`,
    `${run.rows} rows · ${run.bytes_per_row} bytes a row · built in ${run.build_ms} ms`,
    `${run.keystrokes} keys: p50 ${run.p50_ms} ms, p95 ${run.p95_ms} ms · a scan ${run.scan_ms} ms`,
    `in scans: p50 ${run.p50_over_scan}, p95 ${run.p95_over_scan}`,
    ...(run.stolen_percent === null ? [] : [`the host gave ${run.stolen_percent} % of the time to others`]),
    ...(wanted.missed ? missedTexts(run.missed, pack).map(linesOf) : []),
  ].join('\n');
}

/** What was missed, with the rows in words. */
function missedTexts(missed: PackRun['missed'], { rows }: Pack) {
  const byId = new Map<string, string>(
    rows.map(row => [row.id, [row.name, row.company, row.email, row.phone].join(' | ')]),
  );
  const inWords = (ids: readonly string[]) => ids.map(id => byId.get(id) ?? id);
  return missed.map(({ text, found }) => ({
    class: text.class,
    text: text.text,
    want: inWords(text.want),
    found: inWords(found),
  }));
}

const linesOf = (one: ReturnType<typeof missedTexts>[number]): string =>
  [
    `\n${one.class}: ${one.text}`,
    ...one.want.map(row => `  want  ${row}`),
    ...one.found.map(row => `  found ${row}`),
  ].join('\n');
