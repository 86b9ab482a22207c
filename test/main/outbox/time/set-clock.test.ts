import { describe, expect, test } from 'vitest';
import { expireAfter, keepFor, tellAfter } from '../../../../main/outbox/model/policy.ts';
import { createBench } from '../bench.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;

/** One change delivered, one that waits for the network. */
async function lived() {
  const bench = createBench();
  bench.accept('a', 'won', 'new');
  await bench.clock.advance(minute);
  bench.api.fate = () => ({ acts: false, answer: { kind: 'unreached', cause: 'dns' } });
  bench.accept('b', 'won', 'new');
  await bench.clock.advance(10 * minute);
  return bench;
}
const untouched = { ended: ['a:won:delivered'], states: ['b:waiting'] };
const picture = (bench: Awaited<ReturnType<typeof lived>>) => ({
  ended: bench.ended(),
  states: bench.states(),
});
const news = (bench: Awaited<ReturnType<typeof lived>>) =>
  bench.receipts.filter(({ kind }) => kind === 'delayed' || kind === 'parked');

const jumps: readonly (readonly [string, (now: number) => number])[] = [
  ['40 days on', () => 40 * day],
  ['40 days back', () => -40 * day],
  ['2 years on', () => 2 * year],
  ['2 years back', () => -2 * year],
  ['to 1970', now => Date.UTC(1970, 0, 1, 0, 5) - now],
  ['to 2038', now => Date.UTC(2038, 0, 20) - now],
];

test('a pasted id that nobody had looked up is asked about, though the clock was set back to its pick', async () => {
  const bench = createBench();
  bench.api.fate = () => ({ acts: false, answer: { kind: 'unreached', cause: 'dns' } });
  bench.accept('a', 'won', null);
  await bench.clock.advance(2 * hour);
  bench.api.set('a', 'lost');
  bench.clock.jump(-2 * hour + 30_000);
  bench.api.fate = () => null;
  bench.outbox.wake('user');
  await bench.clock.advance(10_000);
  expect(bench.sent()).toEqual([]);
  expect(bench.states()).toEqual(['a:parked']);
});

test('nor is what was picked before a restart one of this minute by the clock alone', async () => {
  const bench = createBench();
  bench.api.fate = () => ({ acts: false, answer: { kind: 'unreached', cause: 'dns' } });
  bench.accept('a', 'won', null);
  bench.clock.drop();
  await bench.clock.off(2 * hour);
  bench.api.set('a', 'lost');
  bench.clock.jump(-2 * hour + 30_000);
  bench.api.fate = () => null;
  await bench.restart();
  await bench.clock.advance(10_000);
  expect(bench.sent()).toEqual([]);
  expect(bench.states()).toEqual(['a:parked']);
});

test('a pasted id picked just now goes at once, whatever the clock is set to meanwhile', async () => {
  const bench = createBench();
  bench.api.set('a', 'lost');
  bench.accept('a', 'won', null);
  bench.clock.jump(-2 * hour);
  await bench.clock.advance(10_000);
  expect(bench.sent()).toEqual(['a:won']);
});

describe.each(jumps)(
  'a wall clock set %s deletes nothing, gives nothing up and tells of no delay',
  (_, jump) => {
    test('at the start', async () => {
      const bench = await lived();
      bench.clock.jump(jump(bench.clock.now()));
      await bench.restart();
      await bench.clock.advance(hour);
      expect(picture(bench)).toEqual(untouched);
      expect(news(bench)).toEqual([]);
    });

    test('at the start of the machine', async () => {
      const bench = await lived();
      bench.clock.drop();
      await bench.clock.off(5 * minute);
      bench.clock.jump(jump(bench.clock.now()));
      await bench.restart();
      await bench.clock.advance(hour);
      expect(picture(bench)).toEqual(untouched);
      expect(news(bench)).toEqual([]);
    });

    test('while it runs, there and back', async () => {
      const bench = await lived();
      const by = jump(bench.clock.now());
      bench.clock.jump(by);
      await bench.clock.advance(25 * minute);
      bench.accept('c', 'won', 'new');
      await bench.clock.advance(25 * minute);
      bench.clock.jump(-by);
      await bench.clock.advance(25 * minute);
      await bench.restart();
      await bench.clock.advance(25 * minute);
      expect(picture(bench)).toEqual({ ...untouched, states: [...untouched.states, 'c:ready'] });
      expect(news(bench)).toEqual([]);
    });
  },
);

describe('time that has truly passed is counted', () => {
  /** An hour of work a day; the rest of it the machine sleeps. */
  const live = async (bench: Awaited<ReturnType<typeof lived>>, ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= day) {
      await bench.clock.advance(hour);
      await bench.clock.sleep(23 * hour);
    }
    await bench.clock.advance(10 * minute);
  };

  test('a change that waits is told of after a day and given up after seven', async () => {
    const bench = await lived();
    await live(bench, tellAfter);
    expect(news(bench).map(({ kind }) => kind)).toEqual(['delayed']);
    await live(bench, expireAfter - 2 * day);
    expect(bench.states()).toEqual(['b:waiting']);
    await live(bench, day);
    expect(bench.outbox.open()).toMatchObject([{ state: 'parked', reason: 'expired' }]);
  });

  test('history is forgotten after a month', async () => {
    const bench = await lived();
    await live(bench, keepFor - day);
    await bench.restart();
    await bench.clock.advance(minute);
    expect(bench.ended()).toEqual(['a:won:delivered']);
    await live(bench, 2 * day);
    await bench.restart();
    await bench.clock.advance(minute);
    expect(bench.ended()).toEqual([]);
  });

  test('a change from before a week’s holiday is not sent when the first answer tells how long it was', async () => {
    const bench = await lived();
    const began = bench.clock.now() - bench.clock.elapsed();
    const asked = (): void => bench.outbox.serverTime(began + bench.clock.elapsed());
    asked();
    bench.clock.drop();
    await bench.clock.off(8 * day);
    bench.api.fate = () => {
      asked();
      return null;
    };
    await bench.restart();
    await bench.clock.advance(10 * minute);
    expect(bench.sent()).toEqual(['a:won']);
    expect(bench.outbox.open()).toMatchObject([{ state: 'parked', reason: 'expired' }]);
  });
});

test('what was counted lies on disk, and what cannot be read there is counted anew', async () => {
  const bench = await lived();
  expect(bench.store.elapsedTime()?.elapsed).toBeGreaterThan(9 * minute);
  for (const spoilt of ['{}', '{"elapsed":"a"}', '[]']) {
    bench.db.prepare("UPDATE settings SET value = ? WHERE name = 'mileage'").run(spoilt);
    expect(bench.store.elapsedTime()).toBeNull();
  }
  bench.clock.jump(2 * year);
  await bench.restart();
  await bench.clock.advance(hour);
  expect(picture(bench)).toEqual(untouched);
});

test('a clock set back to the moment of a delivery does not let its undo go over a colleague’s change unasked', async () => {
  const bench = createBench();
  bench.accept('a', 'contacted', 'new');
  await bench.clock.advance(minute);
  const [delivered] = bench.outbox.history('', null, 1);
  if (delivered?.endedAt == null) throw new Error('nothing was delivered');
  // Something waits, so that the clocks are looked at meanwhile.
  bench.outbox.undoSeconds(3600);
  bench.accept('b', 'won', 'new');
  bench.outbox.undoSeconds(5);
  await bench.clock.advance(10 * minute);
  bench.api.set('a', 'qualified');
  bench.clock.jump(delivered.endedAt - 50_000 - bench.clock.now());
  await bench.clock.advance(minute);
  expect(bench.outbox.undo(delivered.id).ok).toBe(true);
  await bench.clock.advance(minute);
  expect(bench.api.stage('a')).toBe('qualified');
});
