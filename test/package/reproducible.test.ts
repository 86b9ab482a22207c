import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, inject, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const packaged = inject('packaged');
const folder = mkdtempSync(join(tmpdir(), 'raze-again-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }), 60_000);

/** Not copied: what a build makes, and what is large and in no build. */
const left = ['.git', 'dist', 'release', 'node_modules/keytar/build', 'node_modules/.cache', 'test']
  .concat('assets/screenshots', 'node_modules/@biomejs', 'node_modules/@typescript')
  .map(name => join(root, name));

const addon = 'app.asar.unpacked/node_modules/keytar/build/Release/keytar.node';
const shipped = (out: string, name: string): Buffer =>
  readFileSync(join(out, 'linux-unpacked', 'resources', name));

test.skipIf(packaged === null)(
  'the package is the same, byte for byte, when all of it is built anew at another path, keytar too',
  async () => {
    const elsewhere = join(folder, 'at', 'another', 'path');
    mkdirSync(elsewhere, { recursive: true });
    cpSync(root, elsewhere, {
      recursive: true,
      verbatimSymlinks: true,
      filter: path => !left.includes(path),
    });
    const again = join(elsewhere, 'release');
    const command = [join(elsewhere, 'script', 'package.mjs'), '--dir', '--stub', '--out', again];
    await promisify(execFile)(process.execPath, command, {
      cwd: elsewhere,
      env: { ...process.env, NODE_ENV: 'development' },
    });
    const differing = ['app.asar', addon].filter(
      name => !shipped(again, name).equals(shipped(packaged ?? '', name)),
    );
    expect(differing).toEqual([]);
  },
  180_000,
);
