import { describe, expect, test } from 'vitest';
import { createBench } from './bench.ts';

const minute = 60_000;

/** A change whose PATCH was lost before the server got to it, by the time that no trace of it can arrive any more. */
async function lost() {
  const bench = createBench();
  let lose = true;
  bench.api.fate = asked =>
    asked === 'send' && lose ? { acts: false, answer: { kind: 'lost', cause: 'reset' } } : null;
  const { id } = bench.accept('a', 'won', 'new');
  await bench.clock.advance(70_000);
  expect(bench.states()).toEqual(['a:verify']);
  expect(bench.store.find(id)?.inDoubt).not.toBeNull();
  lose = false;
  return { bench, row: () => bench.store.find(id), id };
}

describe('a look after a lost PATCH could still arrive settles what was in doubt', () => {
  test('for a change that is then sent and delivered', async () => {
    const { bench, row } = await lost();
    await bench.clock.advance(minute);
    expect(bench.sent()).toEqual(['a:won']);
    expect(row()).toMatchObject({ state: 'delivered', inDoubt: null });
  });

  test('for a change that the server turns out to hold', async () => {
    const { bench, row } = await lost();
    bench.api.set('a', 'won');
    await bench.clock.advance(minute);
    expect(bench.sent()).toEqual([]);
    expect(row()).toMatchObject({ state: 'delivered', inDoubt: null });
  });

  test('for a change that meets a colleague’s stage: sent again, it starts anew', async () => {
    const { bench, row, id } = await lost();
    bench.api.set('a', 'lost');
    await bench.clock.advance(minute);
    expect(row()).toMatchObject({ state: 'parked', reason: 'conflict', inDoubt: null });
    expect(bench.outbox.resolve(id, 'send-mine', row()?.rev ?? 0)).toMatchObject({
      ok: true,
      value: { state: 'ready' },
    });
  });

  test('for a change that the server then refuses for its number: it waits, and can be withdrawn', async () => {
    const { bench, row, id } = await lost();
    bench.api.fate = asked =>
      asked === 'send' ? { acts: false, answer: { kind: 'limited', waitMs: minute } } : null;
    await bench.clock.advance(minute);
    expect(row()).toMatchObject({ state: 'waiting', inDoubt: null });
    expect(bench.outbox.resolve(id, 'cancel', row()?.rev ?? 0)).toMatchObject({
      ok: true,
      value: { state: 'cancelled' },
    });
  });
});
