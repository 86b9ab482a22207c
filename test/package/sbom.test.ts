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
  /** The scope of the package's name. */
  readonly group?: string;
  readonly name: string;
  readonly scope: string;
  readonly hashes: readonly { readonly alg: string }[];
}

/** Whose sources are in a built bundle, as its source map has them. */
const packagesIn = (bundle: string): readonly string[] => {
  const { sources } = JSON.parse(readFileSync(join(root, 'dist', `${bundle}.map`), 'utf8')) as {
    readonly sources: readonly string[];
  };
  return sources.flatMap(source => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1] ?? []);
};
/** Beside these bundles: the popup's one package, and what lies in the package as it is or compiled. */
const besides = ['preact', 'electron', 'keytar', 'node-addon-api'];

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
  const bundled = ['main/main.js', 'updater/updater.js', 'assistant/assistant.js'].map(packagesIn);
  expect(bundled.filter(names => names.length === 0)).toEqual([]);
  const named = shipped.map(({ group, name }) => (group === undefined ? name : `${group}/${name}`));
  expect(named).toEqual(expect.arrayContaining([...new Set([...bundled.flat(), ...besides])]));
  expect(named).not.toContain('vite');
  expect(shipped.filter(({ hashes }) => !hashes.some(({ alg }) => alg === 'SHA-512'))).toEqual([]);
  expect(JSON.parse(stdout)).toEqual({
    components: components.length,
    shipped: shipped.length,
    without_licence: 0,
  });
}, 60_000);
