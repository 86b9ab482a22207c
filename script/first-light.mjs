import { join } from 'node:path';
import { build } from './build.mjs';
import { asked } from './setup/asked.mjs';
import { ensureElectron } from './setup/electron.mjs';
import { firstLightOptions } from './setup/options.mjs';
import { projectNode, root } from './setup/paths.mjs';
import { giveUp, run } from './setup/run.mjs';
import { ensureReady } from './setup.mjs';
import { sandboxHelp, sandboxTrouble } from './start/sandbox.mjs';

/**
 * `npm run first-light [-- --host stand-in] [--out DIR] [--json]`: everything that only Electron itself can answer, tried in one go, with
 * a picture of every state, as a report to pass on. See test/first-light/first-light.ts.
 */
const args = process.argv.slice(2);
const linux = process.platform === 'linux';
const { host } = asked('first-light', firstLightOptions).values;
const inElectron = host !== 'stand-in';

if (inElectron && linux && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
  giveUp(
    'There is no display. On one of its own (Debian: xvfb, openbox, dbus): test/smoke/desk.sh npm run first-light. Without Electron: npm run first-light -- --host stand-in',
  );
await ensureReady({ tests: linux || !inElectron });
if (inElectron) {
  const program = await ensureElectron();
  if (program === null)
    giveUp('First light needs Electron. Without it: npm run first-light -- --host stand-in');
  const trouble = program === null ? null : sandboxTrouble(program);
  if (trouble !== null)
    giveUp(`Electron cannot build its sandbox here.\n  ${sandboxHelp(trouble.helper).join('\n  ')}`);
}
await build();
const script = join(root, 'test', 'first-light', 'first-light.ts');
const { code } = await run(projectNode(), ['--disable-warning=ExperimentalWarning', script, ...args]);
process.exit(code);
