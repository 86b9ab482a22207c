import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { OutboxList } from '../../../main/contract/change.ts';
import { fail, ok } from '../../../main/contract/failure.ts';
import type { OpportunityId, StageId } from '../../../main/contract/model.ts';
import type { Pushes } from '../../../main/contract/pushes.ts';
import { createEngine, type Engine } from '../../../main/engine.ts';
import { createLog } from '../../../main/log/log.ts';
import { openStore } from '../../../main/store/store.ts';
import { realClock, realRandom } from '../../support/ports/system.ts';
import { type Server, startServer } from '../../support/servers/server.ts';
import { tempFolder } from '../../support/temp-folder.ts';

let server: Server;
let engine: Engine;
let differences: Pushes['outbox'][];
let csv: string;
let told: () => void;

/** Two keys of two accounts at one address; both know the same ids. */
const second = { key: 'gr_live_second', permissions: ['opportunities:read', 'opportunities:write'] } as const;

/** Waits until `check` holds; the engine's own pushes wake it. */
const until = async (check: () => boolean): Promise<void> => {
  while (!check()) {
    await new Promise<void>(resolve => {
      told = resolve;
    });
  }
};

beforeEach(async () => {
  const folder = tempFolder();
  server = await startServer({ count: 30, keys: [second] });
  const opened = openStore(join(folder, 'quick-stage.db'), Date.now);
  if (!opened.ok) throw new Error(opened.failure.code);
  differences = [];
  const kept = new Map<string, string>();
  engine = createEngine({
    store: opened.value,
    apiUrl: server.url,
    sampleFile: join(folder, 'sample.json'),
    resolveProxy: async () => null,
    log: createLog([() => {}], Date.now),
    clock: realClock,
    random: realRandom,
    keychain: {
      read: async account => ok(kept.get(account) ?? null),
      store: async (account, secret) => {
        kept.set(account, secret);
        return ok(null);
      },
      remove: async account => {
        kept.delete(account);
        return ok(null);
      },
    },
    facts: {
      platform: 'linux',
      version: '1',
      systemLanguage: 'en',
      formatLocale: 'en-US',
      canStartAtLogin: false,
      update: () => ({ state: 'off', because: 'development' }),
      hotkeyState: () => 'works' as const,
      hotkeyOffers: () => [],
      toggleLines: () => [],
    },
    effects: {
      updates: () => {},
      takeHotkey: (_, accelerator) => ok(accelerator),
      dropHotkey: () => {},
      startAtLogin: on => on,
      automation: () => {},
      theme: () => {},
    },
    shell: {
      updates: { look: async () => {}, restart: () => {}, putOff: () => {} },
      hidePopup: () => {},
      propose: () => false,
      resizePopup: () => {},
      machine: () => ({}),
      showLogs: async () => {},
      eraseOwn: async () => [],
      entering: () => {},
      copy: async () => {},
      openPage: async () => {},
      askAddress: async () => false,
      saveCsv: async made => {
        csv = made();
        return ok(null);
      },
    },
    push: (name, payload) => {
      if (name === 'outbox') differences.push(payload as Pushes['outbox']);
      told?.();
    },
    onReceipt: () => {},
    onChange: () => told?.(),
  });
  await engine.start();
  onTestFinished(async () => {
    await engine.stop();
    opened.value.close();
    await server.close();
  });
});

const { parse, stringify } = JSON;
/** As it crosses to the page. */
const asked = async <T>(reply: T | Promise<T>): Promise<T> => parse(stringify(await reply)) as T;
const loaded = () =>
  until(() => engine.snapshot().directory.known === 30 && engine.snapshot().directory.phase === 'idle');
const useKey = async (key: string): Promise<void> => {
  expect(await engine.handlers['session.use-key']({ key, apiUrl: server.url })).toMatchObject({ ok: true });
  await loaded();
};
const list = (): Promise<OutboxList> => asked(engine.handlers['outbox.list'](null));
const find = (text: string) => asked(engine.handlers.find({ seq: 1, text, limit: 20 }));
const history = () => asked(engine.handlers['history.list']({ text: '', before: null, limit: 50 }));
/** Moves the sandbox's opportunity with this number to a closing stage it does not stand in. */
const move = async (at: number): Promise<OpportunityId> => {
  const record = server.book.all()[at];
  if (record === undefined) throw new Error('no such opportunity');
  const to = record.stage === 'won' ? 'lost' : 'won';
  const request = {
    opportunity: record.id as OpportunityId,
    to: to as StageId,
    seen: record.stage as StageId,
  };
  expect(await engine.handlers.move(request)).toMatchObject({ ok: true });
  return request.opportunity;
};
const waits = () => engine.handlers['settings.change']({ undoSeconds: 30 });

test('a change of another key stands in the pending list only, and its opportunity is not looked up', async () => {
  await useKey(server.key);
  await waits();
  const id = await move(3);
  expect(engine.snapshot()).toMatchObject({ pending: 1, needsYou: 0 });
  await useKey(second.key);
  server.book.remove(id);
  await engine.handlers.refresh(null);
  expect((await list()).changes).toMatchObject([
    { opportunity: id, currentLane: false, reason: 'foreign-key' },
  ]);
  expect(engine.snapshot()).toMatchObject({ pending: 0, needsYou: 0 });
  const { hits } = await find('');
  expect(hits.map(({ change }) => change).filter(Boolean)).toEqual([]);
  expect(hits.filter(({ verified }) => !verified)).toEqual([]);
  expect(engine.recent(50).length).toBeGreaterThan(0);
  expect((await find(id)).hits[0]).toMatchObject({ change: null });
});

test('the sample’s changes and history show with the sample data only, and belong to nobody’s account', async () => {
  expect(await engine.handlers['session.use-sample'](null)).toEqual(ok(null));
  await until(() => engine.snapshot().directory.phase === 'idle' && engine.snapshot().directory.known > 0);
  await waits();
  const rows = (await find('')).hits;
  const [held, gone] = [rows[0]?.opportunity, rows[1]?.opportunity];
  if (held === undefined || gone === undefined) throw new Error('the sample data is empty');
  const other = (stage: string) => (stage === 'won' ? 'lost' : 'won') as StageId;
  for (const { id, stage } of [held, gone]) {
    await engine.handlers.move({ opportunity: id, to: other(stage.id), seen: stage.id });
  }
  const undone = (await list()).changes.find(({ opportunity }) => opportunity === gone.id);
  if (undone === undefined) throw new Error('the change is not there');
  await engine.handlers.undo({ change: undone.id });
  expect(await history()).toHaveLength(1);
  expect(engine.snapshot().sampleLane).toBe(undone.lane);

  await useKey(server.key);
  expect(await history()).toEqual([]);
  await engine.handlers['history.export']({ zone: 'UTC' });
  expect(csv).not.toContain(gone.id);
  expect(csv).not.toContain(held.id);
  expect((await list()).changes).toMatchObject([{ opportunity: held.id, currentLane: false }]);
  const requests = server.requests.length;
  expect(await engine.handlers['session.rebind']({ lane: undone.lane })).toEqual(
    fail({ code: 'wrong-account' }),
  );
  expect(server.requests.slice(requests).filter(({ path }) => path.includes(held.id))).toEqual([]);

  await engine.handlers['session.use-sample'](null);
  expect(await history()).toHaveLength(1);
  await engine.handlers['history.export']({ zone: 'UTC' });
  expect(csv).toContain(gone.id);
  expect(engine.snapshot().pending).toBe(1);
});

test('a key’s changes are never looked for in the sample data', async () => {
  await useKey(server.key);
  await waits();
  await move(3);
  const [change] = (await list()).changes;
  if (change === undefined) throw new Error('the change is not there');
  await engine.handlers['session.use-sample'](null);
  expect(await engine.handlers['session.rebind']({ lane: change.lane })).toEqual(
    fail({ code: 'wrong-account' }),
  );
  expect((await list()).changes).toMatchObject([{ id: change.id, currentLane: false }]);
});

test('a pick is told as one difference, however many wait', async () => {
  await useKey(server.key);
  await waits();
  for (let at = 0; at < 5; at += 1) await move(at);
  await until(() => differences.flatMap(({ changed }) => changed).length >= 5);
  differences = [];
  const id = await move(7);
  await until(() => differences.length > 0);
  expect(differences).toMatchObject([{ changed: [{ opportunity: id }], gone: [] }]);
  const { seq, changes } = await list();
  expect(seq).toBe(differences[0]?.seq);
  expect(changes).toHaveLength(6);
});

test('a row that was just delivered is as old as its delivery', async () => {
  await useKey(server.key);
  await engine.handlers['settings.change']({ undoSeconds: 0 });
  // The documented server tells moments in whole seconds.
  const began = Math.floor(Date.now() / 1_000) * 1_000;
  const id = await move(server.book.all().length - 1);
  await until(() => engine.snapshot().pending === 0);
  const { hits } = await find(id);
  expect(hits[0]).toMatchObject({ change: null });
  expect(hits[0]?.opportunity.updatedAt).toBeGreaterThanOrEqual(began);
});
