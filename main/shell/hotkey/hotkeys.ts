import type { GlobalShortcut } from 'electron';
import { fail, ok, type Result } from '../../contract/failure.ts';
import type { HotkeyName } from '../../contract/settings.ts';
import type { Log } from '../../log/log.ts';
import { parseAccelerator } from './accelerator.ts';

/** One hotkey as it is held. */
interface Held {
  readonly accelerator: string;
  /** The user has just chosen it, and has not pressed it yet. */
  unproven: boolean;
}

/**
 * The global hotkeys, of which no two are the same. `onPress` runs at each press of one; `proves` is true for the first press since
 * the user chose it, which proves that it works.
 */
export function createHotkeys(
  system: Pick<GlobalShortcut, 'register' | 'unregister'>,
  onPress: (name: HotkeyName, proves: boolean) => void,
  log: Log,
) {
  const held = new Map<HotkeyName, Held>();

  const take = (name: HotkeyName, now: Held): 'taken' | 'malformed' | 'ours' => {
    const press = (): void => {
      const proves = now.unproven;
      now.unproven = false;
      onPress(name, proves);
    };
    try {
      return system.register(now.accelerator, press) ? 'ours' : 'taken';
    } catch {
      return 'malformed';
    }
  };
  const drop = (name: HotkeyName): void => {
    const before = held.get(name);
    if (before !== undefined) system.unregister(before.accelerator);
    held.delete(name);
  };

  return {
    /**
     * Registers this accelerator and only then releases the one before; on a failure that one stays. `chosen`: by the user just
     * now. A desktop that grants shortcuts through a portal may agree and never fire. The tray and `--toggle` always work.
     */
    register(name: HotkeyName, text: string, chosen = true): Result<string> {
      const parsed = parseAccelerator(text);
      if (!parsed.ok) return parsed;
      const accelerator = parsed.value;
      const before = held.get(name);
      if (before?.accelerator === accelerator) {
        before.unproven = chosen;
        return ok(accelerator);
      }
      const isOther = [...held.values()].some(other => other.accelerator === accelerator);
      const now: Held = { accelerator, unproven: chosen };
      const outcome = isOther ? 'taken' : take(name, now);
      log.info('hotkey', { name, outcome });
      if (outcome === 'malformed') return fail({ code: 'hotkey-malformed', accelerator: text });
      if (outcome === 'taken') return fail({ code: 'hotkey-taken', accelerator: text });
      drop(name);
      held.set(name, now);
      return ok(accelerator);
    },
    /** What is registered now, in the spelling of `parseAccelerator`; null when nothing is. */
    current: (name: HotkeyName): string | null => held.get(name)?.accelerator ?? null,
    drop,
    dropAll(): void {
      for (const name of [...held.keys()]) drop(name);
    },
  };
}
