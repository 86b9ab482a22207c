import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../support/temp-folder.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const run = (command: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, [join(root, 'test', command, `${command}.ts`), ...args], { encoding: 'utf8' });

const commands = [
  'simulate',
  'crash',
  'faults',
  'fleet',
  'soak',
  'recordings',
  'mutation',
  'update-test',
  'first-light',
  'conformance',
];

test.each(commands)(
  '%s: --help and an unknown option are one sentence each',
  command => {
    const help = run(command, '--help');
    expect(help).toMatchObject({ status: 0, stderr: '' });
    expect(help.stdout).toMatch(new RegExp(`^npm run ${command} -- .*\\n$`));
    const unknown = run(command, '--hlep');
    expect(unknown).toMatchObject({ status: 1, stdout: '' });
    expect(unknown.stderr).toMatch(/^Unknown option '--hlep': .*\n$/);
  },
  60_000,
);

test('a number that would prove nothing is none', () => {
  const none = run('simulate', '--seeds', 'many');
  expect(none).toMatchObject({ status: 1, stdout: '' });
  expect(none.stderr).toMatch(/^--seeds is a whole number of at least 1, not "many": .*\n$/);
});

test('recordings of a folder without any are one sentence', () => {
  const folder = tempFolder();
  expect(run('recordings', '--dir', folder)).toMatchObject({
    status: 1,
    stdout: '',
    stderr: `Neither stage_id nor status is in ${folder}.\n`,
  });
});
