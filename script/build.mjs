import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asked } from './setup/asked.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { projectNode, root } from './setup/paths.mjs';
import { must } from './setup/run.mjs';
import { writeNotices } from './supply/notices.mjs';

/** What is built, each by the Vite configuration of its name. */
const parts = ['main', 'updater', 'assistant', 'preload', 'renderer'];
const stamp = join(root, 'dist', '.built');

/** Whoever builds into dist another way says so first: what lies there is no longer known to be current. */
export const forgetBuild = () => rmSync(stamp, { force: true });

/** Every file a build reads, by path, size and time: enough to tell whether dist is theirs. */
function fingerprint() {
  const hash = createHash('sha256');
  const add = file => {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file}:${size}:${mtimeMs}\n`);
  };
  for (const folder of ['main', 'renderer', 'assets', join('script', 'supply')]) {
    // Node 20.11 has no `parentPath` in its entries.
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      const file = join(root, folder, name);
      if (statSync(file).isFile()) add(file);
    }
  }
  for (const file of parts) add(join(root, `vite.${file}.config.ts`));
  add(join(root, 'package-lock.json'));
  add(import.meta.filename);
  return hash.digest('hex');
}

/** Builds main, preload and renderer into dist/ unless dist is up to date. About two seconds. */
export async function build({ force = false } = {}) {
  const now = fingerprint();
  if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  for (const part of parts) {
    await must(
      projectNode(),
      [
        join('node_modules', 'vite', 'bin', 'vite.js'),
        'build',
        '--logLevel',
        'warn',
        '-c',
        `vite.${part}.config.ts`,
      ],
      // Vite takes another value, such as a test's, for a build that is not minified.
      { quiet: true, env: { NODE_ENV: 'production' } },
    );
  }
  writeNotices();
  writeFileSync(stamp, now);
}

if (process.argv[1] === import.meta.filename) {
  const { values } = asked('build', { force: { type: 'boolean' } });
  await ensurePackages();
  await build({ force: values.force === true });
}
