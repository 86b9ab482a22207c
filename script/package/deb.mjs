#!/usr/bin/env node
/**
 * Makes a .deb by Debian's own dpkg-deb. electron-builder calls it in the place of fpm (`CUSTOM_FPM_PATH`), which it
 * would download: so the same package comes out with and without a network, and what is tested is what is
 * published. Takes the arguments that electron-builder gives fpm for a .deb; one that it does not know is an error.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';

const text = /** @type {const} */ ({ type: 'string' });
const texts = /** @type {const} */ ({ type: 'string', multiple: true });

const { values: given, positionals: contents } = parseArgs({
  allowPositionals: true,
  options: {
    s: { ...text, short: 's' },
    t: { ...text, short: 't' },
    force: { type: 'boolean' },
    d: { ...texts, short: 'd' },
    'deb-recommends': texts,
    'deb-compression': text,
    'deb-priority': text,
    architecture: text,
    'after-install': text,
    'after-remove': text,
    description: text,
    version: text,
    package: text,
    name: text,
    maintainer: text,
    url: text,
    // fpm writes these two into fields that Debian does not have.
    vendor: text,
    license: text,
    category: text,
  },
});

/** @param {keyof typeof given} name */
const must = name => {
  const value = given[name];
  if (typeof value !== 'string') throw new Error(`--${name} is missing`);
  return value;
};

if (must('s') !== 'dir' || must('t') !== 'deb') throw new Error('Only a .deb of folders can be made.');

/** `what=/where`; a folder with a slash at its end gives what is in it. */
function place(staging, mapping) {
  const cut = mapping.indexOf('=/');
  if (cut < 0) throw new Error(`Not a mapping: ${mapping}`);
  const [from, to] = [mapping.slice(0, cut), join(staging, mapping.slice(cut + 1))];
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
}

/** @returns {string[]} */
const filesOf = folder =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => !entry.isDirectory())
    .map(entry => join(entry.parentPath, entry.name))
    .sort();

/** When everything in the package is from (https://reproducible-builds.org/docs/source-date-epoch/); dpkg-deb goes by it too. */
const epoch = Number(process.env.SOURCE_DATE_EPOCH || Math.floor(Date.now() / 1000));

/** Nobody but root may write, everybody may read, and all of it is of one moment, whoever built it and when. */
function settle(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter(entry => !entry.isSymbolicLink())
    .map(entry => join(entry.parentPath, entry.name));
  for (const path of [...paths, folder]) {
    const { mode } = lstatSync(path);
    chmodSync(path, (mode & 0o100) === 0 ? 0o644 : 0o755);
    utimesSync(path, epoch, epoch);
  }
}

/** The first line is the synopsis; a line of the rest begins with a space, an empty one is a full stop (Debian Policy 5.6.13). */
function description(all) {
  const [synopsis = '', ...rest] = all.split('\n').map(line => line.trim());
  return [synopsis, ...rest.map(line => ` ${line || '.'}`)].join('\n');
}

function control(staging) {
  const files = filesOf(staging).filter(file => !lstatSync(file).isSymbolicLink());
  const kilobytes = files.reduce((sum, file) => sum + Math.ceil(lstatSync(file).size / 1024), 0);
  const lists = { Depends: given.d, Recommends: given['deb-recommends'] };
  const fields = {
    Package: must('name'),
    Version: must('version'),
    Architecture: must('architecture'),
    Maintainer: must('maintainer'),
    'Installed-Size': kilobytes,
    ...Object.fromEntries(Object.entries(lists).map(([name, packages]) => [name, packages?.join(', ')])),
    Section: given.category ?? 'misc',
    Priority: must('deb-priority'),
    Homepage: must('url'),
    Description: description(must('description')),
  };
  const lines = Object.entries(fields).filter(([, value]) => value !== undefined);
  return lines.map(([name, value]) => `${name}: ${value}\n`).join('');
}

const sums = staging =>
  filesOf(staging)
    .filter(file => !lstatSync(file).isSymbolicLink())
    .map(
      file => `${createHash('md5').update(readFileSync(file)).digest('hex')}  ${relative(staging, file)}\n`,
    )
    .join('');

const staging = mkdtempSync(join(tmpdir(), 'raze-deb-'));
try {
  for (const mapping of contents) place(staging, mapping);
  const parts = { control: control(staging), md5sums: sums(staging) };
  const folder = join(staging, 'DEBIAN');
  mkdirSync(folder);
  for (const [name, part] of Object.entries(parts)) writeFileSync(join(folder, name), part, { mode: 0o644 });
  const scripts = { postinst: must('after-install'), postrm: must('after-remove') };
  for (const [name, from] of Object.entries(scripts)) {
    writeFileSync(join(folder, name), readFileSync(from), { mode: 0o755 });
  }
  const how = ['--root-owner-group', `-Z${must('deb-compression')}`, '--build', staging, must('package')];
  settle(staging);
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(epoch) };
  execFileSync('dpkg-deb', how, { env, stdio: ['ignore', 'ignore', 'inherit'] });
} finally {
  rmSync(staging, { recursive: true, force: true });
}
