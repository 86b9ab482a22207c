import type { Pack } from './load-pack.ts';
import type { PackFigures, PackRun } from './run-pack.ts';

interface Wanted {
  readonly kinds: boolean;
  readonly missed: boolean;
}

/** One line for machines. */
export function packLine({ peers, ...run }: PackRun, wanted: Wanted, pack: Pack): string {
  const figuresOf = <Figures extends PackFigures>({ kinds, missed, ...figures }: Figures) => ({
    ...figures,
    ...(wanted.kinds ? { kinds } : {}),
    ...(wanted.missed ? { missed: missedTexts(missed, pack) } : {}),
  });
  return JSON.stringify({ ...figuresOf(run), peers: peers?.map(figuresOf) ?? null });
}

/** The same for a terminal. */
export function packTable(run: PackRun, wanted: Wanted, pack: Pack): string {
  const all: readonly PackFigures[] = [run, ...(run.peers ?? [])];
  const line = (name: string, cells: readonly (string | number)[]): string =>
    name.padEnd(46) + cells.map(cell => String(cell).padStart(12)).join('');
  const counted = (group: string): string => `${group} (${run.counts[group]})`;
  return [
    line(
      '',
      all.map(one => one.name),
    ),
    ...Object.keys(run.recall5).flatMap(group => [
      line(
        counted(group),
        all.map(one => one.recall5[group] ?? ''),
      ),
      ...Object.keys(wanted.kinds ? run.kinds : {})
        .filter(kind => kind.startsWith(`${group}:`))
        .map(kind =>
          line(
            `  ${kind.slice(group.length + 2)}`,
            all.map(one => one.kinds[kind] ?? ''),
          ),
        ),
    ]),
    ...figures.map(key =>
      line(
        key,
        all.map(one => one[key]),
      ),
    ),
    `${run.rows} rows, ${run.letters} texts of one letter or two`,
    ...(run.stolen_percent === null ? [] : [`the host gave ${run.stolen_percent} % of the time to others`]),
    ...(wanted.missed ? missedTexts(run.missed, pack).map(linesOf) : []),
  ].join('\n');
}

const figures = [
  'letters_overlap',
  'letters_overlap_plain',
  'build_ms',
  'bytes_per_row',
  'keystrokes',
  'p50_ms',
  'p95_ms',
  'scan_ms',
  'p50_over_scan',
  'p95_over_scan',
] as const satisfies readonly (keyof PackFigures)[];

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
