import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { notesOf } from './package/release-notes.mjs';

/**
 * What keeps the commit at hand in `folder` from becoming a release candidate, in sentences: none when it may. A release is a clean
 * main whose version is later than all that have a tag, is the lock file's too, has its text in the changelog and, in the tests, a
 * database as it writes it.
 *
 * @param {string} folder
 * @returns {{ version: string, missing: string[] }}
 */
export function releaseOf(folder) {
  const git = (...args) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();
  const read = file => readFileSync(join(folder, file), 'utf8');
  const { version } = JSON.parse(read('package.json'));
  if (!whole.test(version))
    return { version, missing: [`"${version}" is no version: 1.2.3, or 1.2.3-beta.1.`] };
  const lock = JSON.parse(read('package-lock.json'));
  const tagged = git('tag', '--list', 'v*')
    .split('\n')
    .map(tag => tag.slice(1))
    .filter(tag => whole.test(tag));
  const later = tagged.find(tag => isLater(tag, version));
  const notes = textOf(read('CHANGELOG.md'), version);
  const database = `test/main/store/released/${version}.db`;
  const isKept = git('ls-files', database) !== '';
  const schema = readdirSync(join(folder, 'main/store/sqlite/migrations')).length;
  const held = [
    [git('branch', '--show-current') === 'main', 'A release is made on main.'],
    [git('status', '--porcelain', '--untracked-files=all') === '', 'Something is not committed.'],
    [!tagged.includes(version), `There is a tag v${version} already: set the next version.`],
    [later === undefined, `v${later} is later than ${version}, which no installed program would take.`],
    [
      lock.version === version && lock.packages[''].version === version,
      'package-lock.json names another version.',
    ],
    [notes !== null, `CHANGELOG.md has no heading "## ${version}".`],
    [notes !== '', `CHANGELOG.md says nothing of ${version}.`],
    [isKept, `The database of ${version} is not kept: node test/main/store/released/keep.ts`],
    [
      !isKept || schemaOf(readFileSync(join(folder, database))) === schema,
      `The database of ${version} was kept before its last migration: delete ${database}, then node test/main/store/released/keep.ts`,
    ],
  ];
  return { version, missing: held.flatMap(([holds, sentence]) => (holds ? [] : [`${sentence}`])) };
}

const number = String.raw`(?:0|[1-9]\d*)`;
const identifier = String.raw`(?:${number}|\d*[a-z][\da-z]*)`;
/** A version as the feed, npm and the packages all take it. */
const whole = new RegExp(
  String.raw`^${number}\.${number}\.${number}(?:-${identifier}(?:\.${identifier})*)?$`,
  'i',
);

/** Whether `one` comes after `other` (https://semver.org, 11). */
export function isLater(one, other) {
  const [[numbers, beta], [otherNumbers, otherBeta]] = [one, other].map(version => version.split('-'));
  if (numbers !== otherNumbers) return isBehind(numbers, otherNumbers);
  if (beta === undefined || otherBeta === undefined) return beta === undefined && otherBeta !== undefined;
  return isBehind(beta, otherBeta);
}

/** Whether the first part in which they differ is the greater one: no part is less than any, digits are less than letters. */
function isBehind(one, other) {
  const [parts, otherParts] = [one.split('.'), other.split('.')];
  const at = parts.findIndex((part, index) => part !== otherParts[index]);
  const [part, otherPart] = [parts[at], otherParts[at]];
  if (part === undefined || otherPart === undefined) return otherPart === undefined && part !== undefined;
  const [isNumber, isOtherNumber] = [part, otherPart].map(text => /^\d+$/.test(text));
  if (isNumber !== isOtherNumber) return isOtherNumber;
  return isNumber ? Number(part) > Number(otherPart) : part > otherPart;
}

/** What the changelog says of the version; null without a heading. */
function textOf(changelog, version) {
  try {
    return notesOf(changelog, version).trim();
  } catch {
    return null;
  }
}

/** SQLite keeps `user_version` at byte 60 (https://sqlite.org/fileformat.html, 1.3); it counts the migrations. */
const schemaOf = file => (file.length < 64 ? null : file.readUInt32BE(60));
