import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createDirectory } from '../../../main/raze/directory/directory.ts';
import { createHttp, type Http } from '../../../main/raze/http/http.ts';
import { tryKey } from '../../../main/raze/requests/probe.ts';
import { createLaneRows } from '../../../main/store/changes/lane-rows.ts';
import { openRowStore } from '../../../main/store/opportunities/opportunities.ts';
import { openDatabase } from '../../../main/store/sqlite/open.ts';
import { createManualClock } from '../../support/ports/manual-clock.ts';
import { httpServer } from '../../support/servers/loopback.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const baseUrl = 'https://crm.example';
/** The largest answer of this server's that is read, in thousands. */
const cap = 2_000;

/** A server with one row of each of these sizes (in thousands), newest first, and what it was asked for. */
function serverOf(sizes: readonly number[]) {
  const rows = sizes.map((size, at) => ({
    size,
    row: {
      id: `id-${at}`,
      title: `Deal ${at}`,
      stage_id: `stage-${at % 7}`,
      stage_name: `Stage ${at % 7}`,
      pipeline_id: 'p',
      pipeline_name: 'Sales',
      updated_at: new Date(Date.UTC(2026, 0, 1) - at * 60_000).toISOString(),
    },
  }));
  const asked: string[] = [];
  const http: Http = async ({ method, path }) => {
    const query = new URL(path, baseUrl).searchParams;
    const [page, limit] = [Number(query.get('page')), Number(query.get('limit'))];
    asked.push(method === 'GET' ? `${page} of ${limit}` : method);
    const found = rows.slice((page - 1) * limit, page * limit);
    const tooLarge = found.reduce((sum, { size }) => sum + size, 0) > cap;
    const pagination = { total: rows.length, total_pages: Math.ceil(rows.length / limit) };
    const data = found.map(({ row }) => row);
    const body = tooLarge ? '' : JSON.stringify({ success: true, data, pagination });
    return { kind: 'reply', status: 200, header: () => null, body, tooLarge };
  };
  return { http, asked };
}

function directoryOf(http: Http) {
  const clock = createManualClock();
  const db = openDatabase(join(tempFolder(), 'raze.db'));
  onTestFinished(() => db.close());
  const lane = createLaneRows(db, clock.now).forKey(baseUrl, 'k').id;
  const said: string[] = [];
  const directory = createDirectory({
    store: openRowStore(db, lane),
    http,
    clock,
    elapsedSince: at => clock.now() - at,
    listener: {
      changed: () => {},
      viewed: () => {},
      pipelines: () => {},
      dialect: () => {},
      mayRead: () => {},
    },
    connection: () => ({ baseUrl, key: 'k', dialect: 'stage_id' }),
    permit: () => true,
    askLeave: () => null,
    observe: (_quota, link) => said.push(typeof link === 'string' ? link : 'limited'),
  });
  return { directory, said };
}

const light = (count: number): number[] => Array.from({ length: count }, () => 1);

test('a page too large to be read is asked for in smaller ones, and no row is missing', async () => {
  const { http, asked } = serverOf([...light(150), ...Array.from({ length: 30 }, () => 150), ...light(90)]);
  const { directory, said } = directoryOf(http);
  expect(await directory.refresh()).toEqual({ ok: true, value: null });
  expect(directory.view()).toMatchObject({ known: 270, unreadable: 0, failure: null, total: 270 });
  expect(directory.pipelines()).toMatchObject([{ id: 'p', stages: { length: 7 } }]);
  expect(asked.slice(0, 3)).toEqual(['1 of 100', '2 of 100', '11 of 10']);
  expect(asked.slice(-2)).toEqual(['20 of 10', '3 of 100']);
  expect(new Set(said)).toEqual(new Set(['key-accepted']));
});

test('a row too large to be read costs nobody but itself', async () => {
  const { http, asked } = serverOf([...light(41), 5_000, ...light(80)]);
  const { directory } = directoryOf(http);
  expect(await directory.refresh()).toEqual({ ok: true, value: null });
  expect(directory.view()).toMatchObject({ known: 121, unreadable: 1, failure: null });
  expect(asked).toContain('42 of 1');
});

test('a server whose every answer is too large is given up on, and the user is told', async () => {
  const { http, asked } = serverOf(Array.from({ length: 300 }, () => 5_000));
  const { directory, said } = directoryOf(http);
  expect(await directory.refresh()).toEqual({ ok: false, failure: { code: 'answer-too-large' } });
  expect(directory.view()).toMatchObject({ known: 0, failure: { code: 'answer-too-large' } });
  expect(asked).toEqual(['1 of 100', '1 of 10', '1 of 1', '2 of 1', '3 of 1', '4 of 1']);
  expect(said).toEqual([]);
});

test('a key is good whose first page is too large, and bad news where even one row is', async () => {
  const now = () => 0;
  const heavy = serverOf(Array.from({ length: 100 }, () => 100));
  expect(await tryKey({ http: heavy.http, now }, baseUrl, 'k')).toMatchObject({
    ok: true,
    value: { dialect: 'stage_id', read: 'yes', firstPage: null },
  });
  expect(heavy.asked).toEqual(['1 of 100', '1 of 1', 'PATCH']);
  const hopeless = serverOf([5_000]);
  expect(await tryKey({ http: hopeless.http, now }, baseUrl, 'k')).toEqual({
    ok: false,
    failure: { code: 'answer-too-large' },
  });
});

/** A server of so many rows that answers as `shape` makes of what was asked for and of the rows there are. */
function oddServer(
  count: number,
  shape: (
    rows: readonly object[],
    page: number,
    limit: number,
  ) => { rows: readonly object[]; pagination: object },
) {
  const all = Array.from({ length: count }, (_, at) => ({
    id: `opp_${at}`,
    name: `Deal ${at}`,
    status: 'new',
    updated_at: new Date(Date.UTC(2026, 0, 1) - at * 60_000).toISOString(),
  }));
  const asked: string[] = [];
  const http: Http = async ({ path }) => {
    const query = new URL(path, baseUrl).searchParams;
    const [page, limit] = [Number(query.get('page')), Number(query.get('limit'))];
    asked.push(`${page} of ${limit}`);
    const { rows, pagination } = shape(all, page, limit);
    const body = JSON.stringify({ success: true, data: { opportunities: rows, pagination } });
    return { kind: 'reply', status: 200, header: () => null, body, tooLarge: false };
  };
  return { http, asked };
}

const slice = (rows: readonly object[], page: number, size: number) =>
  rows.slice((page - 1) * size, page * size);

test.each<[string, Parameters<typeof oddServer>[1]]>([
  ['larger than asked', (rows, page) => ({ rows: slice(rows, page, 250), pagination: { total: 1_210 } })],
  [
    'larger than asked, with pages counted by what was asked',
    (rows, page, limit) => ({
      rows: slice(rows, page, 250),
      pagination: { total: 1_210, total_pages: Math.ceil(1_210 / limit) },
    }),
  ],
  ['smaller than asked', (rows, page) => ({ rows: slice(rows, page, 20), pagination: { total: 1_210 } })],
  [
    'smaller than asked, with pages counted by what was asked',
    (rows, page, limit) => ({
      rows: slice(rows, page, Math.min(limit, 20)),
      pagination: { total: 1_210, total_pages: Math.ceil(1_210 / limit) },
    }),
  ],
  [
    'smaller than asked, of which nothing is said',
    (rows, page) => ({ rows: slice(rows, page, 20), pagination: {} }),
  ],
  ['all there is, whatever is asked for', rows => ({ rows, pagination: { total: 1_210, total_pages: 13 } })],
  ['all there is, of which nothing is said', rows => ({ rows, pagination: {} })],
])('pages %s bring every row', async (_, shape) => {
  const { http, asked } = oddServer(1_210, shape);
  const { directory } = directoryOf(http);
  expect(await directory.refresh()).toEqual({ ok: true, value: null });
  expect(directory.view()).toMatchObject({ known: 1_210, missing: 0, failure: null });
  expect(asked.length).toBeLessThan(70);
});

test('a hundred and twenty-five thousand rows in one answer, whatever is asked for, are said to be too many', async () => {
  const rows = Array.from({ length: 125_000 }, (_, at) => ({ id: `opp_${at}`, status: 'new' }));
  const body = JSON.stringify({
    success: true,
    data: { opportunities: rows, pagination: { total: 125_000 } },
  });
  let requests = 0;
  const url = await httpServer((_, response) => {
    requests += 1;
    response.setHeader('Content-Type', 'application/json').end(body);
  });
  const http = createHttp();
  const { directory, said } = directoryOf(request => http({ ...request, baseUrl: url }));
  const failure = { code: 'answer-too-large' };
  expect(await directory.refresh()).toEqual({ ok: false, failure });
  expect(directory.view()).toMatchObject({ known: 0, failure });
  expect(said).toEqual([]);
  expect(requests).toBeGreaterThan(1);
  expect(await tryKey({ http, now: Date.now }, url, 'k')).toEqual({ ok: false, failure });
});
