import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { linkScheme } from '../../main/shell/links/link.ts';
import { createSmallRoot, type SmallRoot } from './small-root.ts';

/** The .deb around a stub of Electron: everything in it but the program is what a user installs. */
const out = inject('packaged');

const onPath = (name: string): boolean =>
  [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'].some(folder =>
    existsSync(join(folder, name)),
  );
const lacking = ['dpkg', 'dpkg-deb', 'desktop-file-validate', 'appstreamcli', 'apparmor_parser'].filter(
  name => !onPath(name),
);
const isRoot = process.getuid?.() === 0;
if (out !== null && lacking.length > 0)
  console.log(`\n  SKIPPED: what is in the .deb, because there is no ${lacking.join(', ')}.\n`);
if (out !== null && !isRoot)
  console.log('\n  SKIPPED: installing the .deb, because only root may change into a folder (chroot).\n');

const sbin = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin`, LC_ALL: 'C.UTF-8' };
const ask = (program: string, ...args: string[]): string =>
  execFileSync(program, args, {
    encoding: 'utf8',
    env: sbin,
    maxBuffer: 2 ** 24,
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** All names that this system's package lists know; a few only where the lists were never fetched. */
const packagesOfDebian = new Set(
  onPath('apt-cache') ? ask('apt-cache', 'pkgnames', '--all-names').trim().split('\n') : [],
);

let deb: string;
let contents: string;

beforeAll(() => {
  if (out === null || lacking.length > 0) return;
  deb = join(out, readdirSync(out).find(name => name.endsWith('.deb')) ?? 'missing');
  contents = mkdtempSync(join(tmpdir(), 'raze-deb-contents-'));
  ask('dpkg-deb', '--extract', deb, contents);
});
afterAll(() => {
  if (contents !== undefined) rmSync(contents, { recursive: true, force: true });
});

const home = 'opt/Raze Quick Stage';
const desktop = 'usr/share/applications/com.getraze.quickstage.desktop';
const metainfo = 'usr/share/metainfo/com.getraze.quickstage.metainfo.xml';
const profile = `${home}/resources/apparmor-profile`;
const textOf = (file: string): string => readFileSync(join(contents, file), 'utf8');
const field = (name: string): string => ask('dpkg-deb', '--field', deb, name).trim();
const listOf = (name: string): string[] => field(name).split(', ');

describe.skipIf(out === null || lacking.length > 0)('the .deb', () => {
  test('says what it is: a stub has it in its name and its first line', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect([field('Package'), field('Version'), field('Description').split('\n')[0]]).toEqual([
      'raze-quick-stage',
      version,
      'A stub for tests, without Electron',
    ]);
    expect(deb).toMatch(/-stub\.deb$/);
  });

  test('depends on what Electron and keytar are linked with', () => {
    const wanted = ['libgtk-3-0', 'libnss3', 'libgbm1', 'libasound2t64 | libasound2', 'libsecret-1-0'];
    expect(listOf('Depends')).toEqual(expect.arrayContaining(wanted));
  });

  test.skipIf(packagesOfDebian.size < 10_000)(
    'depends on and recommends nothing that Debian does not have',
    () => {
      const unknown = [...listOf('Depends'), ...listOf('Recommends')].filter(
        names => !names.split(' | ').some(name => packagesOfDebian.has(name)),
      );
      expect(unknown).toEqual([]);
    },
  );

  test('belongs to root, and nobody else may write in it', () => {
    const entries = ask('dpkg-deb', '--contents', deb).trim().split('\n');
    expect(entries.filter(line => !/^[d-]rw[x-]r-[x-]r-[x-] root\/root /.test(line))).toEqual([]);
  });

  test('has the sums of its files', () => {
    ask('dpkg-deb', '--control', deb, join(contents, 'DEBIAN'));
    const sums = join(contents, 'DEBIAN', 'md5sums');
    const checked = execFileSync('md5sum', ['--check', sums], { cwd: contents, encoding: 'utf8' });
    rmSync(join(contents, 'DEBIAN'), { recursive: true });
    const files = ask('find', contents, '-type', 'f').trim().split('\n');
    expect(checked.trim().split('\n')).toHaveLength(files.length);
  });

  test('has a desktop file that holds, under the name the portals go by', () => {
    expect(ask('desktop-file-validate', join(contents, desktop))).toBe('');
    const entry = textOf(desktop);
    expect(entry).toContain('Exec="/opt/Raze Quick Stage/raze-quick-stage" %U\n');
    expect(entry).toContain(`MimeType=x-scheme-handler/${linkScheme};\n`);
    expect(entry).toContain('StartupWMClass=com.getraze.quickstage\n');
  });

  test('has metadata for software centres, which name the desktop file and what is installed', () => {
    expect(ask('appstreamcli', 'validate', '--no-net', join(contents, metainfo))).toContain('successful');
    expect(textOf(metainfo)).toContain('<launchable type="desktop-id">com.getraze.quickstage.desktop<');
    expect(textOf(metainfo)).toContain(`<mediatype>x-scheme-handler/${linkScheme}</mediatype>`);
  });

  test('has the icon that both name, in the sizes of a desktop', () => {
    const sizes = readdirSync(join(contents, 'usr/share/icons/hicolor'));
    expect(sizes).toEqual(
      expect.arrayContaining(['16x16', '32x32', '48x48', '128x128', '256x256', '512x512']),
    );
    const icons = sizes.map(size => `usr/share/icons/hicolor/${size}/apps/raze-quick-stage.png`);
    expect(icons.filter(icon => statSync(join(contents, icon)).size === 0)).toEqual([]);
    expect(textOf(desktop)).toContain('Icon=raze-quick-stage\n');
    expect(textOf(metainfo)).toContain('<icon type="stock">raze-quick-stage</icon>');
  });

  test('has an AppArmor profile that grants its program user namespaces', () => {
    const text = textOf(profile);
    expect(text).toContain(
      'profile "raze-quick-stage" "/opt/Raze Quick Stage/raze-quick-stage" flags=(unconfined)',
    );
    expect(text).toContain('\n  userns,\n');
    // AppArmor before 4 knows neither; there the package leaves the profile out, and nothing needs it.
    const old = !existsSync('/etc/apparmor.d/abi/4.0');
    const input = old ? text.replace('abi <abi/4.0>,', '').replace('userns,', '') : text;
    const names = execFileSync('apparmor_parser', ['--names', '--skip-kernel-load', '--skip-cache'], {
      input,
      env: sbin,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    expect(names.trim()).toBe('raze-quick-stage');
  });
});

describe.skipIf(out === null || lacking.length > 0 || !isRoot)('installed in a folder', () => {
  const empty = (): SmallRoot => {
    const root = createSmallRoot();
    onTestFinished(() => root.remove());
    return root;
  };
  const withDependencies = (): SmallRoot => {
    const root = empty();
    root.have(listOf('Depends').map(names => names.split(' | ')[0] ?? names));
    return root;
  };

  test('it asks for what it depends on', () => {
    expect(() => empty().dpkg('--install', deb)).toThrow(/depends on libgtk-3-0/);
  });

  test('every file is there, its command runs, and after it is removed nothing is left', () => {
    const root = withDependencies();
    const before = root.files();
    root.dpkg('--install', deb);
    const listed = root.dpkg('--listfiles', 'raze-quick-stage').trim().split('\n').slice(1);
    expect(listed.filter(file => !existsSync(join(root.path, file)))).toEqual([]);
    expect(root.files()).toContain('usr/bin/raze-quick-stage');
    const ran = spawnSync('chroot', [root.path, 'raze-quick-stage'], { encoding: 'utf8', env: sbin });
    expect([ran.status, ran.stderr]).toEqual([1, expect.stringContaining('there is no program in it')]);
    root.dpkg('--purge', 'raze-quick-stage');
    expect(root.files()).toEqual(before);
  });

  test('AppArmor’s profile is tried, put in its place, loaded, and taken away again', () => {
    const root = withDependencies();
    root.script('usr/bin/apparmor_status', 'exit 0');
    // As `--print-cache-dir` has it: the folder is named after what the kernel can do.
    const cache = 'var/cache/apparmor/733692a5.0';
    mkdirSync(join(root.path, cache), { recursive: true });
    root.script(
      'usr/sbin/apparmor_parser',
      `echo "$@" >> /var/log/apparmor\n[ "$1" != --replace ] || echo compiled > /${cache}/raze-quick-stage`,
    );
    root.dpkg('--install', deb);
    const installed = 'etc/apparmor.d/raze-quick-stage';
    expect(root.files()).toContain(`${cache}/raze-quick-stage`);
    expect(readFileSync(join(root.path, installed), 'utf8')).toBe(textOf(profile));
    root.dpkg('--purge', 'raze-quick-stage');
    expect(root.files()).not.toContain(installed);
    expect(root.files()).not.toContain(`${cache}/raze-quick-stage`);
    expect(readFileSync(join(root.path, 'var/log/apparmor'), 'utf8').trim().split('\n')).toEqual([
      `--skip-kernel-load --debug /${profile}`,
      `--replace --write-cache --skip-read-cache /${installed}`,
      `--remove /${installed}`,
    ]);
  });

  test('where AppArmor does not know the profile, it stays away', () => {
    const root = withDependencies();
    root.script('usr/bin/apparmor_status', 'exit 0');
    root.script('usr/sbin/apparmor_parser', 'exit 1');
    expect(root.dpkg('--install', deb)).toContain('Skipping the installation of the AppArmor profile');
    expect(root.files()).not.toContain('etc/apparmor.d/raze-quick-stage');
  });

  test('where AppArmor knows the profile and does not load it, the program is installed all the same', () => {
    const root = withDependencies();
    root.script('usr/bin/apparmor_status', 'exit 0');
    root.script('usr/sbin/apparmor_parser', '[ "$1" != --replace ]');
    root.dpkg('--install', deb);
    expect(root.dpkg('--listfiles', 'raze-quick-stage')).toContain(home);
    expect(root.files()).toEqual(
      expect.arrayContaining(['usr/bin/raze-quick-stage', 'etc/apparmor.d/raze-quick-stage']),
    );
  });

  test('while a newer version takes its place, the command and the profile stay', () => {
    const root = withDependencies();
    root.script('usr/bin/apparmor_status', 'exit 0');
    root.script('usr/sbin/apparmor_parser', 'exit 0');
    root.dpkg('--install', deb);
    const before = root.files();
    root.dpkg('--unpack', deb);
    expect(root.files()).toEqual(before);
  });

  test.each([
    ['may make namespaces', '1', 0o755],
    ['may make none, as Debian’s switch says', '0', 0o4755],
  ])('Chromium’s helper has root’s rights only where they are needed: users %s', (_, allowed, mode) => {
    const root = withDependencies();
    root.script('usr/bin/unshare', 'exit 0');
    mkdirSync(join(root.path, 'proc/self/ns'), { recursive: true });
    symlinkSync('user:[1]', join(root.path, 'proc/self/ns/user'));
    mkdirSync(join(root.path, 'proc/sys/kernel'), { recursive: true });
    writeFileSync(join(root.path, 'proc/sys/kernel/unprivileged_userns_clone'), `${allowed}\n`);
    root.dpkg('--install', deb);
    expect(statSync(join(root.path, home, 'chrome-sandbox')).mode & 0o7777).toBe(mode);
  });

  test('a newer version put over it leaves the command and the profile in place', () => {
    const root = withDependencies();
    root.script('usr/bin/apparmor_status', 'exit 0');
    root.script('usr/sbin/apparmor_parser', 'exit 0');
    root.dpkg('--install', deb);
    const before = root.files();
    root.dpkg('--install', deb);
    expect(root.files()).toEqual(before);
    expect(before).toEqual(
      expect.arrayContaining(['usr/bin/raze-quick-stage', 'etc/apparmor.d/raze-quick-stage']),
    );
  });
});
