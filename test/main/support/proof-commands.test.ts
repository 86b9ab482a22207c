import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../support/temp-folder.ts';
import { listName } from '../../update-test/feed.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const run = (command: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, [join(root, 'test', command, `${command}.ts`), ...args], { encoding: 'utf8' });

test('a number that would prove nothing is none', () => {
  const none = run('simulate', '--seeds', 'many');
  expect(none).toMatchObject({ status: 64, stdout: '' });
  expect(none.stderr).toMatch(/^--seeds is a whole number of at least 1, not "many"\.\n$/);
});

test('a release that is not there is one sentence', () => {
  const folder = tempFolder();
  expect(run('update-test', '--release', folder)).toMatchObject({
    status: 1,
    stdout: '',
    stderr: `No release is there: ${join(folder, listName('latest'))} is missing.\n`,
  });
});

test('recordings of a folder without any are one sentence', () => {
  const folder = tempFolder();
  expect(run('recordings', '--dir', folder)).toMatchObject({
    status: 1,
    stdout: '',
    stderr: `Neither stage_id nor status is in ${folder}.\n`,
  });
});
