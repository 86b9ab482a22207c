import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'raze-sbom-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Component {
  readonly name: string;
  readonly scope: string;
  readonly hashes: readonly { readonly alg: string }[];
}

/** The command refuses a bill that CycloneDX's own schema finds fault with. */
test('the bill of materials names everything that is shipped, with its licence and its hash', async () => {
  const out = join(folder, 'sbom.json');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(root, 'script', 'sbom.mjs'), '--json', '--out', out],
    { cwd: root },
  );
  const { components } = JSON.parse(readFileSync(out, 'utf8')) as {
    readonly components: readonly Component[];
  };
  const shipped = components.filter(({ scope }) => scope === 'required');
  expect(shipped.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['electron', 'keytar', 'node-fetch', 'preact', 'valibot']),
  );
  expect(shipped.map(({ name }) => name)).not.toContain('vite');
  expect(shipped.filter(({ hashes }) => !hashes.some(({ alg }) => alg === 'SHA-512'))).toEqual([]);
  expect(JSON.parse(stdout)).toEqual({
    components: components.length,
    shipped: shipped.length,
    without_licence: 0,
  });
}, 60_000);
