import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { OpportunityId, PipelineId, StageId } from '../../../main/contract/model.ts';
import { createLaneRows } from '../../../main/store/changes/lane-rows.ts';
import { createIdIndex, hashEnd, hashStart, hashStep } from '../../../main/store/opportunities/id-index.ts';
import { openRowStore } from '../../../main/store/opportunities/opportunities.ts';
import { pack, sliceCap } from '../../../main/store/opportunities/pack.ts';
import { PackedRow, type Slice, unpack } from '../../../main/store/opportunities/packed.ts';
import { createSlices } from '../../../main/store/opportunities/slices.ts';
import { openDatabase } from '../../../main/store/sqlite/open.ts';
import { opportunity, sampleOpportunities, standingOf } from '../../support/rows.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const id = (text: string): OpportunityId => text as OpportunityId;
const sliceOf = (...names: string[]): Slice => {
  const slice = unpack(pack(names.map(name => opportunity(name, { name: `of ${name}` }))));
  if (slice === null) throw new Error('not a slice');
  return slice;
};
const idsOf = (rows: Iterable<PackedRow>): string[] => [...rows].map(row => row.id);
/** What a generator answers in the end, and how many steps it took. */
function finish<T>(steps: Generator<void, T>): { readonly value: T; readonly steps: number } {
  let count = 0;
  for (let step = steps.next(); ; step = steps.next(), count += 1) {
    if (step.done === true) return { value: step.value, steps: count };
  }
}

describe('slices', () => {
  test('are found by their ids, whether they were got ready a slice at a step or not', () => {
    for (const isReady of [true, false]) {
      const slices = createSlices();
      slices.set(3, sliceOf('a', 'b'));
      slices.set(5, sliceOf('c'));
      expect([slices.size, slices.last]).toEqual([3, 5]);
      const prepared = isReady ? finish(slices.prepare()).steps : 0;
      expect(prepared).toBe(isReady ? 2 : 0);
      expect(slices.find(id('b'))).toMatchObject({ number: 3, row: 1 });
      expect(slices.find(id('c'))).toMatchObject({ number: 5, row: 0 });
      expect(slices.find(id('d'))).toBeNull();
      expect(finish(slices.prepare()).steps).toBe(0);
    }
  });

  test('that are replaced or taken away leave nothing behind, also where nobody has asked for them yet', () => {
    for (const isReady of [true, false]) {
      const slices = createSlices();
      slices.set(1, sliceOf('a', 'b'));
      slices.set(2, sliceOf('c'));
      if (isReady) finish(slices.prepare());
      slices.set(1, sliceOf('b', 'd', 'e'));
      slices.set(2, null);
      expect([slices.size, slices.last, slices.get(2)]).toEqual([3, 1, undefined]);
      expect(['a', 'b', 'c', 'd'].map(name => slices.find(id(name))?.row)).toEqual([
        undefined,
        0,
        undefined,
        1,
      ]);
      slices.set(2, null);
      expect(slices.size).toBe(3);
      slices.set(1, null);
      expect([slices.size, slices.last, [...slices.all()]]).toEqual([0, 0, []]);
    }
  });

  test('give their rows the newest slice first, all or those asked for, and each row is one and the same', () => {
    const slices = createSlices();
    slices.set(1, sliceOf('a', 'b'));
    slices.set(2, sliceOf('c'));
    slices.set(3, sliceOf('d'));
    expect(idsOf(slices.rows())).toEqual(['d', 'c', 'a', 'b']);
    expect(idsOf(slices.rows([1, 3, 9]))).toEqual(['d', 'a', 'b']);
    const [row] = slices.rows([2]);
    const spot = slices.find(id('c'));
    if (spot === null) throw new Error('not found');
    expect(slices.row(spot)).toBe(row);
  });

  test('that are replaced keep the rows that say the same, and others are new', () => {
    const slices = createSlices();
    slices.set(1, sliceOf('a', 'b', 'c'));
    const [a, b, c] = slices.rows();
    slices.set(1, sliceOf('b', 'x'), [1, undefined]);
    const [kept, fresh] = slices.rows();
    expect(kept).toBe(b);
    expect([kept?.name, fresh?.name, a?.name, c?.name]).toEqual(['of b', 'of x', 'of a', 'of c']);
  });

  test('that are as they were when a checksum was taken are told from those that are not', () => {
    const slices = createSlices();
    slices.set(1, sliceOf('a', 'b'));
    slices.set(2, sliceOf('c'));
    slices.set(3, sliceOf('d'));
    const sealed = finish(slices.checksums());
    expect(sealed.steps).toBe(3);
    const places = ['b', 'c'].map(name => slices.placeOf(id(name)) ?? -1);
    slices.set(2, sliceOf('c', 'e'));
    slices.set(3, null);
    slices.set(4, sliceOf('f'));
    const { value, steps } = finish(slices.unchanged(sealed.value));
    expect(steps).toBe(3);
    expect(places.map(place => value.rowAt(place)?.id)).toEqual(['b', undefined]);
    expect(value.others()).toEqual([2, 4]);
  });
});

describe('a packed row', () => {
  const whole = opportunity('opp_1', {
    name: 'Ana',
    company: 'Acme',
    email: 'ana@acme.example',
    phone: '+55 11',
    position: 'CEO',
    owner: 'Paula',
    pipeline: 'sales' as PipelineId,
    stage: { id: 's9' as StageId, name: 'Won', role: 'won' },
    value: 1,
    currency: 'BRL',
    createdAt: 2,
    updatedAt: 3,
    wonAt: 4,
    lostAt: 5,
  });

  test.each(['plain', '日本'])(
    'tells where it stands, and all else, whatever alphabet it is in: %s',
    name => {
      const row = { ...whole, name };
      const slice = unpack(pack([opportunity('opp_0'), row]));
      if (slice === null) throw new Error('not a slice');
      const packed = new PackedRow(slice, 1);
      expect(packed.standing()).toEqual(standingOf(row));
      expect(packed.whole()).toEqual(row);
      expect([packed.id, packed.name, packed.company, packed.email, packed.phone, packed.updatedAt]).toEqual([
        ...['opp_1', name, 'Acme', 'ana@acme.example', '+55 11', 3],
      ]);
      expect(packed.stage).toEqual({ role: 'won' });
      expect(slice.shared(1, 2)).toBe('Acme');
      expect(slice.shared(1, 2)).toBe('Acme');
    },
  );

  test('is another one as soon as a single member differs', () => {
    const slice = unpack(pack([whole]));
    const others = Object.keys(whole).map(member => ({ ...whole, [member]: member === 'value' ? 9 : 8 }));
    for (const { stage: _, ...other } of others.filter(one => typeof one.stage !== 'object'))
      expect(slice?.equals(0, { ...other, stage: { ...whole.stage, name: 'other' } } as never)).toBe(false);
    for (const other of others.filter(one => typeof one.stage === 'object'))
      expect(slice?.equals(0, other as never)).toBe(false);
    expect(slice?.equals(0, whole)).toBe(true);
  });

  test('is read the same from bytes that begin anywhere', () => {
    const bytes = pack([whole, opportunity('opp_2', { name: 'São' })]);
    for (const offset of [1, 4, 8]) {
      const moved = new Uint8Array(bytes.length + offset);
      moved.set(bytes, offset);
      expect(unpack(moved.subarray(offset))?.opportunity(0)).toEqual(whole);
    }
  });

  test('keeps a text of 2,047 characters and cuts what is longer', () => {
    const longest = 'x'.repeat(2_047);
    const slice = unpack(pack([opportunity('a', { position: longest, owner: `${longest}y` })]));
    expect(slice?.opportunity(0)).toMatchObject({ position: longest, owner: longest });
  });

  test('is what whoever opened its slice says that its stage is, whenever that is asked', () => {
    let word: 'won' | 'lost' = 'won';
    const asked: unknown[] = [];
    const slice = unpack(pack([whole]), (at, name) => {
      asked.push([at, name]);
      return word;
    });
    if (slice === null) throw new Error('not a slice');
    expect(new PackedRow(slice, 0).stage.role).toBe('won');
    word = 'lost';
    expect(slice.opportunity(0).stage.role).toBe('lost');
    expect(asked[0]).toEqual([{ pipeline: 'sales', stage: 's9' }, 'Won']);
  });

  test('has a checksum that another row does not have', () => {
    expect(sliceOf('a').checksum()).toBe(sliceOf('a').checksum());
    expect(sliceOf('a').checksum()).not.toBe(sliceOf('b').checksum());
  });
});

describe('ids', () => {
  const hashOf = (text: string): number =>
    hashEnd([...text].reduce((hash, unit) => hashStep(hash, unit.charCodeAt(0)), hashStart));

  test('of one hash are told apart, also when one of them goes', () => {
    const [one, two] = ['opp_439599', 'opp_622382'] as const;
    const ids = [one, two];
    expect(hashOf(one)).toBe(hashOf(two));
    const index = createIdIndex(place => ids[place]);
    for (const [place, name] of ids.entries()) index.add(hashOf(name), place);
    expect([index.get(one), index.get(two)]).toEqual([0, 1]);
    index.delete(one);
    expect([index.get(one), index.get(two)]).toEqual([undefined, 1]);
  });

  test('have the hash that their bytes have', () => {
    for (const name of ['opp_1', 'é', '日本', '']) {
      expect(sliceOf('x', name).idHash(1)).toBe(hashOf(name));
    }
  });
});

describe('the opportunities of an account', () => {
  function kit() {
    const db = openDatabase(join(tempFolder(), 'raze.db'));
    onTestFinished(() => db.close());
    const lane = createLaneRows(db, Date.now).forKey('https://a.example', 'k').id;
    const open = () => openRowStore(db, lane);
    const slices = () =>
      db.prepare('SELECT slice FROM opportunity_slices WHERE lane = ? ORDER BY slice').all(lane);
    return { db, lane, store: open(), open, slices };
  }

  test('fill a slice before the next one is begun', () => {
    const { store, slices } = kit();
    const rows = sampleOpportunities(sliceCap * 2 + 1);
    store.keep({ upsert: rows.slice(0, 60) });
    store.keep({ upsert: rows.slice(60, sliceCap) });
    expect(slices()).toHaveLength(1);
    store.keep({ upsert: rows.slice(sliceCap) });
    expect(slices()).toHaveLength(3);
    expect(store.size).toBe(rows.length);
  });

  test('go from whichever slice they lie in', () => {
    const { store, open } = kit();
    const rows = sampleOpportunities(sliceCap * 2 + 1);
    store.keep({ upsert: rows });
    for (const at of [sliceCap * 2, sliceCap + 50, 0]) {
      const { id: gone } = rows[at] ?? { id: id('') };
      expect(store.keep({ remove: [gone] }).removed).toEqual([gone]);
      expect([store.get(gone), open().get(gone)]).toEqual([null, null]);
    }
    expect(open().size).toBe(rows.length - 3);
  });

  test('count what was changed, added and removed', () => {
    const { store } = kit();
    store.keep({ upsert: [opportunity('a'), opportunity('b')] });
    expect(store.edits).toBe(2);
    store.keep({ upsert: [opportunity('a')], remove: [id('never')] });
    expect(store.edits).toBe(2);
    store.keep({ upsert: [opportunity('a', { value: 1 })], remove: [id('b')] });
    expect(store.edits).toBe(4);
  });

  test('are written only where they have changed, and once', () => {
    const { db, store, slices } = kit();
    store.keep({ upsert: sampleOpportunities(sliceCap + 1) });
    db.exec('DELETE FROM opportunity_slices');
    store.keep({});
    expect(slices()).toEqual([]);
    store.keep({ upsert: [opportunity('another')] });
    expect(slices()).toHaveLength(1);
  });

  test('stand in stages that are what their names say until somebody judges them', () => {
    const { store } = kit();
    const stage = { id: 's' as StageId, name: 'Won', role: 'won' } as const;
    store.keep({ upsert: [opportunity('a', { stage })] });
    const [row] = store.rows();
    expect([store.get(id('a'))?.stage.role, row?.stage.role]).toEqual(['won', 'won']);
    store.judgeBy(() => 'lost');
    expect([store.get(id('a'))?.stage.role, row?.stage.role]).toEqual(['lost', 'lost']);
  });

  test('that a walk has met are counted where they are still known', () => {
    const { db, store, open } = kit();
    store.keep({ upsert: [opportunity('a'), opportunity('b')], sighted: [id('a'), id('gone')] });
    expect([store.sightings(), store.unsighted()]).toEqual([1, ['b']]);
    store.keep({ sighted: 'reset' });
    expect([open().sightings(), open().unsighted()]).toEqual([0, ['a', 'b']]);
    expect(db.prepare('SELECT * FROM sightings').all()).toEqual([]);
  });

  test('that the disk did not take are written with the next batch, and with them all that came beside', () => {
    const { db, store, open } = kit();
    store.keep({ upsert: [opportunity('a')], pipelines: '["old"]' });
    const pages = Number(db.prepare('PRAGMA page_count').get()?.page_count);
    db.exec(`PRAGMA max_page_count = ${pages}`);
    const refused = store.keep({
      upsert: sampleOpportunities(400),
      note: '{"page":5}',
      pipelines: '["new"]',
      sighted: [id('a')],
    });
    expect(refused.failure).toEqual({ code: 'disk-full' });
    expect([store.note(), store.pipelines(), open().pipelines()]).toEqual([
      '{"page":5}',
      '["new"]',
      '["old"]',
    ]);
    db.exec('PRAGMA max_page_count = 100000');
    expect(store.keep({}).failure).toBeNull();
    const again = open();
    expect([again.size, again.note(), again.pipelines(), again.sightings()]).toEqual([
      401,
      '{"page":5}',
      '["new"]',
      1,
    ]);
    db.prepare('UPDATE directories SET note = ?').run('{"page":6}');
    expect(store.note()).toBe('{"page":6}');
  });
});
