import { fail, ok, type Result } from '../contract/failure.ts';
import type { LaneId } from '../contract/model.ts';
import type { AccountView } from '../contract/snapshot.ts';
import type { AddressCheck } from '../raze/requests/address-check.ts';
import type { Probed } from '../raze/requests/probe.ts';
import type { Keychain, KeychainFailure, Late } from '../secrets/keychain.ts';
import type { SettingsStore } from '../store/setting-rows.ts';
import { attempt } from '../store/sqlite/attempt.ts';
import { type AccountInUseDeps, type Current, createAccountInUse, sampleOrigin } from './account-in-use.ts';
import { createKeptKeys, type KeptSecret } from './kept-keys.ts';
import { pastedKey } from './pasted-key.ts';

export interface SessionDeps extends AccountInUseDeps {
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
}

export type Session = ReturnType<typeof createSession>;

/** Holds the key and the account that it opens. Its methods run one after the other. */
export function createSession(deps: SessionDeps) {
  const { lanes, settings } = deps;
  const keptKeys = createKeptKeys(deps.keychain, settings);
  const { switchTo, keyKept, mask, ...inUse } = createAccountInUse(deps);
  let queue: Promise<unknown> = Promise.resolve();
  let isOver = false;

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => {});
    return turn;
  };

  const ofKey = (baseUrl: string, key: string): Current | null => {
    const lane = attempt(() => lanes.forKey(baseUrl, key));
    if (!lane.ok) return null;
    const { dialect } = lane.value;
    const untried = { read: 'unknown', write: 'unknown' } as const;
    return { kind: 'key', lane: lane.value, baseUrl, key, kept: 'keychain', dialect, ...untried };
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
        if (!isOver && inUse.current() === null && deps.baseUrl() === baseUrl) take(found);
      });
    const found = await keptKeys.find(baseUrl, late);
    if (!isOver) take(found);
  };

  const openSample = async (): Promise<void> => {
    const { url: baseUrl, key } = await deps.sandbox();
    if (isOver) return;
    const lane = lanes.forOrigin(sampleOrigin);
    const { dialect } = lane;
    switchTo({ kind: 'sample', lane, baseUrl, key, kept: 'session', dialect, read: 'yes', write: 'yes' });
  };

  const tryKey = async (typed: string, address: string): Promise<Result<AccountView>> => {
    const key = pastedKey(typed);
    if (key === null) return fail({ code: 'key-malformed' });
    mask(key);
    const baseUrl = deps.baseUrl();
    if (address !== baseUrl) return fail({ code: 'api-changed', address: baseUrl });
    const current = inUse.current();
    const lane = current?.key === key && current.baseUrl === baseUrl ? current.lane.id : null;
    const until = lane === null ? null : deps.askLeave(lane);
    if (until !== null) return fail({ code: 'rate-limited', until });
    const checked = await deps.checkAddress(baseUrl);
    if (!checked.ok) return checked;
    const tried = await deps.probe(baseUrl, key);
    if (!tried.ok) {
      const { failure } = tried;
      if (lane !== null && failure.code === 'rate-limited') deps.onRefused(lane, failure.until);
      return tried;
    }
    const isKept = await keptKeys.keep(baseUrl, key, () => keyKept(key));
    const { dialect, read, write } = tried.value;
    const noted = attempt(() => {
      const found = lanes.forKey(baseUrl, key);
      if (dialect !== null) lanes.learnDialect(found.id, dialect);
      settings.setAccountMode('key');
      return found;
    });
    if (!noted.ok) return noted;
    const known = { dialect: dialect ?? noted.value.dialect, read, write };
    const kept = isKept ? 'keychain' : 'session';
    switchTo({ kind: 'key', lane: noted.value, baseUrl, key, kept, ...known }, tried.value);
    return ok(inUse.account());
  };

  const forgotten = (): void => {
    // If the disk refuses, the old mode stays: the next start finds no key and asks for one.
    attempt(() => settings.setAccountMode('none'));
    switchTo(null);
  };

  const forget = async (): Promise<Result<null>> => {
    const current = inUse.current();
    if (current?.kind !== 'sample') {
      const late: Late<null> = removed =>
        void inTurn(async () =>
          !isOver && removed.ok && inUse.current()?.key === current?.key ? forgotten() : undefined,
        );
      const removed = await keptKeys.remove(current?.baseUrl ?? deps.baseUrl(), late);
      // A key of this session only was never in the keychain. One that is still there must not be reported as gone.
      if (!removed.ok && inUse.current()?.kept !== 'session') return removed;
    }
    forgotten();
    return ok(null);
  };

  const forgetAll = async (): Promise<Result<null>> => {
    let outcome: Result<null, KeychainFailure> = ok(null);
    const inKeychain = keptKeys.addresses();
    for (const address of new Set([deps.baseUrl(), ...lanes.addresses(), ...inKeychain])) {
      const removed = await keptKeys.remove(address);
      if (removed.ok) continue;
      if (removed.failure.code !== 'keychain-unavailable') return removed;
      // Without a keychain there is nothing of what never was in one.
      if (inKeychain.includes(address)) outcome = removed;
    }
    forgotten();
    return outcome;
  };

  return {
    ...inUse,
    keychain: keptKeys.state,
    /** Opens the account used last. There is none without it or without its key. Never rejects. */
    start: () => inTurn(() => (settings.accountMode() === 'sample' ? openSample() : openKey())),
    /** The popup was shown: if the keychain gave no key, it is asked again. */
    shown: () =>
      inTurn(async () => {
        if (!isOver && inUse.current() === null && keptKeys.isWorthAsking()) await openKey();
      }),
    /**
     * Tries the key at the address, which must be the one in use and answer as the API before it sees the key. Then
     * keeps the key and switches to its account. A refused key changes nothing.
     */
    useKey: (key: string, address: string) => inTurn(() => tryKey(key, address)),
    /** Forgets the key here and in the keychain. Its waiting changes stay, frozen and visible. */
    removeKey: () => inTurn(forget),
    /** Forgets the keys of every address that was ever used. Stops at the first that the keychain keeps. */
    removeEveryKey: () => inTurn(forgetAll),
    useSample: () =>
      inTurn(async () => {
        const noted = attempt(() => settings.setAccountMode('sample'));
        if (!noted.ok) return noted;
        await openSample();
        return ok(null);
      }),
    /** The API's address changed: continues with the key kept for the new one, if any. */
    addressChanged: () =>
      inTurn(async () => (isOver || inUse.current()?.kind === 'sample' ? undefined : openKey())),
    /** The database may be closed from now on: no account is opened any more, whatever the keychain still says. */
    stop(): void {
      isOver = true;
      keptKeys.stop();
    },
  };
}
