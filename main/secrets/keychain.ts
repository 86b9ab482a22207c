import { fail, ok, type Result } from '../contract/failure.ts';

/** The name under which the system's keychain lists this product's entries. */
export const keychainService = 'Raze Quick Stage';

/**
 * The account of an entry: the address of the API the key is for, as `parseApiUrl` returns it
 * (`https://app.getraze.com`). One key is kept for each address; a new one replaces it.
 */
export function keychainAccount(baseUrl: string): string {
  return baseUrl;
}

/**
 * `unavailable`: there is no keychain. `locked`: there is one, and it keeps its entries to itself until the user
 * unlocks it. `unreadable`: it has not answered in time. `refused`: it answers but does not take this entry (a full
 * vault, a policy). `kept`: it answers but does not give this entry up.
 */
export interface KeychainFailure {
  readonly code:
    | 'keychain-unavailable'
    | 'keychain-locked'
    | 'keychain-unreadable'
    | 'keychain-refused'
    | 'key-not-removed';
}

/** Hears what a call that had been answered with `unreadable` came to in the end, if it ever does. */
export type Late<T> = (answer: Result<T, KeychainFailure>) => void;

/**
 * The system's keychain. One call at a time, each answered within the limit; what was read or stored is
 * remembered for this run. After a failed `store` or `remove` the entry is as it was, except after
 * `unreadable`: then the keychain may still act when its prompt is answered, and `late` hears of it.
 */
export interface Keychain {
  /** Null when there is no such entry. */
  read(account: string, late?: Late<string | null>): Promise<Result<string | null, KeychainFailure>>;
  store(account: string, secret: string, late?: Late<null>): Promise<Result<null, KeychainFailure>>;
  /** Ok only when the entry is certainly not there any more. */
  remove(account: string, late?: Late<null>): Promise<Result<null, KeychainFailure>>;
}

/**
 * The seam behind which keytar lies, and all of it that is used: whatever has these three calls can take its place (`load`).
 * It must find the entries that are there already, under the same service and account. Why keytar stays:
 * ARCHITECTURE.md, "The keychain".
 */
export interface Vault {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

export interface KeychainOptions {
  /** Milliseconds; a prompt may hold a call longer than any user wants to wait for. */
  readonly limitMs?: number;
  readonly load?: () => Promise<Vault>;
  /** Whose keychain it is: each means something else by its silence. */
  readonly platform?: NodeJS.Platform;
}

/** Loaded on first use: a native build that is missing on this machine is a missing keychain, not a crash. */
async function loadKeytar(): Promise<Vault> {
  const { default: keytar } = await import('keytar');
  return keytar;
}

const failed = (code: KeychainFailure['code']) => fail({ code } as const);

/** The account of an entry that is written and removed again to see whether the keychain is open. */
const trialAccount = 'trial';

export function createKeychain(options: KeychainOptions = {}): Keychain {
  const { limitMs = 5_000, load = loadKeytar, platform = process.platform } = options;
  const remembered = new Map<string, string>();
  /** The call in progress, also when its caller has stopped waiting: blocked calls hold a thread each. */
  let running: Promise<unknown> = Promise.resolve();

  /** Runs `call` after the one before it. Out of time before its turn, it never starts. */
  const inTurn = <T>(
    call: (vault: Vault) => Promise<Result<T, KeychainFailure>>,
    late: Late<T> = () => {},
  ): Promise<Result<T, KeychainFailure>> => {
    let isLate = false;
    const turn = running.then(async (): Promise<Result<T, KeychainFailure>> => {
      if (isLate) return failed('keychain-unreadable');
      const vault = await load().catch(() => null);
      return vault === null ? failed('keychain-unavailable') : call(vault);
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
        // "Nothing deleted" is said of an entry that is not there and of one that is locked in; and one of two may be left.
        const left = await look(vault, account);
        if (left.ok && left.value !== null) return failed('key-not-removed');
        if (!left.ok && !said) return left;
        remembered.delete(account);
        return ok(null);
      }, late),
  };
}
