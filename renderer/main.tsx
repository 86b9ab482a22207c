import { start } from './app.tsx';
import { bridgeOf } from './bridge.ts';

const bridge = bridgeOf(window);
const root = document.getElementById('app');
if (bridge && root) start(root, bridge);
