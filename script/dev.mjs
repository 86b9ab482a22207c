import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { forgetBuild } from './build.mjs';
import { helpOf } from './setup/asked.mjs';
import { electronBinary } from './setup/electron.mjs';
import { dialects } from './setup/options.mjs';
import { projectEnv, projectNode, root } from './setup/paths.mjs';
import { say } from './setup/run.mjs';
import { ensureReady } from './setup.mjs';
import { sandboxHelp, sandboxTrouble } from './start/sandbox.mjs';

/**
 * `npm run dev`: builds on every change and shows it at once, in Electron or, without its program or with `-- --web`, in the
 * browser. See `dev/serve.mjs` for its options. This part only sets up: the rest needs Node 24.
 */
helpOf(
  'dev',
  {
    ...{ web: { type: 'boolean' }, inspect: { type: 'boolean' } },
    dialect: { type: 'string', default: 'documented', choices: dialects },
    'user-data-dir': { type: 'string' },
  },
  '[OPTIONS OF THE APP]',
);
await ensureReady();
forgetBuild();
const program = process.argv.includes('--web') ? null : electronBinary();
const trouble = program === null ? null : sandboxTrouble(program);
if (trouble !== null)
  say(`✗ Electron cannot build its sandbox here.\n  ${sandboxHelp(trouble.helper).join('\n  ')}`);
const web = program === null || trouble !== null;
const child = spawn(
  projectNode(),
  [
    '--disable-warning=ExperimentalWarning',
    join(root, 'script', 'dev', 'serve.mjs'),
    ...process.argv.slice(2).filter(argument => argument !== '--web'),
    ...(web ? ['--web'] : []),
  ],
  // The channel tells the other part when this process is gone, so that it never outlives it.
  { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env: projectEnv() },
);
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.once('close', code => process.exit(code ?? 1));
