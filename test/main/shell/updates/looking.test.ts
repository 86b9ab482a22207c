import { describe, expect, test } from 'vitest';
import { fail, ok } from '../../../../main/contract/failure.ts';
import type { UpdatesOff } from '../../../../main/contract/snapshot.ts';
import type { UpdatesDeps } from '../../../../main/shell/updates/updates.ts';
import { createManualClock, settled } from '../../../support/ports/manual-clock.ts';
import { bench, day, hour, minute } from './bench.ts';

describe('when it looks', () => {
  test('within minutes of the start, not at once, and then once a day', async () => {
    const { updates, clock, asked, now } = bench();
    now.found = ok(null);
    updates.start();
    await clock.advance(19_000);
    expect({ asked, loads: now.loads }).toEqual({ asked: [], loads: 0 });
    await clock.advance(3 * minute);
    expect(asked).toEqual(['latest']);
    await clock.advance(19 * hour);
    expect(asked).toHaveLength(1);
    await clock.advance(9 * hour);
    expect(asked).toHaveLength(2);
    await clock.advance(2 * day);
    expect(asked).toHaveLength(4);
  });

  test('at other moments where the dice fall otherwise', async () => {
    const firsts = await Promise.all(
      [0, 0.999].map(async drawn => {
        const { updates, clock, asked } = bench({ random: { next: () => drawn } });
        updates.start();
        await clock.advance(minute);
        return asked.length;
      }),
    );
    expect(firsts).toEqual([1, 0]);
  });

  test('after a night asleep as soon as it is awake', async () => {
    const { updates, clock, asked, now } = bench();
    now.found = ok(null);
    updates.start();
    await clock.advance(hour);
    await clock.sleep(2 * day);
    updates.woke();
    await settled();
    expect(asked).toHaveLength(2);
  });

  test('again after one or two hours where it failed', async () => {
    const { updates, clock, asked, now } = bench();
    now.found = fail('unreachable');
    updates.start();
    await clock.advance(3 * minute);
    expect(updates.view()).toEqual({ state: 'failed', trouble: 'unreachable' });
    await clock.advance(55 * minute);
    expect(asked).toHaveLength(1);
    now.found = ok(null);
    await clock.advance(66 * minute);
    expect(asked).toHaveLength(2);
    expect(updates.view().state).toBe('none');
  });

  test('though the clock was set back by years', async () => {
    const { updates, clock, asked, now } = bench();
    now.found = ok(null);
    updates.start();
    await clock.advance(hour);
    clock.jump(-700 * day);
    await clock.advance(2 * minute);
    expect(asked).toHaveLength(2);
  });

  test('when asked, and not twice at once', async () => {
    const { updates, asked, shown } = bench();
    await Promise.all([updates.look(), updates.look()]);
    expect(asked).toEqual(['latest']);
    expect(shown).toEqual(['checking', 'downloading', 'ready']);
  });

  test.each([
    ['it is off', { cannot: 'no-feed' }],
    ['a version is ready', {}],
  ] as const)('and wakes the machine no more often once its time has come where %s', async (_, deps) => {
    const clock = createManualClock();
    let wakes = 0;
    const after = (ms: number, wake: () => void) => {
      wakes += 1;
      return clock.after(ms, wake);
    };
    const { updates } = bench({ ...deps, clock: { now: clock.now, after } });
    updates.start();
    await updates.look();
    await clock.advance(2 * day);
    // The clock of this test, as the program's own, lets no timer run for longer than a minute.
    expect(wakes).toBeLessThan((2.1 * day) / minute);
  });

  test('again later where the updater itself cannot be loaded', async () => {
    const { updates, clock } = bench({ load: () => Promise.reject(new Error('no such file')) });
    updates.start();
    await clock.advance(3 * minute);
    expect(updates.view()).toEqual({ state: 'failed', trouble: 'unreachable' });
    updates.stop();
    expect(updates.install(true)).toBe('kept');
  });

  test('not after the end', async () => {
    const { updates, clock, asked } = bench();
    updates.start();
    updates.stop();
    await clock.advance(hour);
    expect(asked).toEqual([]);
  });

  test('nor when the end comes while it looks, and the settings are closed before the answer is there', async () => {
    const loaded = Promise.withResolvers<void>();
    const { updates, asked, end } = bench({}, loaded.promise);
    const looking = updates.look();
    end(false);
    loaded.resolve();
    await looking;
    expect(asked).toEqual([]);
  });

  test('every few hours while a version is ready, and changes nothing where it still stands', async () => {
    const { updates, asked, shown, clock, now, end } = bench();
    updates.start();
    await updates.look();
    await clock.advance(hour);
    expect(asked).toHaveLength(1);
    await clock.advance(11 * hour);
    expect(asked.length).toBeGreaterThan(3);
    expect(shown).toEqual(['checking', 'downloading', 'ready']);
    expect(now).toMatchObject({ lettings: 0, forgets: 0 });
    expect(end(false)).toBe('placed');
  });
});

describe('it never looks', () => {
  const nevers: readonly (readonly [UpdatesOff, Partial<UpdatesDeps>])[] = [
    ['development', { cannot: 'development' }],
    ['package', { cannot: 'package' }],
    ['no-feed', { cannot: 'no-feed' }],
    ['policy', { isForbidden: () => true }],
    ['setting', { choice: () => 'off' }],
  ];
  test.each(nevers)('where it is off: %s', async (because, deps) => {
    const { updates, clock, asked, now, end } = bench(deps);
    updates.start();
    await updates.look();
    await clock.advance(4 * hour);
    updates.restart();
    expect(updates.view()).toEqual({ state: 'off', because });
    expect(end(true)).toBe('kept');
    expect({ asked, loads: now.loads, quits: now.quits }).toEqual({ asked: [], loads: 0, quits: 0 });
  });
});
