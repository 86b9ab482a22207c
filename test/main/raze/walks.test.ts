import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Opportunity, OpportunityId, StageId } from '../../../main/contract/model.ts';
import type { DirectoryView } from '../../../main/contract/snapshot.ts';
import type { Link } from '../../../main/outbox/model/ports.ts';
import { createDirectory } from '../../../main/raze/directory/directory.ts';
import type { Note } from '../../../main/raze/directory/progress.ts';
import type { Exchange, Http } from '../../../main/raze/http/http.ts';
import { createLaneRows } from '../../../main/store/changes/lane-rows.ts';
import { openRowStore } from '../../../main/store/opportunities/opportunities.ts';
import { openDatabase } from '../../../main/store/sqlite/open.ts';
import { createManualClock, settled } from '../../support/ports/manual-clock.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const baseUrl = 'https://crm.example';
const start = Date.UTC(2026, 0, 1);

interface Row {
  readonly id: string;
  name: string;
  stage_id: string;
  updated_at: string;
}
const timeOf = (at: number): string => new Date(at).toISOString();
const deal = (id: string, at: number, more: Partial<Row> = {}) => ({
  ...{ id, title: `Deal ${id}`, name: '', stage_id: 's1', stage_name: 'First', pipeline_id: 'p' },
  ...{ pipeline_name: 'Sales', updated_at: timeOf(at) },
  ...more,
});
const refusal = (status: number, error: object): Exchange => ({
  ...{ kind: 'reply', status, header: () => null },
  body: JSON.stringify({ success: false, error }),
});
const headersOf =
  (headers: Readonly<Record<string, string>>) =>
  (name: string): string | null =>
    headers[name] ?? null;

/** A server of deals, newest first, and the directory of its account; `answer` may say something else instead. */
function kit(rows: ReturnType<typeof deal>[]) {
  const clock = createManualClock();
  const db = openDatabase(join(tempFolder(), 'raze.db'));
  onTestFinished(() => db.close());
  const lane = createLaneRows(db, clock.now).forKey(baseUrl, 'k').id;
  const server = {
    rows,
    /** What is said in place of the usual answer; null: the usual one. */
    answer: (_path: URL): Exchange | null => null,
    headers: {} as Readonly<Record<string, string>>,
    asked: [] as string[],
  };
  const told = {
    views: [] as DirectoryView[],
    dialects: [] as string[],
    mayRead: [] as boolean[],
    changed: [] as string[][],
    removed: [] as string[][],
    pipelines: 0,
    links: [] as Link[],
    permits: [] as (string | undefined)[],
  };
  const way = { hasKey: true, permits: true, leave: null as number | null };
  const http: Http = async ({ path }) => {
    const url = new URL(path, baseUrl);
    const [page, limit] = ['page', 'limit'].map(name => Number(url.searchParams.get(name)));
    server.asked.push(page === 0 ? url.pathname : `${page}`);
    const other = server.answer(url);
    if (other !== null) return other;
    const header = headersOf(server.headers);
    if (page === 0 || page === undefined || limit === undefined) {
      const found = server.rows.find(({ id }) => url.pathname.endsWith(`/${id}`));
      if (found === undefined) return refusal(404, { code: 'NOT_FOUND' });
      return { kind: 'reply', status: 200, header, body: JSON.stringify({ success: true, data: found }) };
    }
    const sorted = server.rows.toSorted((a, b) => (a.updated_at < b.updated_at ? 1 : -1));
    const data = sorted.slice((page - 1) * limit, page * limit);
    const pagination = { total: sorted.length, total_pages: Math.ceil(sorted.length / limit) };
    return { kind: 'reply', status: 200, header, body: JSON.stringify({ success: true, data, pagination }) };
  };
  const store = openRowStore(db, lane);
  const create = () =>
    createDirectory({
      store,
      http,
      clock,
      elapsedSince: at => clock.now() - at,
      listener: {
        changed: (upserted, removed) => {
          told.changed.push(upserted.map(({ id }) => id));
          told.removed.push([...removed]);
        },
        viewed: view => told.views.push(view),
        pipelines: () => {
          told.pipelines += 1;
        },
        mayRead: may => told.mayRead.push(may),
        dialect: shown => told.dialects.push(shown),
      },
      connection: () => (way.hasKey ? { baseUrl, key: 'k', dialect: null } : null),
      permit: why => {
        told.permits.push(why);
        return way.permits;
      },
      askLeave: () => way.leave,
      observe: (_, link) => told.links.push(link),
    });
  const directory = create();
  onTestFinished(() => directory.stop());
  const note = (): Note => JSON.parse(store.note() ?? '{}');
  const asked = (): string[] => server.asked.splice(0);
  return { clock, server, told, way, directory, store, note, asked, create };
}

const many = (count: number) => Array.from({ length: count }, (_, at) => deal(`d${at}`, start - at * 60_000));
const done = { ok: true, value: null };
const id = (text: string): OpportunityId => text as OpportunityId;
const failed = (failure: object) => ({ ok: false, failure });

describe('no request is made', () => {
  test('without a key, where reads have no share left, and as long as the server wants none', async () => {
    const { directory, way, asked, clock } = kit(many(3));
    way.hasKey = false;
    expect(await directory.refresh()).toEqual(failed({ code: 'key-none' }));
    way.hasKey = true;
    way.permits = false;
    expect(await directory.refresh()).toEqual(failed({ code: 'offline' }));
    way.permits = true;
    way.leave = clock.now() + 5;
    expect(await directory.refresh()).toEqual(failed({ code: 'offline' }));
    expect(asked()).toEqual([]);
    way.leave = null;
    expect(await directory.refresh()).toEqual(done);
  });

  test('after the directory was stopped, and nobody is told anything any more', async () => {
    const { directory, told, asked } = kit(many(3));
    await directory.refresh();
    asked();
    await directory.stop();
    const before = JSON.stringify(told);
    expect(await directory.refresh()).toEqual(done);
    expect(await directory.findOnServer('x')).toMatchObject({ ok: false });
    directory.gone(id('d0'));
    directory.readAllSoon();
    expect(directory.stageRefused('s9' as StageId)).toBe(false);
    expect([asked(), JSON.stringify(told)]).toEqual([[], before]);
  });
});

describe('what a refusal says', () => {
  const limited = refusal(429, { code: 'RATE_LIMIT_EXCEEDED', retry_after: 120 });

  test('of too many requests stands until then, whoever asks again', async () => {
    const { directory, server, way, clock } = kit(many(3));
    server.answer = () => limited;
    const until = clock.now() + 120_000;
    expect(await directory.refresh()).toEqual(failed({ code: 'rate-limited', until }));
    way.permits = false;
    expect(await directory.refresh()).toEqual(failed({ code: 'rate-limited', until }));
    await clock.advance(120_000);
    expect(await directory.refresh()).toEqual(failed({ code: 'offline' }));
  });

  test('of a spent quota stands until its window ends, and only as long as it is spent', async () => {
    const { directory, server, way, clock } = kit(many(3));
    const resetsAt = Math.ceil(clock.now() / 1_000) * 1_000 + 60_000;
    const headers = (remaining: number) => ({
      ...{ 'x-ratelimit-limit': '10', 'x-ratelimit-remaining': String(remaining) },
      'x-ratelimit-reset': String(resetsAt / 1_000),
    });
    server.headers = headers(5);
    await directory.refresh();
    way.permits = false;
    expect(await directory.refresh()).toEqual(failed({ code: 'offline' }));
    way.permits = true;
    server.headers = headers(4);
    await directory.refresh();
    way.permits = false;
    expect(await directory.refresh()).toEqual(failed({ code: 'rate-limited', until: resetsAt }));
    await clock.advance(resetsAt - clock.now());
    expect(await directory.refresh()).toEqual(failed({ code: 'offline' }));
  });

  test.each([
    [401, { code: 'INVALID_API_KEY' }, { code: 'key-invalid' }, []],
    [
      403,
      { code: 'X', required_permission: 'opportunities:read' },
      { code: 'permission-missing', permission: 'opportunities:read' },
      [false],
    ],
  ])(
    'of the key (%i) is a bar: it is asked for no more until something is answered',
    async (status, error, failure, may) => {
      const { directory, server, told, way, asked, clock } = kit(many(3));
      server.answer = () => refusal(status, error);
      directory.start();
      await settled();
      expect(directory.view().failure).toEqual(failure);
      expect(told.mayRead).toEqual(may);
      asked();
      server.answer = () => null;
      await clock.advance(600_000);
      expect(asked()).toEqual([]);
      way.permits = false;
      expect(await directory.refresh()).toEqual(failed(failure));
      way.permits = true;
      expect(await directory.refresh()).toEqual(done);
      expect([told.mayRead.at(-1), directory.view().failure]).toEqual([true, null]);
      way.permits = false;
      expect(await directory.refresh()).toEqual(failed({ code: 'offline' }));
    },
  );

  test.each([
    ['a server that fails', refusal(500, { code: 'X' }), true],
    ['somebody else', { ...refusal(200, {}), body: 'Welcome' } as Exchange, true],
    ['nobody', { kind: 'unreached', cause: 'dns' } as Exchange, true],
    ['a handshake that failed', { kind: 'unreached', cause: 'tls' } as Exchange, true],
    ['no answer in time', { kind: 'lost', cause: 'timeout' } as Exchange, true],
    ['an answer that nobody knows', refusal(418, { code: 'X' }), true],
    ['too many requests', limited, false],
    ['another key', refusal(401, { code: 'X' }), false],
  ])('is over with anybody’s answer or not: %s', async (_, exchange, isOver) => {
    const { directory, server, told } = kit(many(3));
    await directory.refresh();
    server.answer = () => exchange;
    await directory.refresh();
    const { failure } = directory.view();
    expect(failure).not.toBeNull();
    const [row] = directory.rows();
    const views = told.views.length;
    directory.learn(row === undefined ? [] : [row.whole()], null);
    expect(directory.view().failure).toEqual(isOver ? null : failure);
    expect(told.views.length - views).toBe(isOver ? 1 : 0);
  });
});

describe('a walk', () => {
  test('asks the user’s way for its first page alone, and tells its view before, after each page and at its end', async () => {
    const { directory, told } = kit(many(250));
    await directory.refresh(undefined, 'asked');
    expect(told.permits).toEqual(['asked', undefined, undefined]);
    expect(told.views.map(({ known, phase }) => [known, phase])).toEqual([
      [0, 'loading'],
      [100, 'loading'],
      [200, 'loading'],
      [250, 'idle'],
    ]);
    expect([told.links, told.dialects, told.mayRead]).toEqual([
      ['key-accepted', 'key-accepted', 'key-accepted'],
      ['stage_id', 'stage_id', 'stage_id'],
      [true, true, true],
    ]);
  });

  test('notes the newest change, the tag and the time, and where it stopped when it was interrupted', async () => {
    const { directory, server, note, clock } = kit(many(350));
    server.headers = { etag: '"v1"' };
    server.answer = ({ searchParams }) =>
      searchParams.get('page') === '3' ? refusal(500, { code: 'X' }) : null;
    await directory.refresh();
    expect(note()).toMatchObject({
      ...{ dialect: 'stage_id', complete: false, cursor: 3, watermark: null, highest: start, etag: '"v1"' },
      ...{ total: 350, plan: null, reconciledAt: null, refreshedAt: null },
    });
    server.answer = () => null;
    await directory.refresh();
    expect(note()).toMatchObject({
      ...{ complete: true, cursor: null, watermark: start, highest: null, etag: '"v1"', shifted: false },
      ...{ reconciledAt: clock.now(), refreshedAt: clock.now(), gap: 0, wanted: 'no' },
    });
  });

  test('ends where its oldest row is as the last one left it, and goes on where that has moved or is newer', async () => {
    const { directory, server, asked, clock } = kit(many(350));
    await directory.refresh();
    asked();
    const newest = (at: number) => timeOf(start + at);
    for (const [at, row] of server.rows.slice(250).entries()) row.updated_at = newest(1_000 + at);
    await directory.refresh();
    expect(asked()).toEqual(['1', '2']);
    await clock.advance(61_000);
    const moved = server.rows[248];
    if (moved === undefined) throw new Error('no row');
    for (const [at, row] of server.rows.slice(0, 99).entries()) row.updated_at = newest(10_000 + at);
    await directory.refresh();
    expect(asked()).toEqual(['1']);
  });

  test('goes on past a page that knows nothing of when its rows changed', async () => {
    const rows = many(250).map(row => ({ ...row, updated_at: '' }));
    const { directory, asked } = kit(rows);
    expect(await directory.refresh()).toEqual(done);
    expect(asked()).toEqual(['1', '2', '3']);
    expect(await directory.refresh()).toEqual(done);
    expect(asked()).toEqual(['1', '2', '3']);
    expect(directory.view()).toMatchObject({ known: 250, missing: 0 });
  });

  test('sends the tag of its first page once there are rows, and not with another page', async () => {
    const { directory, server, asked } = kit(many(150));
    server.headers = { etag: '"v1"' };
    await directory.refresh();
    asked();
    let tagged = 0;
    server.answer = ({ searchParams }) => {
      tagged += searchParams.get('page') === '1' ? 1 : 0;
      return { kind: 'reply', status: 304, header: () => null, body: '' };
    };
    expect(await directory.refresh()).toEqual(done);
    expect([tagged, asked()]).toEqual([1, ['1']]);
  });

  test('counts what it could not read', async () => {
    const rows = many(150);
    const { directory, note } = kit([...rows, { ...deal('bad id!', start + 5), id: 'bad id!' }]);
    await directory.refresh();
    expect(directory.view()).toMatchObject({ known: 150, total: 151, unreadable: 1, missing: 0 });
    await directory.refresh();
    expect(note().unreadable).toBe(1);
  });

  test('of another dialect than before begins anew', async () => {
    const { directory, server, note, told } = kit(many(3));
    await directory.refresh();
    server.answer = () => ({
      ...{ kind: 'reply', status: 200, header: () => null },
      body: JSON.stringify({
        ...{ success: true, available_stages: ['leads', 'won'] },
        ...{ data: [{ id: 'x', status: 'leads', updated_at: timeOf(start) }], pagination: { total: 1 } },
      }),
    });
    await directory.refresh();
    expect([note().dialect, told.dialects.at(-1)]).toEqual(['status', 'status']);
    expect(directory.pipelines().map(({ id: own }) => own)).toEqual(['default']);
  });
});

describe('rows that come another way', () => {
  test('are told with what is new of them, and counted when they are asked for by name', async () => {
    const { directory, told, server } = kit(many(3));
    await directory.refresh();
    told.changed.length = 0;
    server.rows.push(deal('found', start - 9_000_000));
    expect(await directory.findOnServer('found')).toEqual({ ok: true, value: 1 });
    expect(told.changed).toEqual([['found']]);
    expect(told.permits.at(-1)).toBe('asked');
    server.answer = () => refusal(404, { code: 'NOT_FOUND' });
    expect(await directory.findOnServer('x')).toEqual(failed({ code: 'not-our-api' }));
  });

  test('that are gone are counted no more, once', async () => {
    const { directory, told } = kit(many(3));
    await directory.refresh();
    const views = told.views.length;
    directory.gone(id('none'));
    expect(told.views.length).toBe(views);
    directory.gone(id('d1'));
    expect(directory.view()).toMatchObject({ known: 2, total: 2, missing: 0 });
    expect([told.removed.at(-1), told.views.length]).toEqual([['d1'], views + 1]);
  });

  test('are not undone by a page that left before, and are by one that left after', async () => {
    const { directory, clock, server } = kit(many(3));
    await directory.refresh();
    const known = directory.get(id('d1'));
    if (known === null) throw new Error('no row');
    const learnt: Opportunity = { ...known, name: 'Learnt' };
    server.answer = () => {
      directory.learn([learnt], null);
      return null;
    };
    await directory.refresh();
    server.answer = () => null;
    expect(directory.get(id('d1'))?.name).toBe('Learnt');
    await clock.advance(61_000);
    directory.learn([], null);
    await directory.refresh();
    expect(directory.get(id('d1'))?.name).toBe('Deal d1');
  });

  test('teach stages that no list tells', async () => {
    const { directory, told, store } = kit(many(3));
    await directory.refresh();
    const before = told.pipelines;
    const stage = { id: 's7' as StageId, name: 'Seventh', role: 'open' as const };
    const pipelines = [{ id: 'p' as never, name: 'Sales', stages: [stage] }];
    directory.learnStages({ dialect: 'stage_id', pipelines });
    expect(directory.pipelines()[0]?.stages).toContainEqual(stage);
    expect(told.pipelines).toBe(before + 1);
    expect(store.pipelines()).toContain('Seventh');
    directory.learnStages({ dialect: 'stage_id', pipelines });
    expect(told.pipelines).toBe(before + 1);
  });
});

describe('the user’s word on stages', () => {
  test('is kept and told, and is none for a stage that there is not', async () => {
    const { directory, told, store } = kit(many(3));
    await directory.refresh();
    const before = told.pipelines;
    expect(directory.mark('p' as never, 'none' as StageId, 'won')).toBe(false);
    expect(told.pipelines).toBe(before);
    expect(directory.mark('p' as never, 's1' as StageId, 'won')).toBe(true);
    expect([told.pipelines, store.pipelines()?.includes('"role":"won"')]).toEqual([before + 1, true]);
    directory.reorder('p' as never, ['s1' as StageId]);
    expect([told.pipelines, store.pipelines()?.includes('"arranged":["s1"]')]).toEqual([before + 2, true]);
  });

  test('a stage that the server refused stays as long as a row stands in it', async () => {
    const { directory, told, server } = kit([...many(3), deal('other', start - 9e6, { stage_id: 's2' })]);
    await directory.refresh();
    const before = told.pipelines;
    expect(directory.stageRefused('s2' as StageId)).toBe(false);
    server.rows.pop();
    directory.gone(id('other'));
    expect(directory.stageRefused('s2' as StageId)).toBe(true);
    expect(told.pipelines).toBe(before + 1);
    expect(directory.stageRefused('s2' as StageId)).toBe(true);
  });
});

describe('reading everything again', () => {
  const run = async (of: ReturnType<typeof kit>, minutes: number): Promise<void> => {
    for (let at = 0; at < minutes; at += 1) {
      await of.clock.advance(60_000);
      await settled();
    }
  };

  test('asks for a row that it did not meet, and takes it away only where the server has none', async () => {
    const of = kit(many(30));
    await of.directory.refresh();
    of.directory.start();
    const [gone, hidden] = [of.server.rows[7], of.server.rows[8]];
    of.server.rows = of.server.rows.filter(row => row !== gone);
    await of.directory.refresh();
    of.asked();
    await run(of, 20);
    expect(hidden?.id).toBe('d8');
    expect(of.asked().filter(path => path.includes('/d'))).toEqual(['/opportunities/d7']);
    expect(of.directory.view()).toMatchObject({ known: 29, total: 29, missing: 0, failure: null });
    expect(of.note()).toMatchObject({ reconcile: null, doubted: false, spared: [], shifted: false, gap: 0 });
  });

  test('is wanted once, from an hour after the last time on', async () => {
    const of = kit(many(30));
    await of.directory.refresh();
    of.directory.start();
    of.directory.readAllSoon();
    expect(of.note().wanted).toBe('waiting');
    of.asked();
    await run(of, 59);
    expect(of.asked()).toEqual([]);
    await run(of, 3);
    expect(of.asked()).toEqual(['1']);
    expect(of.note()).toMatchObject({ wanted: 'no', reconcile: null });
  });

  test('is no matter of a refresh, however long ago the last time is', async () => {
    const of = kit(many(250));
    await of.directory.refresh();
    await of.clock.advance(17 * 3_600_000);
    of.asked();
    await of.directory.refresh();
    expect(of.asked()).toEqual(['1']);
  });

  test('goes as fast as a quarter of the plan allows where rows are missed', async () => {
    const of = kit(many(350));
    of.server.headers = {
      ...{ 'x-ratelimit-limit': '3600', 'x-ratelimit-remaining': '3600' },
      'x-ratelimit-reset': String(Math.ceil(of.clock.now() / 1_000) + 86_400),
    };
    await of.directory.refresh();
    of.directory.start();
    await run(of, 61);
    of.directory.readAllSoon();
    of.asked();
    await run(of, 2);
    expect(of.asked()).toEqual(['1', '2', '3', '4']);
  });

  test('begins at the front again where it is wanted while the day’s own walk is somewhere in the middle', async () => {
    const of = kit(many(350));
    await of.directory.refresh();
    of.directory.start();
    await run(of, 16 * 60);
    expect(of.asked().slice(4)).toEqual(['1']);
    await run(of, 100);
    expect(of.asked()).toEqual(['2']);
    of.directory.readAllSoon();
    await run(of, 15);
    expect(of.asked()).toEqual(['1', '2', '3', '4']);
    expect(of.note()).toMatchObject({ wanted: 'no', reconcile: null });
  });

  test('leaves one timer, and none once the directory was stopped', async () => {
    const of = kit(many(3));
    expect(of.clock.waiting()).toBe(0);
    of.directory.start();
    await settled();
    await of.directory.refresh();
    await of.directory.refresh();
    expect(of.clock.waiting()).toBe(1);
    await of.directory.stop();
    expect(of.clock.waiting()).toBe(0);
  });

  test('is not wanted before everything was read once', async () => {
    const of = kit(many(3));
    of.directory.readAllSoon();
    expect(of.store.note()).toBeNull();
  });
});
