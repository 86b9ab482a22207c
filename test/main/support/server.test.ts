import { describe, expect, test } from 'vitest';
import { dialects } from '../../../main/contract/model.ts';
import { sampleWorld } from '../../deployed/sample.ts';
import { seedOf } from '../../support/servers/deployed.ts';
import type { Fault } from '../../support/servers/faults.ts';
import type { Server } from '../../support/servers/server.ts';
import { serverForThisTest } from '../../support/servers/server-for-this-test.ts';

const deployed = ['status', 'stage_id'] as const;
const path = '/external/v1/opportunities';

const ask = (server: Server, target: string, init: RequestInit = {}, key = server.key) =>
  fetch(`${server.url}${path}${target}`, {
    ...init,
    headers: { 'X-API-Key': key, 'Content-Type': 'application/json' },
  });
const moveTo = (server: Server, id: string, stage: string) =>
  ask(server, `/${id}/stage`, { method: 'PATCH', body: JSON.stringify({ status: stage, stage_id: stage }) });

/** An opportunity that is not won, and the id of its stage `won`. */
function openDeal(server: Server) {
  const deal = server.book.all().find(row => row.wonAt === null && row.lostAt === null);
  const stages = server.pipelines.find(({ id }) => id === deal?.pipeline)?.stages ?? [];
  const won = stages.find(({ name }) => name === 'won')?.id;
  if (deal === undefined || won === undefined) throw new Error('no open deal');
  return { deal, id: deal.id, won };
}

describe.each(deployed)('the sample people at a deployed server, %s', dialect => {
  test('are the same as in the product’s own sample data, and stand in every stage', async () => {
    const [server, sample] = [await serverForThisTest({ dialect }), await serverForThisTest()];
    const people = (one: Server) => one.book.all().map(({ name, company, email }) => [name, company, email]);
    expect(people(server)).toEqual(people(sample));
    const stood = new Set(server.book.all().map(({ stage }) => stage));
    for (const { stages } of server.pipelines) for (const { id } of stages) expect(stood).toContain(id);
  });

  test('have the columns that the recorded rows have', () => {
    const [row = {}] = seedOf(dialect).rows;
    const [own] = sampleWorld(dialect, { count: 1, bornAt: 0 }).rows.values();
    const notColumns = new Set(['account', 'why', 'contact']);
    expect(Object.keys(own?.columns ?? {}).toSorted()).toEqual(
      Object.keys(row)
        .filter(name => !notColumns.has(name))
        .toSorted(),
    );
  });

  test('are looked at and changed as the web application does', async () => {
    const server = await serverForThisTest({ dialect, count: 20 });
    const [row, other] = server.book.all();
    if (row === undefined || other === undefined) throw new Error('no rows');
    const told = { ...row, name: 'Nova', value: 1_250, updatedAt: row.updatedAt + 1_001, lostAt: 5_000 };
    server.book.put(told);
    expect(server.book.get(row.id)).toEqual(told);
    expect(server.book.all().map(({ id }) => id)).toContain(other.id);
    server.book.remove(row.id);
    expect(server.book.get(row.id)).toBeUndefined();
    expect((await ask(server, `/${row.id}`)).status).toBe(404);
    const { id, won } = openDeal(server);
    server.move(id, won);
    expect(server.book.get(id)).toMatchObject({ stage: won, wonAt: expect.any(Number) });
    expect(() => server.move(row.id, won)).toThrow(RangeError);
  });
});

describe.each(dialects)('a server of the %s dialect', dialect => {
  test.each<[Fault, number | 'nothing', boolean]>([
    [{ kind: 'captive' }, 200, false],
    [{ kind: 'reset', acted: false }, 'nothing', false],
    [{ kind: 'reset', acted: true }, 'nothing', true],
    [{ kind: 'truncated', acted: true }, 'nothing', true],
    [{ kind: 'raw', status: 299, body: 'x' }, 299, false],
    [{ kind: 'raw', status: 299, body: 'x', acted: true }, 299, true],
    [{ kind: 'error', status: 409 }, 409, false],
    [{ kind: 'error', status: 401 }, 401, false],
    [{ kind: 'slow', ms: 1 }, 200, true],
  ])('leaves a request as the fault has it: %j', async (fault, answered, acted) => {
    const server = await serverForThisTest({ dialect, count: 20 });
    const { id, won } = openDeal(server);
    server.faults.add(fault, { method: 'PATCH' });
    const got = await moveTo(server, id, won)
      .then(
        async answer => answer.text().then(() => answer.status),
        () => 'nothing',
      )
      .catch(() => 'nothing');
    expect(got).toBe(answered);
    expect(server.book.get(id)?.stage === won).toBe(acted);
    expect(server.requests).toMatchObject([
      { method: 'PATCH', path: `${path}/${id}/stage`, body: /won|5a9e/ },
    ]);
    expect((await moveTo(server, id, won)).status).toBe(200);
  });

  test('counts a refusal, answers another key before it, and refuses when the hour is used up', async () => {
    const server = await serverForThisTest({ dialect, count: 3, limit: 2 });
    server.faults.add({ kind: 'error', status: 503 }, { times: 2 });
    const refused = await ask(server, '');
    expect([refused.status, refused.headers.get('x-ratelimit-remaining')]).toEqual([503, '1']);
    expect((await ask(server, '', {}, 'wrong')).status).toBe(401);
    expect((await ask(server, '')).status).toBe(200);
    expect((await ask(server, '')).status).toBe(429);
    server.setLimit(9);
    expect((await ask(server, '')).status).toBe(200);
  });

  test('can be away, and comes back at the same address', async () => {
    const server = await serverForThisTest({ dialect, count: 3 });
    await server.offline();
    await expect(ask(server, '')).rejects.toThrow();
    await server.online();
    expect((await ask(server, '')).status).toBe(200);
  });
});
