import { fail, ok, type Result } from '../contract/failure.ts';
import type { LaneId } from '../contract/model.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Erased, SettingsStore } from '../store/setting-rows.ts';
import { attempt } from '../store/sqlite/attempt.ts';
import type { OpenStore } from '../store/store.ts';
import type { AccountData } from './account-data.ts';
import type { SampleData } from './sample.ts';
import type { Session } from './session.ts';

export interface EraseDeps {
  readonly session: Pick<Session, 'current' | 'removeKey' | 'removeEveryKey'>;
  readonly outbox: Pick<Outbox, 'reread'>;
  readonly accountData: Pick<AccountData, 'left'>;
  readonly store: Pick<OpenStore, 'rows' | 'erase'>;
  readonly sample: Pick<SampleData, 'erase'>;
  readonly settings: Pick<
    SettingsStore,
    'keychainAddresses' | 'setKeychainAddresses' | 'erasing' | 'setErasing'
  >;
  /** Sets every setting to its default. */
  readonly resetSettings: () => void;
  /** See `ShellPorts.eraseOwn`. */
  readonly eraseOwn: () => Promise<readonly string[]>;
  /** Erasing begins or has ended. */
  readonly onErasing: (isRunning: boolean) => void;
}

/**
 * Erases the data of one account or of all. What could not be erased is named. It may take a while, for what is under way is waited for:
 * until it has ended it stands in the settings, and the next start does it anew (`goOnErasing`).
 */
export function createErase({
  session,
  outbox,
  accountData,
  store,
  sample,
  settings,
  resetSettings,
  eraseOwn,
  onErasing,
}: EraseDeps) {
  let running: Promise<unknown> = Promise.resolve();

  /** One after the other. If the disk refuses the note, it is erased all the same. */
  const noted = (whose: Erased, work: () => Promise<Result<null>>): Promise<Result<null>> => {
    const done = running.then(async () => {
      attempt(() => settings.setErasing(whose));
      onErasing(true);
      try {
        return await work();
      } finally {
        attempt(() => settings.setErasing(null));
        onErasing(false);
      }
    });
    running = done.catch(() => undefined);
    return done;
  };

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
    return noted('all', eraseAll);
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
      return noted(lane, () => eraseRows(lane));
    },
    /**
     * Erases all keys, all data of all accounts, the sample's too, the settings, and what the shell keeps beside them: the app is as on
     * its first run. Where a key has to stay in the keychain, its address stays here: it goes when everything is erased again.
     */
    everything,
    /** Settles when nothing is being erased, nor left of an earlier run to be erased: an account may begin, which would go with the others. */
    async ended(): Promise<void> {
      await running;
      // Once: the disk may refuse to note that it is done.
      if (settings.erasing() === 'all') await everything();
      // The start may have come to it meanwhile.
      let awaited = null as Promise<unknown> | null;
      while (awaited !== running) {
        awaited = running;
        await awaited;
      }
    },
  };
}

export interface GoOnDeps {
  readonly settings: Pick<SettingsStore, 'erasing' | 'setErasing'>;
  readonly store: Pick<OpenStore, 'rows' | 'erase'>;
  /** Erases everything, keys and all. */
  readonly everything: () => Promise<Result<null>>;
}

/**
 * Does what an earlier run has begun to erase and not ended. What refuses, such as a keychain that is locked as the user logs in, is tried
 * again at the next start, since nobody is told. Call it before any account is opened and the outbox has read its rows.
 */
export async function goOnErasing({ settings, store, everything }: GoOnDeps): Promise<void> {
  const whose = settings.erasing();
  if (whose === null || !store.rows.writable) return;
  const erased = whose === 'all' ? await everything() : store.erase(whose);
  const isDone = erased.ok || erased.failure.code === 'not-erased';
  attempt(() => settings.setErasing(isDone ? null : whose));
}

/** An account is opened: what was begun to be erased, and never was, must not take its data with it at the next start. */
export function keepFromErasing(settings: GoOnDeps['settings'], lane: LaneId): void {
  const whose = settings.erasing();
  if (whose === 'all' || whose === lane) attempt(() => settings.setErasing(null));
}
