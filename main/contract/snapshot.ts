import type { Pause } from './change.ts';
import type { DealPage } from './crm.ts';
import { diskTroubles, type Failure } from './failure.ts';
import type { Language } from './language.ts';
import type { LaneId, Pipeline, StageId } from './model.ts';
import type { HotkeyName, SettingName, Settings } from './settings.ts';

/** The systems that the program runs on, as the page calls them. */
export const platforms = ['mac', 'windows', 'linux'] as const;

/** What is known of a permission: granted or denied by an answer, or not tried yet. */
export type Known = 'yes' | 'no' | 'unknown';

/** Which account the user works with: none chosen yet, the sample data, or a key of their own. */
export const accountKinds = ['none', 'sample', 'key'] as const;
export type AccountKind = (typeof accountKinds)[number];

export type AccountView =
  | { readonly kind: 'none' }
  | { readonly kind: 'sample' }
  | {
      readonly kind: 'key';
      /** Another key that was used at the same address and has data here, perhaps of the same account; null without one. */
      readonly earlier: { readonly lane: LaneId; readonly fingerprint: string } | null;
      /** Four characters of a salted hash of the key: enough to tell keys apart, useless otherwise. */
      readonly fingerprint: string;
      readonly kept: 'keychain' | 'session';
      readonly read: Known;
      readonly write: Known;
    };

export interface DirectoryView {
  /** Opportunities that can be searched now. */
  readonly known: number;
  /** The server's count of opportunities; null before the first page. */
  readonly total: number | null;
  readonly phase: 'idle' | 'loading';
  readonly failure: Failure | null;
  readonly refreshedAt: number | null;
  /** Rows the server sent that could not be read. */
  readonly unreadable: number;
  /** Rows that the server counts but did not send in any order. */
  readonly missing: number;
}

/** The key's requests of this clock hour, as the server last reported. */
export interface QuotaView {
  readonly limit: number;
  readonly remaining: number;
  readonly resetsAt: number;
}

/**
 * The last state of the system's keychain. `unreadable`: it did not answer. `refused`: it answers but does not store or
 * return the key. `key-empty`, `key-unusable`: its entry is empty, or cannot be sent.
 */
export type KeychainState =
  | 'available'
  | 'unavailable'
  | 'locked'
  | 'unreadable'
  | 'refused'
  | 'key-empty'
  | 'key-unusable';

/** An owner by the name that the server gives, and how many opportunities are theirs. */
export interface OwnerCount {
  readonly name: string;
  readonly count: number;
}

export const mostOwners = 100;

/**
 * Why the program does not look for newer versions of itself. `development`: it was never packaged. `package`: whoever installed it brings
 * new versions. `no-feed`: the package names no address to ask. `policy`: whoever administers this computer forbids it.
 * `setting`: the user does.
 */
export type UpdatesOff = 'development' | 'package' | 'no-feed' | 'policy' | 'setting';

/**
 * Why a newer version could not be had. The one that runs stays. `unreachable`: nobody answered, or not with the file. `feed`: what
 * answered is no list of versions. `unlisted`: the feed has no list. `tampered`: the file is not the one that the list promised, or
 * nobody known has signed it. `slow`: nothing, or too little, came for too long.
 */
export const updateTroubles = [
  'unreachable',
  'feed',
  'unlisted',
  'tampered',
  ...diskTroubles,
  'slow',
] as const;
export type UpdateTrouble = (typeof updateTroubles)[number];

/** Where the program stands with newer versions of itself. */
export type UpdateView =
  | { readonly state: 'off'; readonly because: UpdatesOff }
  /** It will look. */
  | { readonly state: 'idle' }
  | { readonly state: 'checking' }
  /** There was none when it last looked. */
  | { readonly state: 'none'; readonly at: number }
  | { readonly state: 'downloading'; readonly version: string; readonly percent: number }
  | {
      readonly state: 'ready';
      readonly version: string;
      /** Whether the popup offers to restart; not for a day after the user put it off. */
      readonly offered: boolean;
      /** The user asked for it, and a change is being sent: it restarts when that is done. */
      readonly waits: boolean;
    }
  | { readonly state: 'failed'; readonly trouble: UpdateTrouble };

/**
 * What is known of a global hotkey. `off`: the system refuses it, or there is none. `unconfirmed`: the system took it, but its word does
 * not count, and the key was not pressed yet. `works`: the system's word counts, or the key was pressed.
 */
export type HotkeyState = 'off' | 'unconfirmed' | 'works';

/** Desktops whose own settings can open the popup, as `raze-quick-stage --toggle` does. */
export const toggleDesktops = ['gnome', 'kde', 'hyprland', 'hyprlandConf', 'sway'] as const;

/** What to enter in a desktop's own settings so that a key opens the popup without a global hotkey of ours. */
export interface ToggleLine {
  readonly desktop: (typeof toggleDesktops)[number];
  readonly line: string;
}

/** Everything that the popup shows besides search results and changes. Sent whole whenever it changes. */
export interface Snapshot {
  readonly account: AccountView;
  readonly keychain: KeychainState;
  readonly language: Language;
  /** Figures, amounts and dates are written by it, whatever the language of the texts: a BCP 47 tag that `Intl` knows. */
  readonly formatLocale: string;
  readonly settings: Settings;
  /** The settings that whoever manages the computer has set: they cannot be changed here. */
  readonly lockedSettings: readonly SettingName[];
  /** Settings for which whoever manages the computer has set what they do not take: they are the user's. */
  readonly unusablePolicy: readonly SettingName[];
  readonly hotkeys: Readonly<Record<HotkeyName, HotkeyState>>;
  /** Other hotkeys that may take the place of `settings.hotkey` where that one is not known to work. */
  readonly hotkeyOffers: readonly string[];
  /** How the desktop's own settings open the popup, where global hotkeys are the desktop's to give; empty elsewhere. */
  readonly toggleLines: readonly ToggleLine[];
  /** Whether this system can start the app at login. */
  readonly canStartAtLogin: boolean;
  readonly platform: (typeof platforms)[number];
  readonly version: string;
  /** Newer versions of the program. */
  readonly update: UpdateView;
  readonly apiUrl: string;
  /** True when the environment sets the address, so that the settings cannot. */
  readonly apiUrlFixed: boolean;
  /** An address in the settings that cannot be used; normally null. */
  readonly ignoredApiUrl: string | null;
  readonly directory: DirectoryView;
  /** The form of a deal's address, once a pasted link has shown it. */
  readonly dealPage: DealPage | null;
  readonly network: 'online' | 'offline' | 'unknown';
  readonly pause: Pause | null;
  readonly quota: QuotaView | null;
  readonly pipelines: readonly Pipeline[];
  /** The stages whose changes the server takes a reason with; none where it takes none. */
  readonly reasonStages: readonly StageId[];
  /** Whose the account's opportunities are, those with the most first, at most `mostOwners`; null where the server does not tell. */
  readonly owners: readonly OwnerCount[] | null;
  /** Open changes of the account in use, those that need the user included. */
  readonly pending: number;
  readonly needsYou: number;
  /** The lane of the sample data; null when it was never used. */
  readonly sampleLane: LaneId | null;
  /** Data is being erased: what is under way is waited for first. */
  readonly erasing: boolean;
  /** Set when the local store has a problem (newer file, damaged and set aside, disk full). */
  readonly store: StoreView;
}

export interface StoreView {
  readonly state: 'good' | 'newer' | 'failing';
  /** True when a damaged file was set aside, at this start or at one before which nobody was shown so. */
  readonly setAside: boolean;
  /** Changes read back from that file; normally 0. */
  readonly salvaged: number;
  /** How often in this run the file was found deleted, moved or replaced, and was written anew. */
  readonly rewritten: number;
}
