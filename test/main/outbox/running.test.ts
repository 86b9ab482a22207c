import { describe, expect, test } from 'vitest';
import type { Batch } from '../../../main/outbox/model/ports.ts';
import { createBench, laneA, laneB } from './bench.ts';
import { minute, second } from './lane.ts';

const hour = 60 * minute;
type Bench = ReturnType<typeof createBench>;
const lost = () => ({ acts: false, answer: { kind: 'unreached', cause: 'dns' } }) as const;

/** Changes that were picked an hour ago, while the network was away. */
async function backlog(...ids: readonly string[]): Promise<Bench> {
  const bench = createBench();
  bench.api.fate = lost;
  for (const id of ids) bench.accept(id, 'won', 'new', hour);
  await bench.clock.advance(hour);
  bench.outbox.offline();
  await bench.clock.advance(1);
  bench.api.fate = () => null;
  return bench;
}

describe('the outbox', () => {
  test('is started once: what is out is not taken for interrupted', async () => {
    const bench = createBench();
    bench.outbox.undoSeconds(0);
    bench.accept('a', 'won', 'new');
    await bench.clock.advance(10);
    bench.outbox.start();
    expect(bench.states()).toEqual(['a:sending']);
  });

  test('writes nothing at a start after which there is nothing to mend', () => {
    const written: Batch[] = [];
    createBench(undefined, undefined, {
      over: disk => ({
        commit: batch => {
          written.push(batch);
          return disk.commit(batch);
        },
      }),
    });
    expect(written).toEqual([]);
  });

  test('sets no timer where nothing waits, or all that does waits for the user', async () => {
    const bench = createBench({});
    await bench.clock.advance(second);
    expect(bench.clock.waiting()).toBe(0);
    bench.accept('a', 'won', 'new', hour);
    expect(bench.clock.waiting()).toBe(0);
    await bench.clock.advance(minute);
    expect(bench.states()).toEqual(['a:parked']);
    expect(bench.clock.waiting()).toBe(0);
  });

  test('has one timer while something waits', async () => {
    const bench = await backlog('a', 'b');
    bench.outbox.wake('poll');
    bench.outbox.wake('poll');
    await bench.clock.advance(1);
    expect(bench.clock.waiting()).toBe(1);
  });

  test('lets a backlog trickle, half a second apart', async () => {
    const bench = await backlog('a', 'b', 'c');
    bench.outbox.wake('user');
    await bench.clock.advance(minute);
    const at = bench.api.met.filter(({ to }) => to !== null).map(one => one.at);
    expect(at.map((one, index) => one - (at[index - 1] ?? one))).toEqual([0, 600, 600]);
  });

  test('lets what was just picked go at once, before the rest of a backlog', async () => {
    const bench = createBench();
    bench.outbox.undoSeconds(0);
    for (const id of ['a', 'b', 'c']) bench.accept(id, 'won', 'new');
    await bench.clock.advance(200);
    expect(bench.sent()).toEqual(['a:won', 'b:won', 'c:won']);
  });

  test('forgets old history once a day', async () => {
    let pruned = 0;
    const bench = createBench(undefined, undefined, {
      over: () => ({
        prune: () => {
          pruned += 1;
          return 0;
        },
      }),
    });
    const runs = async (): Promise<number> => {
      bench.outbox.wake('poll');
      await bench.clock.advance(0);
      return pruned;
    };
    expect(await runs()).toBe(1);
    await bench.clock.advance(24 * hour - 1);
    expect(await runs()).toBe(1);
    await bench.clock.advance(1);
    expect(await runs()).toBe(2);
  });

  test('tells of an exception, and goes on after ten seconds', async () => {
    const failed: unknown[] = [];
    let throws = true;
    const bench = createBench(undefined, undefined, {
      failed: error => failed.push(error),
      over: disk => ({
        prune: isOver => {
          if (throws) throw new Error('a disk that cannot even be read');
          return disk.prune(isOver);
        },
      }),
    });
    await bench.clock.advance(0);
    throws = false;
    expect(failed).toMatchObject([{ message: 'a disk that cannot even be read' }]);
    bench.outbox.undoSeconds(0);
    bench.accept('a', 'won', 'new');
    await bench.clock.advance(second);
    expect(bench.sent()).toEqual(['a:won']);
    expect(failed).toHaveLength(1);
  });
});

describe('a change of the disk from elsewhere', () => {
  test('waits for the request that is out, and is seen at once', async () => {
    const bench = createBench();
    bench.outbox.undoSeconds(0);
    const { id } = bench.accept('a', 'won', 'new');
    bench.accept('b', 'won', 'new');
    await bench.clock.advance(10);
    const done = bench.outbox.reread(() => {
      const [row] = bench.store.open();
      if (row === undefined) throw new Error('nothing is open');
      bench.store.commit({ update: [{ ...row, state: 'cancelled', endedAt: bench.clock.now() }] });
      return row.opportunity;
    });
    expect(bench.states()).toEqual(['a:sending', 'b:ready']);
    const before = bench.changes();
    await bench.clock.advance(minute);
    expect(await done).toBe('b');
    expect(bench.changes()).toBeGreaterThan(before);
    expect(bench.sent()).toEqual(['a:won']);
    expect(bench.store.find(id)?.state).toBe('delivered');
    expect(bench.states()).toEqual([]);
  });

  test('that fails says so to whoever wanted it, and nothing else ends', async () => {
    const bench = createBench();
    const failing = bench.outbox.reread(() => {
      throw new Error('no');
    });
    const refused = expect(failing).rejects.toThrow('no');
    await bench.clock.advance(0);
    await refused;
    bench.accept('a', 'won', 'new');
    await bench.clock.advance(minute);
    expect(bench.sent()).toEqual(['a:won']);
  });
});

describe('an outbox that is stopped', () => {
  test('waits for the answer that is out and writes it down, and sends nothing more', async () => {
    const looked: number[] = [];
    const bench = createBench(undefined, undefined, {
      over: disk => ({
        checkFile: () => {
          looked.push(1);
          return disk.checkFile();
        },
      }),
    });
    bench.outbox.undoSeconds(0);
    bench.accept('a', 'won', 'new');
    bench.accept('b', 'won', 'new');
    bench.outbox.wake('poll');
    await bench.clock.advance(10);
    let stopped = false;
    const stopping = bench.outbox.stop().then(() => {
      stopped = true;
    });
    await bench.clock.advance(10);
    expect(stopped).toBe(false);
    await bench.clock.advance(minute);
    await stopping;
    bench.outbox.wake('user');
    await bench.clock.advance(minute);
    expect([bench.sent(), bench.ended()]).toEqual([['a:won'], ['a:won:delivered']]);
    expect([bench.clock.waiting(), looked.length]).toEqual([0, 1]);
  });

  test('has no timer left', async () => {
    const bench = await backlog('a');
    expect(bench.clock.waiting()).toBe(1);
    await bench.outbox.stop();
    expect(bench.clock.waiting()).toBe(0);
  });
});

describe('without a key', () => {
  test('nothing is known, read or sent', async () => {
    const bench = await backlog('a');
    bench.outbox.use(null);
    bench.outbox.wake('user');
    bench.outbox.offline();
    await bench.clock.advance(minute);
    const { outbox } = bench;
    expect([outbox.permitRead(), outbox.permitAsked()]).toEqual([false, false]);
    expect([outbox.quota(), outbox.pause(), outbox.network()]).toEqual([null, null, 'unknown']);
    expect(bench.api.met).toEqual([]);
  });

  test('it goes on with the key that is chosen then', async () => {
    const bench = await backlog('a');
    bench.outbox.use(null);
    const before = bench.changes();
    bench.outbox.use({ id: laneA, fingerprint: 'print-a' });
    expect(bench.changes()).toBe(before + 1);
    bench.outbox.wake('online');
    await bench.clock.advance(minute);
    expect(bench.sent()).toEqual(['a:won']);
  });
});

describe('a background read', () => {
  test('may be made where the way is open', () => {
    const bench = createBench();
    expect([bench.outbox.permitRead(), bench.outbox.permitAsked()]).toEqual([true, true]);
    bench.outbox.observe(laneA, null, 'lost');
    expect([bench.outbox.permitRead(), bench.outbox.permitAsked()]).toEqual([false, true]);
  });

  test('leaves the changes that wait their share of the hour', () => {
    const bench = createBench();
    bench.outbox.undoSeconds(3600);
    const quota = { limit: 100, remaining: 12, resetsAt: bench.clock.now() + 30 * minute };
    bench.outbox.observe(laneA, quota, 'key-accepted');
    for (const id of ['a', 'b', 'c', 'd', 'e']) bench.accept(id, 'won', 'new');
    expect([bench.outbox.quota(), bench.outbox.permitRead()]).toEqual([quota, true]);
    bench.accept('f', 'won', 'new');
    expect(bench.outbox.permitRead()).toBe(false);
    bench.outbox.observe(laneB, quota, 'key-accepted');
    bench.outbox.use({ id: laneB, fingerprint: 'print-b' });
    expect(bench.outbox.permitRead()).toBe(true);
  });

  test('leaves what asks the user no share', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const bench = createBench(Object.fromEntries(ids.map(id => [id, 'lost'])));
    for (const id of ids) bench.accept(id, 'won', 'new', hour);
    await bench.clock.advance(10 * minute);
    expect(bench.states()).toEqual(ids.map(id => `${id}:parked`));
    const quota = { limit: 100, remaining: 11, resetsAt: bench.clock.now() + 30 * minute };
    bench.outbox.observe(laneA, quota, 'key-accepted');
    expect(bench.outbox.permitRead()).toBe(true);
  });

  test('lets what waits find out whether the server still refuses', async () => {
    const bench = createBench();
    bench.outbox.observe(laneA, null, { limitedMs: second });
    await bench.clock.advance(2 * minute);
    expect(bench.outbox.permitRead()).toBe(true);
    bench.outbox.undoSeconds(3600);
    bench.accept('a', 'won', 'new');
    expect(bench.outbox.permitRead()).toBe(false);
    expect(bench.outbox.permitAsked()).toBe(true);
  });

  test('that is asked for may spend the last request, and not one more', () => {
    const bench = createBench();
    const quota = { limit: 100, remaining: 1, resetsAt: bench.clock.now() + 30 * minute };
    bench.outbox.observe(laneA, quota, 'key-accepted');
    expect(bench.outbox.permitAsked()).toBe(true);
    bench.outbox.observe(laneA, { ...quota, remaining: 0 }, 'key-accepted');
    expect(bench.outbox.permitAsked()).toBe(false);
  });
});

test('one request at a time is given leave while the server refuses', async () => {
  const bench = createBench();
  expect([bench.outbox.askLeave(laneA), bench.outbox.askLeave(laneA)]).toEqual([null, null]);
  bench.outbox.observe(laneA, null, { limitedMs: second });
  expect(bench.outbox.askLeave(laneA)).toBe(bench.clock.now() + minute);
  await bench.clock.advance(minute);
  expect(bench.outbox.askLeave(laneA)).toBeNull();
  expect(bench.outbox.askLeave(laneA)).toBe(bench.clock.now() + minute);
  expect(bench.outbox.askLeave(laneB)).toBeNull();
});

test('what it learns is told, and tried out', async () => {
  const bench = await backlog('a');
  const told = (does: () => void): number => {
    const before = bench.changes();
    does();
    return bench.changes() - before;
  };
  expect(told(() => bench.outbox.offline())).toBe(1);
  expect(told(() => bench.outbox.wake('start'))).toBe(1);
  expect(told(() => bench.outbox.observe(laneA, null, 'proven'))).toBe(1);
  expect(bench.outbox.network()).toBe('online');
  await bench.clock.advance(second);
  expect(bench.sent()).toEqual(['a:won']);
});

test('how long ago a moment was is counted, a minute short', async () => {
  const bench = createBench();
  await bench.clock.advance(0);
  const at = bench.clock.now();
  await bench.clock.advance(hour);
  bench.clock.jump(-10 * hour);
  expect(bench.outbox.elapsedSince(at)).toBe(hour - minute);
});

test('a system that says it has woken up counts what is left by the wall clock', async () => {
  const bench = createBench();
  bench.outbox.undoSeconds(30);
  bench.accept('a', 'won', 'new');
  await bench.clock.advance(second);
  await bench.clock.sleep(4 * second);
  bench.outbox.wake('resume');
  await bench.clock.advance(26 * second);
  expect(bench.sent()).toEqual(['a:won']);
});

test('a change that was not delivered in a week keeps what it met', async () => {
  const bench = createBench();
  bench.api.fate = lost;
  bench.accept('a', 'won', 'new');
  await bench.clock.advance(minute);
  await bench.clock.sleep(7 * 24 * hour + minute);
  await bench.clock.advance(minute);
  expect(bench.store.open()).toMatchObject([
    { state: 'parked', reason: 'expired', trouble: { code: 'unreachable' } },
  ]);
  expect(bench.receipts.map(({ kind }) => kind)).toEqual(['parked']);
});
