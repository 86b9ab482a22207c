import { describe, expect, test } from 'vitest';
import { createAlarms } from '../../../main/outbox/time/alarms.ts';
import { afterRefusals, backoff, hinted, spread } from '../../../main/outbox/time/backoff.ts';
import { createManualClock } from '../../support/ports/manual-clock.ts';

const second = 1000;
const minute = 60 * second;

/** Dice that always fall the same. */
const dice = (next: number) => ({ next: () => next, uuid: () => '' });

describe('an alarm on disk', () => {
  test.each([
    ['its time has not come', 10, 0, 4, 6],
    ['its time has passed', 10, 0, 11, 0],
    ['the clock was set back before it was set', 10, 5, 0, 5],
    ['it was set for a moment before its own', 10, 12, 9, 0],
  ])('leaves what it should: %s', (_when, at, setAt, ago, left) => {
    const clock = createManualClock(ago);
    expect(createAlarms(clock).left({ at, setAt })).toBe(left);
  });

  test('is read by the wall clock anew after sleep', async () => {
    const clock = createManualClock(0);
    const alarms = createAlarms(clock);
    const alarm = { at: 60_000, setAt: 0 };
    expect(alarms.left(alarm)).toBe(60_000);
    await clock.sleep(40_000);
    expect(alarms.left(alarm)).toBe(60_000);
    alarms.reread();
    expect(alarms.left(alarm)).toBe(20_000);
  });
});

describe('how long is waited', () => {
  test.each([
    [0, 1, 2],
    [1, 1, 4],
    [3, 1, 16],
    [99, 1, 900],
    [-1, 1, 2],
    [3, 0, 1],
    [3, 0.5, 8],
  ])('after %i tries, with dice at %d: %i s', (tries, next, seconds) => {
    expect(backoff(tries, dice(next))).toBe(seconds * second);
  });

  test('after each refusal in a row twice as long, a quarter of an hour at most', () => {
    expect([1, 2, 3, 4, 5, 99].map(refusals => afterRefusals(refusals) / minute)).toEqual([
      1, 2, 4, 8, 15, 15,
    ]);
  });

  test('a server’s hint is kept, and up to a tenth more', () => {
    expect(hinted(100 * second, dice(0))).toBe(100 * second);
    expect(hinted(100 * second, dice(1))).toBe(110 * second);
    expect(hinted(0, dice(0))).toBeGreaterThan(0);
    expect(hinted(1e12, dice(1))).toBe(hinted(1e12, dice(0)));
  });

  test('a spread is somewhere within its span', () => {
    expect([0, 0.25, 1].map(next => spread(1000, dice(next)))).toEqual([0, 250, 1000]);
  });
});
