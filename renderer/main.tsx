import type { Bridge } from '../main/contract/bridge.ts';
import { start } from './app.tsx';
import { bridgeOf } from './bridge.ts';

const bridge = bridgeOf(window as { readonly bridge?: Bridge });
const root = document.getElementById('app');
if (bridge && root) start(root, bridge);
