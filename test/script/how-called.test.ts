import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { benchOptions } from '../../script/setup/options.mjs';

const root = join(import.meta.dirname, '../..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};
/** As npm runs it, without a display. */
const run = (words: readonly string[]) => {
  const [name = '', ...args] = words;
  const given = (scripts[name] ?? '').split(' ').slice(1);
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env;
  return spawnSync(process.execPath, [...given, ...args], { cwd: root, encoding: 'utf8', env });
};
/** These give what they do not know to the app, or to vitest. */
const passing = ['start', 'dev', 'web', 'command', 'test', 'check'];
const benches = Object.keys(benchOptions).map(name => ['bench', name]);
const called = [...Object.keys(scripts).map(name => [name]), ...benches];

test.each(called)(
  '%s %s --help says in one line how it is called, and does nothing',
  (...words) => {
    const name = words.join(' -- ');
    const { status, stdout, stderr } = run([...words, '--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.split('\n')).toHaveLength(2);
    expect(stdout).toMatch(new RegExp(`^npm run ${name}( |\n)`));
  },
  60_000,
);

const strict = called.filter(([name = '']) => !passing.includes(name));
test.each(strict)(
  '%s %s: an option that it does not know ends it at once, with 64 and one line',
  (...words) => {
    const { status, stdout, stderr } = run([...words, '--hlep']);
    expect({ status, stdout }).toEqual({ status: 64, stdout: '' });
    expect(stderr).toMatch(
      words[0] === 'bench' && words.length === 1
        ? /^There is no benchmark "--hlep": .+\n$/
        : /^Unknown option '--hlep': .+\n$/,
    );
  },
  60_000,
);

test('what stands after -- is a text', () => {
  const { status, stderr } = run(['hosts', '--hlep', '--', '--help']);
  expect(status).toBe(64);
  expect(stderr).toMatch(/^Unknown option/);
});
