import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { defineConfig, normalizePath, type UserConfig } from 'vite';

/** What stays outside of every bundle of the main process: Electron, keytar and Node's own modules. */
const outside = ['electron', 'keytar', ...builtinModules, ...builtinModules.map(name => `node:${name}`)];

/** One file for Electron's Node. `elsewhere`: sources that lie in another bundle, by the path from this one. */
export const bundleOf = (
  source: string,
  folder: string,
  file: string,
  elsewhere: Readonly<Record<string, string>> = {},
): UserConfig => ({
  build: {
    ssr: source,
    target: 'node24',
    outDir: folder,
    emptyOutDir: false,
    sourcemap: true,
    license: { fileName: 'licenses.json' },
    rolldownOptions: {
      external: [...outside, ...Object.keys(elsewhere)],
      output: { entryFileNames: file, format: 'es', codeSplitting: false, paths: elsewhere },
    },
  },
  ssr: { noExternal: true },
});

export const updaterSource = normalizePath(join(import.meta.dirname, 'main/shell/updates/feed-updater.ts'));

export const assistantSource = normalizePath(join(import.meta.dirname, 'main/automation/assistant.ts'));

/** The main process. */
export default defineConfig(
  bundleOf('main/main.ts', 'dist/main', 'main.js', {
    [updaterSource]: '../updater/updater.js',
    [assistantSource]: '../assistant/assistant.js',
  }),
);
