import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ChangeState, ChangeView } from '../../../main/contract/change.ts';
import type { StageId } from '../../../main/contract/model.ts';
import type { Draft, Entry } from '../../../main/outbox/model/entry.ts';
import type { Outbox } from '../../../main/outbox/outbox.ts';
import { createLaneRows } from '../../../main/store/changes/lane-rows.ts';
import { checksumVersions, rowChecksum } from '../../../main/store/changes/row-checksum.ts';
import type { Database } from '../../../main/store/sqlite/database.ts';
import { type OpenStore, openStore } from '../../../main/store/store.ts';
import { stageOf } from '../../support/ports/virtual-api.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { createBench } from '../outbox/bench.ts';
import { aDraftIn, addLane, laneA } from './rows.ts';

const now = Date.UTC(2026, 10, 20, 12);

/** A row of a moment ago. */
const recent = (opportunity: string, state: ChangeState = 'ready'): Draft => ({
  ...aDraftIn(state, opportunity),
  markedAt: now,
  since: now,
});

const open = (path: string): OpenStore => {
  const opened = openStore(path, () => now);
  if (!opened.ok) throw new Error(opened.failure.code);
  onTestFinished(() => opened.value.close());
  return opened.value;
};

/** A database in which the row of `opp_1` stands between two good ones and something was done to it. */
function spoilt(
  change: (db: Database) => void,
  drafts = ['opp_0', 'opp_1', 'opp_2'].map(id => recent(id)),
): OpenStore {
  const path = join(tempFolder(), 'raze.db');
  const store = open(path);
  addLane(store.db, laneA);
  for (const draft of drafts) expect(store.rows.commit({ insert: [draft] }).ok).toBe(true);
  store.db.exec('PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF');
  change(store.db);
  store.close();
  return open(path);
}

/** Writes into the row of `opp_1` behind the program's back. */
const set =
  (assignment: string) =>
  (db: Database): void =>
    db.exec(`UPDATE outbox SET ${assignment} WHERE opportunity = 'opp_1'`);

/** The same, as a program would that knows what it writes. */
const setWithChecksum =
  (assignment: string) =>
  (db: Database): void => {
    set(assignment)(db);
    const row = db.prepare("SELECT * FROM outbox WHERE opportunity = 'opp_1'").get() ?? {};
    db.prepare('UPDATE outbox SET seal = ? WHERE seq = ?').run(rowChecksum.of(row), Number(row.seq));
  };

const started = { opp_0: 'new', opp_1: 'new', opp_2: 'new' };

/** An hour of the outbox on what is in the file. */
async function running(store: OpenStore): Promise<ReturnType<typeof createBench>> {
  const bench = createBench(started, store.db);
  await rest(bench);
  return bench;
}

const rest = ({ clock }: ReturnType<typeof createBench>): Promise<void> => clock.advance(3_600_000);

const one = (outbox: Outbox): ChangeView => {
  const [change, more] = outbox.open();
  if (change === undefined || more !== undefined) throw new Error('not one open change');
  return change;
};

const damages: readonly (readonly [string, string])[] = [
  ['a letter of its stage', `target = replace(target, '"won"', '"wox"')`],
  ['its stage is no JSON any more', `target = '{"id":'`],
  ['its account', `lane = '00000000-0000-4000-8000-00000000000b'`],
  ['its account is no id any more', `lane = 'x'`],
  ['its name', `name = 'Somebody else'`],
  ['its own id', `id = 'x'`],
  ['its revision', 'rev = -5'],
  ['a number that no number holds', 'since = 9223372036854775807'],
  ['its state', `state = 'helf'`],
  ['its checksum', `seal = 'x'`],
];

describe.each(damages)('a row of which something else has changed: %s', (_, assignment) => {
  test('is parked alone and the others stay as they are', () => {
    const store = spoilt(set(assignment));
    expect(store.view).toMatchObject({ state: 'good', salvaged: 0, setAside: false });
    expect(store.rows.open().map(({ state, reason }) => [state, reason])).toEqual([
      ['ready', null],
      ['parked', 'damaged'],
      ['ready', null],
    ]);
  });

  test('is not sent, whatever the user answers, and can be cancelled', async () => {
    const bench = await running(spoilt(set(assignment)));
    const { outbox, api } = bench;
    const { id, rev } = one(outbox);
    expect(new Set(api.met.map(met => met.id))).toEqual(new Set(['opp_0', 'opp_2']));
    expect(outbox.resolve(id, 'retry', rev).ok).toBe(false);
    expect(outbox.resolve(id, 'send-mine', rev).ok).toBe(false);
    await rest(bench);
    expect(api.stage('opp_1')).toBe('new');
    expect(outbox.resolve(id, 'cancel', rev)).toMatchObject({ ok: true, value: { state: 'cancelled' } });
    expect(outbox.history('', null, 10)).toContainEqual(
      expect.objectContaining({ id, state: 'cancelled', reason: 'damaged' }),
    );
  });
});

test('a new pick takes the place of a damaged row, from the stage the user saw', async () => {
  const store = spoilt(set(`base = replace(base, 'new', 'old')`));
  const bench = await running(store);
  const { outbox, api } = bench;
  const { id, name, company, pipeline } = { ...one(outbox), id: one(outbox).opportunity };
  const seen = { stage: stageOf('new'), fetchedAt: null };
  const opportunity = { id, name, company, pipeline };
  expect(outbox.accept({ lane: laneA, opportunity, to: stageOf('lost'), note: '', seen })).toMatchObject({
    ok: true,
    value: { from: { id: 'new' } },
  });
  await rest(bench);
  expect(api.stage('opp_1')).toBe('lost');
});

test.each([
  ['its name', `name = 'x'`],
  ['the moment it was sent', 'sent_at = NULL'],
])(
  'a row that was being sent and of which %s was damaged does not keep the others from going',
  async (_, damage) => {
    const drafts = [recent('opp_0'), recent('opp_1', 'sending'), recent('opp_2')];
    const { outbox, api } = await running(spoilt(set(damage), drafts));
    expect(one(outbox)).toMatchObject({ state: 'parked', reason: 'damaged' });
    expect(new Set(api.met.map(met => met.id))).toEqual(new Set(['opp_0', 'opp_2']));
  },
);

test('changes whose account was lost are still there, and go on', async () => {
  const { outbox, api } = await running(spoilt(db => db.exec('DELETE FROM lanes')));
  expect(outbox.open()).toEqual([]);
  expect(['opp_0', 'opp_1', 'opp_2'].map(id => api.stage(id))).toEqual(['won', 'won', 'won']);
});

test('a damaged row that has ended is shown in the history, and is no proof of what was sent', () => {
  const store = spoilt(set(`target = replace(target, 'won', 'wox')`), [
    recent('opp_1', 'delivered'),
    recent('opp_2'),
  ]);
  const [row] = store.rows.history('', null, 10);
  expect(row).toMatchObject({ state: 'delivered', reason: 'damaged', to: { id: 'wox' } });
  expect(store.rows.sentBefore({ ...recent('opp_1'), seq: 9 }, 0)).toEqual([]);
});

test('a damaged row that has ended leads nowhere back', async () => {
  const store = spoilt(set(`base = replace(base, 'new', 'old')`), [recent('opp_1', 'delivered')]);
  const { outbox, api } = await running(store);
  const [past] = outbox.history('', null, 10);
  if (past === undefined) throw new Error('no history');
  expect(outbox.undo(past.id)).toMatchObject({ failure: { why: 'stage-before-unknown' } });
  expect(api.met).toEqual([]);
});

const news: readonly (readonly [string, string, ChangeState])[] = [
  ['a reason', `reason = 'meeting-first'`, 'parked'],
  ['the role of a stage', `target = replace(target, '"role":"won"', '"role":"meeting"')`, 'ready'],
  ['a trouble', `trouble = '{"code":"paid-plan-only"}'`, 'waiting'],
  ['a state', `state = 'drafted'`, 'ready'],
  ['a checksum', `seal = '${checksumVersions.length + 1}:abc'`, 'ready'],
];

describe.each(news)('a row of a newer version, with %s that nobody here knows', (_, assignment, state) => {
  const write = assignment.startsWith('seal') ? set(assignment) : setWithChecksum(assignment);
  const made = (): OpenStore => spoilt(write, [recent('opp_0'), recent('opp_1', state)]);

  test('is shown, not sent, and kept as it lies on disk', async () => {
    const store = made();
    const read = () => store.db.prepare("SELECT * FROM outbox WHERE opportunity = 'opp_1'").get();
    const before = read();
    const { outbox, api } = await running(store);
    expect(store.view.setAside).toBe(false);
    expect(one(outbox)).toMatchObject({ opportunity: 'opp_1', state: 'parked', reason: 'newer' });
    expect(api.met.map(met => met.id)).not.toContain('opp_1');
    expect(outbox.resolve(one(outbox).id, 'retry', one(outbox).rev).ok).toBe(false);
    expect(read()).toEqual(before);
  });

  test('ends when the user cancels it', async () => {
    const bench = await running(made());
    const { outbox, api } = bench;
    expect(outbox.resolve(one(outbox).id, 'cancel', one(outbox).rev)).toMatchObject({
      ok: true,
      value: { state: 'cancelled' },
    });
    await rest(bench);
    expect(api.met.map(met => met.id)).not.toContain('opp_1');
  });
});

test('what a newer version wrote and ended is shown in the history and not forgotten', () => {
  const store = spoilt(setWithChecksum(`target = replace(target, '"role":"won"', '"role":"meeting"')`), [
    recent('opp_0', 'delivered'),
    recent('opp_1', 'delivered'),
  ]);
  expect(store.rows.prune(() => true)).toBe(1);
  expect(store.rows.history('', null, 10)).toMatchObject([
    { opportunity: 'opp_1', state: 'delivered', reason: 'newer', to: { id: 'won' } },
  ]);
});

test('a lane whose dialect nobody here knows is still the lane of its key', () => {
  const path = join(tempFolder(), 'raze.db');
  const store = open(path);
  const lane = createLaneRows(store.db, () => now).forKey('https://a.example', 'gr_live_one');
  store.db.exec(`PRAGMA ignore_check_constraints = ON; UPDATE lanes SET dialect = 'graphql'`);
  store.close();
  const again = open(path);
  expect(again.view.setAside).toBe(false);
  expect(createLaneRows(again.db, () => now).forKey('https://a.example', 'gr_live_one')).toEqual(lane);
});

test('a pause that nobody here knows keeps its lane shut until the key is entered again', async () => {
  const store = spoilt(db =>
    db
      .prepare('INSERT INTO lane_pauses (lane, pause, set_at) VALUES (?, ?, ?)')
      .run(laneA, '{"kind":"unpaid"}', now),
  );
  const bench = await running(store);
  const { outbox, api } = bench;
  expect(outbox.pause()).toEqual({ kind: 'newer' });
  expect(api.met).toEqual([]);
  outbox.wake('key');
  await rest(bench);
  expect(api.stage('opp_1')).toBe('won');
});

test('a damaged file tells apart what came back whole and what did not', () => {
  const folder = tempFolder();
  const path = join(folder, 'raze.db');
  const store = open(path);
  addLane(store.db, laneA);
  for (let at = 0; at < 40; at += 1) store.rows.commit({ insert: [recent(`opp_${at}`)] });
  store.db.exec(`UPDATE outbox SET target = replace(target, 'won', 'wox') WHERE opportunity = 'opp_7'`);
  store.db.exec('CREATE TRIGGER seize AFTER INSERT ON outbox BEGIN DELETE FROM outbox; END');
  store.close();
  const again = open(path);
  expect(again.view).toMatchObject({ state: 'good', salvaged: 40, setAside: true });
  const reasonOf = (row: Entry): unknown => [row.reason, row.to.id];
  const rows = again.rows.open();
  expect(rows.filter(({ reason }) => reason !== 'salvaged').map(reasonOf)).toEqual([
    ['damaged', 'wox' as StageId],
  ]);
});
