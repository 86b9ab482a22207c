import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { languages } from '../../main/contract/language.ts';
import { dialects } from '../../main/contract/model.ts';
import * as options from '../../script/setup/options.mjs';

const root = join(import.meta.dirname, '../..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};
/** As npm runs it, without a display. */
const run = (words: readonly string[]) => {
  const [name = '', ...args] = words;
  const given = (scripts[name] ?? '').split(' ').slice(1);
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env;
  return spawnSync(process.execPath, [...given, ...args], {
    cwd: root,
    encoding: 'utf8',
    env,
    timeout: 30_000,
  });
};
/** These give what they do not know to the app, or to vitest. */
const passing = ['start', 'dev', 'web', 'command', 'test', 'check'];
const benches = Object.keys(options.benchOptions).map(name => ['bench', name]);
const called = [...Object.keys(scripts).map(name => [name]), ...benches];

test('the values that scripts know are those of the contract', () => {
  expect([options.languages, options.dialects]).toEqual([languages, dialects]);
});

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

test.each([
  ['faults', '--files', 'none', /^--files is a whole number of at least 1, not "none"\.\n$/],
  ['soak', '--days', '0', /^--days is a whole number of at least 1, not "0"\.\n$/],
  ['bench', 'search', '--size', '23', /^--size is a whole number of at least 24, not "23"\.\n$/],
  ['bench', 'directory', '--rows', 'all', /^--rows is a whole number of at least 1, not "all"\.\n$/],
  ['heard', '--language', 'xx', /^--language is one of pt-BR, en, es, not "xx"\.\n$/],
  ['first-light', '--host', 'chrome', /^--host is one of electron, stand-in, not "chrome"\.\n$/],
  ['conformance', '--host', 'chrome', /^--host is one of stand-in, electron, not "chrome"\.\n$/],
  ['mutation', '--area', 'store', '--area', 'none', /^--area is one of outbox, .+, not "none"\.\n$/],
  ['screenshots', '--only', 'fr', /^--only is one of pt-BR, pt-BR\/light, .+, not "fr"\.\n$/],
  ['dev', '--dialect', 'french', /^--dialect is one of documented, status, stage_id, not "french"\.\n$/],
  ['web', /^--user-data-dir is missing: npm run web -- --user-data-dir … .+\n$/],
  ['web', '--port', '0', /^--user-data-dir is missing: npm run web -- --user-data-dir … .+\n$/],
  ['command', /^No command: npm run command -- .+\n$/],
  ['command', '--web', '--json', /^No command: npm run command -- .+\n$/],
])(
  '%s %s: a value that cannot be meant ends it at once, with 64 and one line',
  (...words) => {
    const said = words.pop() as RegExp;
    const { status, stdout, stderr } = run(words as string[]);
    expect({ status, stdout }).toEqual({ status: 64, stdout: '' });
    expect(stderr).toMatch(said);
  },
  60_000,
);

test('what may be chosen is said in the help', () => {
  const help = (...words: readonly string[]): string => run([...words, '--help']).stdout;
  expect(help('dev')).toContain('[--dialect documented|status|stage_id]');
  expect(help('heard')).toContain('[--language pt-BR|en|es]');
  expect(help('web')).toContain('npm run web -- --user-data-dir … [');
  expect(help('mutation')).toContain('[--file …] [--tests …]');
});

test('what stands after -- is a text', () => {
  const { status, stderr } = run(['hosts', '--hlep', '--', '--help']);
  expect(status).toBe(64);
  expect(stderr).toMatch(/^Unknown option/);
});
