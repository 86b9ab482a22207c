import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from './build.mjs';
import { ensureElectron } from './setup/electron.mjs';
import { repairKeytar } from './setup/keytar.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { modules, projectNode, root } from './setup/paths.mjs';
import { giveUp, run, say } from './setup/run.mjs';

/**
 * `npm run package`: installers for this system below `release/`. Arguments after `--`:
 * `--dir` only the folder that an installer would hold; works without a network, and where Electron itself cannot
 * be fetched around a stub of it. `--stub` wants that stub. `--out DIR` puts the result there. `--e2e` leaves the
 * fuse for `--inspect` on, which test drivers need: never to be given to anyone.
 */
const args = process.argv.slice(2);
const has = flag => args.includes(flag);
const out = has('--out') ? args[args.indexOf('--out') + 1] : undefined;
const { version } = JSON.parse(readFileSync(join(modules, 'electron', 'package.json'), 'utf8'));

/** What @electron/fuses looks for: this text, the version, the count, one character per fuse. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuses = 9;

/**
 * Fills a folder with as much of Electron for Linux as electron-builder touches: enough to assemble the archive
 * and to write the fuses, not to run.
 */
function writeStubElectron(folder, version) {
  for (const inner of ['resources', 'locales']) mkdirSync(join(folder, inner), { recursive: true });
  const wire = Buffer.from([1, fuses, ...Array(fuses).fill(0x30)]);
  writeFileSync(
    join(folder, 'electron'),
    Buffer.concat([Buffer.from('not a program\n'), Buffer.from(sentinel), wire, Buffer.alloc(64)]),
    { mode: 0o755 },
  );
  writeFileSync(join(folder, 'version'), version);
  writeFileSync(join(folder, 'LICENSE'), '');
  writeFileSync(join(folder, 'LICENSES.chromium.html'), '');
  for (const locale of ['en-US', 'es', 'es-419', 'fr', 'pt-BR']) {
    writeFileSync(join(folder, 'locales', `${locale}.pak`), '');
  }
}

async function electronFolder(temporary) {
  const binary = has('--stub') ? null : await ensureElectron();
  // On macOS the program lies within Electron.app, three folders below the one that is wanted.
  if (binary !== null) {
    return process.platform === 'darwin' ? join(dirname(binary), '..', '..', '..') : dirname(binary);
  }
  if (!has('--dir') || process.platform !== 'linux') return null;
  say(
    'Electron is not here: packaging around a stub. The archive is the real one; the program does not run.',
  );
  writeStubElectron(temporary, version);
  return temporary;
}

await ensurePackages();
if (!(await repairKeytar())) giveUp('Without keytar the packaged app could keep no key.');
await build();
const temporary = mkdtempSync(join(tmpdir(), 'raze-package-'));
try {
  const electron = await electronFolder(temporary);
  const options = [
    ...(has('--dir') ? ['--dir'] : []),
    ...(electron === null ? [] : [`-c.electronDist=${electron}`]),
    ...(out === undefined ? [] : [`-c.directories.output=${out}`]),
    ...(has('--e2e') ? ['-c.electronFuses.enableNodeCliInspectArguments=true'] : []),
  ];
  const { code } = await run(
    projectNode(),
    [join(modules, 'electron-builder', 'cli.js'), `-c.electronVersion=${version}`, ...options],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  if (code === 0) say(`Packaged below ${out ?? join(root, 'release')}.`);
  process.exitCode = code;
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
