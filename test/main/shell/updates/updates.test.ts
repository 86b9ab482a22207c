import { describe, expect, test } from 'vitest';
import { fail, ok, type Result } from '../../../../main/contract/failure.ts';
import type { UpdateTrouble } from '../../../../main/contract/snapshot.ts';
import { settled } from '../../../support/ports/manual-clock.ts';
import { bench, day, hour, minute, ready } from './bench.ts';

describe('a download', () => {
  test('shows how far it is, and never less than before', async () => {
    const { updates, now } = bench();
    const percents: unknown[] = [];
    now.download = async told => {
      for (const percent of [10, 55, 40, 100]) {
        told(percent);
        percents.push(updates.view());
      }
      return ok(null);
    };
    await updates.look();
    expect(percents.map(view => (view as { percent: number }).percent)).toEqual([10, 55, 55, 100]);
    expect(updates.view()).toEqual(ready);
  });

  test.each(['tampered', 'disk-full', 'slow'] as const)(
    'that failed leaves nothing to install: %s',
    async trouble => {
      const { updates, now, installed, end } = bench();
      now.download = async () => fail(trouble);
      await updates.look();
      expect(updates.view()).toEqual({ state: 'failed', trouble });
      updates.restart();
      expect(end(false)).toBe('kept');
      expect({ installed, quits: now.quits }).toEqual({ installed: [], quits: 0 });
    },
  );
});

describe('another choice', () => {
  test('ends a download and asks the other channel', async () => {
    const { updates, now, asked } = bench();
    const { promise, resolve } = Promise.withResolvers<Result<null, UpdateTrouble>>();
    now.download = () => promise;
    const looking = updates.look();
    await settled();
    now.choice = 'beta';
    now.download = async () => ok(null);
    updates.choiceChanged();
    expect(now.cancels).toBe(1);
    resolve(fail('unreachable'));
    await looking;
    expect(asked).toEqual(['latest', 'beta']);
    expect(updates.view()).toEqual(ready);
  });

  test('ends a look and asks the other channel', async () => {
    const { updates, now, asked } = bench();
    const { promise, resolve } = Promise.withResolvers<void>();
    now.check = () => promise;
    const looking = updates.look();
    await settled();
    now.choice = 'beta';
    now.check = async () => {};
    updates.choiceChanged();
    resolve();
    await looking;
    expect(asked).toEqual(['latest', 'beta']);
    expect(updates.view()).toEqual(ready);
  });

  test('is heard while the updater is being loaded', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { updates, now, asked } = bench({}, promise);
    const looking = updates.look();
    now.choice = 'beta';
    updates.choiceChanged();
    resolve();
    await looking;
    expect(asked).toEqual(['beta']);
    expect(updates.view()).toEqual(ready);
  });

  test('to none: what is ready is not installed', async () => {
    const { updates, now, end } = bench();
    await updates.look();
    now.choice = 'off';
    updates.choiceChanged();
    updates.restart();
    expect(updates.view()).toEqual({ state: 'off', because: 'setting' });
    expect(end(false)).toBe('kept');
    expect(now.quits).toBe(0);
  });

  test('to none and back: it is found again', async () => {
    const { updates, now, asked } = bench();
    await updates.look();
    now.choice = 'off';
    updates.choiceChanged();
    now.choice = 'latest';
    updates.choiceChanged();
    await settled();
    expect(asked).toHaveLength(2);
    expect(updates.view()).toEqual(ready);
  });
});

describe('a version that is ready', () => {
  test('is put in place when the app is quit, and not started', async () => {
    const { updates, installed, now, end } = bench();
    await updates.look();
    expect(now.quits).toBe(0);
    expect(updates.isRestarting()).toBe(false);
    expect(end(false)).toBe('placed');
    expect(installed).toEqual([false]);
  });

  test('restarts the app when the user says so, and never else', async () => {
    const { updates, now, clock } = bench();
    updates.start();
    await updates.look();
    updates.outboxChanged();
    updates.woke();
    await clock.advance(2 * day);
    expect(now.quits).toBe(0);
    updates.restart();
    expect(now.quits).toBe(1);
    expect(updates.isRestarting()).toBe(true);
  });

  test('waits while a change is being sent', async () => {
    const { updates, now } = bench();
    await updates.look();
    now.isSending = true;
    updates.restart();
    expect(updates.view()).toEqual({ ...ready, waits: true });
    updates.outboxChanged();
    expect(now.quits).toBe(0);
    now.isSending = false;
    updates.outboxChanged();
    expect(now.quits).toBe(1);
  });

  test('does not wait any more once it is put off', async () => {
    const { updates, now } = bench();
    await updates.look();
    now.isSending = true;
    updates.restart();
    updates.putOff();
    now.isSending = false;
    updates.outboxChanged();
    expect(now.quits).toBe(0);
  });

  test('is not offered for a day after it was put off, asleep or awake', async () => {
    const { updates, clock } = bench();
    const isOffered = () => (updates.view() as { offered?: boolean }).offered;
    await updates.look();
    updates.putOff();
    expect(isOffered()).toBe(false);
    await clock.advance(23 * hour);
    expect(isOffered()).toBe(false);
    await clock.sleep(2 * hour);
    await clock.advance(2 * minute);
    expect(isOffered()).toBe(true);
    updates.putOff();
    updates.stop();
    expect(clock.waiting()).toBe(0);
  });
});

describe('when everything is erased', () => {
  test('what is ready is not installed, and is found again the next day', async () => {
    const { updates, clock, asked, now, installed, end } = bench();
    updates.start();
    await updates.look();
    now.left = ['/cache/pending/9.9.9'];
    expect(await updates.erase()).toEqual(['/cache/pending/9.9.9']);
    expect({ erased: now.erased, forgets: now.forgets }).toEqual({ erased: ['idle'], forgets: 1 });
    await clock.advance(19 * hour);
    expect(asked).toHaveLength(1);
    updates.restart();
    expect({ quits: now.quits, view: updates.view() }).toEqual({ quits: 0, view: { state: 'idle' } });
    await clock.advance(6 * hour);
    expect(asked).toHaveLength(2);
    expect(updates.view()).toEqual(ready);
    await updates.erase();
    expect(end(false)).toBe('kept');
    expect(installed).toEqual([]);
  });

  test('a download ends first, and nothing is asked in its place', async () => {
    const { updates, now, asked } = bench();
    const { promise, resolve } = Promise.withResolvers<Result<null, UpdateTrouble>>();
    now.download = () => promise;
    now.forget = () => resolve(fail('unreachable'));
    void updates.look();
    await settled();
    expect(updates.view().state).toBe('downloading');
    // The settings become those of the first run just before.
    updates.choiceChanged();
    expect(await updates.erase()).toEqual([]);
    await settled();
    expect({ asked, erased: now.erased, view: updates.view() }).toEqual({
      asked: ['latest'],
      erased: ['idle'],
      view: { state: 'idle' },
    });
  });

  test('an updater that is being loaded asks nothing', async () => {
    const { promise, resolve } = Promise.withResolvers<never>();
    const { updates, asked, now } = bench({ load: () => promise });
    void updates.look();
    const erasing = updates.erase();
    await settled();
    expect(now.erased).toEqual([]);
    resolve({ check: async () => void asked.push('latest') } as never);
    await erasing;
    await settled();
    expect({ asked, erased: now.erased }).toEqual({ asked: [], erased: ['idle'] });
  });

  test('the files of an updater that is never used go too', async () => {
    const { updates, now } = bench({ cannot: 'package' });
    now.left = ['/cache'];
    expect(await updates.erase()).toEqual(['/cache']);
    expect(now.loads).toBe(0);
  });
});
