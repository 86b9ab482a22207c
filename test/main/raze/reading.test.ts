import { describe, expect, test } from 'vitest';
import type {
  Dialect,
  Opportunity,
  OpportunityId,
  PipelineId,
  StageId,
} from '../../../main/contract/model.ts';
import { unverified } from '../../../main/contract/model.ts';
import { identifier, number, personName, text, time } from '../../../main/raze/dialect/lenient.ts';
import { readPage } from '../../../main/raze/dialect/page.ts';
import {
  recogniseList,
  recogniseRow,
  tellsStages,
  toldByRefusal,
  wireOf,
} from '../../../main/raze/dialect/registry.ts';
import { readRow, untoldIn, withKnown } from '../../../main/raze/dialect/rows.ts';
import { readOne, readPatched, stageBody } from '../../../main/raze/dialect/single.ts';
import {
  availablePipeline,
  endsLast,
  identifiedStage,
  knownStagesOf,
  noKnownStages,
  openFirst,
} from '../../../main/raze/dialect/stages.ts';
import { readApiError } from '../../../main/raze/http/api-error.ts';
import { mostStages, mostValues } from '../../../main/raze/http/bounds.ts';
import { createHttp } from '../../../main/raze/http/http.ts';
import { readJson } from '../../../main/raze/http/json.ts';
import {
  readQuota,
  refusedFor,
  retryAfterBody,
  retryAfterHeader,
  serverDate,
} from '../../../main/raze/http/retry-after.ts';
import { tlsRules } from '../../../main/raze/http/tls-rules.ts';
import {
  closedPort,
  connectProxy,
  httpServer,
  httpsServer,
  tcpServer,
  trustOnly,
} from '../../support/servers/loopback.ts';
import { certificate } from '../../support/servers/loopback-certificate.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

describe('a field of a row', () => {
  test.each([
    [' a ', 'a'],
    [7, '7'],
    [Number.NaN, ''],
    [Number.POSITIVE_INFINITY, ''],
    [true, ''],
    [null, ''],
    [['a'], ''],
  ])('is read as text: %j', (value, expected) => expect(text(value)).toBe(expected));

  test('that the server is told back stays as it is, or is none', () => {
    expect([' a ', 7, 'x'.repeat(100_000), null].map(identifier)).toEqual([' a ', '7', '', '']);
  });

  test('is a name, or somebody who has one', () => {
    expect(['Ana', { name: ' Ana ' }, { name: 7 }, {}, [], null].map(personName)).toEqual([
      ...['Ana', 'Ana', '7', '', '', ''],
    ]);
  });

  test.each([
    ['2026-11-22 06:57:53+0530', '2026-11-22T01:27:53.000Z'],
    ['2026-11-22 06:57:53 +05', '2026-11-22T01:57:53.000Z'],
    [' 2026-11-22 06:57:53.123456789Z ', '2026-11-22T06:57:53.123Z'],
    ['2026-11-22T06:57:53-03:00', '2026-11-22T09:57:53.000Z'],
  ])('is a time: %s', (value, iso) => expect(time(value)).toBe(Date.parse(iso)));

  test.each([
    ['100000000000000000', 1e17],
    ['1000000000000000000', null],
    ['1.', null],
    ['--1', null],
    [-0.5, -0.5],
    ['0', 0],
  ])('is a number: %j', (value, expected) => expect(number(value)).toBe(expected));
});

describe('a row', () => {
  const status = wireOf('status');
  const deal = wireOf('stage_id');

  test.each([
    ['brl', 'BRL'],
    [' usd ', 'USD'],
    ['R$', ''],
    ['euro', ''],
    [null, ''],
  ])('is paid in a currency of three letters: %j', (currency, expected) => {
    expect(readRow(deal, { id: 'a', stage_id: 's', currency }, noKnownStages)?.currency).toBe(expected);
  });

  test('is called by the first of its names that it has', () => {
    const row = { id: 'a', status: 'new', responsible_user_name: null, owner_user_name: 'Paula' };
    expect(readRow(status, row, noKnownStages)?.owner).toBe('Paula');
    expect(readRow(status, { ...row, responsible_user_name: ' Rui ' }, noKnownStages)?.owner).toBe('Rui');
    const values = { ...row, deal_value: null, value: '7' };
    expect(readRow(status, values, noKnownStages)?.value).toBe(7);
    expect(readRow(status, { ...values, deal_value: 0 }, noKnownStages)?.value).toBe(0);
  });

  test.each([
    ['Ana', 'Licenças', 'Ana · Licenças'],
    ['Ana', 'Licenças da Ana', 'Licenças da Ana'],
    ['Ana', '', 'Ana'],
    ['', 'Licenças', 'Licenças'],
    ['', '', ''],
  ])('of a deal is called by who it is with and what it is: %j and %j', (contact_name, title, name) => {
    expect(readRow(deal, { id: 'a', stage_id: 's', contact_name, title }, noKnownStages)?.name).toBe(name);
  });

  test('without an id that can be one is none', () => {
    for (const id of ['', null, '../etc', 'a b', undefined]) {
      expect(readRow(deal, { id, stage_id: 's' }, noKnownStages)).toBeNull();
    }
  });

  test('that names nobody says so where the server names nobody by id', () => {
    for (const nobody of ['responsible_user_id', 'owner_user_id']) {
      expect(untoldIn(deal, { [nobody]: null })).not.toContain('owner');
      expect(untoldIn(deal, { [nobody]: 'u1' })).toContain('owner');
    }
    expect(untoldIn(deal, { owner_user_name: null })).not.toContain('owner');
  });

  const times = { created_at: 'createdAt', updated_at: 'updatedAt', won_at: 'wonAt', lost_at: 'lostAt' };
  const plain = { name: 'name', email: 'email', phone: 'phone', company: 'company' };
  test.each<[Dialect, Readonly<Record<string, string>>]>([
    [
      'documented',
      {
        ...{ ...plain, position: 'position', responsible_user: 'owner', responsible_user_name: 'owner' },
        ...{ deal_value: 'value', deal_currency: 'currency', ...times },
      },
    ],
    [
      'status',
      {
        ...{ ...plain, title: 'position', responsible_user_name: 'owner', owner_user_name: 'owner' },
        ...{ deal_value: 'value', value: 'value', deal_currency: 'currency', currency: 'currency', ...times },
      },
    ],
    [
      'stage_id',
      {
        ...{ contact_name: 'name', title: 'name', contact_email: 'email', contact_phone: 'phone' },
        ...{ contact_company: 'company', contact_title: 'position', owner_user_name: 'owner' },
        ...{ responsible_user_name: 'owner', value: 'value', currency: 'currency', ...times },
      },
    ],
  ])('of %s tells a detail by each of its members alone', (name, details) => {
    const wire = wireOf(name);
    const all = untoldIn(wire, {});
    const found = Object.keys(details).map(member => {
      const left = untoldIn(wire, { [member]: null });
      return [member, all.filter(detail => !left.includes(detail)).join()];
    });
    expect(Object.fromEntries(found)).toEqual(details);
  });

  test('keeps of what is known exactly what it does not tell', () => {
    const known: Opportunity = {
      ...unverified('a' as OpportunityId),
      name: 'Known',
      phone: '+55 1',
      value: 7,
    };
    const row = { ...unverified('a' as OpportunityId), name: 'Told' };
    expect(withKnown(row, ['phone'], known)).toEqual({ ...row, phone: '+55 1' });
    expect(withKnown(row, ['phone'], null)).toBe(row);
  });
});

describe('a dialect', () => {
  const opp = { id: 'opp_1', status: 'new' };
  const old = { id: uuid(1), status: 'new' };
  const deal = { id: uuid(2), stage_id: 's' };
  const both = { id: uuid(3), stage_id: 's', status: 'new' };

  test('is known by the shape of a list', () => {
    const of = (json: unknown): string | null => recogniseList(json)?.name ?? null;
    expect(of({ data: { opportunities: [] } })).toBe('documented');
    expect(of({ data: [], available_stages: [] })).toBe('status');
    expect(of({ data: [deal], available_stages: ['a'] })).toBe('status');
    expect(of({ data: [null, 7, old, deal] })).toBe('status');
    expect(of({ data: [7, deal, old] })).toBe('stage_id');
    expect(of({ data: [both] })).toBe('stage_id');
    expect([of({ data: [] }), of({ data: [{}] }), of({ data: 7, available_stages: [] }), of(null)]).toEqual([
      ...[null, null, null, null],
    ]);
  });

  test('is known by a row, and by its id where two dialects call their members alike', () => {
    const of = (row: object, expected: Parameters<typeof recogniseRow>[1] = null): string | null =>
      recogniseRow(row as never, expected)?.name ?? null;
    expect([of(opp), of(old), of(deal), of(both), of({})]).toEqual([
      ...['documented', 'status', 'stage_id', 'stage_id', null],
    ]);
    expect([of({ ...opp, id: 7 }), of(opp, 'status'), of(old, 'documented')]).toEqual([
      ...['status', 'status', 'documented'],
    ]);
    expect([of(deal, 'status'), of(old, 'stage_id')]).toEqual(['stage_id', 'status']);
  });

  test('is the documented one until an answer shows another, and lists its stages or not', () => {
    expect([wireOf(null).name, wireOf('status').name]).toEqual(['documented', 'status']);
    expect([null, 'documented', 'status', 'stage_id'].map(name => tellsStages(name as never))).toEqual([
      ...[false, true, true, false],
    ]);
  });

  test('names the stage in the member of its own, of a key of which nothing is known by how it looks', () => {
    const to = (id: string) => id as StageId;
    expect(stageBody(null, to(uuid(1).toUpperCase()))).toEqual({ stage_id: uuid(1).toUpperCase() });
    expect(stageBody(null, to(`x${uuid(1)}`))).toEqual({ status: `x${uuid(1)}` });
    expect(stageBody('stage_id', to('won'))).toEqual({ stage_id: 'won' });
  });

  test('is told by the way in which a senseless PATCH is refused', () => {
    const of = (kind: 'missing' | 'rejected', code: string | null, allowed: unknown) =>
      toldByRefusal({ kind, code, allowed })?.dialect;
    expect(of('missing', null, null)).toBe('documented');
    expect(of('rejected', 'INVALID_STATUS', null)).toBe('documented');
    expect(of('rejected', 'X', ['a'])).toBe('status');
    expect(of('rejected', 'X', [])).toBe('stage_id');
  });
});

describe('the answer about one opportunity', () => {
  const id = 'opp_1' as OpportunityId;
  const row = { id, status: 'won', name: 'Ana', created_at: 'x' };
  const deal = { id, stage_id: 's2', created_at: 'x' };
  const known = knownStagesOf([
    { id: 'p' as PipelineId, name: 'P', stages: [{ id: 's1' as StageId, name: 'First', role: 'open' }] },
  ]);

  test('lies under its data, or under the opportunity in it', () => {
    for (const json of [{ data: row }, { data: { opportunity: row } }]) {
      expect(readOne(json, id, null, noKnownStages)).toMatchObject({
        dialect: 'documented',
        stage: 'won',
        from: null,
      });
    }
    expect(
      readOne({ data: { opportunity: { ...row, id: 'other' }, ...row } }, id, null, noKnownStages),
    ).toBeNull();
    expect(readOne([], id, null, noKnownStages)).toBeNull();
  });

  test('to a PATCH says which stage was replaced, by a name or by an id with the name that is known', () => {
    const from = (json: object, expected: 'status' | 'stage_id') =>
      readPatched({ data: expected === 'status' ? row : deal, ...json }, id, expected, known)?.from;
    expect(from({ stage_change: { from: 'leads' } }, 'status')).toEqual({
      id: 'leads',
      name: 'leads',
      role: 'open',
    });
    expect(from({ stage_change: { from: { id: 's1' } } }, 'stage_id')).toEqual({
      id: 's1',
      name: 'First',
      role: 'open',
    });
    for (const nothing of [
      {},
      { stage_change: null },
      { stage_change: { from: '' } },
      { stage_change: { from: {} } },
    ]) {
      expect([from(nothing, 'status'), from(nothing, 'stage_id')]).toEqual([null, null]);
    }
  });

  test('to a PATCH is a row where it has all of one, or where the rest of it is known', () => {
    const { created_at: _, ...receipt } = row;
    const whole = unverified(id);
    const opportunity = (data: object, expected: 'documented' | 'status', rest: Opportunity | null = null) =>
      readPatched({ data }, id, expected, noKnownStages, rest)?.opportunity ?? null;
    expect(opportunity(row, 'documented')).not.toBeNull();
    expect(opportunity(receipt, 'documented', whole)).not.toBeNull();
    expect(opportunity(receipt, 'documented')).toBeNull();
    expect(opportunity(receipt, 'status', whole)).toBeNull();
    const part = { data: { id, stage_id: 's2' } };
    expect(readPatched(part, id, 'stage_id', noKnownStages, whole)?.opportunity).toBeNull();
  });

  test('to a PATCH that names no stage is none', () => {
    expect(readPatched({ data: { ...row, status: '' } }, id, 'status', noKnownStages)).toBeNull();
    expect(readPatched({ data: { ...deal, stage_id: null } }, id, 'stage_id', noKnownStages)).toBeNull();
    expect(readPatched(null, id, 'status', noKnownStages)).toBeNull();
  });
});

describe('stages', () => {
  const known = knownStagesOf([
    { id: 'p' as PipelineId, name: 'P', stages: [{ id: 's1' as StageId, name: 'Ganho', role: 'won' }] },
  ]);

  test('of which a row has the id alone have the words that are known, and of the default pipeline else', () => {
    expect(identifiedStage({ stage_id: 's1' }, known)).toEqual({
      ...{ stage: { id: 's1', name: 'Ganho', role: 'won' }, pipeline: 'p' },
    });
    expect(identifiedStage({ stage_id: 's1', stage_name: 'Perdido', pipeline_id: 'q' }, known)).toEqual({
      ...{ stage: { id: 's1', name: 'Perdido', role: 'lost' }, pipeline: 'q' },
    });
    expect(identifiedStage({ stage_id: 's9' }, known)).toEqual({
      ...{ stage: { id: 's9', name: '', role: 'open' }, pipeline: 'default' },
    });
    expect(known.find('s9')).toBeNull();
  });

  test('that a list spells out are each there once, however it does, and no more than there can be', () => {
    const ids = (list: unknown) => availablePipeline(list)?.stages.map(stage => stage.id) ?? null;
    expect(ids(['b', { slug: 'a' }, { status: 'c' }, { name: 'd' }, { id: 'e' }, 'b', '', {}, null])).toEqual(
      [...['b', 'a', 'c', 'd', 'e']],
    );
    expect([ids([]), ids(['']), ids({}), ids(null)]).toEqual([null, null, null, null]);
    expect(ids(Array.from({ length: mostStages + 5 }, (_, at) => `s${at}`))).toHaveLength(mostStages);
  });

  test('that are open come first, then won, then lost, then what else ends a deal; the user’s ends as they stand', () => {
    const stage = (name: string, role: 'open' | 'won' | 'lost') => ({ id: name as StageId, name, role });
    const all = [
      ...[stage('discarded', 'lost'), stage('Perdido', 'lost'), stage('x', 'open'), stage('won', 'won')],
      ...[stage('y', 'open'), stage('lost', 'lost')],
    ];
    expect(endsLast(all).map(({ name }) => name)).toEqual(['x', 'y', 'won', 'Perdido', 'lost', 'discarded']);
    expect(openFirst(all).map(({ name }) => name)).toEqual(['x', 'y', 'discarded', 'Perdido', 'won', 'lost']);
  });

  test('learnt from a page of deals are counted, each in its pipeline, with the pipeline’s name', () => {
    const row = (n: number, stage_id: unknown, pipeline_id: unknown, pipeline_name: unknown = 'Vendas') => ({
      ...{ id: uuid(n), stage_id, stage_name: `S ${stage_id}`, pipeline_id, pipeline_name },
    });
    const json = {
      success: true,
      data: [
        row(1, 'a', 'p'),
        row(2, 'b', 'p'),
        row(3, 'a', 'p'),
        row(4, 'a', 'q', null),
        row(5, '', 'p'),
        7,
      ],
    };
    const page = readPage(json, noKnownStages, 1, 100);
    expect(page?.pipelines.map(({ name, rows }) => [name, [...(rows ?? [])]])).toEqual([
      [
        'Vendas',
        [
          ['a', 2],
          ['b', 1],
        ],
      ],
      ['', [['a', 1]]],
    ]);
    expect(page).toMatchObject({ unreadable: 1, dialect: 'stage_id' });
  });
});

describe('an error body', () => {
  const errorOf = (error: unknown, more: object = {}) => readApiError({ success: false, error, ...more });

  test.each<[string, unknown]>([
    ['somebody else’s object', { blocked: true }],
    ['a success', { success: true, error: { code: 'X' } }],
    ['no object', 'no'],
    ['nothing', null],
    ['a message that is no text', { message: 7 }],
  ])('that is %s is not ours', (_, body) => expect(readApiError(body)).toBeNull());

  test('without facts is ours all the same where it says that it failed, or has a message', () => {
    const none = {
      code: '',
      retryAfter: undefined,
      requiredPermission: '',
      currentPermissions: null,
      allowed: [],
    };
    for (const body of [
      { success: false },
      { success: false, error: 'no' },
      { message: 'no' },
      { error: {} },
    ]) {
      expect(readApiError(body)).toEqual(none);
    }
  });

  test('tells facts of a sound kind and length alone', () => {
    expect(
      errorOf({ code: 'x'.repeat(201), required_permission: 7, current_permissions: [7] }),
    ).toMatchObject({
      ...{ code: '', requiredPermission: '', currentPermissions: null },
    });
    expect(errorOf({ code: 'x'.repeat(200), message: 7, retry_after: 3 })).toMatchObject({
      ...{ code: 'x'.repeat(200), retryAfter: 3, allowed: [] },
    });
    expect(errorOf({ current_permissions: [], details: { required_permission: 'p' } })).toMatchObject({
      ...{ requiredPermission: 'p', currentPermissions: [] },
    });
  });

  test('lists stages in its details: the first list there that is one', () => {
    const allowed = (details: unknown) => errorOf({ details })?.allowed;
    expect(allowed({ a: [], b: [7], c: ['x', 'y'], d: ['z'] })).toEqual(['x', 'y']);
    expect(allowed(['x'])).toEqual(['x']);
    expect([allowed([]), allowed('x'), allowed(null), allowed({ a: 'x' })]).toEqual([[], [], [], []]);
    const many = Array.from({ length: mostStages }, (_, at) => `s${at}`);
    expect([allowed(many)?.length, allowed([...many, 'x'])?.length]).toEqual([mostStages, 0]);
  });

  test('lists stages behind its message: the server’s own list, or one of single words', () => {
    const allowed = (message: string) => errorOf({ message })?.allowed;
    expect(allowed('Must be one of: a, b c, d')).toEqual(['a', 'b c', 'd']);
    expect(
      allowed(`Must be one of: ${Array.from({ length: 300 }, (_, at) => `s${at}`).join(', ')}`),
    ).toHaveLength(mostStages);
    expect(allowed('Use one of these: "a", [b], c.')).toEqual(['a', 'b', 'c']);
    expect(allowed('Not: this: a,b')).toEqual(['a', 'b']);
    expect([allowed('only: one'), allowed('a, b c'), allowed('a, , b')]).toEqual([[], [], []]);
    const long = (times: number, last: string) => allowed(`: ${'a,'.repeat(times)}${last}`)?.length;
    expect([long(99, 'b'), long(998, 'bb'), long(998, 'bbb')]).toEqual([100, mostStages, 0]);
  });
});

describe('hints', () => {
  const headers = (all: Readonly<Record<string, string>>) => (name: string) => all[name] ?? null;

  test.each([
    ['0', 0],
    [' 30 ', 30_000],
    ['999999999', 999_999_999_000],
    ['1000000000', null],
    ['Sun, 01 Mar 2026 12:00:01 GMT', 1_000],
    ['Sun, 01 Mar 2026 12:00:00 GMT', null],
    ['Sun, 99 Mar 2026 12:00:00 GMT', null],
    ['', null],
  ])('of a header %j are milliseconds', (value, expected) => {
    expect(retryAfterHeader(headers({ 'retry-after': value }), now)).toBe(expected);
  });

  test.each([
    [0, 0],
    [1.0001, 1_001],
    ['1.5', 1_500],
    [-1, null],
    [999_999_999, 999_999_999_000],
    [1e9, null],
    ['soon', null],
    [null, null],
    [true, null],
  ])('of a body %j are milliseconds', (value, expected) => expect(retryAfterBody(value)).toBe(expected));

  test('beyond an hour and five minutes are not believed', () => {
    const most = 65 * 60;
    const reset = (seconds: number) => headers({ 'x-ratelimit-reset': String(now / 1_000 + seconds) });
    expect([refusedFor(headers({}), most, now), refusedFor(headers({}), most + 1, now)]).toEqual([
      most * 1_000,
      null,
    ]);
    expect([refusedFor(reset(most), null, now), refusedFor(reset(most + 1), null, now)]).toEqual([
      most * 1_000,
      null,
    ]);
  });

  test('are told by our clock where the server’s is five seconds off or more', () => {
    const quota = (date: string) =>
      readQuota(
        headers({
          'x-ratelimit-limit': '5',
          'x-ratelimit-remaining': '9',
          'x-ratelimit-reset': '1772370000',
          date,
        }),
        now,
      );
    const at = 1_772_370_000_000;
    expect(quota('Sun, 01 Mar 2026 11:59:56 GMT')).toEqual({ limit: 5, remaining: 5, resetsAt: at });
    expect(quota('Sun, 01 Mar 2026 11:59:55 GMT')).toEqual({ limit: 5, remaining: 5, resetsAt: at + 5_000 });
    expect(quota('Sun, 01 Mar 2026 12:00:05 GMT')?.resetsAt).toBe(at - 5_000);
    expect(quota('yesterday')?.resetsAt).toBe(at);
  });

  test('tell what time it is by the server’s clock', () => {
    expect(serverDate(headers({ date: 'Sun, 01 Mar 2026 12:00:00 GMT' }))).toBe(now);
    expect([serverDate(headers({})), serverDate(headers({ date: '2026-03-01T12:00:00Z' }))]).toEqual([
      null,
      null,
    ]);
  });
});

test('a body is read up to its bounds, and not beyond', () => {
  const full = (values: number): string => `[${Array.from({ length: values }, () => '1').join(',')}]`;
  const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
  expect([readJson(full(mostValues)).kind, readJson(full(mostValues + 1)).kind]).toEqual([
    'json',
    'too-full',
  ]);
  expect([readJson(deep(32)).kind, readJson(deep(33)).kind]).toEqual(['json', 'none']);
  expect(readJson(`[${'[],'.repeat(1_000)}{"a\\"[":"\\\\","[[[":{}}]`).kind).toBe('json');
});

describe('connections', () => {
  const ask = (baseUrl: string, http = createHttp({ timeoutMs: 2_000 }), key: string | null = 'k') =>
    http({ baseUrl, key, method: 'GET', path: '/x' });

  test('trust what Node trusts; the system’s certificates are added once', async () => {
    expect(tlsRules()).toMatchObject({ rejectUnauthorized: true, minVersion: 'TLSv1.2' });
    const secure = await httpsServer((_, response) => response.end('{}'));
    trustOnly([certificate.cert]);
    expect(await ask(secure)).toMatchObject({ kind: 'reply', status: 200 });
    trustOnly([]);
    expect(await ask(secure)).toEqual({ kind: 'unreached', cause: 'tls' });
  });

  test('carry neither a key, a tag nor a type where there is none', async () => {
    const seen: unknown[] = [];
    const baseUrl = await httpServer(({ headers }, response) => {
      seen.push(headers);
      response.end('{}');
    });
    await ask(baseUrl, createHttp(), null);
    expect(seen).toEqual([
      {
        accept: 'application/json',
        'accept-encoding': expect.any(String),
        connection: 'close',
        host: new URL(baseUrl).host,
        'user-agent': 'raze-quick-stage',
      },
    ]);
  });

  test('end with their exchange', async () => {
    let open = 0;
    const port = await tcpServer(socket => {
      open += 1;
      socket.once('close', () => {
        open -= 1;
      });
      socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'));
    });
    expect(await ask(`http://127.0.0.1:${port}`)).toMatchObject({
      kind: 'reply',
      body: '{}',
      tooLarge: false,
    });
    await expect.poll(() => open).toBe(0);
  });

  test.each([
    [500, { kind: 'unreached', cause: 'other' }],
    [503, { kind: 'unreached', cause: 'other' }],
    [499, { kind: 'reply', status: 499, body: '' }],
    [403, { kind: 'reply', status: 403, body: '' }],
  ])('through a proxy that refuses with %i: nothing was sent', async (status, expected) => {
    const proxy = await connectProxy(status);
    const exchange = await ask(
      'https://app.example.invalid',
      createHttp({ resolveProxy: async () => proxy.url }),
    );
    expect(exchange).toMatchObject(expected);
    expect(exchange.kind === 'reply' ? exchange.header('date') : null).toBeNull();
    expect(proxy.asked).toEqual(['app.example.invalid:443']);
  });

  test('through a proxy whose address cannot be had are none', async () => {
    const http = createHttp({ resolveProxy: async () => Promise.reject(new Error('no')) });
    expect(await ask('https://app.example.invalid', http)).toEqual({ kind: 'unreached', cause: 'other' });
    const port = await closedPort();
    expect(await ask(`https://localhost:${port}`)).toEqual({ kind: 'unreached', cause: 'refused' });
  });

  test('end where somebody says much and answers nothing', async () => {
    const port = await tcpServer(socket =>
      socket.once('data', () => {
        for (let times = 0; times < 40; times += 1)
          socket.write(`HTTP/1.1 103 Early Hints\r\nX: ${'x'.repeat(1_000)}\r\n\r\n`);
      }),
    );
    expect(await ask(`http://127.0.0.1:${port}`)).toEqual({ kind: 'lost', cause: 'reset' });
  });

  test('take an answer however long its body is', async () => {
    const baseUrl = await httpServer((_, response) => response.end(`"${'x'.repeat(100_000)}"`));
    const exchange = await ask(baseUrl);
    expect(exchange.kind === 'reply' && exchange.body.length).toBe(100_002);
  });
});
