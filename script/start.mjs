import { spawn } from 'node:child_process';
import { build } from './build.mjs';
import { ensureElectron, unsandboxed } from './setup/electron.mjs';
import { projectEnv, root } from './setup/paths.mjs';
import { say } from './setup/run.mjs';
import { ensureReady } from './setup.mjs';
import { openWebHost } from './start/web-host.mjs';

/**
 * `npm start`: sets up, builds and runs the app. Arguments after `--` go to the app; `--web` uses the web host even where
 * Electron is there.
 */
const args = process.argv.slice(2);
const forApp = args.filter(argument => argument !== '--web');

await ensureReady();
await build();
const electron = args.includes('--web') ? null : await ensureElectron();
if (electron === null) {
  if (!args.includes('--web')) {
    say('Raze Quick Stage opens in your browser instead.');
  }
  await openWebHost(forApp);
} else {
  const child = spawn(electron, [...unsandboxed, root, ...forApp], { stdio: 'inherit', env: projectEnv() });
  child.once('close', code => process.exit(code ?? 1));
}
