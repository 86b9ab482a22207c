import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};
let clone = '';
beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), 'raze-clone-'));
  for (const name of ['package.json', 'package-lock.json', 'script'])
    cpSync(join(root, name), join(clone, name), { recursive: true });
  // No registry is to be asked here: an npm that cannot.
  mkdirSync(join(clone, 'bin'));
  writeFileSync(join(clone, 'bin', 'npm'), '#!/bin/sh\necho no registry\nexit 1\n');
  chmodSync(join(clone, 'bin', 'npm'), 0o755);
});

afterAll(() => rmSync(clone, { recursive: true, force: true }));

/** As npm runs it in a clone in which nothing was installed. */
const run = (name: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, [...(scripts[name] ?? '').split(' ').slice(1), ...args], {
    cwd: clone,
    encoding: 'utf8',
    timeout: 30_000,
    env: { ...process.env, PATH: [join(clone, 'bin'), process.env.PATH].join(delimiter) },
  });

/** With what each has to be given. */
const settingUp: Readonly<Record<string, readonly string[]>> = {
  ...{
    start: [],
    dev: [],
    test: [],
    build: [],
    package: [],
    sbom: [],
    hosts: [],
    heard: [],
    screenshots: [],
  },
  ...{ web: ['--user-data-dir', 'data'], bench: ['outbox'], 'first-light': ['--host', 'stand-in'] },
};
/** It reads git and the files of the clone alone until nothing is missing. */
const needingNothing = ['release'];

test.each(Object.entries(settingUp))('npm run %s sets up first', (name, args) => {
  const { status, stdout, stderr } = run(name, ...args);
  expect({ status, said: `${stdout}${stderr}` }).toEqual({
    status: 1,
    said: 'Installing the packages of package-lock.json …\n\n✗ npm ci failed:\nno registry\n\n',
  });
});

const others = Object.keys(scripts).filter(name => !(name in settingUp) && !needingNothing.includes(name));
test.each(others)('npm run %s says in one sentence what sets up', name => {
  const { status, stdout, stderr } = run(name, ...(name === 'command' ? ['pending'] : []));
  expect({ status, stdout, stderr }).toEqual({
    status: 1,
    stdout: '',
    stderr: 'Nothing is set up here yet: npm start or npm test does it.\n',
  });
});
