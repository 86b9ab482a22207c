import { expect, test } from 'vitest';
import { createBench, laneA } from '../bench.ts';

const minute = 60_000;

/** A lane that was refused until the hour's turn, which was half a minute ago: by itself it goes on within five minutes. */
async function afterTheTurn() {
  const bench = createBench();
  bench.outbox.undoSeconds(0);
  let limited = true;
  bench.api.fate = () => (limited ? { acts: false, answer: { kind: 'limited', waitMs: 20 * minute } } : null);
  bench.accept('a', 'won', 'new');
  await bench.clock.advance(1_000);
  limited = false;
  await bench.clock.advance(20 * minute + 500);
  expect(bench.sent()).toEqual([]);
  expect(bench.outbox.permitRead()).toBe(false);
  return bench;
}

test('by itself a lane goes on somewhere within five minutes of the hour’s turn', async () => {
  const bench = await afterTheTurn();
  await bench.clock.advance(6 * minute);
  expect(bench.sent()).toEqual(['a:won']);
});

test.each([0, 5])(
  'what is picked after the hour’s turn goes at once, with %d seconds to undo',
  async seconds => {
    const bench = await afterTheTurn();
    bench.outbox.undoSeconds(seconds);
    bench.accept('b', 'won', 'new');
    await bench.clock.advance(seconds * 1_000 + 3_000);
    expect(bench.sent()).toContain('b:won');
  },
);

test('a sync after the hour’s turn goes at once', async () => {
  const bench = await afterTheTurn();
  bench.outbox.wake('user');
  expect(bench.outbox.permitAsked()).toBe(true);
  await bench.clock.advance(3_000);
  expect(bench.sent()).toEqual(['a:won']);
});

test('what a person asks the server for after the hour’s turn may be read at once, and nothing is sent sooner for it', async () => {
  const bench = await afterTheTurn();
  expect(bench.outbox.permitAsked()).toBe(true);
  await bench.clock.advance(1_000);
  expect(bench.sent()).toEqual([]);
  bench.outbox.observe(laneA, null, { limitedMs: 10 * minute });
  expect(bench.outbox.permitAsked()).toBe(false);
});
