import { join } from 'node:path';
import { build } from './build.mjs';
import { helpOf } from './setup/asked.mjs';
import { projectNode, root } from './setup/paths.mjs';
import { must, say } from './setup/run.mjs';
import { needSetUp } from './setup/set-up-already.mjs';

const bin = (...path) => join(root, 'node_modules', ...path);

/** What is known without running anything: types, lint and format. Types that were right and have not changed are not asked again. */
export async function checkStill() {
  say('types, lint and format');
  const node = projectNode();
  const typesOf = project => {
    const kept = bin('.cache', 'types', `${project}.json`);
    const options = ['-p', project, '--incremental', '--tsBuildInfoFile', kept];
    return must(node, [bin('typescript', 'bin', 'tsc'), ...options], { quiet: true });
  };
  const biome = [bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '.', '--error-on-warnings'];
  await Promise.all([
    ...['.', 'main', 'renderer', 'script'].map(typesOf),
    must(node, biome, { quiet: true }),
  ]);
}

/** Runs tests; the arguments are vitest's. */
export async function vitest(args = []) {
  say('tests');
  await must(projectNode(), [bin('vitest', 'vitest.mjs'), 'run', ...args]);
}

/** Types, lint and format, walls, unit, integration, end to end: what a person and CI run. */
export async function check(args = []) {
  await checkStill();
  say('build');
  await build();
  await vitest(args);
}

if (process.argv[1] === import.meta.filename) {
  helpOf('check', {}, '[FILTERS AND OPTIONS OF VITEST]');
  needSetUp();
  await check(process.argv.slice(2));
}
