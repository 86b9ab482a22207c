import * as v from 'valibot';
import { type BadApiUrl, parseApiUrl } from '../config.ts';
import { crmHosts } from '../contract/addresses.ts';
import { type DealPage, pathWord, slots } from '../contract/crm.ts';
import type { Result } from '../contract/failure.ts';
import { laneId } from '../contract/ids.ts';
import type { LaneId } from '../contract/model.ts';
import { parse } from '../contract/parse.ts';
import { settingsPatch } from '../contract/payloads.ts';
import { defaultSettings, type SettingName, type Settings, settingNames } from '../contract/settings.ts';
import { type AccountKind, accountKinds } from '../contract/snapshot.ts';
import type { Database } from './sqlite/database.ts';
import { readSaved, removeSaved, writeSaved } from './sqlite/saved-values.ts';

/** Whose data is erased: one account's, or everybody's with all that is kept beside it. */
export type Erased = LaneId | 'all';

export interface SettingsStore {
  /** The policy over the saved settings over the defaults. A value that does not parse counts as not saved. */
  read(): Settings;
  /** The settings that a policy has set: `usecase/change-settings` saves none of them. */
  readonly locked: readonly SettingName[];
  /** Saves these members in one transaction, and returns all. */
  change(patch: Partial<Settings>): Settings;
  /** A saved address to which the key must not go. It counts as not saved, and the user is told. */
  ignoredApiUrl(): string | null;
  /** The learnt form of a deal's address; null when there is none that is valid. */
  dealPage(): DealPage | null;
  keepDealPage(page: DealPage): void;
  accountMode(): AccountKind;
  setAccountMode(mode: AccountKind): void;
  /**
   * Whose data was begun to be erased, in this run or an earlier one, and not to the end; null: nobody's, or the user has moved an
   * opportunity since, which must not go with the rest.
   */
  erasing(): Erased | null;
  setErasing(whose: Erased | null): void;
  /** The API's addresses for which the keychain holds a key, as far as it was ever seen there. */
  keychainAddresses(): readonly string[];
  setKeychainAddresses(addresses: readonly string[]): void;
}

const mode = v.picklist(accountKinds);

const dealPage = v.object({
  host: v.picklist(crmHosts),
  path: v.array(v.union([v.picklist(slots), v.pipe(v.string(), v.regex(pathWord))])),
  query: v.array(v.tuple([v.pipe(v.string(), v.regex(pathWord)), v.picklist(slots)])),
});

/** The account in use is stored beside the settings. A setting of this name would not compile. */
const accountRow: 'account' extends SettingName ? never : 'account' = 'account';
/** So are the addresses of the keys in the keychain. */
const keychainRow: 'keychain' extends SettingName ? never : 'keychain' = 'keychain';
/** So is what was begun to be erased. It stays until the end, when everything else has gone (`erase`). */
export const erasingRow: 'erasing' extends SettingName ? never : 'erasing' = 'erasing';
const begunToErase = v.object({ whose: v.union([v.literal('all'), laneId]), changes: v.number() });
/** So is the learnt form of deals' addresses. It is erased with the data of any account (`erase`). */
export const dealPageRow: 'dealPage' extends SettingName ? never : 'dealPage' = 'dealPage';

/** How many changes this file was ever given, the erased ones too (https://www.sqlite.org/autoinc.html). */
const changesEver = (db: Database): number =>
  Number(db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'").get()?.seq ?? 0);

/** `policy`: what whoever manages the computer has set. */
export function createSettings(db: Database, policy: Partial<Settings> = {}): SettingsStore {
  const locked = settingNames.filter(name => policy[name] !== undefined);
  /** Each member is parsed by itself, so that a bad one costs only itself. */
  const saved = (name: string): Partial<Settings> => {
    const value = readSaved(db, name, v.unknown());
    const member = parse(settingsPatch, value === undefined ? {} : { [name]: value });
    return member.ok ? member.value : {};
  };

  const savedAddress = (): Result<string, BadApiUrl> | null => {
    const { apiUrl } = saved('apiUrl');
    return typeof apiUrl === 'string' ? parseApiUrl(apiUrl) : null;
  };

  const read = (): Settings => {
    let all = defaultSettings;
    for (const name of settingNames) all = { ...all, ...saved(name) };
    const address = savedAddress();
    return { ...all, apiUrl: address?.ok ? address.value : null, ...policy };
  };

  return {
    read,
    locked,
    change(patch) {
      db.transaction(() => {
        for (const name of settingNames) if (patch[name] !== undefined) writeSaved(db, name, patch[name]);
      });
      return read();
    },
    ignoredApiUrl() {
      const address = savedAddress();
      return address === null || address.ok ? null : address.failure.address;
    },
    dealPage: () => readSaved(db, dealPageRow, dealPage) ?? null,
    keepDealPage: page => writeSaved(db, dealPageRow, page),
    accountMode: () => readSaved(db, accountRow, mode) ?? 'none',
    setAccountMode: chosen => writeSaved(db, accountRow, chosen),
    erasing() {
      const begun = readSaved(db, erasingRow, begunToErase);
      return begun === undefined || changesEver(db) > begun.changes ? null : begun.whose;
    },
    setErasing(whose) {
      if (whose === null) removeSaved(db, erasingRow);
      else writeSaved(db, erasingRow, { whose, changes: changesEver(db) });
    },
    keychainAddresses: () => readSaved(db, keychainRow, v.array(v.string())) ?? [],
    setKeychainAddresses: addresses => writeSaved(db, keychainRow, addresses),
  };
}
