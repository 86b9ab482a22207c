import type { Result } from '../contract/failure.ts';
import type { KeychainState } from '../contract/snapshot.ts';
import type { Keychain, KeychainFailure, Late } from '../secrets/keychain.ts';
import type { SettingsStore } from '../store/setting-rows.ts';
import { attempt } from '../store/sqlite/attempt.ts';
import { pastedKey } from './pasted-key.ts';

/** What the keychain has for an address; null: nothing. */
export type KeptSecret = Result<string | null, KeychainFailure>;

const stateAfter: Readonly<Record<KeychainFailure['code'], KeychainState>> = {
  'keychain-unavailable': 'unavailable',
  'keychain-locked': 'locked',
  'keychain-unreadable': 'unreadable',
  'keychain-refused': 'refused',
  'key-not-removed': 'refused',
};

/** Which addresses the keychain holds keys for: it cannot always be asked. If the disk refuses, what was noted before stands. */
type Noted = Pick<SettingsStore, 'keychainAddresses' | 'setKeychainAddresses'>;

/** The keys in the system's keychain, one per API address, and the keychain's last state. */
export function createKeptKeys(keychain: Keychain, noted: Noted) {
  let state: KeychainState = 'available';
  /** True even when nobody waits for the answer any more. */
  let isAsking = false;
  let isOver = false;

  /** What comes late counts as long as somebody is there to hear it. */
  const unlessOver =
    <T>(hear: Late<T>): Late<T> =>
    answer => {
      if (!isOver) hear(answer);
    };
  const note = (address: string, isThere: boolean): void => {
    if (isOver) return;
    attempt(() => {
      const known = noted.keychainAddresses();
      if (known.includes(address) === isThere) return;
      const others = known.filter(one => one !== address);
      noted.setKeychainAddresses(isThere ? [...others, address] : others);
    });
  };

  return {
    state: (): KeychainState => state,
    /** Whether asking again may bring a key: the keychain gave none, and no call to it is pending. */
    isWorthAsking: (): boolean => state !== 'available' && !isAsking,
    /** Looks for the key of an address. `late` gets an answer that came after the time limit. */
    async find(baseUrl: string, late: (found: KeptSecret) => void): Promise<KeptSecret> {
      isAsking = true;
      const take = (answer: KeptSecret): void => {
        if (answer.ok) note(baseUrl, answer.value !== null);
      };
      const heard = unlessOver<string | null>(answer => {
        isAsking = false;
        take(answer);
        late(answer);
      });
      const found = await keychain.read(baseUrl, heard);
      take(found);
      isAsking = !found.ok && found.failure.code === 'keychain-unreadable';
      return found;
    },
    /** The key in `found`; null when there is none that can be sent, and `state` then says why. */
    take(found: KeptSecret): string | null {
      if (!found.ok) {
        state = stateAfter[found.failure.code];
        return null;
      }
      const key = found.value === null ? null : pastedKey(found.value);
      if (found.value === null || key !== null) state = 'available';
      else state = found.value.trim() === '' ? 'key-empty' : 'key-unusable';
      return key;
    },
    /** Stores a key. True once it is stored. `late` is called if it is stored after the time limit. */
    async keep(baseUrl: string, key: string, late: () => void): Promise<boolean> {
      const heard = unlessOver<null>(answer => {
        if (!answer.ok) return;
        state = 'available';
        note(baseUrl, true);
        late();
      });
      const kept = await keychain.store(baseUrl, key, heard);
      if (kept.ok) note(baseUrl, true);
      state = kept.ok ? 'available' : stateAfter[kept.failure.code];
      return kept.ok;
    },
    /** Ok only when no key of this address is left. */
    async remove(baseUrl: string, late?: Late<null>): Promise<Result<null, KeychainFailure>> {
      const take = (removed: Result<null, KeychainFailure>): void => {
        if (removed.ok) note(baseUrl, false);
      };
      const heard = unlessOver<null>(answer => {
        take(answer);
        late?.(answer);
      });
      const removed = await keychain.remove(baseUrl, heard);
      take(removed);
      return removed;
    },
    /** The addresses of keys that are in the keychain, also while it cannot be asked. */
    addresses: noted.keychainAddresses,
    /** The database may be closed from now on: nothing is noted any more, and nobody hears what comes late. */
    stop(): void {
      isOver = true;
    },
  };
}
