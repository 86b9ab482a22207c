/**
 * The room of the global hotkeys. Enters: the accelerators that the user recorded. Leaves: their presses, or why the system refused
 * one.
 */

import { globalShortcut } from 'electron';
import type { HotkeyName } from '../../contract/settings.ts';
import type { Log } from '../../log/log.ts';
import { createHotkeys } from './hotkeys.ts';

/** The hotkeys of this system (`createHotkeys`). Valid after `ready`. */
export const createShortcuts = (onPress: (name: HotkeyName, proves: boolean) => void, log: Log) =>
  createHotkeys(globalShortcut, onPress, log);
