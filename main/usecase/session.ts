import { assertNever, fail, ok, type Result } from '../contract/failure.ts';
import type { Dialect, LaneId } from '../contract/model.ts';
import type { AccountView, Known, Snapshot } from '../contract/snapshot.ts';
import { isSendableKey } from '../raze/http.ts';
import type { Probed } from '../raze/probe.ts';
import { type Keychain, type KeychainFailure, keychainAccount } from '../secrets/keychain.ts';
import { attempt } from '../store/attempt.ts';
import type { Lane, Lanes } from '../store/lanes.ts';
import type { SettingsStore } from '../store/settings.ts';

/** The account in use: its lane, where its requests go, and the key they carry. Never leaves the main process. */
export interface Current {
  readonly kind: 'key' | 'sample';
  readonly lane: Lane;
  readonly baseUrl: string;
  readonly key: string;
  readonly kept: 'keychain' | 'session';
  readonly dialect: Dialect | null;
  readonly read: Known;
  readonly write: Known;
}

export interface Permissions {
  readonly read: Known;
  readonly write: Known;
}

export interface SessionDeps {
  readonly lanes: Lanes;
  readonly settings: SettingsStore;
  readonly keychain: Keychain;
  /** The API's address now: environment, settings or the published one. */
  readonly baseUrl: () => string;
  /** Tries a key against the API with as few requests as it takes. */
  readonly probe: (baseUrl: string, key: string) => Promise<Result<Probed>>;
  /** Starts the embedded sandbox, or returns the one that runs. */
  readonly sandbox: () => Promise<{ readonly url: string; readonly key: string }>;
  /**
   * The account changed: everything that works for one account starts anew; null: there is none. `probed` is what
   * trying a new key brought along.
   */
  readonly onSwitch: (current: Current | null, probed: Probed | null) => void;
  /** Something in the views changed. */
  readonly onChange: () => void;
}

export interface Session {
  /** Opens the account used last; without one, or without its key, there is none. Never rejects. */
  start(): Promise<void>;
  /** Tries the key, keeps it and switches to its account. A key that was refused changes nothing. */
  useKey(key: string): Promise<Result<AccountView>>;
  /** Forgets the key here and in the keychain. Its waiting changes stay, frozen and visible. */
  removeKey(): Promise<Result<null>>;
  useSample(): Promise<Result<null>>;
  /** The API's address changed: goes on with the key kept for the new one, if any. */
  addressChanged(): Promise<void>;
  current(): Current | null;
  account(): AccountView;
  keychain(): Snapshot['keychain'];
  /** What an answer taught about the lane in use. */
  learn(lane: LaneId, known: Partial<Permissions & { readonly dialect: Dialect }>): void;
  /** Every key this run holds, for the logger to mask. */
  secrets(): readonly string[];
}

/** The lane of the sample data: the sandbox's port changes with every start, its data does not. */
const sampleOrigin = 'sample';

const stateAfter = ({ code }: KeychainFailure): Snapshot['keychain'] => {
  switch (code) {
    case 'keychain-unavailable':
      return 'unavailable';
    case 'keychain-unreadable':
      return 'unreadable';
    case 'keychain-refused':
      return 'refused';
    default:
      return assertNever(code);
  }
};

/** Holds the key and the account it opens. Its methods run one after the other. */
export function createSession(deps: SessionDeps): Session {
  const { lanes, settings, keychain } = deps;
  let current: Current | null = null;
  let keychainState: Snapshot['keychain'] = 'available';
  const seen = new Set<string>();
  let queue: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => {});
    return turn;
  };

  const switchTo = (next: Current | null, probed: Probed | null = null): void => {
    current = next;
    if (next !== null) seen.add(next.key);
    deps.onSwitch(next, probed);
    deps.onChange();
  };

  const openKey = async (): Promise<void> => {
    const baseUrl = deps.baseUrl();
    const kept = await keychain.read(keychainAccount(baseUrl));
    keychainState = kept.ok ? 'available' : stateAfter(kept.failure);
    if (!kept.ok || kept.value === null) return switchTo(null);
    const key = kept.value;
    const lane = attempt(() => lanes.forKey(baseUrl, key));
    if (!lane.ok) return switchTo(null);
    switchTo({
      kind: 'key',
      lane: lane.value,
      baseUrl,
      key,
      kept: 'keychain',
      dialect: lane.value.dialect,
      read: 'unknown',
      write: 'unknown',
    });
  };

  const openSample = async (): Promise<void> => {
    const { url, key } = await deps.sandbox();
    const lane = lanes.forOrigin(sampleOrigin);
    switchTo({
      kind: 'sample',
      lane,
      baseUrl: url,
      key,
      kept: 'session',
      dialect: lane.dialect,
      read: 'yes',
      write: 'yes',
    });
  };

  const account = (): AccountView => {
    if (current === null) return { kind: 'none' };
    if (current.kind === 'sample') return { kind: 'sample' };
    const { lane, kept, read, write } = current;
    return { kind: 'key', fingerprint: lane.label, kept, read, write };
  };

  const tryKey = async (typed: string): Promise<Result<AccountView>> => {
    const key = typed.trim();
    if (!isSendableKey(key)) return fail({ code: 'key-malformed' });
    seen.add(key);
    const baseUrl = deps.baseUrl();
    const tried = await deps.probe(baseUrl, key);
    if (!tried.ok) return tried;
    const stored = await keychain.store(keychainAccount(baseUrl), key);
    keychainState = stored.ok ? 'available' : stateAfter(stored.failure);
    const { dialect, read, write } = tried.value;
    const noted = attempt(() => {
      const lane = lanes.forKey(baseUrl, key);
      if (dialect !== null) lanes.learnDialect(lane.id, dialect);
      settings.setAccountMode('key');
      return lane;
    });
    if (!noted.ok) return noted;
    const lane = noted.value;
    const kept = stored.ok ? 'keychain' : 'session';
    switchTo(
      { kind: 'key', lane, baseUrl, key, kept, dialect: dialect ?? lane.dialect, read, write },
      tried.value,
    );
    return ok(account());
  };

  const forget = async (): Promise<Result<null>> => {
    if (current?.kind !== 'sample') {
      const removed = await keychain.remove(keychainAccount(current?.baseUrl ?? deps.baseUrl()));
      // A key of this session only was never in there; one that is must not be said to be gone.
      if (!removed.ok && current?.kept !== 'session') return removed;
    }
    // A disk that refuses this has the mode of before: the next start finds no key and asks for one.
    attempt(() => settings.setAccountMode('none'));
    switchTo(null);
    return ok(null);
  };

  return {
    start: () => inTurn(() => (settings.accountMode() === 'sample' ? openSample() : openKey())),
    useKey: key => inTurn(() => tryKey(key)),
    removeKey: () => inTurn(forget),
    useSample: () =>
      inTurn(async () => {
        const noted = attempt(() => settings.setAccountMode('sample'));
        if (!noted.ok) return noted;
        await openSample();
        return ok(null);
      }),
    addressChanged: () => inTurn(async () => (current?.kind === 'sample' ? undefined : openKey())),
    current: () => current,
    account,
    keychain: () => keychainState,
    learn(lane, known) {
      if (current?.lane.id !== lane) return;
      const next = { ...current, ...known };
      if (known.dialect !== undefined && known.dialect !== current.dialect) {
        const { dialect } = known;
        attempt(() => lanes.learnDialect(lane, dialect));
      }
      const same =
        next.read === current.read && next.write === current.write && next.dialect === current.dialect;
      current = next;
      if (!same) deps.onChange();
    },
    secrets: () => [...seen],
  };
}
