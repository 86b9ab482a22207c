import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/paths.mjs';

/** Of these the build keeps every source that is in them (source maps). The popup's one package, Preact, carries nothing of others. */
const bundles = ['main/main.js', 'updater/updater.js', 'assistant/assistant.js'];

/** @returns {{ name: string, text: string }[]} the sources of packages in the bundles, each with its package's name */
function packagedSources() {
  return bundles.flatMap(bundle => {
    const { sources, sourcesContent } = JSON.parse(readFileSync(join(root, 'dist', `${bundle}.map`), 'utf8'));
    return sources.flatMap((source, at) => {
      const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source) ?? [];
      return name === undefined ? [] : [{ name, text: sourcesContent[at] }];
    });
  });
}

/**
 * Code of other packages that a package had taken into its own file before it was published, and no manifest speaks of. Rolldown,
 * which most use for it, leaves the path that the code came from.
 *
 * @returns {{ name: string, version: string }[]}
 */
export function takenIn() {
  const found = packagedSources().flatMap(({ text }) => [
    ...text.matchAll(
      /^\/\/#region .*node_modules\/\.pnpm\/[^/]*@([\w.-]+)\/node_modules\/((?:@[^/]+\/)?[^/]+)\//gm,
    ),
  ]);
  const once = new Map(found.map(([, version, name]) => [`${name}@${version}`, { name, version }]));
  return [...once.values()];
}

/** A run of `//` lines, or one comment between stars. */
const comments = /(?:^[ \t]*\/\/.*\n)+|\/\*[\s\S]*?\*\//gm;

/**
 * The comments in a package's own sources that name whose they are, as they stand there: the bundles lose them.
 *
 * @returns {Map<string, string[]>} by the package's name
 */
export function ownersNamed() {
  const owners = new Map();
  for (const { name, text } of packagedSources())
    for (const [comment] of text.matchAll(comments))
      if (/copyright ?\(c\)|copyright \d|copyright [A-Z]/i.test(comment))
        owners.set(name, new Set(owners.get(name)).add(withoutMarks(comment)));
  return new Map([...owners].map(([name, named]) => [name, [...named]]));
}

const withoutMarks = comment =>
  comment
    .replace(/^[ \t]*(?:\/\*[*!]?|\*\/|\*|\/\/)[ \t]?/gm, '')
    .replace(/\*\/\s*$/, '')
    .trim();

/** The text that Apache's licence wants passed on with the licence (4d), where a package has one; else empty. */
export function noticeIn(folder) {
  const file = existsSync(folder) && readdirSync(folder).find(entry => /^notice(\.\w+)?$/i.test(entry));
  return file ? readFileSync(join(folder, file), 'utf8') : '';
}
