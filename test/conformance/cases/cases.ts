import type { Area } from '../case.ts';
import { bounds } from './bounds.ts';
import { ipc } from './ipc.ts';
import { preload } from './preload.ts';
import { protocol } from './protocol.ts';
import { quitting } from './quitting.ts';
import { shortcuts } from './shortcuts.ts';
import { starting } from './starting.ts';
import { windows } from './windows.ts';

/** Every area, in the order in which it is run. */
export const areas: readonly Area[] = [
  starting,
  quitting,
  shortcuts,
  windows,
  bounds,
  protocol,
  preload,
  ipc,
];
