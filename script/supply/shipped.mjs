import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modules, root } from '../setup/paths.mjs';

/** Shipped as they are, beside what the bundles hold. */
const shippedWhole = ['keytar', 'electron'];

/**
 * The packages of which code is shipped: what the build put into the bundles (Vite's `build.license`), keytar and
 * Electron. Wants a build.
 *
 * @returns {{ name: string; version: string; licence: string; text: string }[]} by name; `text` is empty where the package carries no licence file
 */
export function shipped() {
  const bundled = ['main', 'updater', 'assistant', 'renderer'].flatMap(part =>
    JSON.parse(readFileSync(join(root, 'dist', part, 'licenses.json'), 'utf8')).map(
      ({ name, version, identifier, text = '' }) => ({ name, version, licence: identifier, text }),
    ),
  );
  const whole = shippedWhole.map(name => {
    const { version, license } = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8'));
    return { name, version, licence: license, text: '' };
  });
  const once = new Map([...bundled, ...whole].map(one => [`${one.name}@${one.version}`, one]));
  return [...once.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
