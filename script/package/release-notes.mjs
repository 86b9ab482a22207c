import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What the changelog says of a version: the text below its heading, `## VERSION` or `## VERSION - DATE`, to the next one. Throws where
 * there is none.
 */
export function notesOf(changelog, version) {
  const parts = changelog.split(/^(?=## )/m);
  const part = parts.find(text => /^## (\S+)/.exec(text)?.[1] === version);
  if (part === undefined) throw new Error(`CHANGELOG.md has no heading "## ${version}".`);
  return `${part.slice(part.indexOf('\n')).trim()}\n`;
}

if (process.argv[1] === import.meta.filename) {
  const read = file => readFileSync(join(import.meta.dirname, '..', '..', file), 'utf8');
  process.stdout.write(notesOf(read('CHANGELOG.md'), JSON.parse(read('package.json')).version));
}
