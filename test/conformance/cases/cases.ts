import type { Area } from '../case.ts';
import { archives } from './archives.ts';
import { bounds } from './bounds.ts';
import { closing } from './closing.ts';
import { crash } from './crash.ts';
import { dialogs } from './dialogs.ts';
import { doors } from './doors.ts';
import { exiting } from './exiting.ts';
import { hard } from './hard.ts';
import { instances } from './instances.ts';
import { ipc } from './ipc.ts';
import { look } from './look.ts';
import { menus } from './menus.ts';
import { notifications } from './notifications.ts';
import { power } from './power.ts';
import { preload } from './preload.ts';
import { program } from './program.ts';
import { protocol } from './protocol.ts';
import { quitting } from './quitting.ts';
import { requests } from './requests.ts';
import { shortcuts } from './shortcuts.ts';
import { starting } from './starting.ts';
import { system } from './system.ts';
import { values } from './values.ts';
import { windows } from './windows.ts';

/** Every area, in the order in which it is run: the page's process dies last. */
export const areas: readonly Area[] = [
  ...[starting, instances, quitting, exiting, power, shortcuts, windows, closing, bounds, hard],
  ...[menus, notifications, dialogs, look, system, program, archives, protocol, requests],
  ...[preload, values, ipc, doors, crash],
];
