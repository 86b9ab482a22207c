import { join } from 'node:path';
import { build } from './build.mjs';
import { asked, endWith, helpOf, misuse } from './setup/asked.mjs';
import { benchOptions } from './setup/options.mjs';
import { ensurePeers } from './setup/packages.mjs';
import { projectNode, root } from './setup/paths.mjs';
import { must } from './setup/run.mjs';
import { ensureReady } from './setup.mjs';

/**
 * Runs a benchmark of test/bench under the project's own Node, on a fresh build: the first argument names its folder,
 * the rest are its own. `npm run bench -- search --size 100000 --json`. Standard output is the benchmark's.
 */
const [name = '', ...rest] = process.argv.slice(2);
const names = Object.keys(benchOptions).join('|');
if (!Object.hasOwn(benchOptions, name)) {
  helpOf('bench', {}, `${names} [options]`);
  endWith(`There is no benchmark "${name}": npm run bench -- ${names} [options]`, misuse);
}
asked(`bench -- ${name}`, benchOptions[name], { args: rest });
await ensureReady({ tests: true });
await build();
if (name === 'search' && rest.some(option => option === '--peers' || option === '--picture'))
  await ensurePeers();
await must(projectNode(), [
  '--expose-gc',
  '--disable-warning=ExperimentalWarning',
  join(root, 'test', 'bench', name, 'bench.ts'),
  ...rest,
]);
