import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fail, ok } from '../../../main/contract/failure.ts';
import type { LaneId, StageId } from '../../../main/contract/model.ts';
import { defaultSettings } from '../../../main/contract/settings.ts';
import type { Keychain, KeychainFailure } from '../../../main/secrets/keychain.ts';
import { createSettings } from '../../../main/store/setting-rows.ts';
import { createErase, type EraseDeps } from '../../../main/usecase/erase/erase.ts';
import { createErasing } from '../../../main/usecase/erase/erasing.ts';
import { engineForThisTest, type TestEngine } from '../../support/engine.ts';
import { serverForThisTest } from '../../support/servers/server-for-this-test.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** A keychain in memory that fails as it is told. */
function keychainOf(kept: Map<string, string>, fails: { code: KeychainFailure | null }): Keychain {
  const guarded = <T>(work: () => T) => (fails.code === null ? ok(work()) : fail(fails.code));
  return {
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
}

const words = ['Zacharias', 'Quillfeather', 'quillfeather@', '4155550'];

/** An account whose every row has words of its own, so that each can be looked for in every file. */
async function kit() {
  const folder = tempFolder();
  const [api, other] = [await serverForThisTest({ count: 30 }), await serverForThisTest({ count: 3 })];
  for (const row of api.book.all()) {
    api.book.put({
      ...row,
      name: `Zacharias ${row.name}`,
      company: 'Quillfeather Ltd',
      email: `quillfeather@${row.id}.example`,
      phone: `4155550${row.id.length}`,
    });
  }
  const kept = new Map<string, string>();
  const fails: { code: KeychainFailure | null } = { code: null };
  const own: { left: readonly string[]; settings: unknown } = { left: [], settings: null };
  const engine: TestEngine = await engineForThisTest({
    folder,
    keychain: keychainOf(kept, fails),
    apiUrl: api.url,
    eraseOwn: async () => {
      own.settings = engine.settings();
      return own.left;
    },
  });
  await use(engine, api.key);
  return { folder, api, other, kept, fails, own, engine };
}

async function use(engine: TestEngine, key: string): Promise<void> {
  expect(await engine.handlers['session.use-key']({ key, apiUrl: engine.snapshot().apiUrl })).toMatchObject({
    ok: true,
  });
  await engine.until(({ directory }) => directory.phase === 'idle' && directory.known > 0);
}

/** Moves some opportunities, so that there are picks, history and changes that wait. */
async function work(engine: TestEngine): Promise<void> {
  const { handlers } = engine;
  handlers['settings.change']({ undoSeconds: 0 });
  const { hits } = await handlers.find({ seq: 1, text: 'zacharias', limit: 4 });
  for (const { opportunity } of hits) {
    const to = (opportunity.stage.id === 'qualified' ? 'proposal' : 'qualified') as StageId;
    expect(
      await handlers.move({ opportunity: opportunity.id, to, seen: opportunity.stage.id }),
    ).toMatchObject({ ok: true });
    await engine.until(({ pending }) => pending === 0);
  }
  handlers['settings.change']({ undoSeconds: 30 });
  const [held] = hits;
  if (held === undefined) throw new Error('nothing was found');
  const { id } = held.opportunity;
  await handlers.move({ opportunity: id, to: 'negotiation' as StageId, seen: 'qualified' as StageId });
}

/** The files of the folder that hold one of the words, in one of the ways texts are kept. */
function holding(folder: string, sought: readonly string[]): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => {
    const path = join(folder, name);
    if (!statSync(path).isFile()) return false;
    const bytes = readFileSync(path);
    return sought.some(word =>
      [word, word.toLowerCase()].some(
        form => bytes.includes(Buffer.from(form)) || bytes.includes(Buffer.from(form, 'utf16le')),
      ),
    );
  });
}

test('the data of an account that goes with its key is found in no file any more', async () => {
  const { folder, engine, kept } = await kit();
  await work(engine);
  const path = join(folder, 'quick-stage.db');
  for (const copy of ['.damaged-1', '.replaced-1-wal', '.before-2', '.index', '.index.new']) {
    writeFileSync(`${path}${copy}`, 'left behind: Zacharias of Quillfeather');
  }
  expect(holding(folder, words).length).toBeGreaterThan(5);
  expect(await engine.handlers['session.remove-key']({ erase: true })).toEqual(ok(null));
  expect(holding(folder, words)).toEqual([]);
  expect(kept.size).toBe(0);
  expect(engine.snapshot()).toMatchObject({ account: { kind: 'none' }, pending: 0, needsYou: 0 });
  expect(await engine.handlers['history.list']({ text: '', before: null, limit: 10 })).toEqual([]);
});

test('the other accounts keep what is theirs', async () => {
  const { folder, api, other, engine } = await kit();
  await work(engine);
  const lanes = () => engine.store.db.prepare('SELECT count(*) AS n FROM lanes').get()?.n;
  other.book.all();
  api.book.put({ ...(api.book.all()[0] ?? never()), id: 'opp_last' });
  engine.handlers['session.use-sample'](null);
  await engine.until(({ account, directory }) => account.kind === 'sample' && directory.known > 0);
  expect(lanes()).toBe(2);
  await use(engine, api.key);
  expect(await engine.handlers['session.remove-key']({ erase: true })).toEqual(ok(null));
  expect(lanes()).toBe(1);
  expect(readdirSync(folder)).toContain('sample-data.json');
  await engine.handlers['session.use-sample'](null);
  await engine.until(({ directory }) => directory.known === 500);
});

test('a key that goes alone leaves everything, and finds it again', async () => {
  const { api, engine } = await kit();
  await work(engine);
  expect(await engine.handlers['session.remove-key']({ erase: false })).toEqual(ok(null));
  expect((await engine.handlers['outbox.list'](null)).changes).toHaveLength(1);
  await use(engine, api.key);
  expect((await engine.handlers['outbox.list'](null)).changes).toMatchObject([{ currentLane: true }]);
  const found = async () => (await engine.handlers.find({ seq: 1, text: 'zacharias', limit: 5 })).hits.length;
  await expect.poll(found).toBe(5);
});

test('another key in its place erases nothing', async () => {
  const { engine, api } = await kit();
  await work(engine);
  const second = await serverForThisTest({ count: 2 });
  expect(second.key).not.toBe(api.key);
  const refused = await engine.handlers['session.use-key']({
    key: second.key,
    apiUrl: engine.snapshot().apiUrl,
  });
  expect(refused).toMatchObject({ failure: { code: 'key-invalid' } });
  expect((await engine.handlers['outbox.list'](null)).changes).toHaveLength(1);
});

test('everything erased leaves a first run: no key, no file with a word of it, the settings of before', async () => {
  const { folder, api, engine, kept } = await kit();
  await work(engine);
  engine.handlers['settings.change']({ theme: 'dark', language: 'es', hotkey: 'Alt+Z' });
  await engine.handlers['session.use-sample'](null);
  await engine.until(({ account, directory }) => account.kind === 'sample' && directory.known > 0);
  expect(await engine.handlers['session.erase-everything'](null)).toEqual(ok(null));
  expect(holding(folder, [...words, 'Alt+Z', api.key, api.url])).toEqual([]);
  expect(readdirSync(folder).sort()).toEqual([
    'quick-stage.db',
    'quick-stage.db-wal',
    'quick-stage.db.ballast',
  ]);
  expect(kept.size).toBe(0);
  expect(engine.snapshot()).toMatchObject({
    account: { kind: 'none' },
    settings: defaultSettings,
    pending: 0,
    needsYou: 0,
  });
  // Still the app it was.
  await use(engine, api.key);
  await work(engine);
});

test('a keychain that keeps its key is told, and nothing is said to be erased', async () => {
  const { folder, engine, fails, kept } = await kit();
  await work(engine);
  fails.code = { code: 'keychain-locked' };
  expect(await engine.handlers['session.erase-everything'](null)).toEqual(fail({ code: 'keychain-locked' }));
  expect(await engine.handlers['session.remove-key']({ erase: true })).toEqual(
    fail({ code: 'keychain-locked' }),
  );
  expect(kept.size).toBe(1);
  expect(holding(folder, words)).not.toEqual([]);
  expect((await engine.handlers['outbox.list'](null)).changes).toHaveLength(1);
});

test('without a keychain all else is erased, and the key is named', async () => {
  const { folder, engine, fails } = await kit();
  fails.code = { code: 'keychain-unavailable' };
  const erased = await engine.handlers['session.erase-everything'](null);
  expect(erased).toEqual(fail({ code: 'not-erased', key: true, files: [] }));
  expect(holding(folder, words)).toEqual([]);
});

describe('a keychain that is away', () => {
  /** The program of one key, ended; and what it needs to begin again at another address. */
  async function keptBefore() {
    const [first, second] = [await serverForThisTest({ count: 2 }), await serverForThisTest({ count: 2 })];
    const [kept, folder] = [new Map<string, string>(), tempFolder()];
    const fails: { code: KeychainFailure | null } = { code: null };
    const at = (apiUrl: string) => engineForThisTest({ folder, keychain: keychainOf(kept, fails), apiUrl });
    const before = await at(first.url);
    await use(before, first.key);
    await before.stop();
    before.store.close();
    expect([...kept.keys()]).toEqual([first.url]);
    fails.code = { code: 'keychain-unavailable' };
    return { first, second, kept, fails, at };
  }
  const keyLeft = fail({ code: 'not-erased', key: true, files: [] });

  test('keeps its key until everything is erased again, at whatever address', async () => {
    const { second, kept, fails, at } = await keptBefore();
    const engine = await at(second.url);
    for (const _ of [1, 2]) {
      expect(await engine.handlers['session.erase-everything'](null)).toEqual(keyLeft);
    }
    fails.code = null;
    expect(await engine.handlers['session.erase-everything'](null)).toEqual(ok(null));
    expect(kept.size).toBe(0);
    expect(engine.store.db.prepare('SELECT * FROM settings').all()).toEqual([]);
  });

  test.each(['first', 'second'] as const)(
    'has its key named also while one of this session is in use (at the %s address)',
    async name => {
      const { [name]: server, at } = await keptBefore();
      const engine = await at(server.url);
      await use(engine, server.key);
      expect(engine.snapshot().account).toMatchObject({ kept: 'session' });
      expect(await engine.handlers['session.erase-everything'](null)).toEqual(keyLeft);
    },
  );

  test('has nothing that could be named where no key ever was in it', async () => {
    const server = await serverForThisTest({ count: 2 });
    const keychain = keychainOf(new Map(), { code: { code: 'keychain-unavailable' } });
    const engine = await engineForThisTest({ folder: tempFolder(), keychain, apiUrl: server.url });
    expect(await engine.handlers['session.erase-everything'](null)).toEqual(ok(null));
    await use(engine, server.key);
    expect(await engine.handlers['session.erase-everything'](null)).toEqual(ok(null));
  });
});

test('what the shell keeps goes once the settings are those of the first run, and what is left of it is named', async () => {
  const { engine, own } = await kit();
  engine.handlers['settings.change']({ automation: 'move', updates: 'beta' });
  own.left = ['/cache/installer.exe'];
  const erased = await engine.handlers['session.erase-everything'](null);
  expect(erased).toEqual(fail({ code: 'not-erased', key: false, files: ['/cache/installer.exe'] }));
  expect(own.settings).toEqual(defaultSettings);
});

/** Nobody's key, rows or settings: what erasing itself does. */
const nothingKept: Omit<EraseDeps, 'store' | 'eraseOwn' | 'erasing'> = {
  session: { current: () => null, removeKey: async () => ok(null), removeEveryKey: async () => ok(null) },
  outbox: { reread: async work => work() },
  accountData: { left: async () => {} },
  sample: { erase: async () => [] },
  settings: {
    keychainAddresses: () => [],
    setKeychainAddresses: () => {},
  },
  resetSettings: () => {},
};

test('what the shell keeps stays where the rows do: the log says why', async () => {
  let asked = 0;
  const erase = createErase({
    ...nothingKept,
    store: { rows: { writable: true } as never, erase: () => fail({ code: 'disk-full' }) },
    erasing: { run: async (_, work) => work() },
    eraseOwn: async () => {
      asked += 1;
      return [];
    },
  });
  expect(await erase.everything()).toEqual(fail({ code: 'disk-full' }));
  expect(asked).toBe(0);
});

test('an account waits for all that is to be erased, however often and from where it is asked', async () => {
  let noted: 'all' | null = 'all';
  const done: string[] = [];
  const store = { rows: { writable: true } as never, erase: () => ok(null) };
  const erasing = createErasing({
    store,
    settings: {
      erasing: () => noted,
      setErasing: whose => {
        noted = whose === null ? null : 'all';
      },
    },
    onChange: () => {},
  });
  const erase = createErase({
    ...nothingKept,
    store,
    erasing,
    eraseOwn: async () => {
      // The start comes to it while a key is entered already.
      if (done.length === 0) void erase.everything();
      done.push('erased');
      return [];
    },
  });
  await erasing.ended(erase.everything);
  done.push('begins');
  expect(done).toEqual(['erased', 'erased', 'begins']);
});

test.each(['quick-stage-LAPTOP.db', 'quick-stage 2.db', 'quick-stage (Maria’s conflicted copy).db-wal'])(
  'a copy that a cloud folder has made is erased too: %s',
  async name => {
    const { folder, engine } = await kit();
    writeFileSync(join(folder, name), 'Zacharias Quillfeather');
    expect(await engine.handlers['session.erase-everything'](null)).toEqual(ok(null));
    expect(holding(folder, words)).toEqual([]);
  },
);

test('what was put away by somebody else is not erased', async () => {
  const { folder, engine } = await kit();
  mkdirSync(join(folder, 'quick-stage.db.mine'));
  writeFileSync(join(folder, 'quick-stage.db.mine', 'notes.txt'), 'mine');
  expect(await engine.handlers['session.erase-everything'](null)).toEqual(ok(null));
  expect(readFileSync(join(folder, 'quick-stage.db.mine', 'notes.txt'), 'utf8')).toBe('mine');
});

function never(): never {
  throw new Error('there is nothing');
}

describe('what is under way when data is erased', () => {
  /** An account of which a page of the list is out, and what erases its data. */
  async function busy() {
    const all = await kit();
    const { api, engine } = all;
    await work(engine);
    api.faults.add({ kind: 'slow', ms: 500 }, { method: 'GET' });
    void engine.handlers.refresh(null);
    await engine.until(({ directory }) => directory.phase === 'loading');
    return all;
  }
  /** Ends the program before the answer, and starts it again. */
  async function again({ folder, api, kept, fails, own, engine }: Awaited<ReturnType<typeof kit>>) {
    await engine.until(({ account }) => account.kind === 'none');
    await engine.stop();
    engine.store.close();
    expect(holding(folder, words)).not.toEqual([]);
    return engineForThisTest({
      folder,
      keychain: keychainOf(kept, fails),
      apiUrl: api.url,
      eraseOwn: async () => {
        own.settings = 'erased';
        return [];
      },
    });
  }

  test('does not keep it: what a quit has cut off is erased at the next start, with all that goes with it', async () => {
    const all = await busy();
    void all.engine.handlers['session.erase-everything'](null);
    const engine = await again(all);
    expect(holding(all.folder, [...words, all.api.key])).toEqual([]);
    expect(all.kept.size).toBe(0);
    expect(all.own.settings).toBe('erased');
    expect(engine.store.db.prepare('SELECT * FROM settings').all()).toEqual([]);
    await use(engine, all.api.key);
    await work(engine);
  });

  test('does not keep it for a keychain that is locked as the program starts: it goes at the next start, or before another account begins', async () => {
    const all = await busy();
    void all.engine.handlers['session.erase-everything'](null);
    await all.engine.until(({ account }) => account.kind === 'none');
    all.fails.code = { code: 'keychain-locked' };
    const engine = await again(all);
    const later = await again({ ...all, engine });
    expect(holding(all.folder, words)).not.toEqual([]);
    all.fails.code = null;
    expect(await later.handlers['session.use-sample'](null)).toEqual(ok(null));
    expect(holding(all.folder, words)).toEqual([]);
  });

  test('nor is the account opened that was to go, as soon as the keychain is', async () => {
    const { folder, api, kept, fails, engine } = await kit();
    await work(engine);
    createSettings(engine.store.db).setErasing('all');
    await engine.stop();
    engine.store.close();
    fails.code = { code: 'keychain-locked' };
    const later = await engineForThisTest({ folder, keychain: keychainOf(kept, fails), apiUrl: api.url });
    later.shown();
    fails.code = null;
    later.shown();
    await expect.poll(() => holding(folder, [...words, api.key])).toEqual([]);
    expect([kept.size, later.snapshot().account.kind]).toEqual([0, 'none']);
  });

  test('does not keep the data that was to go with its key', async () => {
    const all = await busy();
    void all.engine.handlers['session.remove-key']({ erase: true });
    await again(all);
    expect(holding(all.folder, words)).toEqual([]);
    expect(all.own.settings).toBeNull();
  });

  test('is told, and a key or the sample data that is chosen meanwhile begins after it', async () => {
    const { api, kept, engine } = await busy();
    const erased = engine.handlers['session.erase-everything'](null);
    await engine.until(({ erasing }) => erasing);
    const used = engine.handlers['session.use-key']({ key: api.key, apiUrl: engine.snapshot().apiUrl });
    expect(await erased).toEqual(ok(null));
    expect(engine.snapshot()).toMatchObject({ account: { kind: 'none' }, erasing: false });
    expect(await used).toMatchObject({ ok: true });
    await engine.until(({ directory }) => directory.phase === 'idle' && directory.known > 0);
    await work(engine);
    expect(kept.size).toBe(1);
  });

  test('and what was never erased does not take an account with it that has begun since', async () => {
    const { folder, api, kept, fails, engine } = await kit();
    createSettings(engine.store.db).setErasing('all');
    await use(engine, api.key);
    await engine.stop();
    engine.store.close();
    const later = await engineForThisTest({ folder, keychain: keychainOf(kept, fails), apiUrl: api.url });
    expect(later.snapshot().account.kind).toBe('key');
    expect(holding(folder, words)).not.toEqual([]);
  });

  test.each(['all', 'lane'] as const)(
    'nor what was moved since, where the disk has kept the note that it should not: %s',
    async whose => {
      const { folder, api, kept, fails, engine } = await kit();
      const lane = engine.store.db.prepare('SELECT id FROM lanes').get()?.id as LaneId;
      createSettings(engine.store.db).setErasing(whose === 'all' ? 'all' : lane);
      await work(engine);
      engine.shown();
      await engine.stop();
      engine.store.close();
      const later = await engineForThisTest({ folder, keychain: keychainOf(kept, fails), apiUrl: api.url });
      expect(later.snapshot().account.kind).toBe('key');
      expect(holding(folder, words)).not.toEqual([]);
    },
  );
});
