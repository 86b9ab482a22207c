import { describe, expect, test } from 'vitest';
import type { LaneId, Opportunity, OpportunityId, StageId } from '../../../main/contract/model.ts';
import { unverified } from '../../../main/contract/model.ts';
import type { Link } from '../../../main/outbox/model/ports.ts';
import type { Trouble } from '../../../main/outbox/model/trouble.ts';
import type { ToldStages } from '../../../main/raze/dialect/stages.ts';
import { knownStagesOf, noKnownStages } from '../../../main/raze/dialect/stages.ts';
import { createHttp, type Exchange, type Http, type HttpRequest } from '../../../main/raze/http/http.ts';
import { createAddressCheck } from '../../../main/raze/requests/address-check.ts';
import { createCourier } from '../../../main/raze/requests/courier.ts';
import { linkOf, listFailure, pull } from '../../../main/raze/requests/fetch-page.ts';
import { createProbe, tryKey } from '../../../main/raze/requests/probe.ts';
import { askStages } from '../../../main/raze/requests/stage-question.ts';
import { closedPort, httpServer } from '../../support/servers/loopback.ts';

const now = Date.UTC(2026, 2, 1, 12);
const lane = '11111111-1111-4111-8111-111111111111' as LaneId;
const http = createHttp({ timeoutMs: 2_000 });

type Body = object | string;
const reply = (status: number, body: Body, headers: Readonly<Record<string, string>> = {}): Exchange => ({
  kind: 'reply',
  status,
  header: name => headers[name] ?? null,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const refusal = (code: string, more: object = {}) => ({
  success: false,
  error: { code, message: '', ...more },
});
/** A server that answers so, one exchange after the other and the last for ever; and what it was asked. */
function answering(...exchanges: readonly Exchange[]) {
  const asked: HttpRequest[] = [];
  const send: Http = async request => {
    asked.push(request);
    const exchange = exchanges[Math.min(asked.length, exchanges.length) - 1];
    if (exchange === undefined) throw new Error('nothing to answer');
    return exchange;
  };
  return { asked, send };
}
const quota = {
  'x-ratelimit-limit': '100',
  'x-ratelimit-remaining': '62',
  'x-ratelimit-reset': '1772370000',
};
const told = { limit: 100, remaining: 62, resetsAt: 1_772_370_000_000 };

describe('an address', () => {
  const api = () =>
    httpServer((request, response) => {
      response.writeHead(request.headers['x-api-key'] === undefined ? 401 : 500);
      response.end(JSON.stringify(refusal('MISSING_API_KEY')));
    });
  const other = (status: number, body: object) =>
    httpServer((_, response) => response.writeHead(status).end(JSON.stringify(body)));
  const checkOf = (known: readonly string[] = []) => createAddressCheck({ http, now: () => now, known });
  const notApi = { ok: false, failure: { code: 'not-our-api' } };

  test('is the API’s where it refuses a request without a key by a code of its own', async () => {
    const paths: (string | undefined)[] = [];
    const address = await httpServer((request, response) => {
      paths.push(`${request.method} ${request.url}`);
      response.writeHead(401).end(JSON.stringify(refusal('MISSING_API_KEY')));
    });
    expect(await checkOf()(address)).toEqual({ ok: true, value: null });
    expect(await checkOf()(await other(429, refusal('RATE_LIMIT_EXCEEDED')))).toEqual({
      ok: true,
      value: null,
    });
    expect(paths).toEqual(['GET /external/v1/opportunities?limit=1']);
  });

  test.each<[string, number, object]>([
    ['a refusal without such a code', 401, { success: false, message: 'Unauthorized' }],
    ['a list for nobody’s key', 200, { success: true, data: [] }],
    ['an opportunity that it does not know', 404, refusal('NOT_FOUND')],
    ['something else altogether', 403, { blocked: true }],
    ['too many requests, by a gateway', 429, { message: 'Slow down' }],
  ])('is not, with %s', async (_, status, body) => {
    expect(await checkOf()(await other(status, body))).toEqual(notApi);
  });

  test('that nobody answers at is unreachable, and one whose API fails says so', async () => {
    expect(await checkOf()(`http://127.0.0.1:${await closedPort()}`)).toEqual({
      ...{ ok: false, failure: { code: 'unreachable' } },
    });
    const failing = await other(503, refusal('MAINTENANCE'));
    const known = [failing, await api()];
    expect(await checkOf(known)(failing)).toEqual({
      ok: false,
      failure: { code: 'server-failing', status: 503 },
    });
  });

  test('that is a known one names another of those where the API answers there, and no other does', async () => {
    const [gone, strange, there] = [
      `http://127.0.0.1:${await closedPort()}`,
      await other(200, { success: true, data: [] }),
      await api(),
    ];
    const elsewhere = (address: string) => ({
      ...{ ok: false, failure: { code: 'api-elsewhere', address, other: there } },
    });
    expect(await checkOf([gone, strange, there])(gone)).toEqual(elsewhere(gone));
    expect(await checkOf([there, strange])(strange)).toEqual(elsewhere(strange));
    expect(await checkOf([gone, strange])(strange)).toEqual(notApi);
    expect(await checkOf([there])(strange)).toEqual(notApi);
  });

  test('at which a gateway fails in the API’s place may have moved', async () => {
    const gateway = await other(503, { success: false, message: 'Bad gateway' });
    const there = await api();
    expect(await checkOf([gateway, there])(gateway)).toMatchObject({ failure: { code: 'api-elsewhere' } });
  });
});

describe('the stages of a server that a key may not read', () => {
  const ask = (status: number, body: object) => {
    const server = answering(reply(status, body, quota));
    return askStages(server.send, { baseUrl: 'https://a.example', key: 'k' }, () => now).then(answer => ({
      ...{ answer, asked: server.asked },
    }));
  };

  test('are asked for by one request that can move nothing', async () => {
    const { asked, answer } = await ask(404, refusal('NOT_FOUND'));
    expect(asked).toEqual([
      {
        baseUrl: 'https://a.example',
        key: 'k',
        method: 'PATCH',
        path: '/opportunities/00000000-0000-0000-0000-000000000000/stage',
        body: { status: 'which-stages-are-there' },
      },
    ]);
    expect(answer.quota).toEqual(told);
  });

  test('are the documented ones where it looks for the opportunity first, or names its error so', async () => {
    for (const { answer } of [
      await ask(404, refusal('NOT_FOUND')),
      await ask(400, refusal('INVALID_STATUS', { details: { allowed: ['a', 'b'] } })),
    ]) {
      expect(answer.result).toMatchObject({ kind: 'told', dialect: 'documented', pipelines: { length: 1 } });
    }
  });

  test('are those that its refusal lists', async () => {
    const { answer } = await ask(
      400,
      refusal('VALIDATION_ERROR', { details: { allowed: ['leads', 'won'] } }),
    );
    expect(answer.result).toMatchObject({
      kind: 'told',
      dialect: 'status',
      pipelines: [{ id: 'default', stages: [{ id: 'leads' }, { id: 'won' }] }],
    });
  });

  test('are told by none where the refusal lists nothing: rows alone tell them', async () => {
    const { answer } = await ask(400, refusal('VALIDATION_ERROR'));
    expect(answer.result).toEqual({ kind: 'told', dialect: 'stage_id', pipelines: [] });
  });

  test('are not told by a success, which cannot be, nor by any other trouble', async () => {
    expect((await ask(200, { success: true, data: {} })).answer.result).toEqual({
      kind: 'unexpected',
      status: 200,
    });
    expect((await ask(403, refusal('X', { required_permission: 'p' }))).answer.result).toEqual({
      ...{ kind: 'forbidden', permission: 'p' },
    });
  });
});

describe('a key that is tried', () => {
  const baseUrl = 'https://a.example';
  const forbidden = (held: readonly string[] | null) =>
    reply(403, refusal('INSUFFICIENT', held === null ? {} : { current_permissions: held }), quota);
  const write = refusal('INSUFFICIENT', { required_permission: 'opportunities:write' });
  const tried = async (...exchanges: readonly Exchange[]) => {
    const server = answering(...exchanges);
    return { probed: await tryKey({ http: server.send, now: () => now }, baseUrl, 'k'), asked: server.asked };
  };

  test('may write where its permissions say so, in any of three ways', async () => {
    for (const held of ['opportunities:write', 'opportunities:*', '*']) {
      const { probed, asked } = await tried(forbidden(['contacts:read', held]), reply(500, refusal('X')));
      expect(probed).toMatchObject({
        ok: true,
        value: { read: 'no', write: 'yes', told: null, dialect: null },
      });
      expect(asked.map(({ method }) => method)).toEqual(['GET', 'PATCH']);
    }
  });

  test('that may neither read nor write is none, and is asked nothing more', async () => {
    const { probed, asked } = await tried(forbidden(['contacts:write', 'opportunities:read']));
    expect(probed).toEqual({
      ok: false,
      failure: { code: 'permission-missing', permission: 'opportunities:write' },
    });
    expect(asked).toHaveLength(1);
    expect((await tried(forbidden(null), reply(403, write))).probed).toEqual(probed);
  });

  test('that says nothing of its permissions may write where the server told its stages, and else nobody knows', async () => {
    const { probed } = await tried(
      forbidden(null),
      reply(400, refusal('V', { details: { allowed: ['leads'] } })),
    );
    expect(probed).toMatchObject({
      ok: true,
      value: {
        read: 'no',
        write: 'yes',
        dialect: 'status',
        firstPage: null,
        quota: told,
      },
    });
    const other = await tried(
      forbidden(null),
      reply(403, refusal('INSUFFICIENT', { required_permission: 'x' })),
    );
    expect(other.probed).toMatchObject({ ok: true, value: { write: 'unknown', dialect: null, told: null } });
  });

  test('brings the first page with its tag, and is asked whether it may move stages', async () => {
    const rows = { success: true, data: [{ id: 'a', status: 'new' }], pagination: { total: 1 } };
    const { probed, asked } = await tried(reply(200, rows, { etag: '"v1"' }));
    expect(probed).toMatchObject({
      ok: true,
      value: {
        dialect: 'status',
        read: 'yes',
        write: 'unknown',
        firstPage: { page: { total: 1 }, etag: '"v1"', askedAt: now },
      },
    });
    expect(asked).toMatchObject([
      { key: 'k', method: 'GET', path: expect.stringContaining('page=1&limit=100') },
      { key: 'k', method: 'PATCH', path: expect.stringContaining('/00000000-0000-0000-0000-000000000000/') },
    ]);
  });

  test('at a server that answers no list, or what no list is refused for, is at none of ours', async () => {
    expect((await tried(reply(200, { success: true, data: 7 }))).probed).toEqual({
      ...{ ok: false, failure: { code: 'not-our-api' } },
    });
    expect((await tried(reply(404, refusal('NOT_FOUND')))).probed).toEqual({
      ...{ ok: false, failure: { code: 'not-our-api' } },
    });
  });

  describe('too often', () => {
    const limited = reply(429, refusal('RATE_LIMIT_EXCEEDED', { retry_after: 90 }));
    const kit = (...exchanges: readonly Exchange[]) => {
      const clock = { now };
      const server = answering(...exchanges);
      return { clock, ...server, probe: createProbe({ http: server.send, now: () => clock.now }) };
    };
    const until = (at: number) => ({ ok: false, failure: { code: 'rate-limited', until: at } });

    test('is asked for again when the time is over, and not before', async () => {
      const { clock, asked, probe } = kit(limited);
      expect(await probe(baseUrl, 'k')).toEqual(until(now + 90_000));
      clock.now += 89_999;
      expect(await probe(baseUrl, 'k')).toEqual(until(now + 90_000));
      expect(asked).toHaveLength(1);
      clock.now += 1;
      expect(await probe(baseUrl, 'k')).toEqual(until(now + 180_000));
      expect(asked).toHaveLength(2);
    });

    test('waits a minute at least', async () => {
      const { probe } = kit(reply(429, refusal('RATE_LIMIT_EXCEEDED', { retry_after: 1 })));
      expect(await probe(baseUrl, 'k')).toEqual(until(now + 60_000));
    });

    test('keeps no other key waiting, no other address, and nobody whose clock was set back', async () => {
      const { clock, asked, probe } = kit(limited);
      await probe(baseUrl, 'k');
      await probe(baseUrl, 'other');
      expect(asked).toHaveLength(2);
      await probe('https://b.example', 'other');
      expect(asked).toHaveLength(3);
      clock.now -= 1;
      await probe('https://b.example', 'other');
      expect(asked).toHaveLength(4);
    });

    test('is no matter where another answer came', async () => {
      const { asked, probe } = kit(reply(401, refusal('INVALID_API_KEY')));
      for (let times = 0; times < 2; times += 1) {
        expect(await probe(baseUrl, 'k')).toEqual({ ok: false, failure: { code: 'key-invalid' } });
      }
      expect(asked).toHaveLength(2);
    });
  });
});

describe('what an answer says of the way to the server', () => {
  test.each<[Trouble | { kind: 'success'; json: unknown }, Link | null]>([
    [{ kind: 'success', json: {} }, 'key-accepted'],
    [{ kind: 'forbidden', permission: 'opportunities:write' }, 'key-accepted'],
    [{ kind: 'forbidden', permission: '' }, 'proven'],
    [{ kind: 'too-large' }, null],
    [{ kind: 'not-our-api', status: 200 }, 'foreign'],
    [{ kind: 'unauthorised', why: 'invalid' }, 'unauthorised'],
    [{ kind: 'limited', waitMs: 7 }, { limitedMs: 7 }],
    [{ kind: 'failing', status: 500, waitMs: null }, 'proven'],
    [{ kind: 'missing' }, 'proven'],
    [{ kind: 'rejected', allowed: [] }, 'proven'],
    [{ kind: 'conflicting' }, 'proven'],
    [{ kind: 'unexpected', status: 418 }, 'proven'],
    [{ kind: 'unreached', cause: 'dns' }, 'lost'],
    [{ kind: 'lost', cause: 'reset' }, 'lost'],
  ])('%j: %j', (result, link) => expect(linkOf(result)).toEqual(link));

  test('of a list is no matter of a stage or an opportunity', () => {
    expect(listFailure({ kind: 'missing' }, now)).toEqual({ code: 'not-our-api' });
    expect(listFailure({ kind: 'rejected', allowed: [] }, now)).toEqual({
      code: 'server-unexpected',
      status: 400,
    });
    expect(listFailure({ kind: 'conflicting' }, now)).toEqual({ code: 'server-unexpected', status: 409 });
    expect(listFailure({ kind: 'limited', waitMs: 5 }, now)).toEqual({
      code: 'rate-limited',
      until: now + 5,
    });
  });
});

describe('a page that is pulled', () => {
  const pulled = async (exchange: Exchange, etag: string | null = null) => {
    const observed: unknown[] = [];
    const server = answering(exchange);
    const deps = {
      http: server.send,
      now: () => now,
      observe: (...seen: unknown[]) => void observed.push(seen),
    };
    const connection = { baseUrl: 'https://a.example', key: 'k', dialect: null };
    return {
      result: await pull(deps, connection, { page: 1 }, noKnownStages, etag),
      observed,
      asked: server.asked,
    };
  };

  test('comes with its tag, and says that the key is good', async () => {
    const list = { success: true, data: [{ id: 'a', status: 'new' }] };
    const { result, observed, asked } = await pulled(reply(200, list, { ...quota, etag: '"v2"' }), '"v1"');
    expect(result).toMatchObject({ kind: 'page', etag: '"v2"', page: { dialect: 'status' } });
    expect(observed).toEqual([[told, 'key-accepted']]);
    expect(asked).toMatchObject([{ key: 'k', method: 'GET', etag: '"v1"' }]);
  });

  test('is as it was where the server says so of a tag that it gave', async () => {
    const { result, observed } = await pulled(reply(304, '', quota), '"v1"');
    expect([result, observed]).toEqual([{ kind: 'unchanged' }, [[told, 'key-accepted']]]);
    expect((await pulled(reply(304, '', quota))).result).toEqual({ kind: 'not-our-api', status: 304 });
    expect((await pulled(reply(200, '', quota), '"v1"')).result).toEqual({
      kind: 'not-our-api',
      status: 200,
    });
  });

  test('that is no list comes from somebody else', async () => {
    const { result, observed } = await pulled(reply(200, { success: true, data: {} }, quota));
    expect([result, observed]).toEqual([{ kind: 'not-our-api', status: 200 }, [[told, 'foreign']]]);
  });

  test('that is missing leads somewhere else, and one that is too large says nothing of the way', async () => {
    expect(await pulled(reply(404, refusal('NOT_FOUND')))).toMatchObject({
      ...{ result: { kind: 'not-our-api', status: 404 }, observed: [[null, 'foreign']] },
    });
    const large = { ...reply(200, ''), tooLarge: true } as Exchange;
    expect(await pulled(large)).toMatchObject({ result: { kind: 'too-large' }, observed: [] });
  });
});

describe('a courier', () => {
  const id = 'opp_1' as OpportunityId;
  const row = { id, title: 'Deal', stage_id: 's2', stage_name: 'Next', pipeline_id: 'p', created_at: 'x' };
  const kit = (
    exchange: Exchange,
    dialect: 'stage_id' | 'documented' | null,
    known: Opportunity | null = null,
  ) => {
    const server = answering(exchange);
    const shown: unknown[] = [];
    const stages: ToldStages[] = [];
    const courier = createCourier({
      http: server.send,
      connection: asked => (asked === lane ? { baseUrl: 'https://a.example', key: 'k', dialect } : null),
      stages: () => knownStagesOf([{ id: 'p' as never, name: 'P', stages: [] }]),
      known: () => known,
      now: () => now,
      onDialect: (...told) => shown.push(told),
      onStages: (_, told) => stages.push(told),
    });
    return { courier, shown, stages, asked: server.asked };
  };
  const patched = (more: object = {}) => reply(200, { success: true, data: row, ...more }, quota);

  test('tells the stages that a move went from and to, where rows alone tell them', async () => {
    const { courier, stages, shown } = kit(
      patched({ stage_change: { from: { id: 's1', name: 'First' } } }),
      'stage_id',
    );
    expect(await courier.send(lane, id, 's2' as StageId)).toMatchObject({
      kind: 'done',
      quota: told,
      from: { id: 's1' },
    });
    expect(stages).toEqual([
      {
        dialect: 'stage_id',
        pipelines: [
          {
            id: 'p',
            name: '',
            stages: [
              { id: 's1', name: 'First', role: 'open' },
              { id: 's2', name: 'Next', role: 'open' },
            ],
          },
        ],
      },
    ]);
    expect(shown).toEqual([]);
    const alone = kit(patched(), 'stage_id');
    await alone.courier.send(lane, id, 's2' as StageId);
    expect(alone.stages[0]?.pipelines[0]?.stages.map(stage => stage.id)).toEqual(['s2']);
  });

  test('tells no stages where the server lists them itself, nor of an answer that holds no row', async () => {
    const receipt = { id, name: 'x', status: 'won', updated_at: 'x' };
    const known = { ...unverified(id), name: 'Known' };
    for (const row of [null, known]) {
      const { courier, stages } = kit(reply(200, { success: true, data: receipt }), 'documented', row);
      expect(await courier.send(lane, id, 'won' as StageId)).toMatchObject({ kind: 'done' });
      expect(stages).toEqual([]);
    }
    const { created_at: _, ...part } = row;
    const { courier, stages } = kit(reply(200, { success: true, data: part }), 'stage_id');
    expect(await courier.send(lane, id, 's2' as StageId)).toMatchObject({ kind: 'done', opportunity: null });
    expect(stages).toEqual([]);
  });

  test('tells the dialect that an answer shows, of a look as of a move', async () => {
    for (const expected of [null, 'documented'] as const) {
      const { courier, shown } = kit(patched(), expected);
      await courier.look(lane, id);
      await courier.send(lane, id, 's2' as StageId);
      expect(shown).toEqual([
        [lane, 'stage_id'],
        [lane, 'stage_id'],
      ]);
    }
  });

  test('fills in what an answer does not tell with what is known', async () => {
    const known = { ...unverified(id), phone: '+55 1' };
    const { courier } = kit(patched(), 'stage_id', known);
    expect(await courier.look(lane, id)).toMatchObject({ kind: 'done', opportunity: { phone: '+55 1' } });
  });
});
