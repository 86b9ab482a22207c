import { describe, expect, test } from 'vitest';
import { type Failure, fail } from '../../../main/contract/failure.ts';
import { createBench, laneA, laneB } from './bench.ts';
import { change, minute, opportunity, second } from './lane.ts';

type Bench = ReturnType<typeof createBench>;
const hour = 60 * minute;
const nobody = change('00000000-0000-4000-8000-0000000000ff');
const useB = (bench: Bench) => bench.outbox.use({ id: laneB, fingerprint: 'print-b' });

/** A change that waits for the network, and one that a colleague’s stage has parked. */
async function waiting() {
  const bench = createBench();
  const parked = bench.accept('b', 'won', 'new', hour);
  bench.api.set('b', 'lost');
  await bench.clock.advance(minute);
  bench.api.fate = () => ({ acts: false, answer: { kind: 'unreached', cause: 'dns' } });
  const waits = bench.accept('a', 'won', 'new');
  await bench.clock.advance(minute);
  expect(bench.states()).toEqual(['b:parked', 'a:waiting']);
  const rev = (id: typeof waits.id) => bench.store.find(id)?.rev ?? 0;
  return { bench, waits: waits.id, parked: parked.id, rev };
}

describe('a pick is refused, and nothing written', () => {
  test.each([
    ['without a key', { code: 'key-none' }, bench => bench.outbox.use(null)],
    ['that was shown under another key', { code: 'wrong-account' }, useB],
  ] as readonly (readonly [string, Failure, (bench: Bench) => void])[])('%s', (_what, failure, does) => {
    const bench = createBench();
    does(bench);
    expect(bench.outbox.accept(bench.pick('a', 'won', 'new'))).toEqual(fail(failure));
    expect(bench.store.open()).toEqual([]);
  });

  test('where the opportunity stands already', () => {
    const bench = createBench();
    expect(bench.outbox.accept(bench.pick('a', 'new', 'new'))).toEqual(fail({ code: 'already-there' }));
  });

  test('where the disk has it otherwise by now', () => {
    const over = () => ({ commit: () => fail({ code: 'stale' } as const) });
    const bench = createBench(undefined, undefined, { over });
    expect(bench.outbox.accept(bench.pick('a', 'won', 'new'))).toEqual(fail({ code: 'too-late' }));
    expect(bench.outbox.pause()).toBeNull();
  });
});

describe('a database of a newer version', () => {
  test('is read, and neither written nor sent from', async () => {
    const before = await waiting();
    await before.bench.outbox.stop();
    const written: unknown[] = [];
    const bench = createBench(undefined, before.bench.db, {
      over: disk => ({
        writable: false,
        commit: batch => {
          written.push(batch);
          return disk.commit(batch);
        },
      }),
    });
    const newer = fail({ code: 'store-newer' });
    expect(bench.states()).toEqual(['b:parked', 'a:waiting']);
    expect(bench.outbox.accept(bench.pick('c', 'won', 'new'))).toEqual(newer);
    expect(bench.outbox.undo(before.waits)).toEqual(newer);
    expect(bench.outbox.resolve(before.waits, 'cancel', before.rev(before.waits))).toEqual(newer);
    useB(bench);
    expect(await bench.outbox.rebind(laneA)).toEqual(newer);
    bench.outbox.use({ id: laneA, fingerprint: 'print-a' });
    bench.outbox.stageGone(laneA, bench.stageId('won'));
    bench.outbox.wake('user');
    await bench.clock.advance(hour);
    expect(bench.api.met).toEqual([]);
    expect(bench.store.open().map(({ state }) => state)).toEqual(['parked', 'waiting']);
  });
});

describe('a change that nobody knows', () => {
  test('is neither undone nor answered', () => {
    const bench = createBench();
    expect(bench.outbox.undo(nobody)).toEqual(fail({ code: 'too-late' }));
    expect(bench.outbox.resolve(nobody, 'cancel', 1)).toEqual(fail({ code: 'too-late' }));
  });
});

describe('an answer', () => {
  test('to what waits is taken, though its times have changed meanwhile', async () => {
    const { bench, waits } = await waiting();
    expect(bench.outbox.resolve(waits, 'cancel', 0)).toMatchObject({
      ok: true,
      value: { state: 'cancelled' },
    });
  });

  test('to what is asked about is of what was shown', async () => {
    const { bench, parked, rev } = await waiting();
    expect(bench.outbox.resolve(parked, 'keep-theirs', rev(parked) - 1)).toEqual(fail({ code: 'outdated' }));
    expect(bench.outbox.resolve(parked, 'keep-theirs', rev(parked)).ok).toBe(true);
  });

  test('that is not offered comes too late', async () => {
    const { bench, waits, rev } = await waiting();
    expect(bench.outbox.resolve(waits, 'put-back', rev(waits))).toEqual(fail({ code: 'too-late' }));
    expect(bench.outbox.resolve(waits, 'send-mine', rev(waits))).toEqual(fail({ code: 'too-late' }));
  });

  test('to a change of another key may end it, and no more', async () => {
    const { bench, waits, rev } = await waiting();
    useB(bench);
    expect(bench.outbox.resolve(waits, 'retry', rev(waits))).toEqual(fail({ code: 'wrong-account' }));
    bench.outbox.use(null);
    expect(bench.outbox.resolve(waits, 'retry', rev(waits))).toEqual(fail({ code: 'wrong-account' }));
    expect(bench.outbox.resolve(waits, 'cancel', rev(waits))).toMatchObject({
      ok: true,
      value: { state: 'cancelled' },
    });
  });

  test('that the disk refuses can be given again', async () => {
    let refuses = false;
    const bench = createBench(undefined, undefined, {
      over: disk => ({
        commit: batch => (refuses ? fail({ code: 'disk-full' } as const) : disk.commit(batch)),
      }),
    });
    const { id, rev } = bench.accept('a', 'won', 'new');
    refuses = true;
    expect(bench.outbox.resolve(id, 'cancel', rev)).toEqual(fail({ code: 'disk-full' }));
    refuses = false;
    expect(bench.outbox.resolve(id, 'cancel', rev)).toMatchObject({
      ok: true,
      value: { state: 'cancelled' },
    });
  });

  test('to a parked change goes at once, though the connection is lost', async () => {
    const { bench, parked, rev } = await waiting();
    bench.api.fate = () => null;
    bench.outbox.resolve(parked, 'send-mine', rev(parked));
    await bench.clock.advance(second);
    expect(bench.sent()).toContain('b:won');
  });
});

describe('undo', () => {
  test('of what waits withdraws it, with its time, and tells so', async () => {
    const { bench, waits } = await waiting();
    bench.receipts.length = 0;
    expect(bench.outbox.undo(waits)).toMatchObject({ ok: true, value: { state: 'cancelled' } });
    expect(bench.store.find(waits)).toMatchObject({ due: null, endedAt: bench.clock.now() });
    expect(bench.receipts.map(({ kind }) => kind)).toEqual(['cancelled']);
  });

  test('without a key in use takes nothing back that was delivered', async () => {
    const bench = createBench();
    const { id } = bench.accept('a', 'won', 'new');
    await bench.clock.advance(minute);
    bench.outbox.use(null);
    expect(bench.outbox.undo(id)).toEqual(fail({ code: 'not-undoable', why: 'foreign-key' }));
  });
});

test('a pick that is sent at once does not wait for the next try of a lost connection', async () => {
  const { bench } = await waiting();
  await bench.clock.advance(10 * minute);
  bench.api.fate = () => null;
  bench.outbox.undoSeconds(-1);
  const { state } = bench.accept('c', 'won', 'new');
  await bench.clock.advance(2 * second);
  expect([state, bench.sent().includes('c:won')]).toEqual(['ready', true]);
});

test('a pick waits for the end of the undo window that it was made in', async () => {
  const bench = createBench();
  bench.outbox.undoSeconds(7.0004);
  bench.accept('a', 'won', 'new');
  bench.outbox.undoSeconds(0);
  expect(bench.outbox.newest(opportunity('a'))?.undoUntil).toBe(bench.clock.now() + 7 * second);
  await bench.clock.advance(6_999);
  expect(bench.api.met).toEqual([]);
  await bench.clock.advance(100);
  expect(bench.sent()).toEqual(['a:won']);
});
