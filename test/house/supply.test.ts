import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import satisfies from 'spdx-satisfies';
import { describe, expect, test } from 'vitest';
import { tempFolder } from '../support/temp-folder.ts';
import { shippable } from './shippable.ts';
import { root, textOf } from './source.ts';

/** A package as the lock file has it. */
interface Locked {
  readonly version: string;
  /** The package's own, where another name is asked for. */
  readonly name?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
  readonly dev?: boolean;
  readonly link?: boolean;
}

/** The packages that a lock file holds, by their paths. */
const lockedIn = (file: string): readonly (readonly [path: string, locked: Locked])[] =>
  Object.entries(JSON.parse(textOf(file)).packages as Readonly<Record<string, Locked>>).filter(
    ([path]) => path !== '',
  );
const locked = lockedIn('package-lock.json');
const manifest = JSON.parse(textOf('package.json'));
/** Each folder in which packages are installed. */
const installations = execFileSync('git', ['ls-files', '*package-lock.json'], { cwd: root, encoding: 'utf8' })
  .trim()
  .split('\n')
  .map(dirname);

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
    expect(installations).toContain('.');
    const loose = installations.flatMap(folder =>
      lockedIn(join(folder, 'package-lock.json'))
        // One hash: of several npm takes a file that has any.
        .filter(
          ([, { integrity = '', resolved, link, name }]) =>
            !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity) || resolved || link || name,
        )
        .map(([path]) => join(folder, path)),
    );
    expect(loose).toEqual([]);
  });

  test('are installed by the settings of the project, which name no registry', () => {
    for (const folder of installations)
      expect(textOf(join(folder, '.npmrc'))).toBe(
        'fund=false\naudit=false\nomit-lockfile-registry-resolved=true\nstrict-allow-scripts=true\n',
      );
  });

  test('are asked for by exact versions', () => {
    const loose = installations.flatMap(folder => {
      const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
        textOf(join(folder, 'package.json')),
      );
      const asked = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
      return asked.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version)));
    });
    expect(loose).toEqual([]);
  });

  test('run at installation only where that was decided', () => {
    const scripted = locked
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => nameOf(path));
    expect(new Set(scripted).difference(new Set(Object.keys(manifest.allowScripts)))).toEqual(new Set());
  });

  /** An older npm does not know the setting. Windows has npm as a script for its shell. */
  const knowsStrict =
    process.platform !== 'win32' &&
    execFileSync('npm', ['config', 'get', 'strict-allow-scripts'], { encoding: 'utf8' }).trim() !==
      'undefined';

  test.skipIf(!knowsStrict).each(installations)(
    'of which one runs a script that nobody has decided on are not installed: %s',
    folder => {
      const [evil, project] = [tempFolder(), tempFolder()];
      const ran = join(evil, 'ran');
      writeFileSync(
        join(evil, 'package.json'),
        JSON.stringify({ name: 'evil', version: '1.0.0', scripts: { postinstall: `touch ${ran}` } }),
      );
      const npm = (...args: readonly string[]) =>
        spawnSync('npm', [...args, '--offline'], { cwd: project, encoding: 'utf8' });
      cpSync(join(root, folder, '.npmrc'), join(project, '.npmrc'));
      const { allowScripts } = JSON.parse(textOf(join(folder, 'package.json')));
      writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'project', allowScripts }));
      spawnSync('npm', ['pack', '--pack-destination', project], { cwd: evil });
      expect(npm('install', '--package-lock-only', '--ignore-scripts', './evil-1.0.0.tgz').status).toBe(0);
      const { status, stderr } = npm('ci');
      expect([status, existsSync(ran)]).toEqual([1, false]);
      expect(stderr).toContain('ESTRICTALLOWSCRIPTS');
    },
  );
});
