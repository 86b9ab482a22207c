import * as v from 'valibot';
import { type BadApiUrl, parseApiUrl } from '../config.ts';
import { crmHosts } from '../contract/addresses.ts';
import { type DealPage, pathWord, slots } from '../contract/crm.ts';
import type { Result } from '../contract/failure.ts';
import { parse, parseJson } from '../contract/parse.ts';
import { settingsPatch } from '../contract/payloads.ts';
import { defaultSettings, type SettingName, type Settings, settingNames } from '../contract/settings.ts';
import { type AccountKind, accountKinds } from '../contract/snapshot.ts';
import type { Database } from './sqlite/database.ts';

export interface SettingsStore {
  /** The saved settings over the defaults. A value that does not parse counts as not saved. */
  read(): Settings;
  /** Saves these members in one transaction and returns all. */
  change(patch: Partial<Settings>): Settings;
  /** A saved address to which the key must not go. It counts as not saved, and the user is told. */
  ignoredApiUrl(): string | null;
  /** The learnt form of a deal's address; null when there is none that is valid. */
  dealPage(): DealPage | null;
  keepDealPage(page: DealPage): void;
  accountMode(): AccountKind;
  setAccountMode(mode: AccountKind): void;
}

const mode = v.picklist(accountKinds);

const dealPage = v.object({
  host: v.picklist(crmHosts),
  path: v.array(v.union([v.picklist(slots), v.pipe(v.string(), v.regex(pathWord))])),
  query: v.array(v.tuple([v.pipe(v.string(), v.regex(pathWord)), v.picklist(slots)])),
});

/** The account in use is stored beside the settings. A setting of this name would not compile. */
const accountRow: 'account' extends SettingName ? never : 'account' = 'account';
/** So is the learnt form of deals' addresses. It is erased with the data of any account (`erase`). */
export const dealPageRow: 'dealPage' extends SettingName ? never : 'dealPage' = 'dealPage';

export function createSettings(db: Database): SettingsStore {
  const value = (name: string): string | null => {
    const found = db.prepare('SELECT value FROM settings WHERE name = ?').get(name)?.value;
    return typeof found === 'string' ? found : null;
  };
  const save = (name: string, data: unknown): void => {
    db.prepare(
      'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    ).run(name, JSON.stringify(data));
  };

  /** Each member is parsed by itself, so that a bad one costs only itself. */
  const saved = (name: string): Partial<Settings> => {
    const text = value(name);
    const data = text === null ? null : parseJson(v.unknown(), text);
    if (data === null || !data.ok) return {};
    const member = parse(settingsPatch, { [name]: data.value });
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
    return { ...all, apiUrl: address?.ok ? address.value : null };
  };

  return {
    read,
    change(patch) {
      db.transaction(() => {
        for (const [name, data] of Object.entries(patch)) save(name, data);
      });
      return read();
    },
    ignoredApiUrl() {
      const address = savedAddress();
      return address === null || address.ok ? null : address.failure.address;
    },
    dealPage() {
      const text = value(dealPageRow);
      const parsed = text === null ? null : parseJson(dealPage, text);
      return parsed?.ok ? parsed.value : null;
    },
    keepDealPage: page => save(dealPageRow, page),
    accountMode() {
      const text = value(accountRow);
      const parsed = text === null ? null : parseJson(mode, text);
      return parsed?.ok ? parsed.value : 'none';
    },
    setAccountMode: chosen => save(accountRow, chosen),
  };
}
