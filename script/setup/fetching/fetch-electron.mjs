import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { failureOf } from './failure.mjs';
import { proxyFor } from './network.mjs';
import { showProgress } from './progress.mjs';

/**
 * Brings Electron's archive into the cache of @electron/get, from where Electron's own install.js unpacks it: by the same rules, but with
 * its progress shown and with the reason when it fails. Run on the project's Node as `fetch-electron.mjs ELECTRON'S FOLDER`. Prints
 * `{"arch":…}` or `{"failure":…}` (failure.mjs).
 */
const [home = ''] = process.argv.slice(2);
const fromElectron = createRequire(`${home}/install.js`);
const { downloadArtifact } = fromElectron('@electron/get');
const { version } = fromElectron('./package.json');

/** Node for Intel runs on an arm64 Mac, too: what fits the machine is wanted (so does Electron's install.js). */
function archOf() {
  const wanted = process.env.ELECTRON_INSTALL_ARCH || process.env.npm_config_arch;
  if (wanted || process.platform !== 'darwin' || process.arch !== 'x64') return wanted || process.arch;
  try {
    const translated = execFileSync('sysctl', ['-in', 'sysctl.proc_translated'], { encoding: 'utf8' });
    return translated.trim() === '1' ? 'arm64' : 'x64';
  } catch {
    return 'x64';
  }
}

/** Where it was asked for last. */
let url = new URL('https://github.com/');
const plainFetch = globalThis.fetch;
globalThis.fetch = (input, init) => {
  url = new URL(String(input));
  return plainFetch(input, init);
};

const progress = showProgress(`  Electron ${version}`, process.stderr);
const arch = archOf();
const env = process.env;
try {
  await downloadArtifact({
    version,
    artifactName: 'electron',
    force: env.force_no_cache === 'true',
    cacheRoot: env.electron_config_cache,
    checksums:
      env.electron_use_remote_checksums || env.npm_config_electron_use_remote_checksums
        ? undefined
        : fromElectron('./checksums.json'),
    platform: env.ELECTRON_INSTALL_PLATFORM || env.npm_config_platform || process.platform,
    arch,
    downloadOptions: {
      quiet: true,
      getProgressCallback: async ({ transferred, total }) => progress.at(transferred, total),
    },
  });
  progress.end();
  process.stdout.write(JSON.stringify({ arch }));
} catch (error) {
  progress.end();
  process.stdout.write(JSON.stringify({ failure: await failureOf(error, url, proxyFor(url, env)) }));
}
