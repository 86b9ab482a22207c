import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ok } from '../../../main/contract/failure.ts';
import { defaultPipeline, type OpportunityId } from '../../../main/contract/model.ts';
import type { LightRow } from '../../../main/contract/row-store.ts';
import { createOutbox } from '../../../main/outbox/outbox.ts';
import type { Exchange, Http } from '../../../main/raze/http/http.ts';
import { createCourier } from '../../../main/raze/requests/courier.ts';
import { createProbe } from '../../../main/raze/requests/probe.ts';
import { createCatalogue } from '../../../main/search/catalogue.ts';
import { createLaneRows } from '../../../main/store/changes/lane-rows.ts';
import { createOutboxRows } from '../../../main/store/changes/outbox-rows.ts';
import { createIndexFile } from '../../../main/store/opportunities/index-file.ts';
import { openRowStore } from '../../../main/store/opportunities/opportunities.ts';
import { createPicksStore } from '../../../main/store/pick-rows.ts';
import { createPinsStore } from '../../../main/store/pin-rows.ts';
import { createSettings } from '../../../main/store/setting-rows.ts';
import { openDatabase } from '../../../main/store/sqlite/open.ts';
import { createAccountData } from '../../../main/usecase/account-data.ts';
import { createSession } from '../../../main/usecase/session.ts';
import { deaf } from '../../support/ports/deaf.ts';
import { createDice } from '../../support/ports/dice.ts';
import { createManualClock, settled } from '../../support/ports/manual-clock.ts';
import { stageOf } from '../../support/ports/virtual-api.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const minute = 60_000;
const key = 'gr_live_one';

const replied = (status: number, json: unknown): Exchange => ({
  kind: 'reply',
  status,
  header: () => null,
  body: JSON.stringify(json),
});
const rows = ['opp_a', 'opp_b', 'opp_c'].map(id => ({
  id,
  name: id,
  status: 'new',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
}));
const refusal = (hint: unknown): Exchange =>
  replied(429, { success: false, error: { code: 'RATE_LIMIT_EXCEEDED', retry_after: hint } });

/** Everything that asks the server something, on one clock, before a server whose answers the test decides. */
async function account() {
  const clock = createManualClock();
  const db = openDatabase(join(tempFolder(), 'raze.db'));
  onTestFinished(() => db.close());
  const server = {
    met: [] as { readonly at: number; readonly key: string | null }[],
    answer: (method: string, path: string): Exchange => {
      const one = rows.find(({ id }) => path.includes(id));
      const list = { opportunities: rows, pagination: { total: rows.length, total_pages: 1 } };
      const data = method === 'PATCH' ? { ...one, status: 'won' } : (one ?? list);
      return replied(200, { success: true, data });
    },
  };
  const http: Http = async ({ method, path, key }) => {
    server.met.push({ at: clock.elapsed(), key });
    return server.answer(method, path);
  };
  const connection = () => session.current();
  const courier = createCourier({
    http,
    connection,
    stages: () => accountData.knownStages(),
    now: clock.now,
  });
  const outbox = createOutbox({
    store: createOutboxRows(db),
    courier,
    clock,
    random: createDice(3),
    listener: deaf,
  });
  const accountData = createAccountData({
    openRows: lane => openRowStore(db, lane),
    picks: createPicksStore(db),
    pins: createPinsStore(db),
    catalogue: createCatalogue<LightRow>(),
    indexFile: createIndexFile(`${db.path}.index`, '0'),
    http,
    courier,
    clock,
    session: { current: connection, connection, learn: () => {} },
    outbox,
    onChange: () => {},
    onFound: () => {},
  });
  const session = createSession({
    lanes: createLaneRows(db, clock.now),
    settings: createSettings(db),
    keychain: { read: async () => ok(null), store: async () => ok(null), remove: async () => ok(null) },
    baseUrl: () => 'https://crm.example',
    checkAddress: async () => ok(null),
    probe: createProbe({ http, now: clock.now }),
    askLeave: lane => outbox.askLeave(lane),
    onRefused: (lane, until) => outbox.observe(lane, null, { limitedMs: until - clock.now() }),
    sandbox: async () => ({ url: '', key: '' }),
    onSwitch: (current, probed) => {
      outbox.use(current === null ? null : { id: current.lane.id, fingerprint: current.lane.fingerprint });
      accountData.open(current, probed);
    },
    onChange: () => {},
  });
  onTestFinished(async () => {
    await accountData.stop();
    await outbox.stop();
  });
  await session.useKey(key, 'https://crm.example');
  outbox.undoSeconds(0);
  outbox.start();
  await settled();
  server.met = [];
  const pick = (id: string, to: string) => {
    const lane = session.current()?.lane.id;
    if (lane === undefined) throw new Error('no account');
    return outbox.accept({
      lane,
      opportunity: { id: id as OpportunityId, name: id, company: '', pipeline: defaultPipeline },
      to: stageOf(to),
      note: '',
      seen: { stage: stageOf('new'), fetchedAt: null },
    });
  };
  return { clock, server, outbox, accountData, session, pick };
}

/** How many requests the fullest minute saw, by any sixty seconds. */
const fullestMinute = (times: readonly number[]): number =>
  Math.max(0, ...times.map(from => times.filter(at => at >= from && at < from + minute).length));

test.each<[string, Exchange]>([
  ['zero seconds', refusal(0)],
  ['two seconds', refusal(2)],
  ['nothing', refusal(null)],
  ['a time that is over', { ...refusal(null), header: () => 'Sun, 01 Mar 2020 12:00:00 GMT' } as Exchange],
])('a server that says 429 and %s sees two requests a minute at the most', async (_, answer) => {
  const { clock, server, outbox, accountData, session, pick } = await account();
  server.answer = () => answer;
  for (const id of ['opp_a', 'opp_b', 'opp_c']) pick(id, 'won');
  await settled();
  for (let seconds = 0; seconds < 3_600; seconds += 10) {
    outbox.wake('user');
    void accountData.refresh('asked');
    void accountData.refresh('shown');
    void accountData.look('opp_b' as OpportunityId);
    void accountData.searchServer('opp');
    void session.useKey(key, 'https://crm.example');
    void session.useKey('gr_live_another', 'https://crm.example');
    pick('opp_a', seconds % 20 === 0 ? 'lost' : 'won');
    await clock.advance(10_000);
  }
  for (const one of [key, 'gr_live_another']) {
    const times = server.met.filter(request => request.key === one).map(({ at }) => at);
    expect(fullestMinute(times)).toBeLessThanOrEqual(2);
    expect(times.length).toBeGreaterThanOrEqual(5);
  }
});

test('a server that answers looks and refuses every PATCH sees one of each a minute', async () => {
  const { clock, server, outbox, pick } = await account();
  const usual = server.answer;
  server.answer = (method, path) => (method === 'PATCH' ? refusal(0) : usual(method, path));
  for (const id of ['opp_a', 'opp_b', 'opp_c']) pick(id, 'won');
  for (let seconds = 0; seconds < 3_600; seconds += 10) {
    outbox.wake('user');
    await clock.advance(10_000);
  }
  expect(fullestMinute(server.met.map(({ at }) => at))).toBeLessThanOrEqual(2);
  expect(outbox.pause()?.kind).toBe('quota');
});

test('the first answer after refusals lets everything go again', async () => {
  const { clock, server, outbox, pick } = await account();
  const usual = server.answer;
  server.answer = () => refusal(0);
  pick('opp_a', 'won');
  await clock.advance(20 * minute);
  expect(outbox.pause()?.kind).toBe('quota');
  server.answer = usual;
  await clock.advance(17 * minute);
  expect(outbox.pause()).toBe(null);
});

test('a page that was refused holds the changes of its account too', async () => {
  const { clock, server, outbox, accountData, pick } = await account();
  server.answer = () => refusal(600);
  await accountData.refresh('asked');
  expect(outbox.pause()).toEqual({ kind: 'quota', until: clock.now() + 600_000 });
  expect(await accountData.look('opp_b' as OpportunityId)).toMatchObject({
    failure: { code: 'rate-limited' },
  });
  expect(await accountData.searchServer('opp')).toMatchObject({ failure: { code: 'rate-limited' } });
  pick('opp_a', 'won');
  await clock.advance(9 * minute);
  expect(server.met).toHaveLength(1);
});

test.each([
  [400, 'VALIDATION_ERROR', { code: 'server-unexpected', status: 400 }],
  [404, 'NOT_FOUND', { code: 'not-our-api' }],
  [409, 'CONFLICT', { code: 'server-unexpected', status: 409 }],
])(
  'a list that is refused with %s says nothing of a stage or of one opportunity',
  async (status, code, failure) => {
    const { clock, server, accountData } = await account();
    await clock.advance(minute);
    server.answer = () => replied(status, { success: false, error: { code, message: '' } });
    await accountData.refresh('asked');
    expect(accountData.view().failure).toEqual(failure);
    expect(await accountData.searchServer('ana')).toEqual({ ok: false, failure });
  },
);
