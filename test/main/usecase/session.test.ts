import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fail, ok } from '../../../main/contract/failure.ts';
import type { Keychain, KeychainFailure } from '../../../main/secrets/keychain.ts';
import { createLanes } from '../../../main/store/lanes.ts';
import { openDatabase } from '../../../main/store/open.ts';
import { createSettings } from '../../../main/store/settings.ts';
import { type Current, createSession, type SessionDeps } from '../../../main/usecase/session.ts';

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
  firstPage: null,
  askedAt: 0,
  etag: null,
  quota: null,
} as const);
const guarded = <T>(work: () => T) => (keychainFails === null ? ok(work()) : fail(keychainFails));
const keychain: Keychain = {
  read: async account => guarded(() => kept.get(account) ?? null),
  store: async (account, secret) =>
    guarded(() => {
      kept.set(account, secret);
      return null;
    }),
  remove: async account =>
    guarded(() => {
      kept.delete(account);
      return null;
    }),
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'raze-session-'));
  const opened = openDatabase(join(folder, 'test.db'));
  if (!opened.ok) throw opened.failure;
  close = () => opened.value.close();
  kept = new Map();
  keychainFails = null;
  answer = accepted;
  switched = [];
  address = 'https://a.example';
  deps = {
    lanes: createLanes(opened.value, () => 1),
    settings: createSettings(opened.value),
    keychain,
    baseUrl: () => address,
    probe: async () => answer,
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
    expect(await session.useKey('  gr_live_one\n')).toMatchObject({
      ok: true,
      value: { kind: 'key', kept: 'keychain' },
    });
    expect([...kept]).toEqual([['https://a.example', 'gr_live_one']]);
    const next = createSession(deps);
    await next.start();
    expect(next.current()?.lane.id).toBe(session.current()?.lane.id);
    expect(JSON.stringify(next.account())).not.toContain('gr_live');
  });

  test('that was refused changes nothing', async () => {
    const session = createSession(deps);
    await session.useKey('gr_live_one');
    answer = fail({ code: 'key-invalid' });
    expect(await session.useKey('gr_live_two')).toEqual(answer);
    expect(session.current()?.key).toBe('gr_live_one');
    expect(kept.get('https://a.example')).toBe('gr_live_one');
    expect(switched).toHaveLength(1);
  });

  test.each(['', 'two words', 'clé'])('%j is not tried', async typed => {
    expect(await createSession(deps).useKey(typed)).toEqual(fail({ code: 'key-malformed' }));
    expect(switched).toEqual([]);
  });

  test.each([
    ['keychain-unavailable', 'unavailable'],
    ['keychain-unreadable', 'unreadable'],
    ['keychain-refused', 'refused'],
  ] as const)(
    'that the keychain does not take (%s) serves this session, and the one kept before stays',
    async (code, state) => {
      kept.set('https://a.example', 'gr_live_old');
      keychainFails = { code };
      const session = createSession(deps);
      expect(await session.useKey('gr_live_new')).toMatchObject({ ok: true, value: { kept: 'session' } });
      expect(session.keychain()).toBe(state);
      expect(session.current()?.key).toBe('gr_live_new');
      expect(kept.get('https://a.example')).toBe('gr_live_old');
    },
  );

  test('that cannot be removed is still in use, and the user is told', async () => {
    const session = createSession(deps);
    await session.useKey('gr_live_one');
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
    await session.useKey('gr_live_one');
    const before = session.current()?.lane.id;
    await session.useKey('gr_live_two');
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

test('another API address goes on with the key kept for it', async () => {
  kept.set('https://b.example', 'gr_live_b');
  const session = createSession(deps);
  await session.useKey('gr_live_a');
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
  await session.useKey('gr_live_one');
  const lane = session.current()?.lane.id;
  await session.useKey('gr_live_two');
  if (lane !== undefined) session.learn(lane, { write: 'no' });
  expect(session.current()?.write).toBe('unknown');
});
