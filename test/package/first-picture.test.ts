import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { sizesOf } from '../bench/popup/sizes.ts';
import { tempFolder } from '../support/temp-folder.ts';

const root = join(import.meta.dirname, '..', '..');
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');

/** What a cold start reads before anything is drawn: the script and one language, compressed. */
const mostBytes = 34_000;

test('the popup reads little before its first picture', { timeout: 60_000 }, async () => {
  const outDir = tempFolder();
  await promisify(execFile)(
    process.execPath,
    [vite, 'build', '-c', 'vite.renderer.config.ts', '--outDir', outDir, '--logLevel', 'error'],
    { cwd: root, env: { ...process.env, NODE_ENV: 'production' } },
  );
  expect(sizesOf(outDir).js_gzip_bytes).toBeLessThanOrEqual(mostBytes);
});
