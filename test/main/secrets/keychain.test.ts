import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createKeychain, keychainService, type Vault } from '../../../main/secrets/keychain.ts';
import { noSession, type SecretService, startSecretService } from '../../support/secret-service.ts';

const program = join(import.meta.dirname, '../../support/children/keychain-child.ts');
const account = 'https://app.getraze.com';

/** A process with the real keychain; each call answers what its keychain answered. */
function processIn(env: Readonly<Record<string, string>>): (command: object) => Promise<unknown> {
  const child: ChildProcess = spawn(process.execPath, [program], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(async () => {
    child.stdin?.end();
    if (child.exitCode === null) await once(child, 'exit');
  });
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('The child has no pipes');
  const lines = createInterface({ input: stdout });
  return async command => {
    const line = once(lines, 'line');
    stdin.write(`${JSON.stringify(command)}\n`);
    const [text] = await line;
    return JSON.parse(text);
  };
}

const read = { do: 'read', account };
const store = (secret: string) => ({ do: 'store', account, secret });
const done = { ok: true, value: null };
const unavailable = { ok: false, failure: { code: 'keychain-unavailable' } };
const locked = { ok: false, failure: { code: 'keychain-locked' } };

describe.runIf(process.platform === 'linux')('with a real Secret Service', () => {
  let service: SecretService;
  beforeAll(async () => {
    service = await startSecretService();
  }, 20_000);
  afterAll(() => service.stop());

  test('a stored key is read by the next process, replaced, and removed', async () => {
    const first = processIn(service.env);
    expect(await first(read)).toEqual(done);
    expect(await first(store('gr_live_one'))).toEqual(done);
    const second = processIn(service.env);
    expect(await second(read)).toEqual({ ok: true, value: 'gr_live_one' });
    expect(await second(store('gr_live_two'))).toEqual(done);
    expect(await processIn(service.env)(read)).toEqual({ ok: true, value: 'gr_live_two' });
    expect(await second({ do: 'remove', account })).toEqual(done);
    expect(await second(read)).toEqual(done);
    expect(await processIn(service.env)(read)).toEqual(done);
  });

  test('accounts do not meet', async () => {
    const keychain = processIn(service.env);
    await keychain(store('gr_live_one'));
    expect(await keychain({ do: 'read', account: 'https://crm.example' })).toEqual(done);
    await keychain({ do: 'remove', account });
  });

  test('a locked keyring is called locked, and gives nothing up: a key in it is not told as removed', async () => {
    const other = await startSecretService();
    onTestFinished(() => other.stop());
    const before = processIn(other.env);
    await before(store('gr_live_one'));
    await other.lock();
    const keychain = processIn(other.env);
    expect(await keychain(read)).toEqual(locked);
    expect(await keychain(store('gr_live_two'))).toEqual(locked);
    expect(await keychain({ do: 'remove', account })).toEqual(locked);
    // Also for the process that knows the key already: it still knows it.
    expect(await before({ do: 'remove', account })).toEqual(locked);
    expect(await before(read)).toEqual({ ok: true, value: 'gr_live_one' });
  }, 20_000);

  test('what was never there is removed already', async () => {
    expect(await processIn(service.env)({ do: 'remove', account: 'https://crm.example' })).toEqual(done);
  });

  test('a keyring that has gone is unavailable; what was read before is still known', async () => {
    const other = await startSecretService();
    onTestFinished(() => other.stop());
    const keychain = processIn(other.env);
    await keychain(store('gr_live_one'));
    await other.dismiss();
    expect(await processIn(other.env)(read)).toEqual(unavailable);
    expect(await keychain(read)).toEqual({ ok: true, value: 'gr_live_one' });
    expect(await keychain(store('gr_live_two'))).toEqual(unavailable);
    expect(await keychain(read)).toEqual({ ok: true, value: 'gr_live_one' });
  }, 20_000);
});

describe.runIf(process.platform === 'linux')('without a session', () => {
  test('every call says unavailable', async () => {
    const keychain = processIn(await noSession());
    expect(await keychain(read)).toEqual(unavailable);
    expect(await keychain(store('gr_live_one'))).toEqual(unavailable);
    expect(await keychain({ do: 'remove', account })).toEqual(unavailable);
  });
});

/** A vault whose calls wait until the test lets them go. */
function slowVault(): { vault: Vault; calls: string[]; settle: (value: string | null | Error) => void } {
  const calls: string[] = [];
  const waiting: ((value: string | null | Error) => void)[] = [];
  const held = <T>(call: string, then: (value: string | null) => T): Promise<T> => {
    calls.push(call);
    return new Promise((resolve, reject) => {
      waiting.push(value => (value instanceof Error ? reject(value) : resolve(then(value))));
    });
  };
  return {
    calls,
    settle: value => waiting.shift()?.(value),
    vault: {
      getPassword: (service, who) => held(`get ${service} ${who}`, value => value),
      setPassword: (_, who, secret) => held(`set ${who} ${secret}`, () => {}),
      deletePassword: (_, who) => held(`delete ${who}`, () => true),
    },
  };
}

const turns = async (): Promise<void> => new Promise(resolve => setImmediate(resolve));
const unreadable = { ok: false, failure: { code: 'keychain-unreadable' } };

describe('one call at a time', () => {
  test('the second waits for the first', async () => {
    const { vault, calls, settle } = slowVault();
    const keychain = createKeychain({ load: async () => vault, platform: 'win32' });
    const both = Promise.all([keychain.read('a'), keychain.read('b')]);
    await turns();
    expect(calls).toEqual([`get ${keychainService} a`]);
    settle('one');
    await turns();
    expect(calls).toHaveLength(2);
    settle(null);
    expect(await both).toEqual([{ ok: true, value: 'one' }, done]);
  });

  test('no answer in time is unreadable; whoever waited behind never starts; a late answer still counts', async () => {
    const { vault, calls, settle } = slowVault();
    const keychain = createKeychain({ load: async () => vault, platform: 'win32', limitMs: 20 });
    expect(await Promise.all([keychain.read('a'), keychain.store('a', 'new')])).toEqual([
      unreadable,
      unreadable,
    ]);
    expect(calls).toHaveLength(1);
    settle('late');
    await turns();
    expect(await keychain.read('a')).toEqual({ ok: true, value: 'late' });
    expect(calls).toHaveLength(1);
  });

  test('a late answer is told to whoever asked, and whoever waited behind is told that nothing came', async () => {
    const { vault, settle } = slowVault();
    const keychain = createKeychain({ load: async () => vault, platform: 'win32', limitMs: 20 });
    const told: unknown[] = [];
    const late = (name: string) => (answer: unknown) => told.push([name, answer]);
    const asked = [
      keychain.read('a', late('read')),
      keychain.store('a', 'new', late('store')),
      keychain.remove('a', late('remove')),
    ];
    expect(await Promise.all(asked)).toEqual([unreadable, unreadable, unreadable]);
    settle('late');
    await turns();
    expect(told).toEqual([
      ['read', { ok: true, value: 'late' }],
      ['store', unreadable],
      ['remove', unreadable],
    ]);
    const inTime = keychain.store('a', 'new', late('in time'));
    await turns();
    settle(null);
    expect(await inTime).toEqual(done);
    expect(told).toHaveLength(3);
  });

  test('what was read is asked for once, what is absent each time', async () => {
    const { vault, calls, settle } = slowVault();
    const keychain = createKeychain({ load: async () => vault, platform: 'win32' });
    const answer = async (value: string | null) => {
      const reading = keychain.read('a');
      await turns();
      settle(value);
      return reading;
    };
    await answer(null);
    await answer('one');
    await answer('never asked');
    expect(calls).toHaveLength(2);
  });
});

describe('refusals', () => {
  test('a store that fails while reading works was refused, and the old key stays', async () => {
    const { vault, settle } = slowVault();
    const keychain = createKeychain({ load: async () => vault, platform: 'win32' });
    const storing = keychain.store('a', 'new');
    await turns();
    settle(new Error('The vault is full'));
    await turns();
    settle('old');
    expect(await storing).toEqual({ ok: false, failure: { code: 'keychain-refused' } });
    expect(await keychain.read('a')).toEqual({ ok: true, value: 'old' });
  });

  test('an entry that is still there after it was deleted is told as kept', async () => {
    for (const said of [true, false]) {
      const vault: Vault = {
        getPassword: async () => 'one',
        setPassword: async () => {},
        deletePassword: async () => said,
      };
      const keychain = createKeychain({ load: async () => vault, platform: 'win32' });
      expect(await keychain.remove('a')).toEqual({ ok: false, failure: { code: 'key-not-removed' } });
      expect(await keychain.read('a')).toEqual({ ok: true, value: 'one' });
    }
  });

  test('an error is a lock where there always is a keychain, and none at all where there may be none', async () => {
    const refuse = () => Promise.reject(new Error('in words of the platform’s'));
    const vault: Vault = { getPassword: refuse, setPassword: refuse, deletePassword: refuse };
    const on = (platform: NodeJS.Platform) => createKeychain({ load: async () => vault, platform });
    for (const [platform, failure] of [
      ['darwin', locked],
      ['win32', unavailable],
      ['linux', unavailable],
    ] as const) {
      expect(await on(platform).read('a')).toEqual(failure);
      expect(await on(platform).store('a', 's')).toEqual(failure);
      expect(await on(platform).remove('a')).toEqual(failure);
    }
  });

  test('a keychain on Linux that takes an entry and does not let it go again is locked', async () => {
    const vault: Vault = {
      getPassword: async () => null,
      setPassword: async () => {},
      deletePassword: () => Promise.reject(new Error('in words of the platform’s')),
    };
    const keychain = createKeychain({ load: async () => vault, platform: 'linux' });
    expect(await keychain.read('a')).toEqual(locked);
  });

  test('a native build that is missing is a missing keychain', async () => {
    const keychain = createKeychain({ load: () => Promise.reject(new Error('no such module')) });
    expect(await keychain.read('a')).toEqual(unavailable);
    expect(await keychain.store('a', 's')).toEqual(unavailable);
  });
});
