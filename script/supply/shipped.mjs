import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modules, root } from '../setup/paths.mjs';
import { takenIn } from './carried.mjs';

/** Shipped beside what the bundles hold; node-addon-api is compiled into keytar. */
const besideBundles = ['keytar', 'node-addon-api', 'electron'];

/**
 * The packages of which code is shipped: what the build put into the bundles (Vite's `build.license`), what those packages had taken
 * in of others, keytar with what is compiled into it, and Electron. Wants a build. Throws where the manifest of one is not here in
 * the version that is shipped.
 *
 * @returns {{ name: string; version: string; licence: string; text: string }[]} by name; `text` is empty where the package carries no licence file
 */
export function shipped() {
  const bundled = ['main', 'updater', 'assistant', 'renderer'].flatMap(part =>
    JSON.parse(readFileSync(join(root, 'dist', part, 'licenses.json'), 'utf8')).map(
      ({ name, version, identifier, text = '' }) => ({ name, version, licence: identifier, text }),
    ),
  );
  const once = new Map(
    [
      ...bundled,
      ...besideBundles.map(name => installed(name)),
      ...takenIn().map(one => installed(one.name, one.version)),
    ].map(one => [`${one.name}@${one.version}`, one]),
  );
  return [...once.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * @param {string} name
 * @param {string} [wanted] the version that it must have
 */
function installed(name, wanted) {
  const file = join(modules, name, 'package.json');
  const { version, license } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  if (version === undefined || (wanted !== undefined && version !== wanted)) {
    const what = wanted === undefined ? name : `${name} ${wanted}`;
    throw new Error(`${what} is shipped, and its licence is not here: take it into devDependencies.`);
  }
  return { name, version, licence: license, text: '' };
}
