import { describe, expect, test } from 'vitest';
import { fail } from '../../../main/contract/failure.ts';
import { createChangeNotifier } from '../../../main/outbox/changes/change-notifier.ts';
import { createOpenEntries, createOpenRows } from '../../../main/outbox/changes/open-entries.ts';
import { createQueries } from '../../../main/outbox/changes/queries.ts';
import type { Entry } from '../../../main/outbox/model/entry.ts';
import type { Store, StoreFailure } from '../../../main/outbox/model/ports.ts';
import { createMemoryStore } from '../../support/ports/memory-store.ts';
import { stageOf } from '../../support/ports/virtual-api.ts';
import { aDraft, laneA } from '../store/rows.ts';
import { anEntry } from './entries.ts';
import { aLane, change, minute, opportunity } from './lane.ts';

const another = 'another' as Entry['lane'];
const ids = (rows: readonly Entry[]) => rows.map(({ id }) => id);

describe('the open rows', () => {
  const [first, second, other] = [
    anEntry({ id: change('1'), seq: 1 }),
    anEntry({ id: change('2'), seq: 2 }),
    anEntry({ id: change('3'), seq: 3, lane: another }),
  ];

  test('are found by their id and by their opportunity’s, in the order of their picks', () => {
    const rows = createOpenRows([second]);
    rows.put([first, other]);
    expect(rows.get(first.id)).toBe(first);
    expect(ids(rows.of(laneA, first.opportunity))).toEqual(['1', '2']);
    expect(ids(rows.of(another, first.opportunity))).toEqual(['3']);
    expect(rows.of(laneA, opportunity('b'))).toEqual([]);
  });

  test('take a changed row in where the one before it was', () => {
    const rows = createOpenRows([first, second]);
    const changed = { ...first, rev: 2 };
    rows.put([changed]);
    expect(rows.all()).toEqual([changed, second]);
    expect(rows.of(laneA, first.opportunity)).toEqual([changed, second]);
  });

  test('lose a row that has ended, and nothing else', () => {
    const rows = createOpenRows([first, second]);
    const end = (row: Entry) => rows.put([{ ...row, state: 'cancelled', endedAt: 1 }]);
    end(first);
    expect([rows.all(), rows.of(laneA, first.opportunity)]).toEqual([[second], [second]]);
    expect(rows.get(first.id)).toBeUndefined();
    end(second);
    expect([rows.all(), rows.of(laneA, first.opportunity)]).toEqual([[], []]);
  });

  test('are the same list until one of them is put', () => {
    const rows = createOpenRows([first]);
    const all = rows.all();
    rows.put([]);
    expect(rows.all()).toBe(all);
    rows.put([first]);
    expect(rows.all()).not.toBe(all);
  });
});

/** A disk with one ready change, which refuses as it is told to, and what is kept of it in memory. */
function kept() {
  const store = createMemoryStore();
  let failures: readonly (StoreFailure['code'] | null)[] = [];
  const tried: string[] = [];
  const refusing: Store = {
    ...store,
    commit: batch => {
      const [code = null, ...rest] = failures;
      failures = rest;
      tried.push(ids(batch.update ?? []).join());
      return code === null ? store.commit(batch) : fail({ code });
    },
  };
  store.commit({
    insert: [
      { ...aDraft('a'), id: change('a') },
      { ...aDraft('b'), id: change('b') },
    ],
  });
  const openEntries = createOpenEntries(refusing);
  openEntries.load();
  return {
    store,
    tried,
    openEntries,
    refuse: (...codes: readonly (StoreFailure['code'] | null)[]) => {
      failures = codes;
    },
    /** That a row was delivered, as a batch. */
    delivered: (id: string) => {
      const row = openEntries.find(change(id)) ?? anEntry();
      return { update: [{ ...row, state: 'delivered', endedAt: 1 }] } as const;
    },
  };
}

describe('what must not be forgotten', () => {
  test('is on disk at once where the disk takes it', () => {
    const { openEntries, delivered, store } = kept();
    expect(ids(openEntries.settle(delivered('a')))).toEqual(['a']);
    expect(ids(openEntries.rows())).toEqual(['b']);
    expect(store.find(change('a'))?.state).toBe('delivered');
    expect([openEntries.inDebt(), openEntries.diskFails()]).toEqual([false, false]);
  });

  test('is owed to a disk that refuses, and paid in its order', () => {
    const { openEntries, delivered, refuse, tried } = kept();
    refuse('disk-full', 'disk-failing');
    expect(openEntries.settle(delivered('a'))).toEqual([]);
    expect(openEntries.settle(delivered('b'))).toEqual([]);
    expect([openEntries.inDebt(), openEntries.diskFails()]).toEqual([true, true]);
    expect(ids(openEntries.payDebts())).toEqual(['a', 'b']);
    expect([openEntries.inDebt(), openEntries.diskFails()]).toEqual([false, false]);
    expect(tried).toEqual(['a', 'b', 'a', 'b']);
  });

  test('stays owed in its order where the disk refuses still', () => {
    const { openEntries, delivered, refuse, tried } = kept();
    refuse('disk-full', 'disk-full', 'disk-full');
    openEntries.settle(delivered('a'));
    openEntries.settle(delivered('b'));
    expect(openEntries.payDebts()).toEqual([]);
    expect(tried).toEqual(['a', 'b', 'a']);
    expect(ids(openEntries.payDebts())).toEqual(['a', 'b']);
  });

  test('is of no use any more where the user has answered meanwhile', () => {
    const { openEntries, delivered, store } = kept();
    const batch = delivered('a');
    const [row] = batch.update;
    store.commit({ update: [{ ...row, state: 'cancelled' }] });
    expect(openEntries.settle(batch)).toEqual([]);
    expect([openEntries.inDebt(), openEntries.diskFails()]).toEqual([false, false]);
    expect(ids(openEntries.rows())).toEqual(['b']);
  });

  test('is written anew with a file that was gone: that is no failing disk', () => {
    const { openEntries, delivered, refuse } = kept();
    refuse('disk-failing');
    openEntries.settle(delivered('a'));
    refuse('store-moved');
    openEntries.payDebts();
    expect([openEntries.inDebt(), openEntries.diskFails()]).toEqual([true, false]);
  });
});

test('a row is found in memory, and one that has ended on disk', () => {
  const { openEntries, delivered } = kept();
  openEntries.settle(delivered('a'));
  expect(openEntries.find(change('a'))?.state).toBe('delivered');
  expect(openEntries.find(change('b'))).toBe(openEntries.rows()[0]);
  expect(openEntries.find(change('c'))).toBeNull();
});

describe('what is told', () => {
  const told = (row: Partial<Entry>) => {
    const { clock } = aLane();
    const heard: string[] = [];
    const listener = {
      changed: () => void heard.push('changed'),
      receipt: ({ kind, change: { id }, late }: { kind: string; change: { id: string }; late: boolean }) =>
        void heard.push(`${kind} ${id} ${late}`),
      seen: () => {},
      stagesStale: () => {},
      failed: () => {},
    };
    const notifier = createChangeNotifier(listener, clock, one => ({ id: one.id }) as never);
    const entry = anEntry({ id: change('a'), markedAt: clock.now() - minute, ...row });
    return { heard, notifier, entry };
  };

  test.each([
    ['delivered', { state: 'delivered' }, ['delivered a false']],
    ['delivered over another', { state: 'delivered', overwrote: stageOf('lost') }, ['overwrote a false']],
    ['parked', { state: 'parked' }, ['parked a false']],
    ['cancelled', { state: 'cancelled' }, ['cancelled a false']],
    ['superseded', { state: 'superseded' }, []],
    ['sending', { state: 'sending' }, []],
  ] as readonly (readonly [string, Partial<Entry>, readonly string[]])[])(
    'of a change that is %s',
    (_what, patch, receipts) => {
      const { heard, notifier, entry } = told(patch);
      notifier.written([entry]);
      expect(heard).toEqual(['changed', ...receipts]);
    },
  );

  test('is that something changed, also where no row did', () => {
    const { heard, notifier } = told({});
    notifier.written([]);
    expect(heard).toEqual(['changed']);
  });

  test('is late more than a minute after the pick', () => {
    const { heard, notifier, entry } = told({ state: 'delivered' });
    notifier.written([{ ...entry, markedAt: entry.markedAt - 1 }]);
    notifier.delayed(entry);
    expect(heard).toEqual(['changed', 'delivered a true', 'delayed a false']);
  });
});

describe('the questions about changes', () => {
  function asked(...rows: readonly Partial<Entry>[]) {
    const store = createMemoryStore();
    store.commit({
      insert: rows.map((row, index) => ({ ...aDraft('a'), id: change(`${index + 1}`), ...row })),
    });
    const openEntries = createOpenEntries(store);
    openEntries.load();
    let lane: Entry['lane'] | null = laneA;
    const queries = createQueries(store, openEntries, () => lane);
    return {
      queries,
      openEntries,
      use: (next: Entry['lane'] | null) => {
        lane = next;
        queries.forget();
      },
    };
  }
  const [a, b, c] = [opportunity('a'), opportunity('b'), opportunity('c')];
  const sent = { state: 'verify', sentAt: 3_000 } as const;

  test('are answered with the same object until a change shows something else', () => {
    const { queries, openEntries } = asked({ opportunity: a }, { opportunity: b });
    const [first, second] = queries.open();
    expect(queries.open()).toBe(queries.open());
    const row = openEntries.find(change('2')) ?? anEntry();
    openEntries.commit({ update: [{ ...row, attempts: 1 }] });
    const anew = queries.open();
    expect(anew[0]).toBe(first);
    expect(anew[1]).toMatchObject({ id: '2', attempts: 1 });
    expect(anew[1]).not.toBe(second);
  });

  test('are answered anew where undo can do something else, or another key is in use', () => {
    const { queries, openEntries, use } = asked({ opportunity: a, ...sent });
    expect(queries.open()).toMatchObject([{ undo: 'possible', currentLane: true }]);
    openEntries.commit({ insert: [{ ...aDraft('a'), to: stageOf('lost') }] });
    expect(queries.open()[0]).toMatchObject({ undo: 'newer-exists' });
    use(another);
    expect(queries.open()).toMatchObject([{ currentLane: false }, { currentLane: false }]);
  });

  test('name the opportunities of the key in use, the newest change first, each once', () => {
    const { queries, use } = asked(
      { opportunity: a, ...sent },
      { opportunity: b },
      { opportunity: c, lane: another },
      { opportunity: a },
    );
    expect(queries.openLately(10)).toEqual([a, b]);
    expect(queries.openLately(1)).toEqual([a]);
    use(null);
    expect(queries.openLately(10)).toEqual([]);
  });

  test('name the newest open change of an opportunity under the key in use', () => {
    const { queries, use } = asked({ ...sent }, {}, { lane: another }, { opportunity: b });
    expect(queries.newest(a)?.id).toBe('2');
    expect(queries.newest(c)).toBeNull();
    use(another);
    expect(queries.newest(a)?.id).toBe('3');
    use(null);
    expect(queries.newest(a)).toBeNull();
  });

  const delivered = { state: 'delivered', sentAt: 3_000 } as const;
  test('say of ended changes whether a later one counts, open or ended', () => {
    const { queries, use } = asked(
      { ...delivered, endedAt: 4_000 },
      { ...delivered, endedAt: 5_000, base: stageOf('won'), to: stageOf('lost') },
      { ...delivered, endedAt: 6_000, opportunity: b },
      { opportunity: b, base: stageOf('won'), to: stageOf('new') },
    );
    const undo = () => queries.history('', null, 10).map(({ id, undo: can }) => `${id} ${can}`);
    expect(undo()).toEqual(['3 taken-back', '2 possible', '1 newer-exists']);
    use(null);
    expect(undo()).toEqual(['3 foreign-key', '2 foreign-key', '1 foreign-key']);
  });

  test('write the open changes before the ended ones, the newest first, of the lanes that are meant', () => {
    const { queries } = asked(
      { ...delivered, endedAt: 4_000, name: 'Ended' },
      { opportunity: b, name: 'Older' },
      { opportunity: c, name: 'Newer' },
      { opportunity: c, lane: another, name: 'Theirs' },
    );
    const names = (csv: string) =>
      csv
        .split('\r\n')
        .slice(1, -1)
        .map(line => line.split(',')[1]);
    expect(names(queries.csv('en', 'Etc/UTC'))).toEqual(['"Theirs"', '"Newer"', '"Older"', '"Ended"']);
    expect(names(queries.csv('en', 'Etc/UTC', lane => lane === another))).toEqual(['"Theirs"']);
  });
});
