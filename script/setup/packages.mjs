import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { projectNode, root } from './paths.mjs';
import { giveUp, run, say } from './run.mjs';

const readJson = file => JSON.parse(readFileSync(file, 'utf8'));

/** Whether the folder's node_modules holds what its lock file says, optional packages aside. */
export function installed(folder) {
  const record = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const have = readJson(record).packages;
  const want = readJson(join(folder, 'package-lock.json')).packages;
  return Object.entries(want).every(
    ([path, { version, optional }]) => path === '' || optional || have[path]?.version === version,
  );
}

async function nodeMajor() {
  const { code, output } = await run(projectNode(), ['--version'], { quiet: true });
  return code === 0 ? Number(output.trim().slice(1).split('.')[0]) : 0;
}

/** Installs the folder's lock file when its node_modules differs from it. */
async function install(folder) {
  if (installed(folder)) return;
  say(`Installing the packages of ${join(relative(root, folder), 'package-lock.json')} …`);
  const { code, output } = await run('npm', ['ci', '--no-fund', '--no-audit', '--prefix', folder], {
    quiet: true,
  });
  if (code !== 0) giveUp(`npm ci failed:\n${output}`);
}

/** The libraries that only the search benchmark needs: a package of its own, which nobody else installs. */
export const ensurePeers = () => install(join(root, 'test', 'bench'));

/** Installs the lock file when node_modules differs from it, and sees to it that Node 24 runs. */
export async function ensurePackages() {
  await install(root);
  if ((await nodeMajor()) < 24) {
    await run('npm', ['rebuild', 'node'], { quiet: true });
  }
  if ((await nodeMajor()) < 24) {
    giveUp(
      'Node 24 is needed and its npm package does not run here. Install Node 24 from nodejs.org and run again.',
    );
  }
}
