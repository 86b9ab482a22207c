import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  type ChangeId,
  defaultPipeline,
  type LaneId,
  type OpportunityId,
} from '../../../main/contract/model.ts';
import type { Draft, Entry } from '../../../main/outbox/model/entry.ts';
import type { ElapsedTime, LanePause } from '../../../main/outbox/model/ports.ts';
import { adoptLane } from '../../../main/store/changes/adopt.ts';
import { entryOf } from '../../../main/store/changes/entry-row.ts';
import { readPauses, writePause } from '../../../main/store/changes/lane-pauses.ts';
import { createLaneRows } from '../../../main/store/changes/lane-rows.ts';
import { createOutboxRows } from '../../../main/store/changes/outbox-rows.ts';
import { insertLane, repairRows } from '../../../main/store/changes/repair.ts';
import { rowChecksum } from '../../../main/store/changes/row-checksum.ts';
import { readDamaged, restore } from '../../../main/store/changes/salvage.ts';
import { type Database, openFile, type SqlRow } from '../../../main/store/sqlite/database.ts';
import { openDatabase } from '../../../main/store/sqlite/open.ts';
import { stageOf } from '../../support/ports/virtual-api.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { aDraft, aDraftIn, addLane, laneA } from './rows.ts';

const laneB = '00000000-0000-4000-8000-00000000000b' as LaneId;

function kit(path = join(tempFolder(), 'raze.db')) {
  const db = openDatabase(path);
  onTestFinished(() => db.close());
  for (const lane of [laneA, laneB]) addLane(db, lane);
  const rows = createOutboxRows(db);
  const put = (draft: Draft): Entry => {
    const kept = rows.commit({ insert: [draft] });
    if (!kept.ok || kept.value[0] === undefined) throw new Error('not written');
    return kept.value[0];
  };
  return { path, db, rows, put };
}

const dataOf = (db: Database, seq: number): SqlRow =>
  db.prepare('SELECT * FROM outbox WHERE seq = ?').get(seq) ?? {};
const opportunitiesOf = (entries: readonly Entry[]): string[] => entries.map(row => row.opportunity);
/** What lies on disk with something in it that is not ours, and the checksum of before. */
const spoil = (db: Database, row: Entry, assignment: string): void => {
  db.exec('PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF');
  db.exec(`UPDATE outbox SET ${assignment} WHERE seq = ${row.seq}`);
};
const ended = (opportunity: string, at: number, more: Partial<Draft> = {}): Draft => ({
  ...aDraftIn('delivered', opportunity),
  endedAt: at,
  ...more,
});

describe('a row of which something cannot be read', () => {
  test('is shown with what stands for it where nothing of it can', () => {
    expect(entryOf({ seq: 0xabc })).toEqual({
      id: 'dddddddd-0000-4000-8000-000000000abc',
      seq: 0xabc,
      rev: 0,
      lane: '00000000-0000-0000-0000-000000000000',
      fingerprint: '',
      opportunity: `unknown-${0xabc}`,
      name: '',
      company: '',
      pipeline: defaultPipeline,
      base: null,
      baseAt: null,
      to: { id: '?', name: '?', role: 'open' },
      note: '',
      noteInCrm: false,
      byProgram: false,
      state: 'parked',
      reason: 'damaged',
      trouble: null,
      markedAt: 0,
      since: 0,
      held: null,
      due: null,
      attempts: 0,
      failures: 0,
      failingSince: null,
      contended: 0,
      sentAt: null,
      inDoubt: null,
      theirs: null,
      overwrote: null,
      unchecked: false,
      toldAt: null,
      endedAt: null,
    });
    expect(entryOf({ seq: 'x' })).toMatchObject({ seq: 0, opportunity: 'unknown-0' });
    expect(entryOf({ seq: Number.MAX_SAFE_INTEGER }).id).toBe('dddddddd-0000-4000-8000-ffffffffffff');
  });

  test.each([
    ['is the end that it says', 'delivered', 'delivered'],
    ['is an end that says nothing where it says none', 'drafted', 'superseded'],
    ['is an end that says nothing where it says that it is open', 'ready', 'superseded'],
  ])('and that has ended %s', (_, state, expected) => {
    const { db, put } = kit();
    const data = { ...dataOf(db, put(ended('a', 4000)).seq), state };
    expect(entryOf({ ...data, seal: 'x' })).toMatchObject({
      state: expected,
      reason: 'damaged',
      endedAt: 4000,
    });
  });

  test('waits for nothing any more, and keeps all else that it says', () => {
    const { db, put } = kit();
    const row = put({ ...aDraftIn('waiting', 'a'), held: { at: 9, setAt: 8 }, attempts: 3 });
    expect(entryOf({ ...dataOf(db, row.seq), seal: 'x' })).toEqual({
      ...row,
      state: 'parked',
      reason: 'damaged',
      held: null,
      due: null,
    });
  });

  test('of an alarm that does not say when it was set counts from its own time', () => {
    const { db, put } = kit();
    const data = { ...dataOf(db, put(aDraftIn('waiting', 'a')).seq), due_set_at: null };
    expect(entryOf({ ...data, seal: rowChecksum.of(data) }).due).toEqual({ at: 9000, setAt: 9000 });
  });

  test.each(['base', 'target', 'theirs', 'overwrote'])(
    'shows a stage of a role that only a newer version knows as open: %s',
    column => {
      const { db, put } = kit();
      const stage = stageOf('meeting');
      const row = put({ ...aDraft('a'), base: stage, to: stage, theirs: stage, overwrote: stage });
      const data = { ...dataOf(db, row.seq), [column]: JSON.stringify({ ...stage, role: 'meeting' }) };
      expect(entryOf({ ...data, seal: rowChecksum.of(data) })).toMatchObject({
        reason: 'newer',
        base: stage,
        to: stage,
        theirs: stage,
        overwrote: stage,
      });
    },
  );
});

describe('a commit', () => {
  test('writes what it updates before what it inserts, and answers both as they now lie on disk', () => {
    const { rows, put } = kit();
    const first = put(aDraft('a'));
    const next = { ...first, state: 'cancelled', endedAt: 5 } as const;
    const kept = rows.commit({ update: [next], insert: [aDraft('a'), aDraft('b')] });
    expect(kept.ok && kept.value.map(({ seq, rev, state }) => [seq, rev, state])).toEqual([
      [first.seq, 2, 'cancelled'],
      [first.seq + 1, 1, 'ready'],
      [first.seq + 2, 1, 'ready'],
    ]);
    expect(kept).toEqual({ ok: true, value: [rows.find(first.id), ...rows.open()] });
    expect(rows.find('00000000-0000-4000-8000-0000000000ff' as ChangeId)).toBeNull();
  });

  test('of a row that has been written since is stale, and nothing of it is written', () => {
    const { rows, put } = kit();
    const row = put(aDraft('a'));
    expect(rows.commit({ update: [{ ...row, attempts: 1 }] }).ok).toBe(true);
    const late = rows.commit({ update: [{ ...row, attempts: 9 }], insert: [aDraft('b')] });
    expect(late).toEqual({ ok: false, failure: { code: 'stale' } });
    expect(rows.open()).toMatchObject([{ opportunity: 'a', attempts: 1, rev: 2 }]);
  });

  test('that breaks a rule of the table is a bug', () => {
    const { rows } = kit();
    expect(() => rows.commit({ insert: [aDraft('a'), aDraft('a')] })).toThrow(/UNIQUE/);
    expect(rows.open()).toEqual([]);
  });

  test('writes whole milliseconds', () => {
    const { rows } = kit();
    rows.commit({
      insert: [{ ...aDraftIn('waiting', 'a'), markedAt: 2000.4, due: { at: 8999.6, setAt: 1.5 } }],
    });
    expect(rows.open()).toMatchObject([{ markedAt: 2000, due: { at: 9000, setAt: 2 }, reason: null }]);
  });
});

describe('the history', () => {
  test('is searched by name, company, id and both stages, whatever the accents and capitals', () => {
    const { rows, put } = kit();
    const at = { markedAt: 1 };
    put(ended('opp_name', 1, { ...at, name: 'João Ávila' }));
    put(ended('opp_company', 2, { ...at, company: 'Café Ltda' }));
    put(ended('opp_to', 3, { ...at, to: stageOf('Négociação') }));
    put(ended('opp_from', 4, { ...at, base: stageOf('Visita') }));
    put(ended('opp_unseen', 5, { ...at, base: null }));
    const found = (text: string): string[] => opportunitiesOf(rows.history(text, null, 10));
    expect(found(' JOAO avila ')).toEqual(['opp_name']);
    expect(found('CAFÉ')).toEqual(['opp_company']);
    expect(found('negociacao')).toEqual(['opp_to']);
    expect(found('visita')).toEqual(['opp_from']);
    expect(found('OPP_UN')).toEqual(['opp_unseen']);
    expect(found('  ')).toHaveLength(5);
    expect(found('nobody')).toEqual([]);
  });

  test('is a page at a time, of what ended before a moment, the newest first and the later pick before', () => {
    const { rows, put } = kit();
    for (const [name, at] of [
      ['a', 10],
      ['b', 30],
      ['c', 20],
      ['d', 20],
    ] as const)
      put(ended(name, at));
    put(aDraft('open'));
    expect(opportunitiesOf(rows.history('', null, 10))).toEqual(['b', 'd', 'c', 'a']);
    expect(opportunitiesOf(rows.history('', null, 2))).toEqual(['b', 'd']);
    expect(opportunitiesOf(rows.history('', 20, 10))).toEqual(['a']);
    expect(opportunitiesOf(rows.history('', 21, 1))).toEqual(['d']);
  });

  test('is that of the accounts asked for', () => {
    const { rows, put } = kit();
    put(ended('a', 1));
    put({ ...ended('b', 2), lane: laneB });
    const of = (lane: LaneId, text = '') => opportunitiesOf(rows.history(text, null, 1, one => one === lane));
    expect([of(laneA), of(laneB), of(laneA, 'deal b')]).toEqual([['a'], ['b'], []]);
  });

  test('forgets what is long over, and nothing that is open', () => {
    const { rows, put } = kit();
    for (const at of [10, 20, 30]) put(ended(`opp_${at}`, at));
    put(aDraft('open'));
    expect(rows.prune(endedAt => endedAt <= 20)).toBe(2);
    expect(opportunitiesOf(rows.history('', null, 10))).toEqual(['opp_30']);
    expect(opportunitiesOf(rows.open())).toEqual(['open']);
    expect(rows.prune(() => false)).toBe(0);
  });
});

describe('what was sent for an opportunity before', () => {
  test('is told of earlier picks of the same account from a moment on', () => {
    const { rows, put } = kit();
    const sent = (opportunity: string, sentAt: number, to: string, lane = laneA): Entry =>
      put({ ...ended(opportunity, 9000), lane, sentAt, to: stageOf(to) });
    sent('a', 99, 'too early');
    sent('a', 100, 'just in time');
    sent('b', 200, 'of another');
    sent('a', 200, 'of another account', laneB);
    put({ ...ended('a', 9000), sentAt: null, to: stageOf('never sent') });
    const own = sent('a', 300, 'its own');
    sent('a', 400, 'later');
    expect(rows.sentBefore(own, 100)).toEqual(['just in time']);
    expect(rows.sentBefore(own, 99.6)).toEqual(['just in time']);
    expect(rows.sentBefore({ ...own, seq: own.seq + 1 }, 101)).toEqual(['its own']);
  });

  test('is overtaken by a later one that is open, was delivered, or has left', () => {
    const { rows, put } = kit();
    const cancelled = (name: string, sentAt: number | null): Entry =>
      put({ ...aDraftIn('cancelled', name), sentAt });
    const delivered = put(ended('a', 1));
    cancelled('a', null);
    const left = cancelled('b', 5);
    put(ended('c', 1));
    const open = put(aDraft('c'));
    cancelled('d', null);
    put({ ...aDraft('a'), lane: laneB });
    const isOvertaken = (opportunity: string, seq: number, lane = laneA): boolean =>
      rows.isOvertaken({ lane, opportunity: opportunity as OpportunityId, seq });
    for (const { opportunity, seq } of [delivered, left, open]) {
      expect([isOvertaken(opportunity, seq - 1), isOvertaken(opportunity, seq)]).toEqual([true, false]);
    }
    expect([isOvertaken('d', 0), isOvertaken('b', 0, laneB)]).toEqual([false, false]);
  });

  test('is looked up without reading the changes of others', () => {
    const { db, put } = kit();
    let asked = '';
    const prepare: Database['prepare'] = sql => {
      asked = sql;
      return db.prepare(sql);
    };
    createOutboxRows({ ...db, prepare }).isOvertaken(put(aDraft('a')));
    expect(db.prepare(`EXPLAIN QUERY PLAN ${asked}`).all(laneA, 'a', 1)).toMatchObject([
      { detail: 'SEARCH outbox USING INDEX outbox_of_opportunity (lane=? AND opportunity=? AND rowid>?)' },
    ]);
  });
});

test('a database of a newer version is read, and nothing is written into it', () => {
  const { path, db, put } = kit();
  put(aDraft('a'));
  put(ended('b', 1));
  db.close();
  const readOnly = openFile(path, true);
  onTestFinished(() => readOnly.close());
  const rows = createOutboxRows(readOnly);
  expect(rows.writable).toBe(false);
  expect(rows.checkFile()).toEqual({ ok: true, value: false });
  expect(rows.prune(() => true)).toBe(0);
  rows.keepElapsedTime({
    elapsed: 1,
    wall: 1,
    uptime: 1,
    server: null,
    stretches: [{ wall: 1, elapsed: 1 }],
  });
  expect(rows.elapsedTime()).toBeNull();
  expect([rows.open().length, rows.history('', null, 9).length]).toEqual([1, 1]);
});

describe('what was counted of elapsed time', () => {
  const counted: ElapsedTime = {
    elapsed: 5,
    wall: 6,
    uptime: 7,
    server: { date: 8, wall: 9, elapsed: 10 },
    stretches: [{ wall: 1, elapsed: 2 }],
  };

  test('is there again as it was last written', () => {
    const { rows } = kit();
    expect(rows.elapsedTime()).toBeNull();
    rows.keepElapsedTime({ ...counted, server: null });
    rows.keepElapsedTime(counted);
    expect(rows.elapsedTime()).toEqual(counted);
  });

  test.each(['[]', '{}', '5', JSON.stringify({ ...counted, stretches: [] })])(
    'begins anew where it cannot be read: %s',
    text => {
      const { db, rows } = kit();
      db.prepare("INSERT INTO settings (name, value) VALUES ('mileage', ?)").run(text);
      expect(rows.elapsedTime()).toBeNull();
    },
  );
});

describe('a pause', () => {
  const pause: LanePause = { pause: { kind: 'quota', until: 5 }, setAt: 1.4, until: 4.6, opensAt: 6.5 };

  test('is kept in whole milliseconds, written over and taken away', () => {
    const { db } = kit();
    writePause(db, laneA, { pause: { kind: 'auth' }, setAt: 1, until: null, opensAt: null });
    writePause(db, laneB, pause);
    expect([...readPauses(db)]).toEqual([
      [laneA, { pause: { kind: 'auth' }, setAt: 1, until: null, opensAt: null }],
      [laneB, { ...pause, setAt: 1, until: 5, opensAt: 7 }],
    ]);
    writePause(db, laneA, pause);
    writePause(db, laneB, null);
    expect([...readPauses(db).keys()]).toEqual([laneA]);
    expect(readPauses(db).get(laneA)?.pause).toEqual(pause.pause);
  });

  test('of an account that was erased meanwhile is no error', () => {
    const { db } = kit();
    writePause(db, '00000000-0000-4000-8000-0000000000ff' as LaneId, pause);
    expect(readPauses(db).size).toBe(0);
  });

  test('that cannot be read is none, and the others hold', () => {
    const { db } = kit();
    db.exec(`INSERT INTO lane_pauses (lane, pause, set_at) VALUES ('${laneA}', '{"kind":"quota"}', 1)`);
    writePause(db, laneB, pause);
    expect([...readPauses(db).keys()]).toEqual([laneB]);
  });
});

describe('lanes', () => {
  const origin = 'https://a.example';

  test('of one address are found by their key, the oldest where no key is asked', () => {
    const { db } = kit();
    let now = 5;
    const lanes = createLaneRows(db, () => now);
    const [newer, older] = ['one', 'two'].map(key => {
      const lane = lanes.forKey(origin, key);
      now -= 1;
      return lane;
    });
    expect(lanes.atOrigin(origin)).toEqual(older);
    expect(lanes.forOrigin(origin)).toEqual(older);
    expect(lanes.forKey(origin, 'one')).toEqual(newer);
    expect(newer).toMatchObject({
      origin,
      dialect: null,
      label: newer?.fingerprint.slice(0, 4).toUpperCase(),
    });
    expect(Object.keys(newer ?? {})).not.toContain('salt');
  });

  test('of an address that needs no key are made once, and only when they are asked for', () => {
    const { db } = kit();
    const lanes = createLaneRows(db, () => 1);
    expect(lanes.atOrigin('sample')).toBeNull();
    const lane = lanes.forOrigin('sample');
    expect(lanes.forOrigin('sample')).toEqual(lane);
    expect(lanes.addresses()).toEqual([]);
  });

  test('tell the addresses at which keys were used, each once', () => {
    const { db } = kit();
    const lanes = createLaneRows(db, () => 1);
    for (const key of ['one', 'two']) lanes.forKey(origin, key);
    lanes.forKey('http://127.0.0.1:1', 'one');
    expect(lanes.addresses().toSorted()).toEqual(['http://127.0.0.1:1', origin]);
  });

  test('beside one are those of its address of which something is kept, the newest of them', () => {
    const { db, rows } = kit();
    let now = 0;
    const lanes = createLaneRows(db, () => (now += 1));
    const [first, second, third, fourth] = ['1', '2', '3', '4'].map(key => lanes.forKey(origin, key).id);
    const elsewhere = lanes.forKey('https://b.example', '1').id;
    if (first === undefined || second === undefined || third === undefined) throw new Error('no lane');
    expect(lanes.besides(first)).toBeNull();
    rows.commit({
      insert: [
        { ...aDraft('a'), lane: elsewhere },
        { ...aDraft('a'), lane: first },
      ],
    });
    expect(lanes.besides(first)).toBeNull();
    rows.commit({ insert: [{ ...aDraft('a'), lane: second }] });
    expect(lanes.besides(first)?.id).toBe(second);
    db.prepare("INSERT INTO opportunity_slices VALUES (?, 0, x'00')").run(third);
    expect(lanes.besides(first)?.id).toBe(third);
    expect(lanes.besides(fourth as LaneId)?.id).toBe(third);
  });

  test('that cannot be read are passed over', () => {
    const { db } = kit();
    const lanes = createLaneRows(db, () => 1);
    insertLane(db, { id: 'no id', origin, fingerprint: 7, label: null });
    expect(lanes.atOrigin(origin)).toBeNull();
    expect(lanes.find('no id' as LaneId)).toBeNull();
    expect(db.prepare("SELECT * FROM lanes WHERE id = 'no id'").get()).toEqual({
      ...{ id: 'no id', origin, salt: '', fingerprint: '', label: '', dialect: null, created_at: 0 },
    });
  });

  test('are put back with what can be read of them, and never over one that is there', () => {
    const { db } = kit();
    const before = db.prepare('SELECT * FROM lanes ORDER BY id').all();
    insertLane(db, { id: laneA, origin: 'another' });
    expect(db.prepare('SELECT * FROM lanes ORDER BY id').all()).toEqual(before);
    const whole = {
      id: 'x',
      origin,
      salt: 's',
      fingerprint: 'f',
      label: 'L',
      dialect: 'status',
      created_at: 7,
    };
    insertLane(db, whole);
    expect(db.prepare("SELECT * FROM lanes WHERE id = 'x'").get()).toEqual(whole);
  });
});

describe('repairing', () => {
  test('gives a row whose account is gone one that no key opens', () => {
    const { db, rows, put } = kit();
    const row = put(aDraft('a'));
    put(ended('b', 1, { lane: laneB }));
    spoil(db, row, `lane = '${laneA}'`);
    db.exec('DELETE FROM lanes');
    repairRows(db);
    expect(db.prepare('SELECT * FROM lanes').all()).toEqual([
      {
        id: laneA,
        origin: 'salvaged',
        salt: '',
        fingerprint: row.fingerprint,
        label: '????',
        dialect: null,
        created_at: 0,
      },
    ]);
    expect(rows.open()).toEqual([row]);
  });

  test('leaves a row that is being sent as it is, and one that cannot be trusted in flight no more', () => {
    const { db, rows, put } = kit();
    const row = put(aDraftIn('sending', 'a'));
    repairRows(db);
    expect(rows.open()).toEqual([row]);
    spoil(db, row, "name = 'x'");
    repairRows(db);
    expect(dataOf(db, row.seq)).toMatchObject({
      state: 'verify',
      sent_at: 2500,
      doubt_at: 2500,
      doubt_set_at: 2500,
      seal: rowChecksum.of({
        ...dataOf(db, row.seq),
        name: 'Deal a',
        state: 'sending',
        doubt_at: null,
        doubt_set_at: null,
      }),
    });
    expect(rows.open()).toMatchObject([{ state: 'parked', reason: 'damaged' }]);
  });

  test('takes the moment of the pick for that of a request whose own was lost', () => {
    const { db, put } = kit();
    const row = put({ ...aDraftIn('sending', 'a'), since: 1234 });
    spoil(db, row, 'sent_at = NULL');
    repairRows(db);
    expect(dataOf(db, row.seq)).toMatchObject({ state: 'verify', sent_at: 1234, doubt_at: 1234 });
  });

  test('keeps what a newer version was sending newer, not damaged', () => {
    const { db, rows, put } = kit();
    const row = put(aDraftIn('sending', 'a'));
    const data = { ...dataOf(db, row.seq), trouble: '{"code":"of-then"}' };
    spoil(db, row, `trouble = '${data.trouble}', seal = '${rowChecksum.of(data)}'`);
    repairRows(db);
    expect(dataOf(db, row.seq)).toMatchObject({ state: 'verify' });
    expect(rows.open()).toMatchObject([{ state: 'parked', reason: 'newer' }]);
  });
});

describe('what is read back from a damaged file', () => {
  /** What a salvage of this file puts into a new one. */
  const salvaged = (path: string) => {
    const fresh = kit();
    const open = restore(fresh.db, readDamaged(path), 7777);
    return { ...fresh, open };
  };

  test('is parked, each opportunity’s newest open change; the ones before it end', () => {
    const { path, db, put } = kit();
    const older = put(aDraftIn('verify', 'a'));
    const newer = put({ ...aDraftIn('waiting', 'a'), theirs: stageOf('lost') });
    put({ ...aDraft('a'), lane: laneB });
    db.close();
    const { rows, open } = salvaged(path);
    expect(open).toBe(2);
    const quiet = { held: null, due: null, since: 7777, seq: expect.any(Number), rev: 1 };
    expect(rows.find(newer.id)).toEqual({
      ...{ ...newer, ...quiet, state: 'parked', reason: 'salvaged', theirs: null },
    });
    expect(rows.find(older.id)).toEqual({
      ...{ ...older, ...quiet, state: 'superseded', reason: 'salvaged', endedAt: 7777 },
    });
  });

  test('comes back in the order of the picks, with accounts, settings and what has ended', () => {
    const { path, db, put } = kit();
    const rows = [put(aDraft('a')), put(ended('b', 4000)), put(aDraft('c'))];
    db.exec(`INSERT INTO settings VALUES ('theme', '"dark"')`);
    db.close();
    const fresh = salvaged(path);
    expect(fresh.rows.find(rows[1]?.id as ChangeId)).toEqual(rows[1]);
    expect(opportunitiesOf(fresh.rows.open())).toEqual(['a', 'c']);
    expect(fresh.db.prepare('SELECT * FROM settings').all()).toEqual([{ name: 'theme', value: '"dark"' }]);
    expect(fresh.db.prepare('SELECT id FROM lanes ORDER BY id').all()).toEqual([
      { id: laneA },
      { id: laneB },
    ]);
  });

  test('leaves out what has ended and is not what was written; open ones say what happened to them', () => {
    const { path, db, put } = kit();
    const [past, open] = [put(ended('a', 4000)), put(aDraft('b'))];
    for (const row of [past, open]) spoil(db, row, "name = 'x'");
    db.close();
    const { rows, open: count } = salvaged(path);
    expect(rows.history('', null, 10)).toEqual([]);
    expect(rows.open()).toMatchObject([{ opportunity: 'b', state: 'parked', reason: 'damaged', name: 'x' }]);
    expect(count).toBe(1);
  });

  test('costs only the row that breaks a rule of the table', () => {
    const { path, db, put } = kit();
    put(aDraft('a'));
    put(aDraft('b'));
    db.exec(`INSERT INTO settings VALUES ('theme', '"dark"')`);
    db.exec(`PRAGMA ignore_check_constraints = ON; UPDATE settings SET value = '{'`);
    db.exec("UPDATE lanes SET dialect = 'klingon'");
    db.close();
    const { rows, db: fresh } = salvaged(path);
    expect(opportunitiesOf(rows.open())).toEqual(['a', 'b']);
    expect(fresh.prepare('SELECT * FROM settings').all()).toEqual([]);
  });

  test.each(['outbox', 'lanes', 'settings'])('is all but a table that is not there any more: %s', table => {
    const { path, db, put } = kit();
    put(aDraft('a'));
    db.exec(
      `INSERT INTO settings VALUES ('theme', '"dark"'); PRAGMA foreign_keys = OFF; DROP TABLE ${table}`,
    );
    db.close();
    const found = readDamaged(path);
    expect([found.rows.length, found.lanes.length, found.settings.length]).toEqual(
      [
        ['outbox', 1],
        ['lanes', 2],
        ['settings', 1],
      ].map(([name, count]) => (name === table ? 0 : count)),
    );
  });

  test('is nothing where there is no file', () => {
    expect(readDamaged(join(tempFolder(), 'none.db'))).toEqual({ lanes: [], settings: [], rows: [] });
  });
});

describe('an account that goes on under another key', () => {
  const slice = (db: Database, lane: LaneId, count: number): void => {
    for (let at = 0; at < count; at += 1) {
      db.prepare("INSERT INTO opportunity_slices VALUES (?, ?, x'00')").run(lane, at);
    }
    db.prepare('INSERT INTO directories (lane, pipelines) VALUES (?, ?)').run(lane, `["${lane.at(-1)}"]`);
    db.prepare("INSERT INTO sightings VALUES (?, 'a')").run(lane);
  };
  const countOf = (db: Database, table: string, lane: LaneId): unknown =>
    db.prepare(`SELECT count(*) AS n FROM ${table} WHERE lane = ?`).get(lane)?.n;

  test.each([
    ['more', 3, 1, 3],
    ['as many', 2, 2, 2],
    ['fewer', 1, 2, 2],
  ])('keeps the opportunities of the lane that has most: the one that ends has %s', (_, from, into, left) => {
    const { db } = kit();
    slice(db, laneA, from);
    slice(db, laneB, into);
    const asked: unknown[] = [];
    const join = (...texts: readonly (string | null)[]) => {
      asked.push(texts);
      return '["joined"]';
    };
    expect(adoptLane(db, laneA, laneB, join)).toEqual({ ok: true, value: null });
    expect(countOf(db, 'opportunity_slices', laneB)).toBe(left);
    expect(asked).toEqual([[from > into ? '["a"]' : '["b"]', '["b"]', '["a"]']]);
    expect(db.prepare('SELECT lane, pipelines FROM directories').all()).toEqual([
      { lane: laneB, pipelines: '["joined"]' },
    ]);
    for (const table of ['opportunity_slices', 'directories', 'sightings']) {
      expect(countOf(db, table, laneA)).toBe(0);
    }
    expect(db.prepare('SELECT id FROM lanes').all()).toEqual([{ id: laneB }]);
  });

  test('keeps its history, its picks, its pins and its open changes, and its own picks before the others', () => {
    const { db, rows, put } = kit();
    put(ended('past', 1));
    put(aDraft('open'));
    const pick = db.prepare('INSERT INTO picks VALUES (?, ?, ?, ?, 1)');
    pick.run(laneA, 'both', 'opp', 1);
    pick.run(laneB, 'both', 'opp', 7);
    pick.run(laneA, 'own', 'opp', 2);
    const pin = db.prepare('INSERT INTO pins VALUES (?, ?, ?)');
    pin.run(laneA, 'both', 1);
    pin.run(laneB, 'both', 7);
    pin.run(laneA, 'own', 2);
    writePause(db, laneA, { pause: { kind: 'auth' }, setAt: 1, until: null, opensAt: null });
    expect(adoptLane(db, laneA, laneB, () => null).ok).toBe(true);
    expect(rows.history('', null, 9)).toMatchObject([{ lane: laneB, opportunity: 'past', reason: null }]);
    expect(rows.open()).toMatchObject([{ lane: laneA, reason: null }]);
    expect(db.prepare('SELECT lane, letters, times FROM picks ORDER BY letters').all()).toEqual([
      { lane: laneB, letters: 'both', times: 7 },
      { lane: laneB, letters: 'own', times: 2 },
    ]);
    expect(db.prepare('SELECT * FROM pins ORDER BY opportunity').all()).toEqual([
      { lane: laneB, opportunity: 'both', at: 7 },
      { lane: laneB, opportunity: 'own', at: 2 },
    ]);
    expect(rows.pauses().size).toBe(0);
    expect(db.prepare('SELECT id FROM lanes ORDER BY id').all()).toEqual([{ id: laneA }, { id: laneB }]);
  });
});

test('an id of an opportunity comes back as it was written', () => {
  const { rows, put } = kit();
  const id = 'a-B_9' as OpportunityId;
  put({ ...aDraft(id), unchecked: true, toldAt: 5 });
  expect(rows.open()).toMatchObject([{ opportunity: id, unchecked: true, toldAt: 5 }]);
});
