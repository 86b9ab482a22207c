import { spawnSync } from 'node:child_process';
import { commandLine } from '../support/proof/command-line.ts';
import { total } from './readings.ts';
import { soak } from './soak-run.ts';

const { values, count } = commandLine('soak', {
  days: { type: 'string', default: '30', least: 1 },
  rows: { type: 'string', default: '10000', least: 1 },
  seed: { type: 'string', default: '1', least: 1 },
  json: { type: 'boolean', default: false },
});

/**
 * What was freed glibc keeps for later, in holes between what is still in use, which looks like growth from outside. With
 * one arena, larger pieces apart and the rest given back, what is left is what the program holds (mallopt(3); Electron
 * brings an allocator of its own).
 */
const allocator = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '16384',
  MALLOC_TRIM_THRESHOLD_: '65536',
  MALLOC_TOP_PAD_: '0',
};
if (process.platform === 'linux' && process.env.MALLOC_ARENA_MAX === undefined) {
  const again = spawnSync(process.execPath, process.argv.slice(1), {
    stdio: 'inherit',
    env: { ...process.env, ...allocator },
  });
  process.exit(again.status ?? 1);
}

const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);

const figures = await soak({
  days: count('days'),
  rows: count('rows'),
  seed: count('seed'),
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
