import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const { isLater, releaseOf } = (await import('../../script/release-ready.mjs' as string)) as {
  isLater: (one: string, other: string) => boolean;
  releaseOf: (folder: string) => { version: string; missing: string[] };
};

/** The beginning of a database that has had so many migrations. */
function database(migrations: number): Buffer {
  const header = Buffer.alloc(100);
  header.writeUInt32BE(migrations, 60);
  return header;
}

/** A repository in which 1.2.0 may be released. */
function repository() {
  const folder = mkdtempSync(join(tmpdir(), 'raze-release-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const git = (...args: string[]) => {
    const who = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com'];
    execFileSync('git', [...who, ...args], { cwd: folder, stdio: 'pipe' });
  };
  const write = (file: string, text: string | Buffer) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  const commit = () => {
    git('add', '--all');
    git('commit', '--quiet', '--message', 'Something');
  };
  git('init', '--quiet', '--initial-branch', 'main');
  write('package.json', '{"version": "1.2.0"}');
  write('package-lock.json', '{"version": "1.2.0", "packages": {"": {"version": "1.2.0"}}}');
  write('CHANGELOG.md', '# Changelog\n\n## 1.2.0 - 2030-01-31\n\n- Better\n');
  for (const name of ['0001-first.ts', '0002-second.ts']) write(`main/store/sqlite/migrations/${name}`, '');
  write('test/main/store/released/1.2.0.db', database(2));
  commit();
  return { folder, git, write, commit };
}

test('a clean main with everything of its version may be released', () => {
  expect(releaseOf(repository().folder)).toEqual({ version: '1.2.0', missing: [] });
});

test('another branch may not', () => {
  const { folder, git } = repository();
  git('switch', '--quiet', '--create', 'later');
  expect(releaseOf(folder).missing).toEqual(['A release is made on main.']);
});

test.each(['normal', 'no'])(
  'a file that is not committed is in no release (git shows such files: %s)',
  shown => {
    const { folder, git, write } = repository();
    git('config', 'status.showUntrackedFiles', shown);
    write('new.txt', '');
    expect(releaseOf(folder).missing).toEqual(['Something is not committed.']);
  },
);

test('what was released is not released again', () => {
  const { folder, git } = repository();
  git('tag', 'v1.2.0');
  expect(releaseOf(folder).missing).toEqual(['There is a tag v1.2.0 already: set the next version.']);
});

test('a new version asks for the lock file, the heading and the database', () => {
  const { folder, write, commit } = repository();
  write('package.json', '{"version": "1.3.0"}');
  commit();
  expect(releaseOf(folder).missing).toEqual([
    'package-lock.json names another version.',
    'CHANGELOG.md has no heading "## 1.3.0".',
    'The database of 1.3.0 is not kept: node test/main/store/released/keep.ts',
  ]);
});

test('a version that no installed program would take is not released', () => {
  const { folder, git } = repository();
  for (const tag of ['v1.1.9', 'v1.2.0-beta.3', 'vague']) git('tag', tag);
  expect(releaseOf(folder).missing).toEqual([]);
  git('tag', 'v1.10.0');
  expect(releaseOf(folder).missing).toEqual([
    'v1.10.0 is later than 1.2.0, which no installed program would take.',
  ]);
});

test.each([
  ['1.2.1', '1.2.0'],
  ['1.10.0', '1.9.9'],
  ['2.0.0', '2.0.0-beta.1'],
  ['2.0.0-beta.10', '2.0.0-beta.9'],
  ['2.0.0-beta.1', '1.9.0'],
  ['2.0.0-beta.1', '2.0.0-beta'],
  ['2.0.0-beta', '2.0.0-10'],
  ['2.0.0-rc2', '2.0.0-rc10'],
  ['2.0.0-beta', '2.0.0-Beta'],
])('%s is later than %s', (one, other) => {
  expect([isLater(one, other), isLater(other, one), isLater(one, one)]).toEqual([true, false, false]);
});

test.each(['1.2', 'v1.2.0', '1.2.0+5', '1.2.0 ', '1.02.0', '1.2.0-b.01'])('"%s" is no version', version => {
  const { folder, write, commit } = repository();
  write('package.json', JSON.stringify({ version }));
  commit();
  expect(releaseOf(folder).missing).toEqual([`"${version}" is no version: 1.2.3, or 1.2.3-beta.1.`]);
});

test('each part of the lock file names the version', () => {
  const { folder, write, commit } = repository();
  write('package-lock.json', '{"version": "1.2.0", "packages": {"": {"version": "1.1.0"}}}');
  commit();
  expect(releaseOf(folder).missing).toEqual(['package-lock.json names another version.']);
});

test('a heading with nothing below it says nothing', () => {
  const { folder, write, commit } = repository();
  write('CHANGELOG.md', '## 1.2.0\n\n## 1.1.0\n\n- Better\n');
  commit();
  expect(releaseOf(folder).missing).toEqual(['CHANGELOG.md says nothing of 1.2.0.']);
});

test('a database that was kept before the last migration is not what this version leaves behind', () => {
  const { folder, write, commit } = repository();
  write('test/main/store/released/1.2.0.db', database(1));
  commit();
  expect(releaseOf(folder).missing).toEqual([
    'The database of 1.2.0 was kept before its last migration: delete test/main/store/released/1.2.0.db, then node test/main/store/released/keep.ts',
  ]);
});

test('the heading of a later version is not its own', () => {
  const { folder, write, commit } = repository();
  write('CHANGELOG.md', '## 1.2.01\n');
  commit();
  expect(releaseOf(folder).missing).toEqual(['CHANGELOG.md has no heading "## 1.2.0".']);
});
