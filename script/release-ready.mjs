import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What keeps the commit at hand in `folder` from becoming a release candidate, in sentences: none when it may. A release is a clean
 * main whose version has no tag yet, is the lock file's too, has its heading in the changelog and its database in the tests.
 *
 * @param {string} folder
 * @returns {{ version: string, missing: string[] }}
 */
export function releaseOf(folder) {
  const git = (...args) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();
  const read = file => readFileSync(join(folder, file), 'utf8');
  const { version } = JSON.parse(read('package.json'));
  const database = `test/main/store/released/${version}.db`;
  const headings = read('CHANGELOG.md').split('\n');
  const held = [
    [git('branch', '--show-current') === 'main', 'A release is made on main.'],
    [git('status', '--porcelain') === '', 'Something is not committed.'],
    [git('tag', '--list', `v${version}`) === '', `There is a tag v${version} already: set the next version.`],
    [JSON.parse(read('package-lock.json')).version === version, 'package-lock.json names another version.'],
    [
      headings.some(line => line === `## ${version}` || line.startsWith(`## ${version} `)),
      `CHANGELOG.md has no heading "## ${version}".`,
    ],
    [
      git('ls-files', database) !== '',
      `The database of ${version} is not kept: node test/main/store/released/keep.ts`,
    ],
  ];
  return { version, missing: held.flatMap(([holds, sentence]) => (holds ? [] : [`${sentence}`])) };
}
