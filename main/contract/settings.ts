import { languages } from './language.ts';

/**
 * Hotkeys that none of these takes by default, the first of them ours. Alone with Alt, Control or the Windows key the space bar is
 * everybody's; Control+Shift+Space is 1Password's (⌘⇧Space on macOS), which this product had until then.
 *
 * - Windows: Alt+Space is the window's menu, Copilot, PowerToys Run and ChatGPT; Win+Space switches keyboards; Win+Alt+Space is the
 *   Command Palette of PowerToys (https://github.com/microsoft/PowerToys/issues/7350,
 *   https://www.mintlify.com/microsoft/powertoys/utilities/command-palette).
 * - macOS: ⌘Space is Spotlight, ⌥⌘Space Finder's search, ⌃⌘Space the characters, ⇧⌘Space reserved by Apple
 *   (https://tutorialtactic.com/blog/reserved-mac-shortcuts). From no source: ⌃Space and ⌃⌥Space switch keyboards; ⌥Space is Raycast's,
 *   Alfred's and ChatGPT's.
 * - GNOME: Alt+Space is the window's menu, Super+Space and Shift+Super+Space switch keyboards
 *   (gsettings-desktop-schemas, org.gnome.desktop.wm.keybindings). KDE: Alt+Space, Alt+F2 and Alt+Shift+F2 are KRunner's, Meta+Alt+K
 *   switches keyboards (kglobalshortcutsrc).
 * - Control+Alt with a letter types a character on many keyboards of Windows, where it is AltGr.
 *
 * Alt+Shift without a third key switches keyboards where Windows or Linux is set so; that it does not with one is from no source.
 */
export const freeHotkeys = [
  'Alt+Shift+Space',
  'CommandOrControl+Alt+Shift+Space',
  'CommandOrControl+Alt+Shift+K',
] as const;

/** How many other hotkeys are offered where the one in the settings is taken. */
export const hotkeysOffered = 2;

/**
 * Every setting with its type, limits and default. Everything else follows from this table: the type `Settings`, the
 * parser of a change (`payloads`), and what the store reads and saves. The compiler also demands a control in the
 * settings screen (`renderer/view/settings/controls`) and what a change does (`usecase/change-settings`).
 */
export const settings = {
  /** An Electron accelerator. */
  hotkey: { type: 'text', least: 1, most: 100, initial: freeHotkeys[0] },
  /** An accelerator that opens the popup with what the clipboard holds; null for none. */
  clipboardHotkey: { type: 'text-or-none', most: 100, initial: null },
  /** `system` follows the computer. */
  language: { type: 'choice', of: ['system', ...languages], initial: 'system' },
  theme: { type: 'choice', of: ['system', 'light', 'dark'], initial: 'system' },
  startAtLogin: { type: 'toggle', initial: false },
  /** How long a pick is held before it is sent, in seconds; 0 sends at once. */
  undoSeconds: { type: 'whole', least: 0, most: 30, offered: [0, 3, 5, 10, 20, 30], initial: 5 },
  notifications: { type: 'toggle', initial: true },
  /** Whether the note of a loss goes to the CRM as its reason, where the server takes one. */
  sendReasons: { type: 'toggle', initial: false },
  /** The user's name as the server has it where it says whose an opportunity is; null where the user has not said. */
  owner: { type: 'text-or-none', most: 500, initial: null },
  /** Whose opportunities are counted and listed. */
  whose: { type: 'choice', of: ['all', 'mine'], initial: 'all' },
  /** What other programs of the same user may do here (`contract/automation/ask`). */
  automation: { type: 'choice', of: ['off', 'propose', 'move'], initial: 'off' },
  /** Which newer versions of the program are taken: released ones, those for trying out too, or none. */
  updates: { type: 'choice', of: ['latest', 'beta', 'off'], initial: 'latest' },
  /** An API address other than the default: https, or http on loopback (`main/config`); null for the default. */
  apiUrl: { type: 'text-or-none', most: 300, initial: null },
} as const satisfies Readonly<Record<string, SettingRule>>;

/** What a value must be, and what it is until the user says otherwise. Limits are inclusive; those of texts are in UTF-16 units. */
export type SettingRule =
  | { readonly type: 'text'; readonly least: number; readonly most: number; readonly initial: string }
  | { readonly type: 'text-or-none'; readonly most: number; readonly initial: string | null }
  | { readonly type: 'choice'; readonly of: readonly string[]; readonly initial: string }
  | {
      readonly type: 'whole';
      readonly least: number;
      readonly most: number;
      /** What the page lists; any other value within the limits is accepted too. */
      readonly offered: readonly number[];
      readonly initial: number;
    }
  | { readonly type: 'toggle'; readonly initial: boolean };

export type SettingName = keyof typeof settings;
/** The settings that are global hotkeys. */
export const hotkeyNames = ['hotkey', 'clipboardHotkey'] as const satisfies readonly SettingName[];
export type HotkeyName = (typeof hotkeyNames)[number];

/** The values that a rule allows. */
type Value<Rule extends SettingRule> = Rule extends { readonly of: readonly (infer One)[] }
  ? One
  : Extract<SettingRule, { readonly type: Rule['type'] }>['initial'];
export type Settings = { readonly [K in SettingName]: Value<(typeof settings)[K]> };

export const settingNames = Object.keys(settings) as readonly SettingName[];

export const defaultSettings = Object.fromEntries(
  Object.entries(settings).map(([name, { initial }]) => [name, initial]),
) as Settings;
