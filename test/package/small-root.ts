import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

/** What a package's scripts call, copied from this system with the libraries they need. */
const programs = [
  ...['bash', 'sh', 'env', 'readlink', 'rm', 'ln', 'cp', 'chmod', 'unshare'],
  ...['update-alternatives', 'ischroot'],
];
const searched = ['/usr/bin', '/usr/sbin', '/bin', '/sbin'];
/** The loader, which an interpreter names by its full path, lies behind one of these links. */
const merged = ['bin', 'sbin', 'lib', 'lib64'];

/** A file system that is just large enough for dpkg to install a package in. */
export interface SmallRoot {
  readonly path: string;
  /** Lets the package database know `packages` as installed, since dpkg checks what a package depends on. */
  have(packages: readonly string[]): void;
  /** Puts a shell script at `path` of this root. */
  script(path: string, lines: string): void;
  /** Runs dpkg on this root; returns what it and the scripts say. Throws it as an error where dpkg fails. */
  dpkg(...args: readonly string[]): string;
  /** All files and folders but dpkg's own books and the logs. */
  files(): string[];
  remove(): void;
}

function copy(root: string, file: string): void {
  const to = join(root, file);
  if (existsSync(to)) return;
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(realpathSync(file), to);
}

function librariesOf(program: string): string[] {
  const listed = execFileSync('ldd', [program], { encoding: 'utf8' });
  return [...listed.matchAll(/(\/\S+) \(0x/g)].map(([, file = '']) => file);
}

/** Makes one. Needs the rights of root, since dpkg changes into it (`chroot`). */
export function createSmallRoot(): SmallRoot {
  const path = mkdtempSync(join(tmpdir(), 'raze-root-'));
  for (const folder of merged) {
    mkdirSync(join(path, 'usr', folder), { recursive: true });
    symlinkSync(join('usr', folder), join(path, folder));
  }
  for (const name of programs) {
    const program = searched.map(folder => join(folder, name)).find(file => existsSync(file));
    if (program === undefined) throw new Error(`${name} is not on this system`);
    for (const file of [program, ...librariesOf(program)]) copy(path, file);
  }
  const books = ['updates', 'info', 'alternatives', 'triggers'].map(name => `var/lib/dpkg/${name}`);
  for (const folder of [...books, 'etc/alternatives', 'etc/apparmor.d', 'tmp', 'var/log', 'dev']) {
    mkdirSync(join(path, folder), { recursive: true });
  }
  writeFileSync(join(path, 'dev', 'null'), '');
  const status = join(path, 'var', 'lib', 'dpkg', 'status');
  const files = (folder = path): string[] =>
    readdirSync(folder).flatMap(name => {
      const file = join(folder, name);
      const own = relative(path, file);
      if (own === 'var/lib/dpkg' || own === 'var/log' || own === 'dev/null') return [];
      return lstatSync(file).isDirectory() ? [own, ...files(file)] : [own];
    });
  return {
    path,
    have(packages) {
      const entry = (name: string) =>
        `Package: ${name}\nStatus: install ok installed\nMaintainer: nobody\nArchitecture: all\nVersion: 1\nDescription: there\n`;
      writeFileSync(status, packages.map(entry).join('\n'));
    },
    script(file, lines) {
      mkdirSync(dirname(join(path, file)), { recursive: true });
      writeFileSync(join(path, file), `#!/bin/sh\n${lines}\n`);
      chmodSync(join(path, file), 0o755);
    },
    dpkg: (...args) =>
      execFileSync('dpkg', [`--root=${path}`, `--log=${join(path, 'var', 'log', 'dpkg.log')}`, ...args], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin`, LC_ALL: 'C.UTF-8' },
      }),
    files: () => files().sort(),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
