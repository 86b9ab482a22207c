import { fail, ok, type Result } from '../../contract/failure.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import type { Erased, SettingsStore } from '../../store/setting-rows.ts';
import { attempt } from '../../store/sqlite/attempt.ts';
import type { OpenStore } from '../../store/store.ts';
import type { AccountData } from '../account-data.ts';
import type { SampleData } from '../sample.ts';
import type { Session } from '../session.ts';
import type { Erasing } from './erasing.ts';

export interface EraseDeps {
  readonly session: Pick<Session, 'current' | 'removeKey' | 'removeEveryKey'>;
  readonly outbox: Pick<Outbox, 'reread'>;
  readonly accountData: Pick<AccountData, 'left'>;
  readonly store: Pick<OpenStore, 'rows' | 'erase'>;
  readonly sample: Pick<SampleData, 'erase'>;
  readonly settings: Pick<SettingsStore, 'keychainAddresses' | 'setKeychainAddresses'>;
  /** Sets every setting to its default. */
  readonly resetSettings: () => void;
  /** See `ShellPorts.eraseOwn`. */
  readonly eraseOwn: () => Promise<readonly string[]>;
  readonly erasing: Pick<Erasing, 'run'>;
}

/** Erases the data of one account or of all. What could not be erased is named. */
export function createErase({
  session,
  outbox,
  accountData,
  store,
  sample,
  settings,
  resetSettings,
  eraseOwn,
  erasing,
}: EraseDeps) {
  /** Runs when nothing works for the account any more; a pending write would bring data back. */
  const eraseRows = async (whose: Erased): Promise<Result<null>> => {
    await accountData.left();
    return outbox.reread(() => store.erase(whose));
  };

  const eraseAll = async (): Promise<Result<null>> => {
    const removed = await session.removeEveryKey();
    if (!removed.ok && removed.failure.code !== 'keychain-unavailable') return removed;
    resetSettings();
    const keysLeft = settings.keychainAddresses();
    const erased = await eraseRows('all');
    if (keysLeft.length > 0) attempt(() => settings.setKeychainAddresses(keysLeft));
    const left = !erased.ok && erased.failure.code === 'not-erased' ? erased.failure.files : [];
    const ofSample = await sample.erase();
    if (!erased.ok && erased.failure.code !== 'not-erased') return erased;
    const files = [...left, ...ofSample, ...(await eraseOwn())];
    const isAll = removed.ok && files.length === 0;
    return isAll ? ok(null) : fail({ code: 'not-erased', key: !removed.ok, files });
  };

  const everything = async (): Promise<Result<null>> => {
    if (!store.rows.writable) return fail({ code: 'store-newer' });
    return erasing.run('all', eraseAll);
  };

  return {
    /**
     * Removes the key in use from the keychain. With `data`, its account's opportunities, history, picks and waiting
     * changes are erased from every file too. Without, they stay for when the key comes back.
     */
    async key(data: boolean): Promise<Result<null>> {
      const lane = session.current()?.lane.id;
      if (data && !store.rows.writable) return fail({ code: 'store-newer' });
      const removed = await session.removeKey();
      if (!removed.ok || !data || lane === undefined) return removed;
      return erasing.run(lane, () => eraseRows(lane));
    },
    /**
     * Erases all keys, all data of all accounts, the sample's too, the settings, and what the shell keeps beside them: the app is as on
     * its first run. Where a key has to stay in the keychain, its address stays here: it goes when everything is erased again.
     */
    everything,
  };
}
