import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tempFolder } from '../support/temp-folder.ts';

/** What makes the .deb, called as electron-builder calls fpm. */
const program = join(import.meta.dirname, '..', '..', 'script', 'package', 'deb.mjs');
const hasDpkg = (process.env.PATH ?? '').split(delimiter).some(path => existsSync(join(path, 'dpkg-deb')));
if (!hasDpkg) console.log('\n  SKIPPED: making a .deb, because there is no dpkg-deb.\n');

/** A folder of files, made by somebody at some time; and the arguments that make a package of it at `deb`. */
function source({ mode, hour }: { readonly mode: number; readonly hour: number }) {
  const folder = tempFolder();
  const files = { program: '#!/bin/sh\n', 'read me': 'text\n', script: 'exit 0\n' };
  mkdirSync(join(folder, 'app', 'inner'), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, 'app', 'inner', name);
    writeFileSync(file, text);
    chmodSync(file, name === 'program' ? mode | 0o111 : mode);
    utimesSync(file, hour * 3_600, hour * 3_600);
  }
  const deb = join(folder, 'made.deb');
  const script = join(folder, 'app', 'inner', 'script');
  const named = {
    architecture: 'amd64',
    'after-install': script,
    'after-remove': script,
    description: 'One line\n  more of it\n\nand the rest',
    version: '1.0.0',
    package: deb,
    name: 'made',
    maintainer: 'Somebody',
    vendor: 'Somebody',
    url: 'https://example.com',
    'deb-priority': 'optional',
    'deb-recommends': 'keyring',
    'deb-compression': 'xz',
  };
  const args = Object.entries(named).flatMap(([name, value]) => [`--${name}`, value]);
  return {
    deb,
    args: ['-s', 'dir', '--force', '-t', 'deb', '-d', 'one', '-d', 'two | three', ...args],
    folder,
  };
}

const make = (args: readonly string[]): string =>
  execFileSync(process.execPath, [program, ...args], {
    env: { ...process.env, SOURCE_DATE_EPOCH: '1800000000' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

describe.skipIf(!hasDpkg)('a .deb', () => {
  test('is the same, byte for byte, whoever makes it and whenever', () => {
    const [mine, yours] = [
      { mode: 0o644, hour: 500_000 },
      { mode: 0o660, hour: 400_000 },
    ].map(({ mode, hour }) => {
      const { deb, args, folder } = source({ mode, hour });
      make([...args, `${folder}/app/=/opt/app`]);
      return readFileSync(deb);
    });
    expect(mine?.equals(yours ?? Buffer.of())).toBe(true);
  });

  test('says what it was given', () => {
    const { deb, args, folder } = source({ mode: 0o644, hour: 1 });
    make([...args, `${folder}/app/=/opt/app`, `${folder}/app/inner/read me=/usr/share/doc/made`]);
    const control = execFileSync('dpkg-deb', ['--field', deb], { encoding: 'utf8' });
    expect(control).toContain('Depends: one, two | three\nRecommends: keyring\n');
    expect(control).toContain('Description: One line\n more of it\n .\n and the rest\n');
    const listed = execFileSync('dpkg-deb', ['--contents', deb], { encoding: 'utf8' });
    expect(listed.split('\n').map(line => line.slice(line.indexOf('./')))).toEqual(
      expect.arrayContaining(['./opt/app/inner/program', './usr/share/doc/made']),
    );
  });

  test.each(['--deb-systemd', '--rpm-os'])('refuses %s, which it does not know', unknown => {
    const { args } = source({ mode: 0o644, hour: 1 });
    expect(() => make([...args, unknown, 'x'])).toThrow(/Unknown option/);
  });
});
