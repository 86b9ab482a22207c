import { type Failure, fail, ok, type Result } from '../contract/failure.ts';
import type { LaneId } from '../contract/model.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { OpenStore } from '../store/store.ts';
import type { AccountData } from './account-data.ts';
import type { Session } from './session.ts';

export interface EraseDeps {
  readonly session: Pick<Session, 'current' | 'removeKey' | 'removeEveryKey'>;
  readonly outbox: Pick<Outbox, 'reread'>;
  readonly accountData: Pick<AccountData, 'left'>;
  readonly store: Pick<OpenStore, 'rows' | 'erase'>;
  /** Closes the sandbox and deletes its file. Replies which paths are still there. */
  readonly eraseSample: () => Promise<readonly string[]>;
  /** Sets every setting to its default. */
  readonly resetSettings: () => void;
}

/** Erases the data of one account or of all. What could not be erased is named. */
export interface Erase {
  /**
   * Removes the key in use from the keychain. With `data`, its account's opportunities, history, picks and waiting
   * changes are erased from every file too. Without, they stay for when the key comes back.
   */
  key(data: boolean): Promise<Result<null>>;
  /** Erases all keys, all data of all accounts, the sample's too, and the settings: the app is as on its first run. */
  everything(): Promise<Result<null>>;
}

export function createErase(deps: EraseDeps): Erase {
  const { session, outbox, accountData, store } = deps;

  /** Runs when nothing works for the account any more; a pending write would bring data back. */
  const eraseRows = async (whose: LaneId | 'all'): Promise<Result<null>> => {
    await accountData.left();
    return outbox.reread(() => store.erase(whose));
  };

  return {
    async key(data) {
      const lane = session.current()?.lane.id;
      if (data && !store.rows.writable) return fail({ code: 'store-newer' });
      const removed = await session.removeKey();
      if (!removed.ok || !data || lane === undefined) return removed;
      return eraseRows(lane);
    },
    async everything() {
      if (!store.rows.writable) return fail({ code: 'store-newer' });
      const removed = await session.removeEveryKey();
      if (!removed.ok && removed.failure.code !== 'keychain-unavailable') return removed;
      deps.resetSettings();
      const erased = await eraseRows('all');
      const files = [...filesLeft(erased), ...(await deps.eraseSample())];
      if (!erased.ok && erased.failure.code !== 'not-erased') return erased;
      const isAll = removed.ok && files.length === 0;
      return isAll ? ok(null) : fail({ code: 'not-erased', key: !removed.ok, files });
    },
  };
}

const filesLeft = (erased: Result<null, Failure>): readonly string[] =>
  !erased.ok && erased.failure.code === 'not-erased' ? erased.failure.files : [];
