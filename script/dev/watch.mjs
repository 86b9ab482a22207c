import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../setup/paths.mjs';

const parts = ['main', 'preload', 'renderer'];

/**
 * Builds each part now and after every change of a file that it is made of. `built` is told the parts that are new, first
 * all of them at once; `failed` what could not be built. Resolves once all are watched.
 */
export async function watchParts({ built, failed }) {
  const waiting = new Set(parts);
  const done = part => {
    if (waiting.size === 0) return built([part]);
    waiting.delete(part);
    if (waiting.size === 0) built(parts);
  };
  for (const part of parts) {
    const watcher = await build({
      configFile: join(root, `vite.${part}.config.ts`),
      logLevel: 'silent',
      // The page's own files are all that it may load: the map is in the script.
      build: { watch: {}, minify: false, sourcemap: 'inline' },
    });
    if (!('on' in watcher)) throw new Error('A build that watches');
    watcher.on('event', event => {
      if (event.code === 'ERROR') failed(part, event.error);
      if (event.code !== 'BUNDLE_END') return;
      void event.result?.close?.();
      done(part);
    });
  }
}
