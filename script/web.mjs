import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.mjs';
import { helpOf } from './setup/asked.mjs';
import { projectEnv, projectNode, root } from './setup/paths.mjs';
import { ensureReady } from './setup.mjs';

/**
 * `npm run web -- --user-data-dir DIR`: the built app in the web host and nothing else. Standard input and output
 * are the host's line protocol (test/webhost/lines.ts); whatever else there is to say goes to standard error.
 */
helpOf('web', { 'user-data-dir': { type: 'string', needed: true } }, '[OPTIONS OF THE HOST AND THE APP]');
await ensureReady();
await build();
const host = join(root, 'test', 'webhost', 'main.ts');
const child = spawn(
  projectNode(),
  ['--disable-warning=ExperimentalWarning', host, ...process.argv.slice(2)],
  // The channel tells the host when this process is gone, so that it never outlives it.
  { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env: projectEnv() },
);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.on(signal, () => child.kill(signal));
child.once('close', code => process.exit(code ?? 1));
