import { describe, expect, test } from 'vitest';
import { fail, ok, type Result } from '../../../../main/contract/failure.ts';
import type { Settings } from '../../../../main/contract/settings.ts';
import type { UpdatesOff, UpdateTrouble, UpdateView } from '../../../../main/contract/snapshot.ts';
import type { Installing, Offer, UpdateChannel } from '../../../../main/shell/updates/updater.ts';
import { createUpdates, type UpdatesDeps } from '../../../../main/shell/updates/updates.ts';
import { createManualClock, settled } from '../../../support/ports/manual-clock.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const offer = (version: string, checksums = 'a'): Result<Offer, never> => ok({ version, checksums });

/** A program with an updater that answers as told, on a clock that is told to go on. */
function bench(deps: Partial<UpdatesDeps> = {}, loaded = Promise.resolve()) {
  const clock = createManualClock();
  const asked: UpdateChannel[] = [];
  const shown: UpdateView['state'][] = [];
  const installed: boolean[] = [];
  const now = {
    choice: 'latest' as Settings['updates'],
    isForbidden: false,
    isSending: false,
    isClosed: false,
    quits: 0,
    cancels: 0,
    forgets: 0,
    left: [] as readonly string[],
    loads: 0,
    found: offer('1.3.0') as Result<Offer | null, UpdateTrouble>,
    download: (_percent: (percent: number) => void): Promise<Result<null, UpdateTrouble>> =>
      Promise.resolve(ok(null)),
    installing: 'placed' as Installing,
    check: async (): Promise<void> => {},
    forget: () => {},
    erased: [] as UpdateView['state'][],
    lettings: 0,
    isBound: false,
  };
  const updates = createUpdates({
    load: async () => {
      now.loads += 1;
      await loaded;
      return {
        check: async channel => {
          asked.push(channel);
          await now.check();
          return now.found;
        },
        download: percent => now.download(percent),
        cancel: () => {
          now.cancels += 1;
        },
        forget: async () => {
          now.forgets += 1;
          now.forget();
        },
        isBound: now.isBound,
        install: again => {
          installed.push(again);
          return now.installing;
        },
      };
    },
    cannot: null,
    isForbidden: () => now.isForbidden,
    choice: () => {
      if (now.isClosed) throw new Error('database is not open');
      return now.choice;
    },
    isSending: () => now.isSending,
    clock,
    random: { next: () => 0.5 },
    onChange: () => {
      const { state } = updates.view();
      if (state !== shown.at(-1)) shown.push(state);
    },
    quit: () => {
      now.quits += 1;
    },
    eraseFiles: () => {
      now.erased.push(updates.view().state);
      return now.left;
    },
    eraseBrought: () => {
      now.lettings += 1;
    },
    log: { info: () => {}, warn: () => {} },
    ...deps,
  });
  /** The program ends: the settings are closed before a version is put in place. */
  const end = (again: boolean): Installing => {
    updates.stop();
    now.isClosed = true;
    return updates.install(again);
  };
  return { updates, clock, asked, shown, installed, now, end };
}

const ready = { state: 'ready', version: '1.3.0', offered: true, waits: false };

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

describe('a version that is ready and then', () => {
  /** One is ready; a few hours later the feed says this. */
  async function then(found: Result<Offer | null, UpdateTrouble>, isBound = false) {
    const scene = bench();
    scene.now.isBound = isBound;
    scene.updates.start();
    await scene.updates.look();
    scene.updates.putOff();
    scene.now.found = found;
    await scene.clock.advance(4 * hour);
    return scene;
  }

  const takenBack: readonly (readonly [string, Result<null, UpdateTrouble>, Partial<UpdateView>])[] = [
    ['is older or none for this installation', ok(null), { state: 'none' }],
    ['names none', fail('unlisted'), { state: 'failed', trouble: 'unlisted' }],
  ];
  test.each(takenBack)('taken back is let go: the list %s', async (_, found, view) => {
    const { updates, now, clock, end, installed } = await then(found);
    expect(updates.view()).toMatchObject(view);
    expect(now).toMatchObject({ forgets: 1, lettings: 1 });
    updates.restart();
    await clock.advance(day);
    expect(updates.view()).toMatchObject(view);
    expect(now.quits).toBe(0);
    expect(end(false)).toBe('kept');
    expect(installed).toEqual([]);
  });

  test.each([
    ['a newer one', offer('1.4.0')],
    ['an older one that is still newer than this', offer('1.2.1')],
    ['another file under the same version', offer('1.3.0', 'b')],
  ] as const)('replaced by %s is brought and offered anew', async (_, found) => {
    const { updates, shown, end } = await then(found);
    expect(updates.view()).toEqual({ ...ready, version: found.ok ? found.value.version : '' });
    expect(shown.slice(-2)).toEqual(['downloading', 'ready']);
    expect(end(false)).toBe('placed');
  });

  test('replaced by one that cannot be fetched is not installed', async () => {
    const { updates, now, clock, end } = bench();
    updates.start();
    await updates.look();
    now.found = offer('1.4.0');
    now.download = async () => fail('slow');
    await clock.advance(4 * hour);
    expect(updates.view()).toEqual({ state: 'failed', trouble: 'slow' });
    expect(end(false)).toBe('kept');
  });

  test('replaced is not installed by a quit before the newer one has come', async () => {
    const { updates, now, clock, end } = bench();
    updates.start();
    await updates.look();
    now.found = offer('1.4.0');
    now.download = () => new Promise(() => undefined);
    await clock.advance(4 * hour);
    expect(updates.view()).toMatchObject({ state: 'downloading', version: '1.4.0' });
    expect(end(false)).toBe('kept');
  });

  test.each(['unreachable', 'slow', 'feed'] as const)(
    'not asked for, since the look fails, stays: %s',
    async trouble => {
      const { updates, now, asked, clock, end } = await then(fail(trouble));
      expect(updates.view()).toEqual({ ...ready, offered: false });
      expect(now).toMatchObject({ forgets: 0, lettings: 0 });
      const looks = asked.length;
      await clock.advance(4 * hour);
      expect(asked.length).toBeGreaterThan(looks);
      expect(end(false)).toBe('placed');
    },
  );

  test('taken back where the system installs it all the same is still said to be ready', async () => {
    for (const [, found] of takenBack) {
      const { updates, now, end } = await then(found, true);
      expect(updates.view()).toEqual({ ...ready, offered: false });
      expect(now).toMatchObject({ forgets: 0, lettings: 0 });
      expect(end(false)).toBe('placed');
    }
  });

  test('taken back while another channel is chosen is looked for there', async () => {
    const { updates, now, clock, asked } = bench();
    updates.start();
    await updates.look();
    now.found = ok(null);
    now.forget = () => {
      now.found = offer('1.5.0');
      now.choice = 'beta';
      updates.choiceChanged();
    };
    await clock.advance(4 * hour);
    expect(asked.at(-1)).toBe('beta');
    expect(updates.view()).toEqual({ ...ready, version: '1.5.0' });
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
