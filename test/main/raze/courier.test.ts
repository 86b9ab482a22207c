import { describe, expect, test } from 'vitest';
import {
  type Dialect,
  dialects,
  type LaneId,
  type OpportunityId,
  type StageId,
} from '../../../main/contract/model.ts';
import type { Courier } from '../../../main/outbox/model/ports.ts';
import { knownStagesOf, noKnownStages } from '../../../main/raze/dialect/stages.ts';
import { createHttp } from '../../../main/raze/http/http.ts';
import { createCourier } from '../../../main/raze/requests/courier.ts';
import type { ServerRecord } from '../../deployed/record.ts';
import type { Server } from '../../support/servers/server.ts';
import { serverForThisTest } from '../../support/servers/server-for-this-test.ts';

const lane = '11111111-1111-4111-8111-111111111111' as LaneId;

interface Kit {
  readonly server: Server;
  readonly courier: Courier;
  /** An opportunity in an open stage, and two more stages of its pipeline. */
  readonly deal: ServerRecord;
  readonly id: OpportunityId;
  readonly next: StageId;
  readonly won: StageId;
  readonly told: Dialect[];
}

async function kit(
  dialect: Dialect,
  expected: Dialect | null = dialect,
  key?: string,
  sendsReasons?: () => boolean,
): Promise<Kit> {
  const server = await serverForThisTest({
    dialect,
    count: 20,
    keys: [{ key: 'lr_live_reader', permissions: ['opportunities:read'] }],
  });
  const told: Dialect[] = [];
  const courier = createCourier({
    http: createHttp({ timeoutMs: 2_000 }),
    connection: asked =>
      asked === lane ? { baseUrl: server.url, key: key ?? server.key, dialect: expected } : null,
    stages: () => noKnownStages,
    now: () => Date.now(),
    ...(sendsReasons ? { sendsReasons } : {}),
    onDialect: (_, shown) => told.push(shown),
  });
  const deal = server.book.all().find(({ wonAt, lostAt }) => wonAt === null && lostAt === null);
  if (deal === undefined) throw new Error('no open deal');
  const stages = server.pipelines.find(({ id }) => id === deal.pipeline)?.stages ?? [];
  const won = stages.find(stage => stage.name === 'won')?.id as StageId;
  const next = stages.find(({ id }) => id !== deal.stage && id !== won)?.id as StageId;
  return { server, courier, deal, id: deal.id as OpportunityId, next, won, told };
}

describe.each(dialects)('in the %s dialect', dialect => {
  test('look reads the opportunity', async () => {
    const { courier, id, deal } = await kit(dialect);
    const answer = await courier.look(lane, id);
    expect(answer).toMatchObject({
      kind: 'done',
      opportunity: { id, stage: { id: deal.stage }, company: deal.company },
      quota: { limit: 5000, remaining: 4999 },
    });
  });

  test('send moves it with exactly one PATCH, and says what it replaced where the server does', async () => {
    const { server, courier, id, deal, won } = await kit(dialect);
    const answer = await courier.send(lane, id, won);
    expect(answer).toMatchObject({
      kind: 'done',
      from: dialect === 'documented' ? null : { id: deal.stage },
    });
    expect(server.book.get(id)).toMatchObject({ stage: won, wonAt: expect.any(Number) });
    expect(server.requests).toMatchObject([
      {
        method: 'PATCH',
        path: `/external/v1/opportunities/${id}/stage`,
        headers: { 'x-api-key': server.key },
        body: JSON.stringify(dialect === 'stage_id' ? { stage_id: won } : { status: won }),
      },
    ]);
  });

  test('without a known dialect the wire shows it', async () => {
    const { courier, id, next, told } = await kit(dialect, null);
    expect((await courier.send(lane, id, next)).kind).toBe('done');
    expect(told).toEqual([dialect]);
  });

  test('a stage that does not exist is refused', async () => {
    const { courier, id } = await kit(dialect);
    const refusal =
      dialect === 'stage_id'
        ? { kind: 'failing' }
        : { kind: 'rejected', allowed: expect.arrayContaining(['won']) };
    expect(await courier.send(lane, id, 'nonsense' as StageId)).toMatchObject(refusal);
  });

  test('an unknown opportunity is missing', async () => {
    const { courier, next } = await kit(dialect);
    const id = '00000000-0000-4000-8000-000000000000' as OpportunityId;
    expect((await courier.look(lane, id)).kind).toBe('missing');
    expect((await courier.send(lane, id, next)).kind).toBe('missing');
  });
});

describe('the reason of a loss', () => {
  const lost = 'lost' as StageId;
  const why = 'Sem orçamento 😶';

  test('goes along where the user lets it and the server takes it, and is read back', async () => {
    const { server, courier, id, next } = await kit('status', 'status', undefined, () => true);
    expect(await courier.send(lane, id, lost, why)).toMatchObject({ kind: 'done', reason: why });
    expect(server.requests[0]?.body).toBe(JSON.stringify({ status: 'lost', discard_reason: why }));
    expect(await courier.look(lane, id)).toMatchObject({ reason: why });
    expect(await courier.send(lane, id, next, 'Voltou')).toMatchObject({ kind: 'done', reason: null });
    expect(server.requests.at(-1)?.body).toBe(JSON.stringify({ status: next }));
  });

  test('is overwritten by none', async () => {
    const { courier, id } = await kit('status', 'status', undefined, () => true);
    await courier.send(lane, id, lost, why);
    expect(await courier.send(lane, id, lost)).toMatchObject({ kind: 'done', reason: why });
  });

  test.each<readonly [string, Dialect, (() => boolean) | undefined]>([
    ['the user does not let it', 'status', () => false],
    ['nobody asked the user', 'status', undefined],
    ['the documentation names none', 'documented', () => true],
  ])('stays here where %s', async (_why, dialect, sendsReasons) => {
    const { server, courier, id } = await kit(dialect, dialect, undefined, sendsReasons);
    expect(await courier.send(lane, id, lost, why)).toMatchObject({ kind: 'done', reason: null });
    expect(server.requests[0]?.body).toBe(JSON.stringify({ status: 'lost' }));
  });

  test('stays here as long as the dialect is not known', async () => {
    const { server, courier, id } = await kit('status', null, undefined, () => true);
    await courier.send(lane, id, lost, why);
    expect(server.requests[0]?.body).toBe(JSON.stringify({ status: 'lost' }));
  });
});

test('an answer about another opportunity, or another stage, is not the server we asked', async () => {
  const { server, courier, id, next, won } = await kit('documented');
  const data = { id, name: 'x', status: next, won_at: null, updated_at: 'x' };
  const raw = (more: object) =>
    server.faults.add({
      kind: 'raw',
      status: 200,
      body: JSON.stringify({ success: true, data: { ...data, ...more } }),
    });
  raw({ id: 'opp_other' });
  expect(await courier.send(lane, id, won)).toMatchObject({ kind: 'not-our-api', status: 200 });
  raw({});
  expect(await courier.send(lane, id, won)).toMatchObject({ kind: 'not-our-api' });
  raw({ id: 'opp_other' });
  expect(await courier.look(lane, id)).toMatchObject({ kind: 'not-our-api' });
});

test('a lane whose key is not at hand sends nothing', async () => {
  const { server, courier, id, won } = await kit('documented');
  const other = '22222222-2222-4222-8222-222222222222' as LaneId;
  expect(await courier.send(other, id, won)).toMatchObject({ kind: 'unauthorised', why: 'missing' });
  expect(server.requests).toEqual([]);
});

test('a key without write permission is told which one it lacks', async () => {
  const { courier, id, won } = await kit('documented', 'documented', 'lr_live_reader');
  expect(await courier.send(lane, id, won)).toMatchObject({
    kind: 'forbidden',
    permission: 'opportunities:write',
  });
});

describe('faults', () => {
  test.each([
    [{ kind: 'captive' }, { kind: 'not-our-api' }, false],
    [{ kind: 'reset', acted: false }, { kind: 'lost', cause: 'reset' }, false],
    [{ kind: 'reset', acted: true }, { kind: 'lost', cause: 'reset' }, true],
    [{ kind: 'silence', acted: true }, { kind: 'lost', cause: 'timeout' }, true],
    [{ kind: 'truncated', acted: true }, { kind: 'lost', cause: 'truncated' }, true],
    [{ kind: 'error', status: 500 }, { kind: 'failing', status: 500 }, false],
    [{ kind: 'error', status: 429, retryAfter: 3 }, { kind: 'limited', waitMs: 3000 }, false],
    [{ kind: 'error', status: 401 }, { kind: 'unauthorised', why: 'invalid' }, false],
    [{ kind: 'error', status: 403 }, { kind: 'forbidden', permission: 'opportunities:write' }, false],
    [{ kind: 'error', status: 409 }, { kind: 'conflicting' }, false],
    [{ kind: 'error', status: 418 }, { kind: 'unexpected', status: 418 }, false],
  ] as const)('%j', async (fault, expected, acted) => {
    const { server, courier, id, won } = await kit('documented');
    server.faults.add(fault, { method: 'PATCH' });
    expect(await courier.send(lane, id, won)).toMatchObject(expected);
    expect(server.book.get(id)?.stage === won).toBe(acted);
  });

  test('offline refuses, online again answers at the same address', async () => {
    const { server, courier, id } = await kit('documented');
    await server.offline();
    expect(await courier.look(lane, id)).toMatchObject({ kind: 'unreached', cause: 'refused' });
    await server.online();
    expect((await courier.look(lane, id)).kind).toBe('done');
  });
});

test('known stages give a name to an answer that has only the id', async () => {
  const server = await serverForThisTest({ dialect: 'stage_id', count: 5 });
  const [deal] = server.book.all();
  const pipelines = server.pipelines.map(({ id, name, stages }) => ({
    id: id as never,
    name,
    stages: stages.map(stage => ({ id: stage.id as StageId, name: stage.name, role: 'open' as const })),
  }));
  const courier = createCourier({
    http: createHttp(),
    connection: () => ({ baseUrl: server.url, key: server.key, dialect: 'stage_id' }),
    stages: () => knownStagesOf(pipelines),
    now: Date.now,
  });
  const answer = await courier.look(lane, deal?.id as OpportunityId);
  expect(answer.kind === 'done' && answer.opportunity.stage.name).toBe('Proposta enviada');
});
