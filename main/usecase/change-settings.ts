import { parseApiUrl, strangeAddress } from '../config.ts';
import { fail, ok, type Result } from '../contract/failure.ts';
import type { HotkeyName, SettingName, Settings } from '../contract/settings.ts';
import type { SettingsStore } from '../store/setting-rows.ts';
import { attempt } from '../store/sqlite/attempt.ts';
import type { ShellPorts } from './shell-ports.ts';

/** What a changed setting does outside of the store; `compose` passes the shell's part. */
export interface Effects {
  /** Registers the new hotkey before it drops the old one. Returns the spelling to save. Both hotkeys are never the same. */
  readonly takeHotkey: (name: HotkeyName, accelerator: string) => Result<string>;
  readonly dropHotkey: (name: HotkeyName) => void;
  /** Returns what the system says afterwards. */
  readonly startAtLogin: (on: boolean) => boolean;
  readonly theme: (theme: Settings['theme']) => void;
  readonly updates: () => void;
  readonly undoSeconds: (seconds: number) => void;
  readonly automation: (allows: Settings['automation']) => void;
  readonly apiAddress: () => void;
}

interface Effect<Value> {
  /** Runs before saving: returns the value to save, or why nothing is changed. */
  readonly take?: (value: Value) => Result<Value>;
  /** Runs after another value than before was saved. */
  readonly changed?: (value: Value) => void;
}

/** What each setting does, in this order; `{}` for a setting that is only read. */
const effectsOf = (does: Effects): { readonly [K in SettingName]: Effect<Settings[K]> } => ({
  apiUrl: {
    take: address => (address === null ? ok(null) : parseApiUrl(address)),
    changed: does.apiAddress,
  },
  hotkey: { take: accelerator => does.takeHotkey('hotkey', accelerator) },
  clipboardHotkey: {
    take: accelerator => (accelerator === null ? ok(null) : does.takeHotkey('clipboardHotkey', accelerator)),
    changed: accelerator => {
      if (accelerator === null) does.dropHotkey('clipboardHotkey');
    },
  },
  startAtLogin: { take: on => ok(does.startAtLogin(on)) },
  theme: { changed: does.theme },
  updates: { changed: does.updates },
  undoSeconds: { changed: does.undoSeconds },
  automation: { changed: does.automation },
  language: {},
  notifications: {},
  sendReasons: {},
  owner: {},
  whose: {},
});

/**
 * Saves settings and applies them. A hotkey that another program holds, or an API address that is neither https nor
 * loopback, changes nothing at all. What a policy has set stays, and is no reason to refuse the rest.
 */
export function createChangeSettings(
  store: SettingsStore,
  does: Effects,
): (patch: Partial<Settings>) => Result<Settings> {
  const effects = effectsOf(does);
  const names = Object.keys(effects) as readonly SettingName[];

  const take = <K extends SettingName>(name: K, patch: Partial<Settings>): Result<Partial<Settings>> => {
    const value = patch[name];
    if (value === undefined) return ok({});
    const taken = effects[name].take?.(value) ?? ok(value);
    return taken.ok ? ok({ [name]: taken.value }) : taken;
  };
  const tell = <K extends SettingName>(name: K, before: Settings, after: Settings): void => {
    if (after[name] !== before[name]) effects[name].changed?.(after[name]);
  };

  return patch => {
    const before = store.read();
    let wanted: Partial<Settings> = {};
    for (const name of names.filter(name => !store.locked.includes(name))) {
      const taken = take(name, patch);
      if (!taken.ok) return taken;
      wanted = { ...wanted, ...taken.value };
    }
    const saved = attempt(() => store.change(wanted));
    if (!saved.ok) return saved;
    for (const name of names) tell(name, before, saved.value);
    return saved;
  };
}

type Change = (patch: Partial<Settings>) => Result<Settings>;

/**
 * The same changes, except that the user is asked before the API gets an address that is neither its own, nor on this computer, nor the
 * one in use: a script in the page could send the key and customers' data there. Without consent the rest is changed, and the address is
 * told as declined, as it is while another question is open. An answer changes nothing once all settings were reset: everything was erased
 * while the question was open. `current`: what is set now, whether a policy has set it, and how often all were reset.
 */
export function withAgreedAddress(
  change: Change,
  current: () => { readonly apiUrl: string | null; readonly isLocked: boolean; readonly resets: number },
  askAddress: ShellPorts['askAddress'],
): (patch: Partial<Settings>) => Result<Settings> | Promise<Result<Settings>> {
  let isAsking = false;
  return patch => {
    const { apiUrl, ...others } = patch;
    const strange = apiUrl ? strangeAddress(apiUrl) : null;
    const { apiUrl: before, isLocked, resets } = current();
    if (strange === null || strange === before || isLocked) return change(patch);
    const declined = (): Result<Settings> => {
      const changed = change(others);
      return changed.ok ? fail({ code: 'api-declined' }) : changed;
    };
    if (isAsking) return declined();
    isAsking = true;
    return askAddress(strange)
      .finally(() => {
        isAsking = false;
      })
      .then(agreed => {
        if (current().resets !== resets) return change({});
        return agreed ? change(patch) : declined();
      });
  };
}
