import { languages } from './language.ts';

/**
 * Every setting with its type, limits and default. Everything else follows from this table: the type `Settings`, the
 * parser of a change (`payloads`), and what the store reads and saves. The compiler also demands a control in the
 * settings screen (`renderer/view/settings/controls`) and what a change does (`usecase/change-settings`).
 */
export const settings = {
  /** An Electron accelerator. */
  hotkey: text({ least: 1, most: 100 }, 'CommandOrControl+Shift+Space'),
  /** `system` follows the computer. */
  language: choice(['system', ...languages], 'system'),
  theme: choice(['system', 'light', 'dark'], 'system'),
  startAtLogin: toggle(false),
  /** How long a pick is held before it is sent, in seconds; 0 sends at once. */
  undoSeconds: whole({ least: 0, most: 30, offered: [0, 3, 5, 10, 20, 30] }, 5),
  notifications: toggle(true),
  /** An API address other than the default: https, or http on loopback (`main/config`); null for the default. */
  apiUrl: textOrNone({ most: 300 }, null),
};

export type SettingName = keyof typeof settings;
export type Settings = { readonly [K in SettingName]: (typeof settings)[K]['initial'] };

export const settingNames = Object.keys(settings) as readonly SettingName[];

/** What each setting is until the user says otherwise. */
export const defaultSettings = Object.fromEntries(
  Object.entries(settings).map(([name, { initial }]) => [name, initial]),
) as Settings;

/** What a value must be. Limits are inclusive; those of texts are in UTF-16 units. */
export type SettingRule =
  | { readonly type: 'text'; readonly least: number; readonly most: number }
  | { readonly type: 'text-or-none'; readonly most: number }
  | { readonly type: 'choice'; readonly of: readonly string[] }
  | { readonly type: 'whole'; readonly least: number; readonly most: number }
  | { readonly type: 'toggle' };

function text(limits: { least: number; most: number }, initial: string) {
  return { type: 'text', ...limits, initial } as const;
}

function textOrNone(limits: { most: number }, initial: string | null) {
  return { type: 'text-or-none', ...limits, initial } as const;
}

function choice<const Of extends readonly string[]>(of: Of, initial: Of[number]) {
  return { type: 'choice', of, initial } as const;
}

/** `offered` are the values that the page lists; any other within the limits is accepted too. */
function whole(limits: { least: number; most: number; offered: readonly number[] }, initial: number) {
  return { type: 'whole', ...limits, initial } as const;
}

function toggle(initial: boolean) {
  return { type: 'toggle', initial } as const;
}
