import { describe, expect, test } from 'vitest';
import { fail } from '../../../main/contract/failure.ts';
import type { PipelineId } from '../../../main/contract/model.ts';
import type { Store } from '../../../main/outbox/model/ports.ts';
import type { Trouble } from '../../../main/outbox/model/trouble.ts';
import { createBench, laneA } from './bench.ts';
import { minute, second } from './lane.ts';

type Bench = ReturnType<typeof createBench>;
const hour = 60 * minute;

/** A server whose first PATCH is answered so; `acts`: it has done what was asked. */
function answering(answer: Trouble, acts: boolean, asked: 'look' | 'send' = 'send'): Bench {
  const bench = createBench();
  let first = true;
  bench.api.fate = kind => {
    if (kind !== asked || !first) return null;
    first = false;
    return { acts, answer };
  };
  return bench;
}
const row = (bench: Bench) => {
  const [found] = [...bench.store.open(), ...bench.store.history('', null, 1)];
  if (found === undefined) throw new Error('no change');
  return found;
};

describe('a PATCH that the server has done is not sent again', () => {
  test.each([
    { kind: 'lost', cause: 'timeout' },
    { kind: 'lost', cause: 'truncated' },
    { kind: 'not-our-api', status: 200 },
    { kind: 'not-our-api', status: 502 },
    { kind: 'too-large' },
    { kind: 'failing', status: 500, waitMs: null },
    { kind: 'failing', status: 503, waitMs: 2 * second },
    { kind: 'conflicting' },
    { kind: 'limited', waitMs: second },
  ] as readonly Trouble[])('though its answer was %j', async answer => {
    const bench = answering(answer, true);
    bench.accept('a', 'won', 'new');
    await bench.clock.advance(10 * minute);
    expect(bench.sent()).toEqual(['a:won']);
    expect(bench.ended()).toEqual(['a:won:delivered']);
    expect(row(bench)).toMatchObject({ trouble: null, inDoubt: null, due: null });
    expect(bench.outbox.pause()).toBeNull();
    expect(bench.store.pauses().size).toBe(0);
  });

  test.each([
    [{ kind: 'missing' }, 'missing'],
    [{ kind: 'rejected', allowed: [] }, 'stage-refused'],
    [{ kind: 'forbidden', permission: 'opportunities:write' }, 'forbidden'],
    [{ kind: 'unexpected', status: 418 }, 'unexpected'],
  ] as readonly (readonly [Trouble, string])[])(
    'but asked about, where its answer was %j',
    async (answer, reason) => {
      const bench = answering(answer, true);
      bench.accept('a', 'won', 'new');
      await bench.clock.advance(10 * minute);
      expect(bench.sent()).toEqual(['a:won']);
      expect(bench.outbox.open()).toMatchObject([{ state: 'parked', reason }]);
      bench.outbox.resolve(row(bench).id, 'retry', row(bench).rev);
      await bench.clock.advance(minute);
      expect(bench.sent()).toEqual(['a:won']);
      expect(bench.ended()).toEqual(['a:won:delivered']);
    },
  );
});

describe('a PATCH that never left', () => {
  test('leaves its change as unsent as it was: undo withdraws it', async () => {
    const bench = answering({ kind: 'unreached', cause: 'dns' }, false);
    const { id } = bench.accept('a', 'won', 'new');
    await bench.clock.advance(5_100);
    expect(row(bench)).toMatchObject({ state: 'waiting', sentAt: null, trouble: { code: 'unreachable' } });
    expect(bench.outbox.undo(id)).toMatchObject({ ok: true, value: { state: 'cancelled' } });
  });

  test('is tried again after a look, since nobody knows how long that took', async () => {
    const bench = answering({ kind: 'unreached', cause: 'dns' }, false);
    bench.accept('a', 'won', 'new');
    await bench.clock.advance(minute);
    expect([bench.looks(), bench.sent()]).toEqual([1, ['a:won']]);
  });
});

test('a courier that throws may have sent: it is looked at before anything else', async () => {
  const bench = createBench();
  const { send } = bench.api.courier;
  Object.assign(bench.api.courier, { send: () => Promise.reject(new Error('thrown')) });
  bench.accept('a', 'won', 'new');
  await bench.clock.advance(5_100);
  expect(row(bench)).toMatchObject({ state: 'verify', trouble: { code: 'unreachable' } });
  Object.assign(bench.api.courier, { send, look: () => Promise.reject(new Error('thrown')) });
  await bench.clock.advance(10 * minute);
  expect(bench.states()).toEqual(['a:verify']);
  expect(bench.sent()).toEqual([]);
});

describe('the look before a PATCH', () => {
  test('is left out for a key that may not read, and the change says so', async () => {
    const bench = createBench();
    bench.outbox.permissions(laneA, { read: 'no', write: 'yes' });
    bench.outbox.permissions(laneA, { read: 'unknown', write: 'yes' });
    bench.accept('a', 'won', 'new', hour);
    await bench.clock.advance(minute);
    expect([bench.looks(), bench.sent()]).toEqual([0, ['a:won']]);
    expect(row(bench).unchecked).toBe(true);
  });

  test('is made by a key that may read, and the change is checked', async () => {
    const bench = createBench();
    bench.outbox.permissions(laneA, { read: 'no', write: 'yes' });
    bench.outbox.permissions(laneA, { read: 'yes', write: 'yes' });
    bench.accept('a', 'won', 'new', hour);
    await bench.clock.advance(minute);
    expect([bench.looks(), row(bench).unchecked]).toEqual([1, false]);
  });

  test('is left out where the key may not even read, though one PATCH is in doubt: it is waited for instead', async () => {
    const bench = answering({ kind: 'lost', cause: 'reset' }, false);
    bench.outbox.permissions(laneA, { read: 'no', write: 'yes' });
    bench.accept('a', 'won', 'new');
    await bench.clock.advance(75 * second);
    expect(bench.sent()).toEqual([]);
    expect(bench.states()).toEqual(['a:verify']);
    await bench.clock.advance(minute);
    expect([bench.looks(), bench.sent()]).toEqual([0, ['a:won']]);
  });

  test('is made where the server stands in the target already, by the last answer', async () => {
    const bench = createBench();
    bench.accept('a', 'won', 'new');
    await bench.clock.advance(6_000);
    bench.accept('a', 'won', 'new', minute);
    await bench.clock.advance(6_000);
    expect([bench.looks(), bench.sent()]).toEqual([1, ['a:won']]);
  });

  test('is left out for a stage that we have sent since the user looked', async () => {
    const bench = createBench();
    bench.accept('a', 'contacted', 'new');
    await bench.clock.advance(6_000);
    bench.accept('a', 'won', 'new', 10 * second);
    await bench.clock.advance(6_000);
    expect([bench.looks(), bench.sent()]).toEqual([0, ['a:contacted', 'a:won']]);
  });

  test('is made where the last answer said another pipeline', async () => {
    const bench = createBench();
    const service = 'service' as PipelineId;
    bench.api.set('a', 'new', service);
    bench.accept('a', 'won', null);
    await bench.clock.advance(6_000);
    const pick = bench.pick('a', 'lost', 'won', 10 * second);
    bench.outbox.accept({ ...pick, opportunity: { ...pick.opportunity, pipeline: 'sales' as PipelineId } });
    await bench.clock.advance(6_000);
    expect(bench.looks()).toBe(2);
    expect(bench.outbox.open()).toMatchObject([{ state: 'parked' }]);
  });

  test('is made for a new pick after a refused one', async () => {
    const bench = answering({ kind: 'rejected', allowed: [] }, false);
    bench.accept('a', 'won', 'new');
    await bench.clock.advance(6_000);
    bench.accept('a', 'lost', 'new');
    await bench.clock.advance(6_000);
    expect([bench.looks(), bench.sent()]).toEqual([1, ['a:lost']]);
  });

  test('is made for a pick that replaces one with an older sight', async () => {
    const bench = createBench();
    bench.accept('a', 'won', 'new', hour);
    bench.accept('a', 'lost', 'new');
    await bench.clock.advance(minute);
    expect([bench.looks(), bench.sent()]).toEqual([1, ['a:lost']]);
  });

  test('tells what the server holds, and so does the PATCH', async () => {
    const bench = createBench();
    bench.accept('a', 'won', 'new', hour);
    await bench.clock.advance(minute);
    expect(bench.seen).toEqual(['a:new', 'a:won']);
  });
});

describe('a look that fails', () => {
  const looking = async (answer: Trouble) => {
    const bench = answering(answer, false, 'look');
    bench.outbox.undoSeconds(0);
    bench.accept('a', 'won', 'new', hour);
    await bench.clock.advance(100);
    return bench;
  };

  test.each([
    [{ kind: 'lost', cause: 'timeout' }, 0, 'timeout'],
    [{ kind: 'unreached', cause: 'dns' }, 0, 'unreachable'],
    [{ kind: 'failing', status: 500, waitMs: null }, 1, 'server-failing'],
    [{ kind: 'too-large' }, 1, 'answer-too-large'],
  ] as const)('with %j is made again, and nothing is in doubt', async (answer, attempts, code) => {
    const bench = await looking(answer);
    expect(row(bench)).toMatchObject({ state: 'waiting', attempts, trouble: { code }, inDoubt: null });
    await bench.clock.advance(10 * minute);
    expect([bench.looks(), bench.sent()]).toEqual([1, ['a:won']]);
  });

  test.each([
    [{ kind: 'conflicting' }, 'contended'],
    [{ kind: 'missing' }, 'missing'],
    [{ kind: 'forbidden', permission: '' }, 'forbidden'],
  ] as const)('with %j asks the user', async (answer, reason) => {
    const bench = await looking(answer);
    expect(row(bench)).toMatchObject({ state: 'parked', reason });
    expect(bench.receipts.map(({ kind }) => kind)).toEqual(['parked']);
  });

  const unreadable = { kind: 'forbidden', permission: 'opportunities:read' } as const;

  test('because the key may not read is not made again for the next change', async () => {
    const bench = await looking(unreadable);
    bench.accept('b', 'won', 'new', hour);
    await bench.clock.advance(minute);
    expect([bench.looks(), bench.sent()]).toEqual([0, ['a:won', 'b:won']]);
    expect(bench.store.history('', null, 2)).toMatchObject([{ unchecked: true }, { unchecked: true }]);
  });

  test('because the key may not read sends nothing that was undone meanwhile', async () => {
    const bench = answering(unreadable, false, 'look');
    bench.outbox.undoSeconds(0);
    const { id } = bench.accept('a', 'won', 'new', hour);
    await bench.clock.advance(10);
    bench.outbox.undo(id);
    await bench.clock.advance(minute);
    expect([bench.sent(), bench.ended()]).toEqual([[], ['a:won:cancelled']]);
  });

  test('with a refusal does not doubt the stage', async () => {
    const bench = await looking({ kind: 'rejected', allowed: [] });
    expect(bench.stale).toEqual([]);
  });
});

test('a PATCH that is refused for its number has spent the hour', async () => {
  const bench = createBench();
  const quota = { limit: 100, remaining: 50, resetsAt: bench.clock.now() + 30 * minute };
  bench.outbox.observe(laneA, quota, 'proven');
  bench.api.fate = () => ({ acts: false, answer: { kind: 'limited', waitMs: 10 * minute } });
  bench.accept('a', 'won', 'new');
  await bench.clock.advance(6_000);
  expect(bench.outbox.quota()?.remaining).toBe(0);
});

describe('while the look is out', () => {
  const looking = async (bench = createBench()) => {
    bench.outbox.undoSeconds(0);
    const { id } = bench.accept('a', 'won', 'new', hour);
    await bench.clock.advance(10);
    return { bench, id };
  };

  test('a change that is undone is not sent', async () => {
    const { bench, id } = await looking();
    bench.outbox.undo(id);
    await bench.clock.advance(minute);
    expect([bench.looks(), bench.sent(), bench.ended()]).toEqual([1, [], ['a:won:cancelled']]);
  });

  test('a change that is undone stays so, though the look says that it is gone', async () => {
    const { bench, id } = await looking(answering({ kind: 'missing' }, true, 'look'));
    bench.outbox.undo(id);
    await bench.clock.advance(minute);
    expect(bench.ended()).toEqual(['a:won:cancelled']);
  });

  test('a change that is picked anew is looked at for itself', async () => {
    const { bench } = await looking();
    bench.accept('a', 'lost', 'new', hour);
    await bench.clock.advance(minute);
    expect(bench.sent()).toEqual(['a:lost']);
  });

  test.each([
    ['another key is chosen', (bench: Bench) => bench.outbox.use(null)],
    ['the outbox is stopped', (bench: Bench) => void bench.outbox.stop()],
  ])('no PATCH follows where %s', async (_what, does) => {
    const { bench } = await looking();
    does(bench);
    await bench.clock.advance(minute);
    expect([bench.looks(), bench.sent()]).toEqual([1, []]);
    expect(bench.store.open()).toMatchObject([{ state: 'ready' }]);
  });

  test('a machine that sleeps asks again when it wakes', async () => {
    const { bench } = await looking();
    await bench.clock.sleep(31 * second);
    await bench.clock.advance(minute);
    expect([bench.looks(), bench.sent()]).toEqual([2, ['a:won']]);
  });
});

describe('what a PATCH has overwritten', () => {
  const delivered = async (stage: string, seen: string | null) => {
    const bench = createBench();
    bench.api.namesFrom = true;
    bench.outbox.permissions(laneA, { read: 'no', write: 'yes' });
    bench.accept('a', 'won', seen);
    bench.api.set('a', stage);
    await bench.clock.advance(minute);
    const { base, overwrote } = row(bench);
    return [bench.receipts.map(({ kind }) => kind), base?.id, overwrote?.id ?? null];
  };

  test('is told where it is not what the user saw', async () => {
    expect(await delivered('lost', 'new')).toEqual([['overwrote'], 'new', 'lost']);
  });

  test('is nothing where it is what the user saw, or the target itself', async () => {
    expect(await delivered('new', 'new')).toEqual([['delivered'], 'new', null]);
    expect(await delivered('won', 'new')).toEqual([['delivered'], 'new', null]);
  });

  test('is where to go back to, for an id that nobody had looked up', async () => {
    expect(await delivered('lost', null)).toEqual([['delivered'], 'lost', null]);
  });
});

describe('the requests of the hour', () => {
  const left = (remaining: number, onServer = remaining) => {
    const bench = createBench();
    const quota = { limit: 100, remaining, resetsAt: bench.clock.now() + 30 * minute };
    bench.outbox.observe(laneA, quota, 'proven');
    bench.api.quota = { ...quota, remaining: onServer };
    return bench;
  };

  test('must be enough for the look and its PATCH', async () => {
    const bench = left(1);
    const until = bench.clock.now() + 30 * minute;
    bench.accept('a', 'won', 'new', hour);
    await bench.clock.advance(minute);
    expect(bench.api.met).toEqual([]);
    expect(bench.outbox.pause()).toEqual({ kind: 'quota', until });
    expect(bench.store.pauses().get(laneA)).toMatchObject({ pause: { kind: 'quota', until } });
    await bench.clock.advance(40 * minute);
    expect(bench.sent()).toEqual(['a:won']);
  });

  test('are enough where one is left and no look is wanted', async () => {
    const bench = left(1);
    bench.accept('a', 'won', 'new');
    await bench.clock.advance(minute);
    expect(bench.sent()).toEqual(['a:won']);
  });

  test('that somebody else spends during the look are waited for', async () => {
    const bench = left(2, 1);
    bench.accept('a', 'won', 'new', hour);
    await bench.clock.advance(minute);
    expect([bench.looks(), bench.sent()]).toEqual([1, []]);
    expect(bench.outbox.pause()).toMatchObject({ kind: 'quota' });
  });
});

test('a stage is doubted with the third PATCH that fails at it', async () => {
  const bench = createBench();
  let failed = 0;
  bench.api.fate = asked => {
    if (asked === 'look') return null;
    failed += 1;
    return { acts: false, answer: { kind: 'failing', status: 500, waitMs: null } };
  };
  bench.accept('a', 'won', 'new');
  while (bench.stale.length === 0) await bench.clock.advance(100);
  expect(failed).toBe(3);
});

describe('a disk that refuses', () => {
  /** A disk that refuses while it is told to. */
  const refusing = () => {
    let refuses = false;
    const over = (disk: Store): Partial<Store> => ({
      commit: batch => (refuses ? fail({ code: 'disk-full' }) : disk.commit(batch)),
    });
    const bench = createBench(undefined, undefined, { over });
    return {
      bench,
      refuse: (does: boolean) => {
        refuses = does;
      },
    };
  };

  test('takes no pick', () => {
    const { bench, refuse } = refusing();
    refuse(true);
    expect(bench.outbox.accept(bench.pick('a', 'won', 'new'))).toEqual(fail({ code: 'disk-full' }));
    expect(bench.outbox.pause()).toEqual({ kind: 'disk' });
  });

  test('lets nothing leave that it has not written down, and is tried again after ten seconds', async () => {
    const { bench, refuse } = refusing();
    bench.accept('a', 'won', 'new');
    refuse(true);
    await bench.clock.advance(14 * second);
    expect(bench.api.met).toEqual([]);
    refuse(false);
    await bench.clock.advance(second);
    expect(bench.sent()).toEqual([]);
    await bench.clock.advance(second);
    expect(bench.sent()).toEqual(['a:won']);
    expect(bench.outbox.pause()).toBeNull();
  });

  test('that refuses an answer is owed it: nothing else leaves before', async () => {
    const { bench, refuse } = refusing();
    bench.outbox.undoSeconds(0);
    bench.accept('a', 'won', 'new');
    bench.accept('b', 'won', 'new');
    await bench.clock.advance(10);
    refuse(true);
    await bench.clock.advance(9 * second);
    expect([bench.sent(), bench.states()]).toEqual([['a:won'], ['a:sending', 'b:ready']]);
    refuse(false);
    await bench.clock.advance(2 * second);
    expect(bench.sent()).toEqual(['a:won', 'b:won']);
    expect(bench.receipts.map(({ kind, change: { opportunity } }) => `${opportunity} ${kind}`)).toEqual([
      'a delivered',
      'b delivered',
    ]);
  });
});
