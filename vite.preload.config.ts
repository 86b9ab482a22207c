import { defineConfig } from 'vite';

/** The preload script: one CommonJS file that a sandboxed renderer can load. */
export default defineConfig({
  build: {
    lib: { entry: 'main/preload.ts', formats: ['cjs'], fileName: () => 'preload.cjs' },
    target: 'chrome140',
    outDir: 'dist/main',
    emptyOutDir: false,
    minify: false,
    rolldownOptions: { external: ['electron'], output: { codeSplitting: false } },
  },
});
