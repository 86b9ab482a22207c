import type { DealPage } from '../contract/crm.ts';
import type { Language } from '../contract/language.ts';
import type { Settings } from '../contract/settings.ts';
import type { Snapshot, StoreView } from '../contract/snapshot.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { AccountData } from './account-data.ts';
import type { Session } from './session.ts';

/** What only the shell knows. */
export interface ShellFacts {
  readonly platform: Snapshot['platform'];
  readonly version: string;
  readonly systemLanguage: Language;
  readonly canStartAtLogin: boolean;
  readonly hotkeyRegistered: () => boolean;
}

export interface SnapshotDeps {
  readonly session: Session;
  readonly outbox: Outbox;
  readonly accountData: AccountData;
  readonly settings: () => Settings;
  readonly apiUrl: () => string;
  readonly apiUrlFixed: boolean;
  readonly ignoredApiUrl: () => string | null;
  readonly dealPage: () => DealPage | null;
  readonly store: () => StoreView;
  readonly facts: ShellFacts;
}

/** The language in use: the user's choice, otherwise the system's. */
function languageIn(settings: Settings, system: Language): Language {
  return settings.language === 'system' ? system : settings.language;
}

/** Collects everything that the popup needs; takes a few dozen microseconds. */
export function takeSnapshot({ session, outbox, accountData, facts, ...deps }: SnapshotDeps): Snapshot {
  const settings = deps.settings();
  const open = outbox.open().filter(change => change.currentLane);
  return {
    account: session.account(),
    keychain: session.keychain(),
    language: languageIn(settings, facts.systemLanguage),
    settings,
    hotkeyRegistered: facts.hotkeyRegistered(),
    canStartAtLogin: facts.canStartAtLogin,
    platform: facts.platform,
    version: facts.version,
    apiUrl: deps.apiUrl(),
    apiUrlFixed: deps.apiUrlFixed,
    ignoredApiUrl: deps.ignoredApiUrl(),
    directory: accountData.view(),
    dealPage: deps.dealPage(),
    network: outbox.network(),
    pause: outbox.pause(),
    quota: outbox.quota(),
    pipelines: accountData.pipelines(),
    pending: open.length,
    needsYou: open.filter(change => change.state === 'parked').length,
    sampleLane: session.sampleLane(),
    store: deps.store(),
  };
}
