import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fail, ok } from '../../../main/contract/failure.ts';
import type { Keychain, KeychainFailure, Late } from '../../../main/secrets/keychain.ts';
import { createLaneRows } from '../../../main/store/changes/lane-rows.ts';
import { createSettings } from '../../../main/store/setting-rows.ts';
import { openDatabase } from '../../../main/store/sqlite/open.ts';
import type { Current } from '../../../main/usecase/account-in-use.ts';
import { createSession, type SessionDeps } from '../../../main/usecase/session.ts';

let folder: string;
let deps: SessionDeps;
let close: () => void;
let kept: Map<string, string>;
let keychainFails: KeychainFailure | null;
let answer: Awaited<ReturnType<SessionDeps['probe']>>;
let switched: (Current | null)[];
let address: string;

const accepted = ok({
  dialect: 'documented',
  read: 'yes',
  write: 'unknown',
  told: null,
  firstPage: null,
  quota: null,
} as const);
const guarded = <T>(work: () => T) => (keychainFails === null ? ok(work()) : fail(keychainFails));
/** Hears what a reading comes to that was not answered in time. */
let late: Late<string | null>;
/** The same of putting a key in. */
let lateStore: Late<null>;
const keychain: Keychain = {
  read: async (account, hears = () => {}) => {
    late = hears;
    return guarded(() => kept.get(account) ?? null);
  },
  store: async (account, secret, hears = () => {}) => {
    lateStore = hears;
    return guarded(() => {
      kept.set(account, secret);
      return null;
    });
  },
  remove: async account =>
    guarded(() => {
      kept.delete(account);
      return null;
    }),
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'raze-session-'));
  const db = openDatabase(join(folder, 'test.db'));
  close = () => db.close();
  kept = new Map();
  keychainFails = null;
  answer = accepted;
  switched = [];
  address = 'https://a.example';
  deps = {
    lanes: createLaneRows(db, () => 1),
    settings: createSettings(db),
    keychain,
    baseUrl: () => address,
    checkAddress: async () => ok(null),
    probe: async () => answer,
    askLeave: () => null,
    onRefused: () => {},
    sandbox: async () => ({ url: 'http://127.0.0.1:1', key: 'sandbox-key' }),
    onSwitch: current => switched.push(current),
    onChange: () => {},
  };
});
afterEach(() => {
  close();
  rmSync(folder, { recursive: true });
});

describe('a key', () => {
  test('that was accepted is kept and read back by the next run, on the same lane', async () => {
    const session = createSession(deps);
    expect(await session.useKey('  gr_live_one\n', address)).toMatchObject({
      ok: true,
      value: { kind: 'key', kept: 'keychain' },
    });
    expect([...kept]).toEqual([['https://a.example', 'gr_live_one']]);
    const next = createSession(deps);
    await next.start();
    expect(next.current()?.lane.id).toBe(session.current()?.lane.id);
    expect(JSON.stringify(next.account())).not.toContain('gr_live');
  });

  test('is given to the changes of its own lane only, and to none once it is removed', async () => {
    const session = createSession(deps);
    const laneOf = async (key: string) => {
      await session.useKey(key, address);
      const lane = session.current()?.lane.id;
      if (lane === undefined) throw new Error('The key is not in use');
      return lane;
    };
    const one = await laneOf('gr_live_one');
    expect(session.connection(one)).toMatchObject({ baseUrl: address, key: 'gr_live_one' });
    const two = await laneOf('gr_live_two');
    expect(session.connection(one)).toBeNull();
    expect(session.connection(two)).toMatchObject({ baseUrl: address, key: 'gr_live_two' });
    await session.removeKey();
    expect([session.connection(one), session.connection(two)]).toEqual([null, null]);
  });

  test('that was refused changes nothing', async () => {
    const session = createSession(deps);
    await session.useKey('gr_live_one', address);
    answer = fail({ code: 'key-invalid' });
    expect(await session.useKey('gr_live_two', address)).toEqual(answer);
    expect(session.current()?.key).toBe('gr_live_one');
    expect(kept.get('https://a.example')).toBe('gr_live_one');
    expect(switched).toHaveLength(1);
  });

  test('that was pasted with what the eye does not see is kept without it', async () => {
    const session = createSession(deps);
    expect(await session.useKey('\uFEFF“X-API-Key:\u00A0gr_li\u00ADve_one\u200B”\n', address)).toMatchObject({
      ok: true,
    });
    expect(kept.get(address)).toBe('gr_live_one');
  });

  test.each(['', 'two words', 'clé'])('%j is not tried', async typed => {
    expect(await createSession(deps).useKey(typed, address)).toEqual(fail({ code: 'key-malformed' }));
    expect(switched).toEqual([]);
  });

  test.each([
    ['keychain-unavailable', 'unavailable'],
    ['keychain-unreadable', 'unreadable'],
    ['keychain-locked', 'locked'],
    ['keychain-refused', 'refused'],
  ] as const)(
    'that the keychain does not take (%s) serves this session, and the one kept before stays',
    async (code, state) => {
      kept.set('https://a.example', 'gr_live_old');
      keychainFails = { code };
      const session = createSession(deps);
      expect(await session.useKey('gr_live_new', address)).toMatchObject({
        ok: true,
        value: { kept: 'session' },
      });
      expect(session.keychain()).toBe(state);
      expect(session.current()?.key).toBe('gr_live_new');
      expect(kept.get('https://a.example')).toBe('gr_live_old');
    },
  );

  test('that the keychain takes late is told as kept, and no other key is that is in use by then', async () => {
    keychainFails = { code: 'keychain-unreadable' };
    const session = createSession(deps);
    await session.useKey('gr_live_one', address);
    const one = lateStore;
    await session.useKey('gr_live_two', address);
    one(ok(null));
    expect(session.account()).toMatchObject({ kept: 'session' });
    lateStore(ok(null));
    expect(session.account()).toMatchObject({ kept: 'keychain' });
  });

  test('that cannot be removed is still in use, and the user is told', async () => {
    const session = createSession(deps);
    await session.useKey('gr_live_one', address);
    keychainFails = { code: 'keychain-unreadable' };
    expect(await session.removeKey()).toEqual(fail(keychainFails));
    expect(session.current()?.key).toBe('gr_live_one');
    keychainFails = null;
    expect(await session.removeKey()).toEqual(ok(null));
    expect(session.account()).toEqual({ kind: 'none' });
    expect(kept.size).toBe(0);
  });

  test('of another account is another lane', async () => {
    const session = createSession(deps);
    await session.useKey('gr_live_one', address);
    const before = session.current()?.lane.id;
    await session.useKey('gr_live_two', address);
    expect(session.current()?.lane.id).not.toBe(before);
    expect(session.secrets()).toEqual(['gr_live_one', 'gr_live_two']);
  });
});

test('an unreadable keychain is not taken for an empty one', async () => {
  keychainFails = { code: 'keychain-unreadable' };
  const session = createSession(deps);
  await session.start();
  expect(session.account()).toEqual({ kind: 'none' });
  expect(session.keychain()).toBe('unreadable');
});

describe('a keychain that gave no key at the start', () => {
  const silent: KeychainFailure = { code: 'keychain-unreadable' };
  const locked: KeychainFailure = { code: 'keychain-locked' };

  const started = async (failure: KeychainFailure) => {
    keychainFails = failure;
    const session = createSession(deps);
    await session.start();
    expect(session.account()).toEqual({ kind: 'none' });
    keychainFails = null;
    return session;
  };
  /** Whatever was put in turn before this has run. */
  const settle = (session: ReturnType<typeof createSession>) => session.shown();

  test('opens the account by itself when its answer comes late', async () => {
    const session = await started(silent);
    late(ok('gr_live_late'));
    await settle(session);
    expect(session.current()?.key).toBe('gr_live_late');
    expect(session.keychain()).toBe('available');
  });

  test('does not take the place of a key that was entered meanwhile', async () => {
    const session = await started(silent);
    await session.useKey('gr_live_typed', address);
    late(ok('gr_live_late'));
    await settle(session);
    expect(session.current()?.key).toBe('gr_live_typed');
    expect(kept.get(address)).toBe('gr_live_typed');
  });

  test('does not open the account of an address that was left meanwhile', async () => {
    const session = await started(silent);
    const before = late;
    address = 'https://b.example';
    await session.addressChanged();
    before(ok('gr_live_a'));
    await settle(session);
    expect(session.account()).toEqual({ kind: 'none' });
  });

  test('is called locked, and read again when the popup is looked at', async () => {
    const session = await started(locked);
    expect(session.keychain()).toBe('locked');
    keychainFails = locked;
    await session.shown();
    expect(session.keychain()).toBe('locked');
    keychainFails = null;
    kept.set(address, 'gr_live_kept');
    await session.shown();
    expect(session.current()?.key).toBe('gr_live_kept');
    expect(session.keychain()).toBe('available');
  });

  test('is not asked twice at a time', async () => {
    const session = await started(silent);
    kept.set(address, 'gr_live_kept');
    await session.shown();
    expect(session.account()).toEqual({ kind: 'none' });
    late(fail(silent));
    await session.shown();
    expect(session.current()?.key).toBe('gr_live_kept');
  });

  test.each(['shown', 'addressChanged'] as const)(
    'whose answer comes once the session has ended opens nothing, also asked anew by %s',
    async asks => {
      const slow = { ...keychain };
      deps = { ...deps, keychain: slow };
      const session = await started(locked);
      const answers = Promise.withResolvers<void>();
      slow.read = async () => {
        await answers.promise;
        return ok('gr_live_late');
      };
      const asked = session[asks]();
      session.stop();
      close();
      answers.resolve();
      await asked;
      expect(session.account()).toEqual({ kind: 'none' });
    },
  );

  test('that said there is no key is not asked again', async () => {
    const session = createSession(deps);
    await session.start();
    kept.set(address, 'gr_live_kept');
    await session.shown();
    expect(session.account()).toEqual({ kind: 'none' });
  });
});

describe('a key in the keychain', () => {
  test.each([
    ['padded', '  gr_live_one\n', 'gr_live_one'],
    ['with a byte order mark', '\uFEFFgr_live_one', 'gr_live_one'],
  ])('%s is cleaned and used', async (_, stored, key) => {
    kept.set(address, stored);
    const session = createSession(deps);
    await session.start();
    expect(session.current()?.key).toBe(key);
  });

  test.each([
    ['empty', '', 'key-empty'],
    ['blank', ' \n', 'key-empty'],
    ['of two words', 'gr live one', 'key-unusable'],
    ['that no header takes', 'clé', 'key-unusable'],
  ])('%s opens no account, and says why', async (_, stored, state) => {
    kept.set(address, stored);
    const session = createSession(deps);
    await session.start();
    expect(session.account()).toEqual({ kind: 'none' });
    expect(session.keychain()).toBe(state);
    expect(session.secrets()).toEqual([]);
    await session.useKey('gr_live_new', address);
    expect(session.keychain()).toBe('available');
    expect(kept.get(address)).toBe('gr_live_new');
  });
});

test('another API address goes on with the key kept for it', async () => {
  kept.set('https://b.example', 'gr_live_b');
  const session = createSession(deps);
  await session.useKey('gr_live_a', address);
  address = 'https://b.example';
  await session.addressChanged();
  expect(session.current()).toMatchObject({ key: 'gr_live_b', baseUrl: 'https://b.example' });
});

test('the sample data is chosen once and opened by the next run, whatever its port', async () => {
  const session = createSession(deps);
  await session.useSample();
  const next = createSession(deps);
  await next.start();
  expect(next.account()).toEqual({ kind: 'sample' });
  expect(next.current()?.lane.id).toBe(session.current()?.lane.id);
});

test('what an answer teaches of another lane is not taken for this one', async () => {
  const session = createSession(deps);
  await session.useKey('gr_live_one', address);
  const lane = session.current()?.lane.id;
  await session.useKey('gr_live_two', address);
  if (lane !== undefined) session.learn(lane, { write: 'no' });
  expect(session.current()?.write).toBe('unknown');
});
