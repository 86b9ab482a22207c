import { parseArgs } from 'node:util';
import { total } from './readings.ts';
import { soak } from './soak-run.ts';

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '30' },
    rows: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});

const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);

const figures = await soak({
  days: Number(values.days),
  rows: Number(values.rows),
  seed: Number(values.seed),
  onDay: (day, reading) => {
    if (values.json) return;
    const { rssBytes, dbBytes } = reading;
    process.stderr.write(
      `day ${day}: ${megabytes(rssBytes)} MB in memory, ${megabytes(dbBytes)} MB on disk, ${total(reading)} handles\n`,
    );
  },
});
console.log(values.json ? JSON.stringify(figures) : figures);
process.exitCode =
  figures.lost === 0 && figures.handles_growth === 0 && figures.rss_growth_percent <= 5 ? 0 : 1;
