import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

/**
 * `join-mac-lists.mjs FOLDER`: each Mac is built on a machine of its kind, and each build writes a whole `latest-mac.yml` with only
 * its own files. Named `latest-mac.arm64.yml` and so on, they become the one list that a Mac's app reads, which takes the
 * files of its kind from it (electron-updater: `MacUpdater`). The parts are removed.
 */
export function joinMacLists(folder) {
  const parts = readdirSync(folder).filter(name => /-mac\.[^.]+\.yml$/.test(name));
  const wholeOf = part => part.replace(/\.[^.]+\.yml$/, '.yml');
  for (const name of new Set(parts.map(wholeOf))) {
    const files = parts.filter(part => wholeOf(part) === name).sort();
    const lists = files.map(file => parse(readFileSync(join(folder, file), 'utf8')));
    const versions = new Set(lists.map(({ version }) => version));
    if (versions.size > 1)
      throw new Error(`${name} would be of several versions: ${[...versions].join(', ')}`);
    writeFileSync(
      join(folder, name),
      stringify({ ...lists[0], files: lists.flatMap(list => list.files) }, { lineWidth: 0 }),
    );
    for (const file of files) rmSync(join(folder, file));
  }
}

if (process.argv[1] === import.meta.filename) joinMacLists(process.argv[2]);
