import { join } from 'node:path';
import { build } from './build.mjs';
import { findChromium } from './setup/chromium.mjs';
import { projectNode, root } from './setup/paths.mjs';
import { must, say } from './setup/run.mjs';

const bin = (...path) => join(root, 'node_modules', ...path);

/** What is known without running anything: types, lint and format. */
export async function checkStill() {
  const node = projectNode();
  for (const project of ['.', 'main', 'renderer', 'script']) {
    say(`types: ${project}`);
    await must(node, [bin('typescript', 'bin', 'tsc'), '-p', project]);
  }
  say('lint and format');
  await must(node, [bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '.', '--error-on-warnings']);
}

/** Runs tests; the arguments are vitest's. */
export async function vitest(args = []) {
  say('tests');
  await must(projectNode(), [bin('vitest', 'vitest.mjs'), 'run', ...args], {
    env: { CHROMIUM: findChromium() ?? '' },
  });
}

/** Types, lint and format, walls, unit, integration, end to end: what a person and CI run. */
export async function check(args = []) {
  await checkStill();
  say('build');
  await build();
  await vitest(args);
}

if (process.argv[1] === import.meta.filename) await check(process.argv.slice(2));
