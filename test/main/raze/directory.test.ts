import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  type Dialect,
  dialects,
  type Opportunity,
  type OpportunityId,
  type Pipeline,
  type StageId,
} from '../../../main/contract/model.ts';
import type { DirectoryView } from '../../../main/contract/snapshot.ts';
import { createDirectory, type Directory } from '../../../main/raze/directory/directory.ts';
import { createHttp } from '../../../main/raze/http/http.ts';
import { tryKey } from '../../../main/raze/requests/probe.ts';
import { createLaneRows } from '../../../main/store/changes/lane-rows.ts';
import { openRowStore, type RowStore } from '../../../main/store/opportunities/opportunities.ts';
import { openDatabase } from '../../../main/store/sqlite/open.ts';
import { createManualClock, type ManualClock, settled } from '../../support/ports/manual-clock.ts';
import type { Server, ServerOptions } from '../../support/servers/server.ts';
import { serverForThisTest } from '../../support/servers/server-for-this-test.ts';
import { tempFolder } from '../../support/temp-folder.ts';

interface Kit {
  readonly server: Server;
  readonly clock: ManualClock;
  readonly rowStore: RowStore;
  readonly directory: Directory;
  /** What the catalogue would hold. */
  readonly seen: Map<OpportunityId, Opportunity>;
  readonly told: {
    readonly views: DirectoryView[];
    readonly pipelines: Pipeline[][];
    readonly dialects: Dialect[];
  };
  /** How many more reads the outbox lets through. */
  readonly quota: { left: number };
  /** Lists asked for since the last call, by page; `one` for a single opportunity. */
  asked(): string[];
  /** Resolves at the next news for which this holds. */
  until(condition: () => boolean): Promise<void>;
  /** Lets so many minutes pass, or fewer when this holds; each request has its answer before time goes on. */
  minutes(count: number, until: () => boolean): Promise<void>;
  /** The directory of the next start, on the same disk. */
  restart(): Promise<Directory>;
}

async function kit(options: ServerOptions & { readonly key?: string } = {}): Promise<Kit> {
  const clock = createManualClock();
  const server = await serverForThisTest({ now: clock.now, ...options });
  const db = openDatabase(join(tempFolder(), 'raze.db'));
  onTestFinished(() => db.close());
  const lane = createLaneRows(db, clock.now).forKey(server.url, server.key).id;
  const seen = new Map<OpportunityId, Opportunity>();
  const told: Kit['told'] = { views: [], pipelines: [], dialects: [] };
  const quota = { left: Number.POSITIVE_INFINITY };
  let dialect: Dialect | null = null;
  const waiting: (() => void)[] = [];
  const news = (): void => {
    for (const wake of waiting.splice(0)) wake();
  };
  const http = createHttp({ timeoutMs: 1_000 });
  let inFlight = 0;
  let landed = (): void => {};
  const start = (store: RowStore): Directory =>
    createDirectory({
      store,
      clock,
      elapsedSince: at => clock.now() - at,
      http: async request => {
        inFlight += 1;
        const exchange = await http(request);
        inFlight -= 1;
        setImmediate(landed);
        return exchange;
      },
      connection: () => ({ baseUrl: server.url, key: options.key ?? server.key, dialect }),
      permit: () => quota.left > 0,
      askLeave: () => null,
      observe: () => {
        quota.left -= 1;
      },
      listener: {
        changed: (upserted, removed) => {
          for (const row of upserted) seen.set(row.id, row.whole());
          for (const id of removed) seen.delete(id);
          news();
        },
        viewed: view => {
          told.views.push(view);
          news();
        },
        pipelines: list => told.pipelines.push([...list]),
        mayRead: () => {},
        dialect: shown => {
          dialect = shown;
          told.dialects.push(shown);
        },
      },
    });
  const rowStore = openRowStore(db, lane);
  let directory = start(rowStore);
  let counted = 0;
  onTestFinished(() => directory.stop());
  return {
    server,
    clock,
    rowStore,
    directory,
    seen,
    told,
    quota,
    asked: () => {
      const fresh = server.requests.slice(counted).filter(({ method }) => method === 'GET');
      counted = server.requests.length;
      return fresh.map(({ path }) => {
        const query = new URL(path, server.url).searchParams;
        return [...query.getAll('status'), query.get('page') ?? 'one'].join(' ');
      });
    },
    until: async condition => {
      while (!condition()) await new Promise<void>(resolve => waiting.push(resolve));
    },
    minutes: async (count, ready) => {
      const end = clock.monotonic() + count * 60_000;
      while (!ready() && clock.monotonic() < end) {
        await clock.nextWithin(60_000);
        while (inFlight > 0) {
          await new Promise<void>(resolve => {
            landed = resolve;
          });
        }
        await settled();
      }
    },
    restart: async () => {
      await directory.stop();
      clock.drop();
      directory = start(openRowStore(db, lane));
      return directory;
    },
  };
}

const names = (rows: Iterable<{ readonly id: OpportunityId }>): string[] =>
  [...rows].map(row => row.id).sort();
const all = (server: Server): string[] =>
  server.book
    .all()
    .map(row => row.id)
    .sort();
const newest = (server: Server) => server.book.all().toSorted((a, b) => b.updatedAt - a.updatedAt);
const done = { ok: true, value: null };

describe.each(dialects)('in the %s dialect', dialect => {
  test('the whole list is loaded, newest first, a hundred a page, each page told as it comes', async () => {
    const { server, directory, seen, told, asked } = await kit({ dialect, count: 350 });
    expect(await directory.refresh()).toEqual(done);
    expect(asked()).toEqual(['1', '2', '3', '4']);
    expect(names(directory.rows())).toEqual(all(server));
    expect(names(seen.values())).toEqual(all(server));
    expect([...seen.keys()].slice(0, 100)).toEqual(
      newest(server)
        .slice(0, 100)
        .map(row => row.id),
    );
    expect(told.views.map(view => view.known)).toEqual([0, 100, 200, 300, 350]);
    expect(directory.view()).toMatchObject({
      known: 350,
      total: 350,
      phase: 'idle',
      failure: null,
      unreadable: 0,
    });
    expect(told.dialects[0]).toBe(dialect);
    const pipeline = directory.pipelines()[0];
    expect(pipeline?.stages.map(({ role }) => role).filter(role => role !== 'open')).toEqual(
      dialect === 'status' ? ['won', 'lost', 'lost'] : ['won', 'lost'],
    );
  });

  test('nothing changed: one request', async () => {
    const { directory, asked } = await kit({ dialect, count: 350 });
    await directory.refresh();
    asked();
    expect(await directory.refresh()).toEqual(done);
    expect(asked()).toEqual(['1']);
  });

  test('what changed and what is new comes with one request', async () => {
    const { server, clock, directory, seen, asked } = await kit({ dialect, count: 350 });
    await directory.refresh();
    asked();
    await clock.advance(60_000);
    const old = newest(server).at(-1);
    const other = server.book.all().find(row => row.stage !== old?.stage && row.pipeline === old?.pipeline);
    if (old === undefined || other === undefined) throw new Error('no two rows');
    server.move(old.id, other.stage);
    const id = other.id.replace(/.$/, last => (last === '0' ? '1' : '0'));
    server.book.put({ ...other, id, name: 'Nova', updatedAt: clock.now(), createdAt: clock.now() });
    await directory.refresh();
    expect(asked()).toEqual(['1']);
    expect(seen.get(old.id as OpportunityId)?.stage.id).toBe(other.stage);
    expect(seen.get(id as OpportunityId)?.name).toContain('Nova');
    expect(directory.view().known).toBe(351);
  });
});

describe('the first page that the key was tried with', () => {
  test('is not asked for again', async () => {
    const { server, clock, directory, asked } = await kit({ count: 250 });
    const probed = await tryKey({ http: createHttp(), now: clock.now }, server.url, server.key);
    if (!probed.ok || probed.value.firstPage === null) throw new Error('no page');
    await directory.refresh({ ...probed.value.firstPage, askedAt: 0 });
    expect(asked()).toEqual(['1', '2', '3']);
    expect(directory.view().known).toBe(250);
  });
});

describe('an interrupted first load', () => {
  test('goes on after a restart at the page where it stopped', async () => {
    const { server, directory, quota, asked, restart } = await kit({ count: 550 });
    quota.left = 3;
    expect(await directory.refresh()).toEqual({ ok: false, failure: { code: 'offline' } });
    expect(asked()).toEqual(['1', '2', '3']);
    expect(directory.view()).toMatchObject({ known: 300, total: 550, phase: 'idle' });
    quota.left = 100;
    const next = await restart();
    expect([...next.rows()]).toHaveLength(300);
    await next.refresh();
    // The first page tells what has changed since; its tag still holds, so it says so without rows.
    expect(asked()).toEqual(['1', '4', '5', '6']);
    expect(names(next.rows())).toEqual(all(server));
  });

  test('says until when, when it is the requests that ran out', async () => {
    const { clock, directory, quota } = await kit({ count: 950, limit: 10 });
    quota.left = 7;
    const until = Math.ceil(clock.now() / 3_600_000 + 0.001) * 3_600_000;
    expect(await directory.refresh()).toEqual({ ok: false, failure: { code: 'rate-limited', until } });
    quota.left = 100;
    await directory.refresh();
    expect(directory.view().failure).toEqual({ code: 'rate-limited', until });
  });

  test('goes on by itself when requests may be made again', async () => {
    const { server, clock, directory, quota, until } = await kit({ count: 250 });
    quota.left = 1;
    directory.start();
    await until(() => directory.view().failure !== null);
    quota.left = 100;
    await clock.advance(60_000);
    await until(() => directory.view().phase === 'idle' && directory.view().failure === null);
    expect(names(directory.rows())).toEqual(all(server));
  });

  test('meets what changed meanwhile before it goes on', async () => {
    const { server, clock, directory, quota, seen, asked } = await kit({ count: 550 });
    quota.left = 3;
    await directory.refresh();
    asked();
    await clock.advance(1_000);
    const last = newest(server).at(-1);
    if (last === undefined) throw new Error('no row');
    server.move(last.id, last.stage === 'won' ? 'lost' : 'won');
    quota.left = 100;
    await directory.refresh();
    expect(asked()).toEqual(['1', '2', '4', '5', '6']);
    expect(names(seen.values())).toEqual(all(server));
  });

  test('a fault keeps what has come and says what is wrong', async () => {
    const { server, directory, asked } = await kit({ count: 250 });
    server.faults.add({ kind: 'error', status: 500 }, { path: /page=2/ });
    expect(await directory.refresh()).toEqual({
      ok: false,
      failure: { code: 'server-failing', status: 500 },
    });
    expect(directory.view()).toMatchObject({ known: 100, failure: { code: 'server-failing' } });
    asked();
    expect(await directory.refresh()).toEqual(done);
    expect(asked()).toEqual(['1', '2', '3']);
    expect(directory.view()).toMatchObject({ known: 250, failure: null });
  });
});

describe('the first load of a long list', () => {
  test('brings the newest page, then what is open, then won and lost; every row once', async () => {
    const { server, directory, seen, asked } = await kit({ count: 2_300 });
    expect(await directory.refresh()).toEqual(done);
    expect(names(directory.rows())).toEqual(all(server));
    const stages = [...seen.values()].slice(100).map(row => row.stage.role);
    expect(stages.lastIndexOf('open')).toBeLessThan(stages.indexOf('won'));
    const requests = asked();
    expect(requests.slice(0, 3)).toEqual(['1', 'negotiation 1', 'negotiation 2']);
    expect(requests.length).toBeLessThanOrEqual(1 + 23 + 7);
    expect(await directory.refresh()).toEqual(done);
    expect(asked()).toEqual(['1']);
  });

  test('goes on after a restart where it stopped, with what changed meanwhile', async () => {
    const { server, clock, directory, quota, asked, restart } = await kit({
      dialect: 'status',
      count: 2_300,
    });
    // Namesakes would make it ask once more: its sort is by name, and loses some of those who are called alike.
    for (const [at, row] of server.book.all().entries())
      server.book.put({ ...row, name: `${row.name} ${at}` });
    quota.left = 9;
    await directory.refresh();
    const before = asked();
    expect(before).toHaveLength(9);
    await clock.advance(1_000);
    const [moved] = newest(server).slice(-1);
    server.move(moved?.id ?? '', 'discarded');
    quota.left = 100;
    const next = await restart();
    expect(await next.refresh()).toEqual(done);
    const after = asked();
    expect(after[0]).toBe('1');
    // Nothing but the first page was asked for twice.
    expect(new Set([...before, ...after]).size).toBe(before.length + after.length - 1);
    expect(names(next.rows())).toEqual(all(server));
    for (const row of server.book.all()) expect(next.get(row.id as OpportunityId)?.stage.id).toBe(row.stage);
  });

  test('a server that does not filter is walked straight through', async () => {
    const { server, directory, asked } = await kit({ count: 2_300 });
    const response = await fetch(`${server.url}/external/v1/opportunities?limit=100`, {
      headers: { 'X-API-Key': server.key },
    });
    server.faults.add({ kind: 'raw', status: 200, body: await response.text() }, { path: /status=/ });
    asked();
    expect(await directory.refresh()).toEqual(done);
    expect(asked().slice(0, 4)).toEqual(['1', 'negotiation 1', '2', '3']);
    expect(names(directory.rows())).toEqual(all(server));
  });
});

test('a server that gives the same page for ever is not asked for ever', async () => {
  const { server, directory, asked } = await kit({ count: 100 });
  const response = await fetch(`${server.url}/external/v1/opportunities?limit=100`, {
    headers: { 'X-API-Key': server.key },
  });
  const { data } = await response.json();
  const endless = { ...data, pagination: { has_next: true } };
  server.faults.add(
    { kind: 'raw', status: 200, body: JSON.stringify({ success: true, data: endless }) },
    { times: Number.POSITIVE_INFINITY },
  );
  asked();
  expect(await directory.refresh()).toEqual(done);
  expect(asked()).toEqual(['1', '2']);
});

test('a call during another joins it', async () => {
  const { directory, asked } = await kit({ count: 150 });
  const [one, two] = await Promise.all([directory.refresh(), directory.refresh()]);
  expect([one, two]).toEqual([done, done]);
  expect(asked()).toEqual(['1', '2']);
});

test('more changes than a page holds are all fetched, and no more', async () => {
  const { server, clock, directory, seen, asked } = await kit({ count: 900 });
  await directory.refresh();
  asked();
  await clock.advance(60_000);
  for (const row of newest(server).slice(-250)) server.move(row.id, 'negotiation');
  await directory.refresh();
  expect(asked()).toEqual(['1', '2', '3']);
  for (const row of server.book.all()) expect(seen.get(row.id as OpportunityId)?.stage.id).toBe(row.stage);
});

describe('reconciling', () => {
  test('finds what was deleted, asking for a page now and then', async () => {
    const { server, clock, directory, seen, until, minutes, asked } = await kit({ count: 350, limit: 100 });
    directory.start();
    await until(() => directory.view().refreshedAt !== null && directory.view().phase === 'idle');
    asked();
    const [first, , , ...others] = newest(server);
    server.book.remove(first?.id ?? '');
    server.book.remove(others[200]?.id ?? '');
    await directory.refresh();
    expect(directory.view()).toMatchObject({ known: 350, total: 348 });
    const began = clock.now();
    await minutes(60, () => seen.size === 348);
    expect(names(directory.rows())).toEqual(all(server));
    // Four pages at a quarter of a hundred requests an hour: three pauses of 144 seconds at least.
    expect(clock.now() - began).toBeGreaterThanOrEqual(3 * 144_000);
    // Then each row that no page had, for it may only have moved to one that was read before.
    expect(asked()).toEqual(['1', '1', '2', '3', '4', 'one', 'one']);
  });

  test('a sort of rows that are alike repeats and skips some; in the end every row is there once', async () => {
    const { server, clock, directory, until } = await kit({ dialect: 'status', count: 350 });
    for (const row of server.book.all()) server.book.put({ ...row, updatedAt: clock.now() });
    directory.start();
    await until(() => directory.view().refreshedAt !== null && directory.view().phase === 'idle');
    expect(directory.view()).toMatchObject({ known: 350, missing: 0 });
    expect(names(directory.rows())).toEqual(all(server));
  });

  test('a list that is suddenly empty is not believed the first time', async () => {
    const { server, directory, seen, rowStore, until, minutes } = await kit({ count: 150 });
    directory.start();
    await until(() => directory.view().refreshedAt !== null && directory.view().phase === 'idle');
    for (const { id } of server.book.all()) server.book.remove(id);
    await directory.refresh();
    await minutes(10, () => JSON.parse(rowStore.note() ?? '{}').doubted === true);
    expect(seen.size).toBe(150);
    await minutes(130, () => seen.size === 0);
    expect([...directory.rows()]).toEqual([]);
  });
});

describe('what stood in the way', () => {
  test('is over with the next answer to anybody’s request', async () => {
    const { server, directory, told } = await kit({ count: 20 });
    await directory.refresh();
    const [row] = directory.rows();
    if (row === undefined) throw new Error('no row');
    server.faults.add({ kind: 'error', status: 500 });
    await directory.refresh();
    expect(directory.view().failure).toEqual({ code: 'server-failing', status: 500 });
    directory.learn([row.whole()], null);
    expect(told.views.at(-1)?.failure).toBeNull();
    server.faults.add({ kind: 'error', status: 500 });
    await directory.refresh();
    await directory.findOnServer('Silva');
    expect(told.views.at(-1)?.failure).toBeNull();
  });

  test('for its time is tried again when that is over', async () => {
    const { server, clock, directory, until } = await kit({ count: 20 });
    await directory.refresh();
    directory.start();
    server.faults.add({ kind: 'error', status: 429, retryAfter: 120 });
    await directory.refresh();
    expect(directory.view().failure).toMatchObject({ code: 'rate-limited' });
    await clock.advance(180_000);
    await until(() => directory.view().failure === null);
    expect(directory.view().refreshedAt).toBeGreaterThanOrEqual(clock.now() - 180_000);
  });
});

test('says how fresh a row is, for a minute', async () => {
  const { clock, directory } = await kit({ count: 20 });
  await directory.refresh();
  const [row] = directory.rows();
  if (row === undefined) throw new Error('no row');
  const at = clock.now();
  await clock.advance(30_000);
  expect(directory.fetchedAt(row.id)).toBe(at);
  await clock.advance(31_000);
  expect(directory.fetchedAt(row.id)).toBeNull();
  directory.learn([row.whole()], null);
  expect(directory.fetchedAt(row.id)).toBeNull();
  const asked = clock.now() - 2_000;
  directory.learn([row.whole()], asked);
  expect(directory.fetchedAt(row.id)).toBe(asked);
  // A clock that is set back tells another time of the same age, and makes nothing fresh again.
  clock.jump(-3_600_000);
  expect(directory.fetchedAt(row.id)).toBe(clock.now() - 2_000);
  await clock.advance(3_600_000);
  expect(directory.fetchedAt(row.id)).toBeNull();
  directory.learn([row.whole()], clock.now());
  await clock.sleep(61_000);
  expect(directory.fetchedAt(row.id)).toBeNull();
});

describe('what is learnt elsewhere', () => {
  test('is not undone by a page that was asked for before', async () => {
    const { server, directory, seen } = await kit({ count: 50 });
    await directory.refresh();
    const [row] = newest(server);
    const known = directory.get(row?.id as OpportunityId);
    if (row === undefined || known === null) throw new Error('no row');
    server.book.put({ ...row, name: 'Old news' });
    server.faults.add({ kind: 'slow', ms: 50 });
    const refreshing = directory.refresh();
    await settled();
    const stage = { id: 'won' as StageId, name: 'won', role: 'won' as const };
    directory.learn([{ ...known, stage }], null);
    await refreshing;
    expect(seen.get(known.id)).toMatchObject({ name: known.name, stage });
  });

  test('a search on the server fills gaps', async () => {
    const { directory, quota, seen } = await kit({ count: 550 });
    quota.left = 1;
    await directory.refresh();
    expect(seen.size).toBe(100);
    expect(await directory.findOnServer('a')).toEqual({ ok: false, failure: { code: 'offline' } });
    quota.left = 10;
    const found = await directory.findOnServer('Silva');
    expect(found.ok && found.value).toBe(seen.size - 100);
    expect(seen.size).toBeGreaterThan(100);
  });
});

describe('stages', () => {
  test('learnt ones stand in the order of their rows’ ages once all is loaded; the user’s order wins', async () => {
    const { directory, told, restart } = await kit({ dialect: 'stage_id', count: 500 });
    await directory.refresh();
    const sales = directory.pipelines().find(({ name }) => name === 'Vendas');
    expect(sales?.stages.map(stage => stage.name)).toEqual([
      'Novo lead',
      'Contato feito',
      'Qualificação',
      'Proposta enviada',
      'won',
      'lost',
    ]);
    if (sales === undefined) throw new Error('no pipeline');
    const reversed = sales.stages.map(stage => stage.id).reverse();
    directory.reorder(sales.id, reversed);
    const wanted = ['Proposta enviada', 'Qualificação', 'Contato feito', 'Novo lead', 'lost', 'won'];
    const order = (pipelines: readonly Pipeline[] = []) =>
      pipelines.find(({ id }) => id === sales.id)?.stages.map(stage => stage.name);
    expect(order(told.pipelines.at(-1))).toEqual(wanted);
    expect(order((await restart()).pipelines())).toEqual(wanted);
  });

  test('one that the server refused goes when no row stands in it', async () => {
    const { server, directory } = await kit({ dialect: 'stage_id', count: 60 });
    await directory.refresh();
    const [sales] = directory.pipelines();
    const stage = sales?.stages[0];
    if (sales === undefined || stage === undefined) throw new Error('no stage');
    expect(directory.stageRefused(stage.id)).toBe(false);
    expect(directory.pipelines()[0]?.stages).toContainEqual(stage);
    const other = sales.stages[1]?.id ?? '';
    for (const row of server.book.all()) if (row.stage === stage.id) server.move(row.id, other);
    await directory.refresh();
    expect(directory.stageRefused(stage.id)).toBe(true);
    expect(directory.pipelines()[0]?.stages).not.toContainEqual(stage);
  });

  test.each(['documented', 'status'] as const)(
    'one that the server itself lists stays, %s',
    async dialect => {
      const { directory } = await kit({ dialect, count: 20 });
      await directory.refresh();
      const before = directory.pipelines();
      const stage = before[0]?.stages[0];
      if (stage === undefined) throw new Error('no stage');
      expect(directory.stageRefused(stage.id)).toBe(false);
      expect(directory.stageRefused('no-such-stage' as StageId)).toBe(true);
      expect(directory.pipelines()).toEqual(before);
    },
  );
});

describe('a key that may not read', () => {
  test('says so and is left alone', async () => {
    const key = 'writer';
    const { clock, directory, asked, until } = await kit({
      key,
      keys: [{ key, permissions: ['opportunities:write'] }],
    });
    directory.start();
    await until(() => directory.view().failure !== null);
    expect(directory.view().failure).toEqual({
      code: 'permission-missing',
      permission: 'opportunities:read',
    });
    asked();
    await clock.advance(600_000);
    expect(asked()).toEqual([]);
  });
});
