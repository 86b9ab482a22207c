import { join } from 'node:path';
import { defineConfig, mergeConfig } from 'vite';
import { assistantSource, bundleOf } from './vite.main.config.ts';

/** The Model Context Protocol's SDK and what is ours of it: a file of its own, read for the command `mcp` only. */
export default defineConfig(
  mergeConfig(bundleOf(assistantSource, 'dist/assistant', 'assistant.js'), {
    // Hardly any of it is ours to debug.
    build: { minify: true },
    resolve: {
      alias: {
        '@modelcontextprotocol/server/_shims': join(import.meta.dirname, 'script/supply/sdk-shims.mjs'),
      },
    },
  }),
);
