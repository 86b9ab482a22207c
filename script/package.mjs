import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from './build.mjs';
import { forAllUsers, unpackedForWindows } from './package/for-all-users.mjs';
import { macSigning } from './package/mac-signing.mjs';
import { writeStubElectron } from './package/stub-electron.mjs';
import { asked, endWith, misuse } from './setup/asked.mjs';
import { ensureElectron } from './setup/electron.mjs';
import { buildKeytar } from './setup/keytar.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { modules, projectNode, root } from './setup/paths.mjs';
import { giveUp, run, say } from './setup/run.mjs';
import { buildParts, ensureSystem } from './setup/system.mjs';

/**
 * `npm run package`: installers for this system below `release/`, on Windows one for one user and one for all. Where Electron itself cannot be fetched, on Linux, a
 * .deb around a stub of it, whose name says so. Arguments after `--`: `--dir` only the folder that an installer would
 * hold. `--stub` wants the stub, `--real` never takes it. `--out DIR` puts the result there. `--e2e` leaves the fuse for `--inspect` on,
 * which test drivers need: with `--dir` only, since it is never to be given to anyone.
 */
const flag = /** @type {const} */ ({ type: 'boolean', default: false });
const { dir, stub, real, e2e, out } = asked('package', {
  ...{ dir: flag, stub: flag, real: flag, e2e: flag },
  out: { type: 'string' },
}).values;
if (e2e && !dir) endWith('--e2e wants --dir: nobody is to install a program that takes a debugger.', misuse);
if (stub && real) endWith('--stub and --real ask for different things.', misuse);
const onLinux = process.platform === 'linux';

/** Electron's own folder, or null. */
async function electronFolder() {
  const binary = stub ? null : await ensureElectron();
  if (binary === null) return null;
  // On macOS the program lies within Electron.app, three folders below the one that is wanted.
  return process.platform === 'darwin' ? join(dirname(binary), '..', '..', '..') : dirname(binary);
}

/** What is built without Electron: nobody shall take it for the program. */
function stubOptions(folder) {
  if (real) giveUp('Electron cannot be fetched, and a stub is not wanted.');
  if (!onLinux) giveUp('Electron cannot be fetched, and there is a stub of it for Linux only.');
  say(
    'Electron is not here: packaging around a stub. The archive is the real one; the program does not run.',
  );
  writeStubElectron(folder, version);
  return [
    // What an AppImage is made of would be downloaded too, unless it is here (electron-builder: toolsets/linux).
    ...(dir ? [] : ['--linux', 'deb', ...(process.env.APPIMAGE_TOOLS_PATH ? ['AppImage'] : [])]),
    `-c.electronDist=${folder}`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills it in.
    '-c.artifactName=raze-quick-stage-${version}-${os}-${arch}-stub.${ext}',
    '-c.linux.synopsis=A stub for tests, without Electron',
  ];
}

/** When the sources are from: what is packaged is of that moment, and the same whenever it is packaged. */
async function sourceDate() {
  if (process.env.SOURCE_DATE_EPOCH) return {};
  const { code, output } = await run('git', ['log', '-1', '--format=%ct'], { quiet: true });
  return code === 0 ? { SOURCE_DATE_EPOCH: output.trim() } : {};
}

/** What makes the .deb: Debian's own dpkg-deb where it is, else fpm, which electron-builder downloads. */
async function debMaker() {
  const { code } = await run('dpkg-deb', ['--version'], { quiet: true });
  return code === 0 ? { CUSTOM_FPM_PATH: join(import.meta.dirname, 'package', 'deb.mjs') } : {};
}

/** Runs electron-builder with these arguments; its exit code. */
async function make(options) {
  const { code } = await run(
    projectNode(),
    [
      join(modules, 'electron-builder', 'cli.js'),
      `-c.electronVersion=${version}`,
      '--publish',
      'never',
      ...options,
    ],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: onLinux ? { ...(await debMaker()), ...(await sourceDate()) } : {},
    },
  );
  return code;
}

await ensurePackages();
const { version } = JSON.parse(readFileSync(join(modules, 'electron', 'package.json'), 'utf8'));
await ensureSystem(buildParts);
if (!(await buildKeytar())) giveUp('Without keytar the packaged app could keep no key.');
await build();
const temporary = mkdtempSync(join(tmpdir(), 'raze-package-'));
try {
  const electron = await electronFolder();
  const options = [
    ...(dir ? ['--dir'] : []),
    ...(electron === null ? stubOptions(temporary) : [`-c.electronDist=${electron}`]),
    ...(process.platform === 'darwin' ? macSigning(process.env) : []),
    ...(out === undefined ? [] : [`-c.directories.output=${out}`]),
    ...(e2e ? ['-c.electronFuses.enableNodeCliInspectArguments=true'] : []),
  ];
  let code = await make(options);
  if (code === 0 && process.platform === 'win32' && !dir) {
    const unpacked = join(`${out ?? join(root, 'release')}`, unpackedForWindows(process.arch));
    code = await make([...options, ...forAllUsers(unpacked)]);
  }
  if (code === 0) say(`Packaged below ${out ?? join(root, 'release')}.`);
  process.exitCode = code;
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
