import { type Failure, fail, ok, type Result } from '../contract/failure.ts';

/** The name under which the system's keychain lists this product's entries. */
export const keychainService = 'Raze Quick Stage';

/**
 * `unavailable`: there is no keychain. `locked`: its entries cannot be read until the user unlocks it. `unreadable`: it
 * did not answer in time. `refused`: it answers but does not store this entry (a full vault, a policy). `kept`: it
 * answers but does not remove this entry.
 */
export type KeychainFailure = Extract<Failure, { readonly code: `keychain-${string}` | 'key-not-removed' }>;

/** Gets the later result of a call that was answered with `unreadable`, if there is one. */
export type Late<T> = (answer: Result<T, KeychainFailure>) => void;

/**
 * The system's keychain. The account of a key is the API's address, as `parseApiUrl` returns it: one is kept per address.
 * One call at a time, each answered within the limit. What was read or stored is remembered for this run. After a failed
 * `store` or `remove` the entry is unchanged, except after `unreadable`: the keychain may still act when its prompt is
 * answered, and `late` then gets the result.
 */
export interface Keychain {
  /** Null when there is no such entry. */
  read(account: string, late?: Late<string | null>): Promise<Result<string | null, KeychainFailure>>;
  store(account: string, secret: string, late?: Late<null>): Promise<Result<null, KeychainFailure>>;
  /** Ok only when the entry is certainly gone. */
  remove(account: string, late?: Late<null>): Promise<Result<null, KeychainFailure>>;
}

/**
 * The seam for keytar, with all that is used of it: anything with these three calls can replace it (`load`). It must
 * find the existing entries, under the same service and account. Why keytar stays: ARCHITECTURE.md, "The keychain".
 */
export interface Vault {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

export interface KeychainOptions {
  /** Milliseconds. A prompt may hold a call for longer than a user wants to wait. */
  readonly limitMs?: number;
  readonly load?: () => Promise<Vault>;
  /** The platform of the keychain, which decides what its silence means. */
  readonly platform?: NodeJS.Platform;
  /** A call to the system begins, or has ended. Meanwhile the system may show a prompt of its own. */
  readonly onCall?: (isRunning: boolean) => void;
}

/** Loaded at the first use: without a native build there is no keychain, but no crash. */
async function loadKeytar(): Promise<Vault> {
  const { default: keytar } = await import('keytar');
  return keytar;
}

const failed = (code: KeychainFailure['code']) => fail({ code } as const);

/** The account of an entry that is written and removed to find out whether the keychain is open. */
const trialAccount = 'trial';

export function createKeychain(options: KeychainOptions = {}): Keychain {
  const { limitMs = 5_000, load = loadKeytar, platform = process.platform, onCall } = options;
  const remembered = new Map<string, string>();
  /** The call in progress, even if its caller no longer waits: a blocked call holds a thread. */
  let running: Promise<unknown> = Promise.resolve();

  /** Runs `call` after the one before it. It is never started if its time runs out before its turn. */
  const inTurn = <T>(
    call: (vault: Vault) => Promise<Result<T, KeychainFailure>>,
    late: Late<T> = () => {},
  ): Promise<Result<T, KeychainFailure>> => {
    let isLate = false;
    const turn = running.then(async (): Promise<Result<T, KeychainFailure>> => {
      if (isLate) return failed('keychain-unreadable');
      const vault = await load().catch(() => null);
      if (vault === null) return failed('keychain-unavailable');
      onCall?.(true);
      return call(vault).finally(() => onCall?.(false));
    });
    running = turn;
    return new Promise(resolve => {
      const timer = setTimeout(() => {
        isLate = true;
        resolve(failed('keychain-unreadable'));
      }, limitMs);
      turn.then(result => {
        clearTimeout(timer);
        resolve(result);
        if (isLate) late(result);
      });
    });
  };

  /**
   * What keytar gives is a text of the platform's, so what failed counts, not how. Linux (keytar_posix.cc, libsecret's
   * `secret_service_lookup`): a locked entry reads like none, and only writing shows the difference. macOS
   * (keytar_mac.cc): there always is a keychain, and what is not there is no error; so an error is a lock, or the user's
   * own no. Windows (keytar_win.cc): an error is a session that has no credentials at all.
   */
  const look = async (vault: Vault, account: string): Promise<Result<string | null, KeychainFailure>> => {
    try {
      const secret = await vault.getPassword(keychainService, account);
      if (secret !== null) remembered.set(account, secret);
      if (secret !== null || platform !== 'linux') return ok(secret);
    } catch {
      return failed(platform === 'darwin' ? 'keychain-locked' : 'keychain-unavailable');
    }
    try {
      await vault.setPassword(keychainService, trialAccount, trialAccount);
      await vault.deletePassword(keychainService, trialAccount);
      return ok(null);
    } catch {
      return failed('keychain-locked');
    }
  };

  return {
    async read(account, late) {
      const known = remembered.get(account);
      return known === undefined ? inTurn(vault => look(vault, account), late) : ok(known);
    },
    store: (account, secret, late) =>
      inTurn(async vault => {
        try {
          await vault.setPassword(keychainService, account, secret);
          remembered.set(account, secret);
          return ok(null);
        } catch {
          const there = await look(vault, account);
          return there.ok ? failed('keychain-refused') : there;
        }
      }, late),
    remove: (account, late) =>
      inTurn(async vault => {
        const said = await vault.deletePassword(keychainService, account).catch(() => false);
        // "Nothing deleted" is reported both for a missing and for a locked entry, and one of two may remain.
        const left = await look(vault, account);
        if (left.ok && left.value !== null) return failed('key-not-removed');
        if (!left.ok && !said) return left;
        remembered.delete(account);
        return ok(null);
      }, late),
  };
}
