import { expect, test } from 'vitest';
import { fail, ok } from '../../../main/contract/failure.ts';
import type { Batch, Store } from '../../../main/outbox/model/ports.ts';
import { createBench } from './bench.ts';

/** An outbox, what it asked its store to write, and a refusal for the next batch of more than one new row. */
function kit(refuses: ReturnType<Store['commit']> | null = null) {
  const batches: Batch[] = [];
  const bench = createBench(undefined, undefined, {
    over: disk => ({
      commit: batch => {
        batches.push(batch);
        const isRefused = refuses !== null && (batch.insert?.length ?? 0) > 1;
        return isRefused ? refuses : disk.commit(batch);
      },
    }),
  });
  bench.outbox.undoSeconds(60);
  const picks = ['a', 'b', 'c'].map(id => ok(bench.pick(id, 'won', 'new')));
  return { ...bench, outbox: bench.outbox, batches, picks };
}

test('several picks are on disk in one step, and so is taking them back', () => {
  const { outbox, batches, picks, states } = kit();
  const taken = outbox.acceptSeveral(picks);
  expect(taken.map(one => one.ok && one.value.opportunity)).toEqual(['a', 'b', 'c']);
  expect(states()).toEqual(['a:held', 'b:held', 'c:held']);
  expect(batches).toHaveLength(1);
  const undone = outbox.undoSeveral(taken.flatMap(one => (one.ok ? one.value.id : [])));
  expect(undone.map(one => one.ok && one.value.state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  expect(batches).toHaveLength(2);
});

test('a pick that replaces a change, one that is refused and what is no pick are replied in their places', () => {
  const { outbox, batches, picks, pick, accept, states } = kit();
  accept('b', 'lost', 'new');
  const unknown = fail({ code: 'stage-unknown' } as const);
  const taken = outbox.acceptSeveral([unknown, ...picks.slice(0, 2), ok(pick('c', 'new', 'new'))]);
  expect(
    taken.map(one => (one.ok ? `${one.value.opportunity}:${one.value.to.id}` : one.failure.code)),
  ).toEqual(['stage-unknown', 'a:won', 'b:won', 'already-there']);
  expect(states()).toEqual(['a:held', 'b:held']);
  expect(batches).toHaveLength(2);
});

test('two picks of one opportunity are taken one after the other', () => {
  const { outbox, pick, states, ended } = kit();
  const taken = outbox.acceptSeveral([ok(pick('a', 'won', 'new')), ok(pick('a', 'lost', 'new'))]);
  expect(taken.map(one => one.ok && one.value.to.id)).toEqual(['won', 'lost']);
  expect([states(), ended()]).toEqual([['a:held'], ['a:won:superseded']]);
});

test('where the disk has one of them otherwise by now, the others are taken', () => {
  const { outbox, picks, states } = kit(fail({ code: 'stale' }));
  expect(outbox.acceptSeveral(picks).map(({ ok }) => ok)).toEqual([true, true, true]);
  expect(states()).toEqual(['a:held', 'b:held', 'c:held']);
});

test('where the file was gone, each is refused and says so', () => {
  const { outbox, picks, states } = kit(fail({ code: 'store-moved' }));
  expect(outbox.acceptSeveral(picks)).toEqual(picks.map(() => fail({ code: 'store-moved' })));
  expect(states()).toEqual([]);
});
