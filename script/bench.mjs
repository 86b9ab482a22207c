import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { ensurePeers } from './setup/packages.mjs';
import { projectNode, root } from './setup/paths.mjs';
import { giveUp, must } from './setup/run.mjs';
import { ensureReady } from './setup.mjs';

/**
 * Runs a benchmark of test/bench under the project's own Node, on a fresh build: the first argument names its folder,
 * the rest are its own. `npm run bench -- search --size 100000 --json`. Standard output is the benchmark's.
 */
const benches = join(root, 'test', 'bench');
const [name = '', ...rest] = process.argv.slice(2);
const script = join(benches, name, 'bench.ts');
if (name === '' || !existsSync(script)) {
  const names = readdirSync(benches).filter(folder => existsSync(join(benches, folder, 'bench.ts')));
  giveUp(`usage: npm run bench -- ${names.join('|')} [options]`);
}
await ensureReady({ tests: true });
await build();
if (name === 'search' && rest.some(option => option === '--peers' || option === '--picture'))
  await ensurePeers();
await must(projectNode(), ['--expose-gc', '--disable-warning=ExperimentalWarning', script, ...rest]);
