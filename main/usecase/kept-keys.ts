import { assertNever, type Result } from '../contract/failure.ts';
import type { KeychainState } from '../contract/snapshot.ts';
import { type Keychain, type KeychainFailure, keychainAccount, type Late } from '../secrets/keychain.ts';
import { pastedKey } from './pasted-key.ts';

/** What the keychain has for an address; null: nothing. */
export type KeptSecret = Result<string | null, KeychainFailure>;

/** The keys in the system's keychain, one per API address, and the keychain's last state. */
export interface KeptKeys {
  state(): KeychainState;
  /** Whether asking again may bring a key: the keychain gave none, and no call to it is pending. */
  isWorthAsking(): boolean;
  /** Looks for the key of an address. `late` gets an answer that came after the time limit. */
  find(baseUrl: string, late: (found: KeptSecret) => void): Promise<KeptSecret>;
  /** The key in `found`; null when there is none that can be sent, and `state` then says why. */
  take(found: KeptSecret): string | null;
  /** Stores a key. True once it is stored. `late` is called if it is stored after the time limit. */
  keep(baseUrl: string, key: string, late: () => void): Promise<boolean>;
  /** Ok only when no key of this address is left. */
  remove(baseUrl: string, late?: Late<null>): Promise<Result<null, KeychainFailure>>;
}

export function createKeptKeys(keychain: Keychain): KeptKeys {
  let state: KeychainState = 'available';
  /** True even when nobody waits for the answer any more. */
  let isAsking = false;

  return {
    state: () => state,
    isWorthAsking: () => state !== 'available' && !isAsking,
    async find(baseUrl, late) {
      isAsking = true;
      const found = await keychain.read(keychainAccount(baseUrl), answer => {
        isAsking = false;
        late(answer);
      });
      isAsking = !found.ok && found.failure.code === 'keychain-unreadable';
      return found;
    },
    take(found) {
      if (!found.ok) {
        state = stateAfter(found.failure);
        return null;
      }
      const key = found.value === null ? null : pastedKey(found.value);
      if (found.value === null || key !== null) state = 'available';
      else state = found.value.trim() === '' ? 'key-empty' : 'key-unusable';
      return key;
    },
    async keep(baseUrl, key, late) {
      const kept = await keychain.store(keychainAccount(baseUrl), key, answer => {
        if (!answer.ok) return;
        state = 'available';
        late();
      });
      state = kept.ok ? 'available' : stateAfter(kept.failure);
      return kept.ok;
    },
    remove: (baseUrl, late) => keychain.remove(keychainAccount(baseUrl), late),
  };
}

function stateAfter({ code }: KeychainFailure): KeychainState {
  switch (code) {
    case 'keychain-unavailable':
      return 'unavailable';
    case 'keychain-locked':
      return 'locked';
    case 'keychain-unreadable':
      return 'unreadable';
    case 'keychain-refused':
    case 'key-not-removed':
      return 'refused';
    default:
      return assertNever(code);
  }
}
