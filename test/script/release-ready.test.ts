import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const { releaseOf } = (await import('../../script/release-ready.mjs' as string)) as {
  releaseOf: (folder: string) => { version: string; missing: string[] };
};

/** A repository in which 1.2.0 may be released. */
function repository() {
  const folder = mkdtempSync(join(tmpdir(), 'raze-release-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const git = (...args: string[]) => {
    const who = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com'];
    execFileSync('git', [...who, ...args], { cwd: folder, stdio: 'pipe' });
  };
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  const commit = () => {
    git('add', '--all');
    git('commit', '--quiet', '--message', 'Something');
  };
  git('init', '--quiet', '--initial-branch', 'main');
  write('package.json', '{"version": "1.2.0"}');
  write('package-lock.json', '{"version": "1.2.0"}');
  write('CHANGELOG.md', '# Changelog\n\n## 1.2.0 - 2030-01-31\n');
  write('test/main/store/released/1.2.0.db', 'rows');
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

test('a file that is not committed is in no release', () => {
  const { folder, write } = repository();
  write('new.txt', '');
  expect(releaseOf(folder).missing).toEqual(['Something is not committed.']);
});

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

test('the heading of a later version is not its own', () => {
  const { folder, write, commit } = repository();
  write('CHANGELOG.md', '## 1.2.01\n');
  commit();
  expect(releaseOf(folder).missing).toEqual(['CHANGELOG.md has no heading "## 1.2.0".']);
});
