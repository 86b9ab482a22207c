import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { modules, projectNode } from './paths.mjs';
import { run, say } from './run.mjs';

const home = join(modules, 'electron');
const failedAt = join(modules, '.cache', 'raze-quick-stage', 'electron-unreachable');
const hour = 3_600_000;

/** Chromium's own sandbox refuses to run as root on Linux. */
export const unsandboxed = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Electron's executable as its npm package unpacked it, or null. */
export function electronBinary() {
  const note = join(home, 'path.txt');
  if (!existsSync(note)) return null;
  const file = join(
    process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(home, 'dist'),
    readFileSync(note, 'utf8'),
  );
  return existsSync(file) ? file : null;
}

/**
 * Electron's executable, downloaded when it is not there yet; null where its host cannot be reached. A failure is
 * remembered for an hour, so that the next start does not wait for it again; `anew` tries all the same.
 */
export async function ensureElectron({ anew = false } = {}) {
  const present = electronBinary();
  if (present !== null) return present;
  const recently = existsSync(failedAt) && Date.now() - statSync(failedAt).mtimeMs < hour;
  if (recently && !anew) return null;
  say('Fetching Electron …');
  const { code } = await run(projectNode(), [join(home, 'install.js')], { quiet: true });
  if (code === 0) {
    rmSync(failedAt, { force: true });
    return electronBinary();
  }
  mkdirSync(dirname(failedAt), { recursive: true });
  writeFileSync(failedAt, '');
  return null;
}
