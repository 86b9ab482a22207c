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
 * `unavailable`: there is no keychain, or it is locked. `unreadable`: it has not answered in time; the entry
 * may well be there. `refused`: it answers but does not take or give up this entry (a full vault, a policy).
 */
export interface KeychainFailure {
  readonly code: 'keychain-unavailable' | 'keychain-unreadable' | 'keychain-refused';
}

/**
 * The system's keychain. One call at a time, each answered within the limit; what was read or stored is
 * remembered for this run. After a failed `store` or `remove` the entry is as it was, except after
 * `unreadable`: then the keychain may still act when its prompt is answered.
 */
export interface Keychain {
  /** Null when there is no such entry. */
  read(account: string): Promise<Result<string | null, KeychainFailure>>;
  store(account: string, secret: string): Promise<Result<null, KeychainFailure>>;
  /** An absent entry is removed already. */
  remove(account: string): Promise<Result<null, KeychainFailure>>;
}

/** The three calls of keytar that are used. */
export interface Vault {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

export interface KeychainOptions {
  /** Milliseconds; a prompt may hold a call longer than any user wants to wait for. */
  readonly limitMs?: number;
  readonly load?: () => Promise<Vault>;
  /** Whether "no such entry" is believed at once. Linux only needs more, see `confirmed`. */
  readonly trustAbsence?: boolean;
}

/** Loaded on first use: a native build that is missing on this machine is a missing keychain, not a crash. */
async function loadKeytar(): Promise<Vault> {
  const { default: keytar } = await import('keytar');
  return keytar;
}

const unavailable = { code: 'keychain-unavailable' } as const;
const unreadable = { code: 'keychain-unreadable' } as const;
const refused = { code: 'keychain-refused' } as const;

/** The account of an entry that is written and removed again to see whether the keychain is open. */
const trialAccount = 'trial';

/**
 * A locked Secret Service answers a read as if there were no entry; only writing shows the difference. Rejects
 * when the vault is locked: an entry that cannot be seen must not pass for one that is not there.
 */
async function confirmed(vault: Vault, secret: string | null, trust: boolean): Promise<string | null> {
  if (secret === null && !trust) {
    await vault.setPassword(keychainService, trialAccount, trialAccount);
    await vault.deletePassword(keychainService, trialAccount);
  }
  return secret;
}

export function createKeychain(options: KeychainOptions = {}): Keychain {
  const { limitMs = 5_000, load = loadKeytar, trustAbsence = process.platform !== 'linux' } = options;
  const remembered = new Map<string, string>();
  /** The call in progress, also when its caller has stopped waiting: blocked calls hold a thread each. */
  let running: Promise<unknown> = Promise.resolve();

  /** Runs `call` after the one before it. Out of time before its turn, it never starts. */
  const inTurn = <T>(call: (vault: Vault) => Promise<T>): Promise<Result<T, KeychainFailure>> => {
    let late = false;
    const turn = running.then(async (): Promise<Result<T, KeychainFailure>> => {
      if (late) return fail(unreadable);
      try {
        return ok(await call(await load()));
      } catch {
        // Every rejection means the same; keytar's texts are the platform's and say nothing dependable.
        return fail(unavailable);
      }
    });
    running = turn;
    return new Promise(resolve => {
      const timer = setTimeout(() => {
        late = true;
        resolve(fail(unreadable));
      }, limitMs);
      turn.then(result => {
        clearTimeout(timer);
        resolve(result);
      });
    });
  };

  const readAnew = (account: string): Promise<Result<string | null, KeychainFailure>> =>
    inTurn(async vault => {
      const found = await vault.getPassword(keychainService, account);
      const secret = await confirmed(vault, found, trustAbsence);
      if (secret !== null) remembered.set(account, secret);
      return secret;
    });

  /** A change that failed while reading works was refused; else there is no keychain at all. */
  const blame = async (account: string, failure: KeychainFailure): Promise<KeychainFailure> => {
    if (failure.code !== 'keychain-unavailable') return failure;
    return (await readAnew(account)).ok ? refused : unavailable;
  };

  return {
    async read(account) {
      const known = remembered.get(account);
      return known === undefined ? readAnew(account) : ok(known);
    },
    async store(account, secret) {
      const stored = await inTurn(async vault => {
        await vault.setPassword(keychainService, account, secret);
        remembered.set(account, secret);
        return null;
      });
      return stored.ok ? stored : fail(await blame(account, stored.failure));
    },
    async remove(account) {
      const removed = await inTurn(async vault => {
        await vault.deletePassword(keychainService, account);
        remembered.delete(account);
        return null;
      });
      return removed.ok ? removed : fail(await blame(account, removed.failure));
    },
  };
}
