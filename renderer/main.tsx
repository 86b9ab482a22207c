import type { Bridge } from '../main/contract/bridge.ts';
import { start } from './app.tsx';

/** The page's only way out, made by the preload script; the page has none when it is opened outside of the app. */
const { bridge }: Window & { readonly bridge?: Bridge } = window;
const root = document.getElementById('app');
if (bridge && root) start(root, bridge);
