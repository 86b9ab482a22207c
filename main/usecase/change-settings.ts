import { parseApiUrl } from '../config.ts';
import { ok, type Result } from '../contract/failure.ts';
import type { Settings } from '../contract/snapshot.ts';
import { attempt } from '../store/attempt.ts';
import type { SettingsStore } from '../store/settings.ts';

/** What a changed setting does to the world; `compose` gives the shell's. */
export interface Effects {
  /** Registers the new hotkey before it drops the old; the spelling to keep. */
  readonly takeHotkey: (accelerator: string) => Result<string>;
  /** What the system says afterwards. */
  readonly startAtLogin: (on: boolean) => boolean;
  readonly theme: (theme: Settings['theme']) => void;
  readonly undoSeconds: (seconds: number) => void;
  readonly apiAddress: () => void;
}

/**
 * Saves settings and makes them so. A hotkey that another program holds, or an API address that is neither https
 * nor loopback, changes nothing at all.
 */
export function createChangeSettings(
  store: SettingsStore,
  effects: Effects,
): (patch: Partial<Settings>) => Result<Settings> {
  return patch => {
    const before = store.read();
    let wanted: Partial<Settings> = patch;
    if (typeof patch.apiUrl === 'string') {
      const address = parseApiUrl(patch.apiUrl);
      if (!address.ok) return address;
      wanted = { ...wanted, apiUrl: address.value };
    }
    if (patch.hotkey !== undefined) {
      const taken = effects.takeHotkey(patch.hotkey);
      if (!taken.ok) return taken;
      wanted = { ...wanted, hotkey: taken.value };
    }
    if (patch.startAtLogin !== undefined) {
      wanted = { ...wanted, startAtLogin: effects.startAtLogin(patch.startAtLogin) };
    }
    const saved = attempt(() => store.change(wanted));
    if (!saved.ok) return saved;
    const after = saved.value;
    if (after.theme !== before.theme) effects.theme(after.theme);
    if (after.undoSeconds !== before.undoSeconds) effects.undoSeconds(after.undoSeconds);
    if (after.apiUrl !== before.apiUrl) effects.apiAddress();
    return ok(after);
  };
}
