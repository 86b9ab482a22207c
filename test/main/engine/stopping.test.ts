import { expect, test } from 'vitest';
import { fail, ok } from '../../../main/contract/failure.ts';
import type { Keychain, Late } from '../../../main/secrets/keychain.ts';
import { engineForThisTest } from '../../support/engine.ts';
import { serverForThisTest } from '../../support/servers/server-for-this-test.ts';
import { tempFolder } from '../../support/temp-folder.ts';

test('an engine that was stopped starts nothing any more: no keychain holds up the end of a start that somebody quits', async () => {
  let asked = 0;
  const keychain = {
    read: async () => {
      asked += 1;
      return ok(null);
    },
    store: async () => ok(null),
    remove: async () => ok(null),
  };
  const engine = await engineForThisTest({ folder: tempFolder(), keychain, apiUrl: null });
  const before = asked;
  await engine.stop();
  await engine.start();
  expect([before, asked]).toEqual([1, 1]);
});

/** A keychain that answers nothing in time; what it says later is said to `late`, of each of its three calls the newest. */
function silentKeychain() {
  const late: {
    read: Late<string | null> | undefined;
    store: Late<null> | undefined;
    remove: Late<null> | undefined;
  } = { read: undefined, store: undefined, remove: undefined };
  const silent = fail({ code: 'keychain-unreadable' } as const);
  const keychain: Keychain = {
    read: async (_, hears) => {
      late.read = hears;
      return silent;
    },
    store: async (_account, _secret, hears) => {
      late.store = hears;
      return silent;
    },
    remove: async (_, hears) => {
      late.remove = hears;
      return silent;
    },
  };
  return { late, keychain };
}

test('what the keychain says once the database is closed is nobody’s any more: of a key that was looked for', async () => {
  const { late, keychain } = silentKeychain();
  const engine = await engineForThisTest({ folder: tempFolder(), keychain, apiUrl: null });
  await engine.stop();
  engine.store.close();
  expect(() => late.read?.(ok('gr_live_late'))).not.toThrow();
  expect(engine.secrets()).toEqual([]);
});

test('the same of a key that was to be kept, and of one that was to go', async () => {
  const server = await serverForThisTest({ count: 2 });
  const { late, keychain } = silentKeychain();
  const engine = await engineForThisTest({ folder: tempFolder(), keychain, apiUrl: server.url });
  await engine.handlers['session.use-key']({ key: server.key, apiUrl: server.url });
  await engine.handlers['session.remove-key']({ erase: false });
  await engine.stop();
  engine.store.close();
  expect(() => late.store?.(ok(null))).not.toThrow();
  expect(() => late.remove?.(ok(null))).not.toThrow();
});
