import { fail, ok, type Result } from '../contract/failure.ts';
import type { Dialect, LaneId } from '../contract/model.ts';
import type { AccountView, Known, Snapshot } from '../contract/snapshot.ts';
import type { AddressCheck } from '../raze/requests/address-check.ts';
import type { Probed } from '../raze/requests/probe.ts';
import type { Keychain, KeychainFailure, Late } from '../secrets/keychain.ts';
import type { LaneRow, LaneRows } from '../store/changes/lane-rows.ts';
import type { SettingsStore } from '../store/setting-rows.ts';
import { attempt } from '../store/sqlite/attempt.ts';
import { createKeptKeys, type KeptSecret } from './kept-keys.ts';
import { pastedKey } from './pasted-key.ts';

/** The account in use: its lane, where its requests go, and their key. Never leaves the main process. */
export interface Current {
  readonly kind: 'key' | 'sample';
  readonly lane: LaneRow;
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
  readonly lanes: LaneRows;
  readonly settings: SettingsStore;
  readonly keychain: Keychain;
  /** The API's address now: environment, settings or the published one. */
  readonly baseUrl: () => string;
  /** Asks an address without a key whether the API answers there. */
  readonly checkAddress: AddressCheck;
  /** Tries a key against the API with as few requests as possible. */
  readonly probe: (baseUrl: string, key: string) => Promise<Result<Probed>>;
  /** Asks to send one request now. Null: it may leave; otherwise until when (epoch ms) nothing of the lane may. */
  readonly askLeave: (lane: LaneId) => number | null;
  /** The trial of this lane's key was refused with 429. */
  readonly onRefused: (lane: LaneId, until: number) => void;
  /** Starts the built-in sandbox, or returns the running one. */
  readonly sandbox: () => Promise<{ readonly url: string; readonly key: string }>;
  /**
   * The account changed, null: there is none. Everything that works for one account starts anew. `probed`: the result
   * of trying a new key.
   */
  readonly onSwitch: (current: Current | null, probed: Probed | null) => void;
  /** The views have changed. */
  readonly onChange: () => void;
}

export interface Session {
  /** Opens the account used last. There is none without it or without its key. Never rejects. */
  start(): Promise<void>;
  /** The popup was shown: if the keychain gave no key, it is asked again. */
  shown(): Promise<void>;
  /**
   * Tries the key at the address, which must be the one in use and answer as the API before it sees the key. Then keeps
   * the key and switches to its account. A refused key changes nothing.
   */
  useKey(key: string, address: string): Promise<Result<AccountView>>;
  /** Forgets the key here and in the keychain. Its waiting changes stay, frozen and visible. */
  removeKey(): Promise<Result<null>>;
  /** Forgets the keys of every address that was ever used. Stops at the first that the keychain keeps. */
  removeEveryKey(): Promise<Result<null>>;
  useSample(): Promise<Result<null>>;
  /** The API's address changed: continues with the key kept for the new one, if any. */
  addressChanged(): Promise<void>;
  current(): Current | null;
  account(): AccountView;
  /** The data of an earlier key has moved to this one. */
  laneAdopted(): void;
  /** The lane of the sample data; null when it was never used. */
  sampleLane(): LaneId | null;
  /** The lanes whose history is shown: the sample's alone while it is in use, otherwise all others. */
  shownLanes(): (lane: LaneId) => boolean;
  keychain(): Snapshot['keychain'];
  /** Takes in what an answer showed of the lane in use. */
  learn(lane: LaneId, known: Partial<Permissions & { readonly dialect: Dialect }>): void;
  /** Every key of this run, for the logger to mask. */
  secrets(): readonly string[];
}

/** The lane of the sample data: its port changes at every start, its data does not. */
const sampleOrigin = 'sample';

/** Holds the key and the account that it opens. Its methods run one after the other. */
export function createSession(deps: SessionDeps): Session {
  const { lanes, settings } = deps;
  const keptKeys = createKeptKeys(deps.keychain);
  let current: Current | null = null;
  let earlier: Extract<AccountView, { kind: 'key' }>['earlier'] = null;
  const seen = new Set<string>();
  let queue: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => {});
    return turn;
  };

  const lookForEarlier = (): void => {
    const lane = current?.kind === 'key' ? current.lane.id : null;
    const found = attempt(() => (lane === null ? null : lanes.besides(lane)));
    earlier =
      found.ok && found.value !== null ? { lane: found.value.id, fingerprint: found.value.label } : null;
  };

  const switchTo = (next: Current | null, probed: Probed | null = null): void => {
    current = next;
    lookForEarlier();
    if (next !== null) seen.add(next.key);
    deps.onSwitch(next, probed);
    deps.onChange();
  };

  const sampleLane = (): LaneId | null => {
    const lane = attempt(() => lanes.atOrigin(sampleOrigin));
    return lane.ok ? (lane.value?.id ?? null) : null;
  };

  const ofKey = (baseUrl: string, key: string): Current | null => {
    const lane = attempt(() => lanes.forKey(baseUrl, key));
    if (!lane.ok) return null;
    return {
      kind: 'key',
      lane: lane.value,
      baseUrl,
      key,
      kept: 'keychain',
      dialect: lane.value.dialect,
      read: 'unknown',
      write: 'unknown',
    };
  };

  /** Continues with the key that the keychain has for the API's address, if any. */
  const openKey = async (): Promise<void> => {
    const baseUrl = deps.baseUrl();
    const take = (found: KeptSecret): void => {
      const key = keptKeys.take(found);
      switchTo(key === null ? null : ofKey(baseUrl, key));
    };
    const late = (found: KeptSecret): void =>
      void inTurn(async () => {
        // Anything entered, chosen or asked for since is newer than this answer.
        if (current === null && deps.baseUrl() === baseUrl) take(found);
      });
    take(await keptKeys.find(baseUrl, late));
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
    return { kind: 'key', fingerprint: lane.label, earlier, kept, read, write };
  };

  const tryKey = async (typed: string, address: string): Promise<Result<AccountView>> => {
    const key = pastedKey(typed);
    if (key === null) return fail({ code: 'key-malformed' });
    seen.add(key);
    const baseUrl = deps.baseUrl();
    if (address !== baseUrl) return fail({ code: 'api-changed', address: baseUrl });
    const inUse = current?.key === key && current.baseUrl === baseUrl ? current.lane.id : null;
    const until = inUse === null ? null : deps.askLeave(inUse);
    if (until !== null) return fail({ code: 'rate-limited', until });
    const checked = await deps.checkAddress(baseUrl);
    if (!checked.ok) return checked;
    const tried = await deps.probe(baseUrl, key);
    if (!tried.ok) {
      const { failure } = tried;
      if (inUse !== null && failure.code === 'rate-limited') deps.onRefused(inUse, failure.until);
      return tried;
    }
    const isKept = await keptKeys.keep(baseUrl, key, () => {
      if (current?.key !== key) return;
      current = { ...current, kept: 'keychain' };
      deps.onChange();
    });
    const { dialect, read, write } = tried.value;
    const noted = attempt(() => {
      const lane = lanes.forKey(baseUrl, key);
      if (dialect !== null) lanes.learnDialect(lane.id, dialect);
      settings.setAccountMode('key');
      return lane;
    });
    if (!noted.ok) return noted;
    const lane = noted.value;
    const kept = isKept ? 'keychain' : 'session';
    switchTo(
      { kind: 'key', lane, baseUrl, key, kept, dialect: dialect ?? lane.dialect, read, write },
      tried.value,
    );
    return ok(account());
  };

  const forgotten = (): void => {
    // If the disk refuses, the old mode stays: the next start finds no key and asks for one.
    attempt(() => settings.setAccountMode('none'));
    switchTo(null);
  };

  const forget = async (): Promise<Result<null>> => {
    if (current?.kind !== 'sample') {
      const key = current?.key;
      const late: Late<null> = removed =>
        void inTurn(async () => (removed.ok && current?.key === key ? forgotten() : undefined));
      const removed = await keptKeys.remove(current?.baseUrl ?? deps.baseUrl(), late);
      // A key of this session only was never in the keychain. One that is still there must not be reported as gone.
      if (!removed.ok && current?.kept !== 'session') return removed;
    }
    forgotten();
    return ok(null);
  };

  const forgetAll = async (): Promise<Result<null>> => {
    let outcome: Result<null, KeychainFailure> = ok(null);
    for (const address of new Set([deps.baseUrl(), ...lanes.addresses()])) {
      const removed = await keptKeys.remove(address);
      // A key of this session only was never in the keychain.
      if (!removed.ok && current?.kept !== 'session') outcome = removed;
      if (!removed.ok && removed.failure.code !== 'keychain-unavailable') return removed;
    }
    forgotten();
    return outcome;
  };

  return {
    start: () => inTurn(() => (settings.accountMode() === 'sample' ? openSample() : openKey())),
    shown: () =>
      inTurn(async () => {
        if (current === null && keptKeys.isWorthAsking()) await openKey();
      }),
    useKey: (key, address) => inTurn(() => tryKey(key, address)),
    removeKey: () => inTurn(forget),
    removeEveryKey: () => inTurn(forgetAll),
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
    laneAdopted() {
      lookForEarlier();
      deps.onChange();
    },
    sampleLane,
    shownLanes: () => {
      const [sample, isSample] = [sampleLane(), current?.kind === 'sample'];
      return lane => (lane === sample) === isSample;
    },
    keychain: keptKeys.state,
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
