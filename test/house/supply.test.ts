import satisfies from 'spdx-satisfies';
import { describe, expect, test } from 'vitest';
import { textOf } from './source.ts';

/** A package as the lock file has it. */
interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
  readonly dev?: boolean;
  readonly link?: boolean;
}

const locked = Object.entries(
  JSON.parse(textOf('package-lock.json')).packages as Readonly<Record<string, Locked>>,
).filter(([path]) => path !== '');
const manifest = JSON.parse(textOf('package.json'));

/** Licences under which code may be shipped: each lets it be passed on when its notice goes with it. */
const shippable = ['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];
/** Those of which no code is shipped may have these as well. */
const usable = [...shippable, 'CC0-1.0', 'CC-BY-3.0', 'CC-BY-4.0', 'MPL-2.0', 'Python-2.0', 'WTFPL'];

/** No code of it is shipped though it is no tool: js-yaml reads its own command line with it. */
const leftOut = ['node_modules/argparse'];

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 13);

describe('the packages', () => {
  test('have licences that may be used', () => {
    const refused = locked
      .filter(([path, { license, dev }]) => {
        const isShipped = !dev && !leftOut.includes(path);
        return !satisfies(license ?? 'NONE', isShipped ? shippable : usable);
      })
      .map(([path, { license }]) => `${path}: ${license}`);
    expect(refused).toEqual([]);
  });

  test('are locked by version and hash, and come from the registry that npm is set to', () => {
    const loose = locked.filter(
      ([, { integrity, resolved, link }]) => !integrity?.startsWith('sha512-') || resolved || link,
    );
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  test('are asked for by exact versions', () => {
    const { dependencies, devDependencies, optionalDependencies } = manifest;
    const asked = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version)))).toEqual([]);
  });

  test('run at installation only where that was decided', () => {
    const scripted = locked
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => nameOf(path));
    expect(new Set(scripted).difference(new Set(Object.keys(manifest.allowScripts)))).toEqual(new Set());
  });
});
