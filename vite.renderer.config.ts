import preact from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';

/** The popup has one stylesheet, so a language loaded on demand has nothing to preload: Vite's helper is a plain call. */
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  load: id => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = load => load();' : null),
};

/** The popup: static files served over the app's own scheme. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [preact(), plainImports],
  build: {
    target: 'chrome140',
    outDir: '../dist/renderer',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: false,
    license: { fileName: 'licenses.json' },
  },
});
