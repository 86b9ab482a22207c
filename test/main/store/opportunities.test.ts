import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { LaneId, Opportunity, OpportunityId } from '../../../main/contract/model.ts';
import type { LightRow } from '../../../main/contract/row-store.ts';
import { createLaneRows } from '../../../main/store/changes/lane-rows.ts';
import { openRowStore, type RowStore } from '../../../main/store/opportunities/opportunities.ts';
import type { Database } from '../../../main/store/sqlite/database.ts';
import { openDatabase } from '../../../main/store/sqlite/open.ts';
import { opportunity, sampleOpportunities } from '../../support/rows.ts';
import { collectGarbage } from '../../support/servers/garbage.ts';
import { tempFolder } from '../../support/temp-folder.ts';

interface Kit {
  readonly db: Database;
  readonly lane: LaneId;
  readonly rowStore: RowStore;
  /** The rowStore as the next start finds it. */
  reopen(): RowStore;
}

function kit(): Kit {
  const path = join(tempFolder(), 'raze.db');
  const db = openDatabase(path);
  onTestFinished(() => db.close());
  const lane = createLaneRows(db, Date.now).forKey('https://a.example', 'k').id;
  return { db, lane, rowStore: openRowStore(db, lane), reopen: () => openRowStore(db, lane) };
}

const byId = (rows: Iterable<Opportunity>): Opportunity[] =>
  [...rows].toSorted((a, b) => (a.id < b.id ? -1 : 1));
const wholes = (rows: Iterable<LightRow>): Opportunity[] => byId([...rows].map(row => row.whole()));
const id = (text: string): OpportunityId => text as OpportunityId;

describe('rows', () => {
  test('are there after a restart, in slices', () => {
    const { db, rowStore, reopen } = kit();
    const rows = sampleOpportunities(500);
    for (let at = 0; at < 500; at += 100) rowStore.keep({ upsert: rows.slice(at, at + 100) });
    const again = reopen();
    expect(again.size).toBe(500);
    expect(wholes(again.rows())).toEqual(byId(rows));
    expect(again.get(rows[321]?.id ?? id(''))).toEqual(rows[321]);
    expect(db.prepare('SELECT count(*) AS n FROM opportunity_slices').get()?.n).toBe(5);
  });

  test('only what is new or differs counts as changed; the last of equal ids wins', () => {
    const { rowStore, reopen } = kit();
    const a = opportunity('a', { name: 'A' });
    expect(rowStore.keep({ upsert: [a, opportunity('b')] })).toMatchObject({ added: 2, failure: null });
    const next = { ...a, name: 'A2' };
    const change = rowStore.keep({
      upsert: [opportunity('b'), { ...a, name: 'A1' }, next, opportunity('c')],
    });
    expect([wholes(change.changed), change.added]).toEqual([[next, opportunity('c')], 1]);
    expect(wholes(reopen().rows())).toEqual([next, opportunity('b'), opportunity('c')]);
  });

  test('removed ones are gone, with their slice when it was the last', () => {
    const { db, rowStore, reopen } = kit();
    rowStore.keep({ upsert: [opportunity('a'), opportunity('b')] });
    expect(rowStore.keep({ remove: [id('a'), id('never')] }).removed).toEqual(['a']);
    expect([rowStore.size, rowStore.get(id('a')), reopen().size]).toEqual([1, null, 1]);
    rowStore.keep({ remove: [id('b')] });
    expect(db.prepare('SELECT count(*) AS n FROM opportunity_slices').get()?.n).toBe(0);
    rowStore.keep({ upsert: [opportunity('c')] });
    expect(wholes(reopen().rows())).toEqual([opportunity('c')]);
  });

  test('a row both told and removed stays', () => {
    const { rowStore } = kit();
    rowStore.keep({ upsert: [opportunity('a')] });
    expect(rowStore.keep({ upsert: [opportunity('a', { name: 'x' })], remove: [id('a')] }).removed).toEqual(
      [],
    );
    expect(rowStore.get(id('a'))?.name).toBe('x');
  });

  test('a row that is kept says the same when others of its slice change, go and come', () => {
    const { rowStore } = kit();
    const rows = sampleOpportunities(100);
    rowStore.keep({ upsert: rows });
    const kept = [...rowStore.rows()];
    const [first, second, ...others] = rows.map(row => row.id);
    rowStore.keep({ remove: [first ?? id('')] });
    rowStore.keep({ upsert: [opportunity(second ?? '', { name: 'Another' }), opportunity('new')] });
    expect(wholes(kept)).toEqual(byId(rows));
    expect([...rowStore.rows()].filter(row => kept.some(one => one === row)).map(row => row.id)).toEqual(
      others,
    );
  });

  test('rows that are kept hold one slice in memory, however often others of it change', async () => {
    const { rowStore } = kit();
    const rows = sampleOpportunities(100).map(row => ({ ...row, position: 'x'.repeat(1000) + row.id }));
    rowStore.keep({ upsert: rows });
    const kept = new Map<OpportunityId, LightRow>([...rowStore.rows()].map(row => [row.id, row]));
    collectGarbage();
    const before = process.memoryUsage().arrayBuffers;
    for (const row of rows) {
      for (const changed of rowStore.keep({ upsert: [{ ...row, value: 7 }] }).changed)
        kept.set(changed.id, changed);
    }
    // V8 gives the bytes of buffers back beside the program: a moment after it has found them free.
    const held = (): number => {
      collectGarbage();
      return process.memoryUsage().arrayBuffers - before;
    };
    await expect.poll(held).toBeLessThan(10 * 100_000);
    expect(wholes(kept.values())).toEqual(byId(rows.map(row => ({ ...row, value: 7 }))));
  });

  test('rows read while others are written are never older than what was told', () => {
    const { rowStore } = kit();
    rowStore.keep({ upsert: ['a', 'b', 'c', 'd'].map(name => opportunity(name)) });
    const catalogue = new Map<OpportunityId, string>();
    for (const row of rowStore.rows()) {
      catalogue.set(row.id, row.name);
      if (catalogue.size !== 2) continue;
      const { changed, removed } = rowStore.keep({
        upsert: [opportunity('d', { name: 'new' })],
        remove: [id('a')],
      });
      for (const one of changed) catalogue.set(one.id, one.name);
      for (const one of removed) catalogue.delete(one);
    }
    expect([...catalogue].toSorted()).toEqual([
      ['b', ''],
      ['c', ''],
      ['d', 'new'],
    ]);
  });

  test('lanes do not meet', () => {
    const { db, rowStore } = kit();
    rowStore.keep({ upsert: [opportunity('a')], note: '{}' });
    const other = createLaneRows(db, Date.now).forKey('https://a.example', 'another').id;
    const theirs = openRowStore(db, other);
    expect([theirs.size, theirs.note()]).toEqual([0, null]);
  });

  test('a slice that cannot be read is dropped, the others are read', () => {
    const { db, rowStore, reopen } = kit();
    rowStore.keep({ upsert: sampleOpportunities(300) });
    db.prepare("UPDATE opportunity_slices SET rows = x'00' WHERE slice = 1").run();
    const again = reopen();
    expect(again.size).toBe(200);
    again.keep({});
    expect(db.prepare('SELECT count(*) AS n FROM opportunity_slices').get()?.n).toBe(2);
  });
});

describe('beside the rows', () => {
  test('notes and pipelines are kept as they are', () => {
    const { rowStore, reopen } = kit();
    expect([rowStore.note(), rowStore.pipelines()]).toEqual([null, null]);
    rowStore.keep({ note: '{"page":1}', pipelines: '[]' });
    rowStore.keep({ note: '{"page":2}' });
    expect([reopen().note(), reopen().pipelines()]).toEqual(['{"page":2}', '[]']);
  });

  test('a walk knows what it has met, also after a restart', () => {
    const { rowStore, reopen } = kit();
    rowStore.keep({ upsert: [opportunity('a'), opportunity('b'), opportunity('c')] });
    rowStore.keep({ sighted: [id('a'), id('zzz')] });
    rowStore.keep({ sighted: [id('a'), id('b')] });
    expect([reopen().sightings(), reopen().unsighted()]).toEqual([2, ['c']]);
    rowStore.keep({ sighted: 'reset' });
    expect(rowStore.sightings()).toBe(0);
  });

  test('a full disk costs the file, not the running app, and is made up for', () => {
    const { db, rowStore, reopen } = kit();
    rowStore.keep({ upsert: [opportunity('a')] });
    const pages = Number(db.prepare('PRAGMA page_count').get()?.page_count);
    db.exec(`PRAGMA max_page_count = ${pages}`);
    const rows = sampleOpportunities(400);
    const change = rowStore.keep({ upsert: rows, note: '{"page":5}' });
    expect(change.failure).toEqual({ code: 'disk-full' });
    expect(change.added).toBe(400);
    expect([rowStore.size, rowStore.note()]).toEqual([401, '{"page":5}']);
    expect([reopen().size, reopen().note()]).toEqual([1, null]);
    db.exec('PRAGMA max_page_count = 100000');
    expect(rowStore.keep({}).failure).toBeNull();
    expect([reopen().size, reopen().note()]).toEqual([401, '{"page":5}']);
  });
});
