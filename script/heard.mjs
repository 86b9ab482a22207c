import { join } from 'node:path';
import { build } from './build.mjs';
import { asked } from './setup/asked.mjs';
import { heardOptions } from './setup/options.mjs';
import { projectNode, root } from './setup/paths.mjs';
import { giveUp, must } from './setup/run.mjs';
import { ensureSystem, heardParts } from './setup/system.mjs';
import { ensureReady } from './setup.mjs';

/**
 * `npm run heard [-- --language es] [--json]`: the product as the Orca screen reader voices it, by keys, on a display of its own.
 * Installs Orca and what it needs (Debian's packages). Prints `steps, right, late`.
 */
asked('heard', heardOptions);
await ensureReady({ tests: true });
if ((await ensureSystem(heardParts)).length > 0)
  giveUp('Nothing can be heard without what is missing above.');
await build();
await must(projectNode(), [
  '--disable-warning=ExperimentalWarning',
  join(root, 'test', 'heard', 'heard.ts'),
  ...process.argv.slice(2),
]);
