/**
 * The room of the global hotkeys. Enters: the accelerators that the user recorded. Leaves: their presses, why the system refused
 * one, what is known of each, and what opens the popup without one.
 */

import { globalShortcut } from 'electron';
import { createHotkeys, type HotkeyDeps } from './hotkeys.ts';

/** The hotkeys of this system (`createHotkeys`). Valid after `ready`. */
export const createShortcuts = (deps: Omit<HotkeyDeps, 'system'>) =>
  createHotkeys({ ...deps, system: globalShortcut });
