import { describe, expect, test } from 'vitest';
import type { Pause } from '../../../main/contract/change.ts';
import { type Failure, fail } from '../../../main/contract/failure.ts';
import type { Trouble } from '../../../main/outbox/model/trouble.ts';
import { laneA } from '../store/rows.ts';
import { createBench, laneB } from './bench.ts';
import { minute, opportunity } from './lane.ts';

/** Changes of these opportunities wait under one key, and another key is in use. */
async function frozen(...ids: readonly string[]) {
  const bench = createBench();
  bench.outbox.offline();
  for (const id of ids) bench.accept(id, 'won', 'new');
  await bench.clock.advance(minute);
  const useB = () => bench.outbox.use({ id: laneB, fingerprint: 'print-b' });
  useB();
  const met = () => bench.api.met.map(({ id, lane }) => `${id} ${lane === laneB}`);
  return {
    bench,
    met,
    useB,
    rebind: async (known?: readonly string[]) => {
      const moved = bench.outbox.rebind(laneA, known?.map(opportunity));
      await bench.clock.advance(1_000);
      return moved;
    },
  };
}
const failed = (failure: Failure) => ({ ok: false, failure });

describe('moving the changes of one key to another', () => {
  test('asks for one of them, once, and takes all', async () => {
    const { bench, met, rebind } = await frozen('a', 'b');
    expect(await rebind()).toEqual({ ok: true, value: 2 });
    expect(met()[0]).toBe('a true');
    await bench.clock.advance(minute);
    expect(met().every(one => one.endsWith('true'))).toBe(true);
    expect(bench.ended().toSorted()).toEqual(['a:won:delivered', 'b:won:delivered']);
  });

  test('looks for the next where the first is gone, three at most', async () => {
    const { bench, met, rebind } = await frozen('x', 'y', 'z', 'a');
    expect(await rebind()).toEqual(failed({ code: 'wrong-account' }));
    expect(met()).toEqual(['x true', 'y true', 'z true']);
    expect(bench.outbox.pause()).toBeNull();
  });

  test('finds the account by the third of them', async () => {
    const { rebind } = await frozen('x', 'y', 'a');
    expect(await rebind()).toEqual({ ok: true, value: 3 });
  });

  test('asks for what is known of the account where nothing waits, and for nothing twice', async () => {
    const { met, rebind } = await frozen();
    expect(await rebind(['x', 'x', 'y', 'a'])).toEqual({ ok: true, value: 0 });
    expect(met()).toEqual(['x true', 'y true', 'a true']);
  });

  test('asks nothing where nothing waits and nothing is known, nor for the key in use', async () => {
    const { bench, met, rebind } = await frozen();
    expect(await rebind()).toEqual({ ok: true, value: 0 });
    expect(await bench.outbox.rebind(laneB, [opportunity('a')])).toEqual({ ok: true, value: 0 });
    expect(met()).toEqual([]);
  });

  test('needs a key', async () => {
    const { bench, met, rebind } = await frozen('a');
    bench.outbox.use(null);
    expect(await rebind()).toEqual(failed({ code: 'key-none' }));
    expect(met()).toEqual([]);
  });

  test('ends what a later pick there has overtaken', async () => {
    const { bench, rebind } = await frozen('a');
    bench.outbox.undoSeconds(0);
    bench.outbox.accept({ ...bench.pick('a', 'lost', 'new'), lane: laneB });
    await bench.clock.advance(minute);
    expect(await rebind()).toEqual({ ok: true, value: 1 });
    await bench.clock.advance(minute);
    expect([bench.sent(), bench.ended().toSorted()]).toEqual([
      ['a:lost'],
      ['a:lost:delivered', 'a:won:superseded'],
    ]);
  });

  test('is refused by a disk that refuses, and nothing has moved', async () => {
    let refuses = false;
    const bench = createBench(undefined, undefined, {
      over: disk => ({
        commit: batch => (refuses ? fail({ code: 'disk-full' } as const) : disk.commit(batch)),
      }),
    });
    bench.outbox.offline();
    bench.accept('a', 'won', 'new');
    bench.outbox.use({ id: laneB, fingerprint: 'print-b' });
    refuses = true;
    const moved = bench.outbox.rebind(laneA);
    await bench.clock.advance(1_000);
    expect(await moved).toEqual(failed({ code: 'disk-full' }));
    expect(bench.outbox.open()).toMatchObject([{ currentLane: false }]);
  });

  test('can be asked for again after it has failed', async () => {
    const { bench, rebind } = await frozen('x');
    expect(await rebind()).toEqual(failed({ code: 'wrong-account' }));
    bench.api.set('x', 'new');
    expect(await rebind()).toEqual({ ok: true, value: 1 });
  });

  test.each([
    [{ kind: 'forbidden', permission: '' }, { code: 'wrong-account' }],
    [
      { kind: 'forbidden', permission: 'opportunities:read' },
      { code: 'permission-missing', permission: 'opportunities:read' },
    ],
    [{ kind: 'unauthorised', why: 'expired' }, { code: 'key-expired' }],
    [{ kind: 'lost', cause: 'timeout' }, { code: 'timeout' }],
  ] as readonly (readonly [Trouble, Failure])[])('that meets %j fails as %j', async (answer, failure) => {
    const { bench, rebind } = await frozen('a');
    bench.api.fate = () => ({ acts: false, answer });
    expect(await rebind()).toEqual(failed(failure));
    expect(bench.outbox.open()).toMatchObject([{ currentLane: false }]);
  });

  test('stops where another key is chosen meanwhile', async () => {
    for (const answer of [null, { kind: 'missing' }] as const) {
      const { bench, met } = await frozen('a', 'b');
      bench.api.fate = () => ({ acts: true, answer });
      const moved = bench.outbox.rebind(laneA);
      await bench.clock.advance(10);
      bench.outbox.use(null);
      await bench.clock.advance(1_000);
      expect(await moved).toEqual(failed({ code: 'wrong-account' }));
      expect(met()).toEqual(['a true']);
      expect(bench.store.open().every(({ lane }) => lane === laneA)).toBe(true);
    }
  });

  test('waits for the hour in which there are requests again', async () => {
    const { bench, met, rebind } = await frozen('a');
    const resetsAt = bench.clock.now() + 30 * minute;
    bench.outbox.observe(laneB, { limit: 100, remaining: 0, resetsAt }, 'proven');
    expect(await rebind()).toEqual(failed({ code: 'rate-limited', until: resetsAt }));
    expect(met()).toEqual([]);
  });

  test.each([
    [{ kind: 'auth' }, { code: 'key-invalid' }],
    [{ kind: 'account' }, { code: 'wrong-account' }],
    [{ kind: 'newer' }, { code: 'offline' }],
    [
      { kind: 'server', until: 1 },
      { code: 'server-failing', status: 503 },
    ],
    [
      { kind: 'quota', until: 1 },
      { code: 'rate-limited', until: 1 },
    ],
  ] as readonly (readonly [Pause, Failure])[])('under a pause for %j fails as %j', async (pause, failure) => {
    const { bench, met, useB, rebind } = await frozen('a');
    const setAt = bench.clock.now();
    const opensAt = 'until' in pause ? setAt + 10 * minute : null;
    bench.store.commit({ pause: { lane: laneB, pause: { pause, setAt, until: null, opensAt } } });
    await bench.restart(false);
    useB();
    expect(await rebind()).toEqual(failed(failure));
    expect(met()).toEqual([]);
  });

  test.each([
    ['not-our-api', { kind: 'not-our-api', status: 200 }, { code: 'not-our-api' }],
    ['tls', { kind: 'unreached', cause: 'tls' }, { code: 'tls' }],
    ['offline', { kind: 'unreached', cause: 'dns' }, { code: 'offline' }],
  ] as readonly (readonly [string, Trouble, Failure])[])(
    'right after a try that failed for “%s” does not try again',
    async (_why, answer, failure) => {
      const { bench, met, rebind } = await frozen('a');
      bench.api.fate = () => ({ acts: true, answer });
      await rebind();
      expect(await rebind()).toEqual(failed(failure));
      expect(met()).toHaveLength(1);
    },
  );
});
