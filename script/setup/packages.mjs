import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modules, projectNode, root } from './paths.mjs';
import { giveUp, run, say } from './run.mjs';

const readJson = file => JSON.parse(readFileSync(file, 'utf8'));

/** Whether node_modules holds what the lock file says, optional packages aside. */
function installed() {
  const record = join(modules, '.package-lock.json');
  if (!existsSync(record)) return false;
  const have = readJson(record).packages;
  const want = readJson(join(root, 'package-lock.json')).packages;
  return Object.entries(want).every(
    ([path, { version, optional }]) => path === '' || optional || have[path]?.version === version,
  );
}

async function nodeMajor() {
  const { code, output } = await run(projectNode(), ['--version'], { quiet: true });
  return code === 0 ? Number(output.trim().slice(1).split('.')[0]) : 0;
}

/** Installs the lock file when node_modules differs from it, and sees to it that Node 24 runs. */
export async function ensurePackages() {
  if (!installed()) {
    say('Installing the packages of package-lock.json …');
    const { code, output } = await run('npm', ['ci', '--no-fund', '--no-audit'], { quiet: true });
    if (code !== 0) giveUp(`npm ci failed:\n${output}`);
  }
  if ((await nodeMajor()) < 24) {
    await run('npm', ['rebuild', 'node'], { quiet: true });
  }
  if ((await nodeMajor()) < 24) {
    giveUp(
      'Node 24 is needed and its npm package does not run here. Install Node 24 from nodejs.org and run again.',
    );
  }
}
