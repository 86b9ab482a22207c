import { build } from './build.mjs';
import { helpOf } from './setup/asked.mjs';
import { ensureElectron } from './setup/electron.mjs';
import { say } from './setup/run.mjs';
import { ensureReady } from './setup.mjs';
import { runInElectron } from './start/in-electron.mjs';
import { lastWords } from './start/last-words.mjs';
import { sandboxHelp, sandboxTrouble } from './start/sandbox.mjs';
import { openWebHost } from './start/web-host.mjs';

/**
 * `npm start`: sets up, builds and runs the app, in the browser where Electron cannot be had or dies. Arguments after `--` go to the
 * app; `--web` uses the web host even where Electron is there, `--electron` tries Electron even where its sandbox should not work.
 */
const args = process.argv.slice(2);
helpOf('start', { web: { type: 'boolean' }, electron: { type: 'boolean' } }, '[OPTIONS OF THE APP]');
const own = ['--web', '--electron'];
const forApp = args.filter(argument => !own.includes(argument));

/** Why Electron does not run the app, in lines; null when it did, to the app's own end. */
async function whyNot() {
  const program = await ensureElectron();
  if (program === null) return [];
  const trouble =
    args.includes('--electron') || forApp.includes('--no-sandbox') ? null : sandboxTrouble(program);
  if (trouble !== null) {
    const { setting, helper } = trouble;
    return [
      `Electron cannot build its sandbox here: ${setting}, and its helper is not root’s.`,
      ...sandboxHelp(helper),
      'npm start -- --electron tries it all the same.',
    ];
  }
  const end = await runInElectron(program, forApp);
  if (!end.itself) process.exit(end.code ?? 1);
  const [first, ...others] = lastWords(program, end);
  return [`Electron did not start. ${first}`, ...others];
}

await ensureReady();
await build();
if (!args.includes('--web')) {
  const [first, ...others] = await whyNot();
  if (first !== undefined) say(`\n✗ ${[first, ...others].join('\n  ')}\n`);
  say('Raze Quick Stage opens in your browser instead.');
}
await openWebHost(forApp);
