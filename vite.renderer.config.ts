import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

/** The popup: static files served over the app's own scheme. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [preact()],
  build: {
    target: 'chrome140',
    outDir: '../dist/renderer',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: false,
  },
});
