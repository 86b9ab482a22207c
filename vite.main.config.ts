import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

/** The main process: one ES module for Electron's Node. Electron, keytar and Node's own modules stay outside. */
export default defineConfig({
  build: {
    ssr: 'main/main.ts',
    target: 'node24',
    outDir: 'dist/main',
    emptyOutDir: false,
    sourcemap: true,
    license: { fileName: 'licenses.json' },
    rolldownOptions: {
      external: ['electron', 'keytar', ...builtinModules, ...builtinModules.map(name => `node:${name}`)],
      output: { entryFileNames: 'main.js', format: 'es', codeSplitting: false },
    },
  },
  ssr: { noExternal: true },
});
