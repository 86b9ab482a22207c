/**
 * The room of the global hotkey. Enters: the accelerator that the user recorded. Leaves: its presses, or why the system refused
 * it.
 */

import { globalShortcut } from 'electron';
import { fail, ok, type Result } from '../../contract/failure.ts';
import type { Log } from '../../log.ts';
import { parseAccelerator } from './accelerator.ts';

/**
 * The one global hotkey. Valid after `ready`. `onPress` runs at each press of the hotkey; `proves` is true for the first press since another
 * hotkey was replaced, which proves that the new one works.
 */
export function createShortcut(onPress: (proves: boolean) => void, log: Log) {
  let current: string | null = null;
  let unproven = false;

  const press = (): void => {
    const proves = unproven;
    unproven = false;
    onPress(proves);
  };
  const take = (accelerator: string): 'taken' | 'malformed' | 'ours' => {
    try {
      return globalShortcut.register(accelerator, press) ? 'ours' : 'taken';
    } catch {
      return 'malformed';
    }
  };

  return {
    /**
     * Registers this accelerator and only then releases the old one; on a failure the old one stays. A desktop that
     * grants shortcuts through a portal may agree and never fire. The tray and `--toggle` always work.
     */
    register(text: string): Result<string> {
      const parsed = parseAccelerator(text);
      if (!parsed.ok) return parsed;
      const accelerator = parsed.value;
      if (accelerator === current) return ok(accelerator);
      const outcome = take(accelerator);
      log.info('hotkey', { outcome });
      if (outcome === 'malformed') return fail({ code: 'hotkey-malformed', accelerator: text });
      if (outcome === 'taken') return fail({ code: 'hotkey-taken', accelerator: text });
      if (current !== null) globalShortcut.unregister(current);
      unproven = current !== null;
      current = accelerator;
      return ok(accelerator);
    },
    /** What is registered now, in the spelling of `parseAccelerator`; null when nothing is. */
    current: () => current,
    unregister(): void {
      if (current !== null) globalShortcut.unregister(current);
      current = null;
    },
  };
}
