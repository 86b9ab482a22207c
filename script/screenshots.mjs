import { join } from 'node:path';
import { build } from './build.mjs';
import { asked } from './setup/asked.mjs';
import { screenshotsOptions } from './setup/options.mjs';
import { projectNode, root } from './setup/paths.mjs';
import { must } from './setup/run.mjs';
import { ensureReady } from './setup.mjs';

/**
 * `npm run screenshots [-- --only pt-BR/dark] [--no-film]`: the gallery in assets/screenshots/ from the real app, the
 * demo API and a real browser; every state in light and dark, in three languages, and one quick update as a film.
 */
asked('screenshots', screenshotsOptions);
await ensureReady({ tests: true });
await build();
await must(projectNode(), [
  '--disable-warning=ExperimentalWarning',
  join(root, 'test', 'screenshots', 'gallery.ts'),
  ...process.argv.slice(2),
]);
