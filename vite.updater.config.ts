import { defineConfig } from 'vite';
import { bundleOf, updaterSource } from './vite.main.config.ts';

/** electron-updater and what is ours of it: a file of its own, read at the first look for a newer version. */
export default defineConfig(bundleOf(updaterSource, 'dist/updater', 'updater.js'));
