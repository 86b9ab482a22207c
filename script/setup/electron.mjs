import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { explain } from './fetching/explain.mjs';
import { networkEnv, trustSystem } from './fetching/network.mjs';
import { modules, projectNode } from './paths.mjs';
import { run, say } from './run.mjs';

const home = join(modules, 'electron');

/** Chromium's own sandbox refuses to run as root on Linux. */
export const unsandboxed = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Where the executable is in a folder with Electron unpacked: what install.js writes into path.txt. */
const places = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
const place = places[process.platform] ?? 'electron';

/** Electron's executable: in the folder that `ELECTRON_OVERRIDE_DIST_PATH` names, else as its npm package unpacked it; or null. */
export function electronBinary() {
  const elsewhere = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  // Written last: before, it may be half unpacked.
  if (!elsewhere && !existsSync(join(home, 'path.txt'))) return null;
  const file = join(elsewhere || join(home, 'dist'), place);
  return existsSync(file) ? file : null;
}

/** The command that was given, as npm tells its scripts (docs: scripts, "current lifecycle event"). */
function atHand() {
  const { npm_lifecycle_event: name = 'start' } = process.env;
  return name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`;
}

/** Fetches and unpacks it; resolves to why it failed, in lines, or to null. */
async function fetchElectron(version) {
  say(`Fetching Electron ${version} …`);
  const env = { ...process.env, ...networkEnv(process.env) };
  const script = join(import.meta.dirname, 'fetching', 'fetch-electron.mjs');
  const fetched = await run(projectNode(), [trustSystem, script, home], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (fetched.code !== 0) return [fetched.output || `The download ended with ${fetched.code}.`];
  const { arch, failure } = JSON.parse(fetched.output);
  if (failure !== undefined) return explain(failure, atHand());
  const { code, output } = await run(projectNode(), [trustSystem, join(home, 'install.js')], {
    quiet: true,
    env: { ...env, ELECTRON_INSTALL_ARCH: arch, force_no_cache: undefined },
  });
  if (code === 0) return null;
  const [, error] = /\b(ENOSPC|EDQUOT|EACCES|EPERM|EROFS)\b/.exec(output) ?? [];
  const kind =
    error === undefined ? 'unknown' : error === 'ENOSPC' || error === 'EDQUOT' ? 'disk-full' : 'not-allowed';
  return explain({ kind, who: '', url: '', proxied: false, detail: error ?? output.trim() }, atHand());
}

/**
 * Electron's executable, downloaded when it is not there yet; null where that fails, which is explained. The next call tries
 * again.
 */
export async function ensureElectron() {
  const present = electronBinary();
  if (present !== null) return present;
  const elsewhere = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const why = elsewhere
    ? [
        `ELECTRON_OVERRIDE_DIST_PATH names ${elsewhere}, and there is no ${place} in it.`,
        'Correct it, or unset it to have Electron downloaded.',
      ]
    : await fetchElectron(version);
  if (why === null) return electronBinary();
  say(`✗ Electron ${version} could not be had. ${why.join('\n  ')}`);
  return null;
}
