/**
 * Runs a benchmark of test/bench under this project's own Node: the first argument names its folder, the rest are its
 * own. `npm run bench -- search --size 100000 --json`
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const benches = join(import.meta.dirname, '..', 'test', 'bench');
const [name = '', ...rest] = process.argv.slice(2);
const file = join(benches, name, 'bench.ts');

if (name === '' || !existsSync(file)) {
  const names = readdirSync(benches, { withFileTypes: true }).filter(entry => entry.isDirectory());
  console.error(`usage: npm run bench -- ${names.map(entry => entry.name).join('|')} [options]`);
  process.exitCode = 2;
} else {
  const node = existsSync(join(import.meta.dirname, '..', 'node_modules', '.bin', 'node'))
    ? join(import.meta.dirname, '..', 'node_modules', '.bin', 'node')
    : process.execPath;
  const { status } = spawnSync(node, ['--expose-gc', file, ...rest], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
