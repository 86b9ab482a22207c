import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.mjs';
import { endWith, helpOf, misuse } from './setup/asked.mjs';
import { electronBinary, unsandboxed } from './setup/electron.mjs';
import { projectEnv, projectNode, root } from './setup/paths.mjs';
import { needSetUp } from './setup/set-up-already.mjs';
import { dataDirFor } from './start/web-host.mjs';

/**
 * `npm run command --silent -- find TEXT --json`: the command line of `raze-quick-stage` from a clone, on the data of `npm start`: in
 * Electron where its program is, else, and with `--web` first, in the web host. Standard output is the command's own.
 */
const args = process.argv.slice(2);
const usage = helpOf(
  'command',
  { web: { type: 'boolean' } },
  'find|move|pending|history|mcp [TEXT] [STAGE] [OPTIONS]',
);
const program = args[0] === '--web' ? null : electronBinary();
const forApp = args[0] === '--web' ? args.slice(1) : args;
// Without one, the app would open and stay.
if (forApp.every(argument => argument.startsWith('-'))) endWith(`No command: ${usage}`, misuse);
needSetUp();
const host = [
  '--disable-warning=ExperimentalWarning',
  join(root, 'test', 'webhost', 'main.ts'),
  '--user-data-dir',
  dataDirFor('web host'),
  '--stdio',
  'app',
];
await build();
const child =
  program === null
    ? spawn(projectNode(), [...host, ...forApp], { stdio: 'inherit', env: projectEnv() })
    : // The app reads what stands behind its folder; the other way round it would take the folder for a command.
      spawn(program, [root, ...unsandboxed, ...forApp], { stdio: 'inherit', env: projectEnv() });
child.once('close', code => process.exit(code ?? 1));
