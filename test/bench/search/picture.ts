/** One searcher's p95 by size of collection. */
export interface Line {
  readonly name: string;
  /** Percent of rows found in spite of a typo, at the greatest size all were measured with. */
  readonly typos: number;
  readonly points: readonly { readonly size: number; readonly ms: number }[];
}

const width = 900;
const height = 460;
const left = 74;
const right = 190;
const top = 44;
const bottom = 56;
const colours: Readonly<Record<string, string>> = {
  ours: '#7229f7',
  uFuzzy: '#d1495b',
  fuzzysort: '#edae49',
  'fuse.js': '#00798c',
  minisearch: '#30638e',
  flexsearch: '#6b8f71',
};

/** A frame of 60 Hz, in milliseconds: what a keystroke must stay under to be felt as instant. */
const frame = 16.7;
const sizeName = (size: number): string => (size >= 1e6 ? `${size / 1e6} M` : `${size / 1e3} k`);
const timeName = (ms: number): string =>
  ms >= 1000 ? `${ms / 1000} s` : ms >= 1 ? `${ms} ms` : `${ms * 1000} µs`;

/** Milliseconds per keystroke (p95) against rows, both in powers of ten, as SVG text. */
export function picture(lines: readonly Line[]): string {
  const all = lines.flatMap(line => line.points);
  const sizes = powersAround(all.map(point => point.size));
  const times = powersAround(all.map(point => point.ms));
  const x = scale(sizes, left, width - right);
  const y = scale(times, height - bottom, top);
  const grid = [
    ...times.map(ms => rule(left, y(ms), width - right, y(ms), timeName(ms), left - 10, y(ms) + 4, 'end')),
    ...sizes.map(size =>
      rule(x(size), top, x(size), height - bottom, sizeName(size), x(size), height - bottom + 20, 'middle'),
    ),
  ];
  const labels = placed(
    lines.map(({ points }) => ({ column: points.at(-1)?.size ?? 0, y: y(points.at(-1)?.ms ?? 1) })),
  );
  const drawn = lines.map((line, at) => {
    const colour = colours[line.name] ?? '#888888';
    const last = line.points.at(-1);
    const path = line.points.map(({ size, ms }) => `${x(size).toFixed(1)},${y(ms).toFixed(1)}`).join(' ');
    const dots = line.points
      .map(
        ({ size, ms }) =>
          `<circle cx="${x(size).toFixed(1)}" cy="${y(ms).toFixed(1)}" r="${line.name === 'ours' ? 4.5 : 3}"/>`,
      )
      .join('');
    const label = `<text class="name" x="${(x(last?.size ?? 1) + 12).toFixed(1)}" y="${(labels[at] ?? 0).toFixed(1)}">${line.name === 'ours' ? 'this app' : line.name} · ${Math.round(line.typos)} %</text>`;
    return `<g fill="${colour}" stroke="${colour}"><polyline fill="none" stroke-width="${line.name === 'ours' ? 3.5 : 1.8}" points="${path}"/>${dots}<g stroke="none">${label}</g></g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Time per keystroke against the number of opportunities">
<style>
  text { font: 13px system-ui, sans-serif; fill: #5b5b66 } .name { font-weight: 600; fill: inherit } line { stroke: #8884; stroke-width: 1 }
  .frame { stroke-dasharray: 5 4; stroke: #888 }
  @media (prefers-color-scheme: dark) { text { fill: #a9a9b6 } .name { fill: inherit } }
</style>
<text x="${left}" y="20">Time per keystroke (95 of 100 are faster) against the size of the list; beside each name, how many typos it forgives at 100 k</text>
${grid.join('\n')}
<line class="frame" x1="${left}" x2="${width - right}" y1="${y(frame).toFixed(1)}" y2="${y(frame).toFixed(1)}"/>
<text x="${width - right - 6}" y="${(y(frame) - 6).toFixed(1)}" text-anchor="end">one frame</text>
<text x="${(left + width - right) / 2}" y="${height - 12}" text-anchor="middle">opportunities</text>
${drawn.join('\n')}
</svg>
`;
}

/** The powers of ten from the one below the least to the one above the greatest. */
function powersAround(values: readonly number[]): number[] {
  const low = Math.floor(Math.log10(Math.min(...values)) + 1e-9);
  const high = Math.ceil(Math.log10(Math.max(...values)) - 1e-9);
  return Array.from({ length: high - low + 1 }, (_, at) => Number((10 ** (low + at)).toPrecision(1)));
}

function scale(powers: readonly number[], from: number, to: number): (value: number) => number {
  const low = Math.log10(powers[0] ?? 1);
  const high = Math.log10(powers.at(-1) ?? 10);
  return value => from + ((Math.log10(value) - low) / (high - low)) * (to - from);
}

function rule(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  name: string,
  x: number,
  y: number,
  anchor: string,
): string {
  const line = `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}"/>`;
  return `${line}<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${name}</text>`;
}

/** Moves labels apart that would cover each other in their column; the order stays. */
function placed(wanted: readonly { readonly column: number; readonly y: number }[]): number[] {
  const order = [...wanted.entries()].sort(([, a], [, b]) => a.y - b.y);
  const result = wanted.map(({ y }) => y);
  const lasts = new Map<number, number>();
  for (const [at, { column, y }] of order) {
    const place = Math.max((lasts.get(column) ?? Number.NEGATIVE_INFINITY) + 17, y);
    lasts.set(column, place);
    result[at] = place;
  }
  return result;
}
