import type { Language } from '../contract/language.ts';
import type { HotkeyName, SettingName } from '../contract/settings.ts';
import {
  type HotkeyState,
  mostOwners,
  type Snapshot,
  type StoreView,
  type UpdateView,
} from '../contract/snapshot.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { reasonStagesOf } from '../raze/dialect/registry.ts';
import type { SettingsStore } from '../store/setting-rows.ts';
import type { AccountData } from './account-data.ts';
import type { Session } from './session.ts';

/** What only the shell knows. */
export interface ShellFacts
  extends Pick<Snapshot, 'platform' | 'version' | 'canStartAtLogin' | 'formatLocale'> {
  readonly systemLanguage: Language;
  readonly update: () => UpdateView;
  readonly hotkeyState: (hotkey: HotkeyName) => HotkeyState;
  readonly hotkeyOffers: () => Snapshot['hotkeyOffers'];
  readonly toggleLines: () => Snapshot['toggleLines'];
}

export interface SnapshotDeps {
  readonly session: Session;
  readonly outbox: Outbox;
  readonly accountData: AccountData;
  readonly settings: SettingsStore;
  readonly store: StoreView;
  readonly facts: ShellFacts;
  readonly apiUrl: string;
  /** Whether the environment sets the address. */
  readonly apiUrlFixed: boolean;
  readonly erasing: boolean;
  readonly unusablePolicy: readonly SettingName[];
}

/** Collects everything that the popup needs; takes a few dozen microseconds. */
export function takeSnapshot({
  session,
  outbox,
  accountData,
  settings,
  facts,
  ...told
}: SnapshotDeps): Snapshot {
  const { systemLanguage, hotkeyState, hotkeyOffers, toggleLines, update, ...shell } = facts;
  const saved = settings.read();
  const open = outbox.open().filter(change => change.currentLane);
  return {
    ...shell,
    ...told,
    account: session.account(),
    keychain: session.keychain(),
    language: saved.language === 'system' ? systemLanguage : saved.language,
    settings: saved,
    lockedSettings: settings.locked,
    update: update(),
    hotkeys: { hotkey: hotkeyState('hotkey'), clipboardHotkey: hotkeyState('clipboardHotkey') },
    hotkeyOffers: hotkeyOffers(),
    toggleLines: toggleLines(),
    ignoredApiUrl: settings.ignoredApiUrl(),
    directory: accountData.view(),
    dealPage: settings.dealPage(),
    network: outbox.network(),
    pause: outbox.pause(),
    quota: outbox.quota(),
    pipelines: accountData.pipelines(),
    owners: accountData.owners()?.slice(0, mostOwners) ?? null,
    reasonStages: reasonStagesOf(session.current()?.dialect ?? null),
    pending: open.length,
    needsYou: open.filter(change => change.state === 'parked').length,
    sampleLane: session.sampleLane(),
  };
}
