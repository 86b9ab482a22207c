import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const script = join(import.meta.dirname, '../../script/package.mjs');
const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
const usage = 'npm run package -- [--dir] [--stub] [--real] [--e2e] [--out …]';

test('--help says how it is called, and packages nothing', () => {
  expect(run('--help')).toMatchObject({ status: 0, stdout: `${usage}\n`, stderr: '' });
});

test.each([
  [['--stubb'], "Unknown option '--stubb'"],
  [['--dir', '--out'], "Option '--out <value>' argument missing"],
  [['dir'], "Unexpected argument 'dir'"],
])('%j is told before anything is built', (args, what) => {
  expect(run(...args)).toMatchObject({ status: 64, stdout: '', stderr: `${what}: ${usage}\n` });
});

test.each([
  [['--e2e'], '--e2e wants --dir: nobody is to install a program that takes a debugger.'],
  [['--dir', '--stub', '--real'], '--stub and --real ask for different things.'],
])('%j is refused before anything is built', (args, why) => {
  expect(run(...args)).toMatchObject({ status: 64, stdout: '', stderr: `${why}\n` });
});
