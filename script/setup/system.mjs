import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { run, say } from './run.mjs';

const onPath = name =>
  (process.env.PATH ?? '').split(delimiter).some(folder => existsSync(join(folder, name)));
const library = name =>
  ['/usr/lib', '/usr/lib64', '/lib']
    .flatMap(folder => [folder, `${folder}/x86_64-linux-gnu`, `${folder}/aarch64-linux-gnu`])
    .some(folder => existsSync(folder) && readdirSync(folder).some(file => file.startsWith(name)));

/** AppArmor's parser is for administrators, and not on everybody's path. */
const parser = () => onPath('apparmor_parser') || existsSync('/usr/sbin/apparmor_parser');

/** What the system must have: how to tell it is there, and Debian's package for it. */
const parts = {
  libsecret: { there: () => library('libsecret-1.so.0'), debian: ['libsecret-1-0'] },
  'libsecret headers': {
    there: () => existsSync('/usr/include/libsecret-1/libsecret/secret.h'),
    debian: ['libsecret-1-dev'],
  },
  'a C++ compiler': {
    there: () => ['python3', 'make', 'g++', 'pkg-config'].every(onPath),
    debian: ['python3', 'make', 'g++', 'pkg-config'],
  },
  'D-Bus': { there: () => onPath('dbus-daemon') && onPath('dbus-run-session'), debian: ['dbus'] },
  'the GNOME keyring': { there: () => onPath('gnome-keyring-daemon'), debian: ['gnome-keyring'] },
  'the Orca screen reader': {
    there: () => ['orca', 'speech-dispatcher', 'openbox', 'xdotool', 'Xvfb', 'gdbus'].every(onPath),
    debian: [
      ...[
        'orca',
        'speech-dispatcher',
        'python3-pyatspi',
        'gir1.2-wnck-3.0',
        'at-spi2-core',
        'libglib2.0-bin',
      ],
      ...['openbox', 'xdotool', 'xvfb'],
    ],
  },
  'what reads a package': {
    there: () =>
      ['desktop-file-validate', 'appstreamcli', 'makensis', 'mksquashfs'].every(onPath) && parser(),
    debian: ['desktop-file-utils', 'appstream', 'apparmor', 'nsis', 'squashfs-tools'],
  },
  Chromium: { there: () => findChromium() !== null, debian: ['chromium', 'fonts-dejavu-core'] },
};

/** The parts that running keytar, building keytar and the tests need. Only Linux lacks any of the first two. */
export const runtimeParts = process.platform === 'linux' ? ['libsecret'] : [];
export const buildParts = process.platform === 'linux' ? ['libsecret headers', 'a C++ compiler'] : [];
export const testParts =
  process.platform === 'linux' ? ['D-Bus', 'the GNOME keyring', 'Chromium'] : ['Chromium'];

/** What the tests of the packages read them with. Without it they are skipped, and say so. */
export const packageParts = process.platform === 'linux' ? ['what reads a package'] : [];

/** What `npm run heard` needs besides. */
export const heardParts = ['the Orca screen reader'];

const missing = names => names.filter(name => !parts[name].there());

async function install(packages) {
  const root = process.getuid?.() === 0;
  /** @returns {[string, string[]]} */
  const apt = args => (root ? ['apt-get', args] : ['sudo', ['-n', 'apt-get', ...args]]);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const steps = [
    ['-q', 'update'],
    ['-q', 'install', '-y', '--no-install-recommends', ...packages],
  ];
  for (const step of steps) {
    const { code, output } = await run(...apt(step), { quiet: true, env });
    if (code !== 0) return output.trim();
  }
  return null;
}

/**
 * Installs what is missing of `names` through Debian's package manager (as root, or with a sudo that does not ask).
 * Elsewhere, or without the right to install, says what to install. Resolves to what is missing still.
 */
export async function ensureSystem(names) {
  const lacking = missing(names);
  if (lacking.length === 0) return [];
  const packages = lacking.flatMap(name => parts[name].debian);
  const mayInstall = onPath('apt-get') && (process.getuid?.() === 0 || onPath('sudo'));
  if (mayInstall) {
    say(`Installing ${packages.join(', ')} …`);
    const trouble = await install(packages);
    if (trouble !== null) say(trouble.split('\n').slice(-5).join('\n'));
  }
  const still = missing(lacking);
  if (still.length > 0) {
    say(`! Missing: ${still.join(', ')}. Please install it (Debian: apt-get install ${packages.join(' ')}).`);
  }
  return still;
}
