import { describe, expect, test } from 'vitest';
import { fail, ok, type Result } from '../../../../main/contract/failure.ts';
import type { UpdateTrouble, UpdateView } from '../../../../main/contract/snapshot.ts';
import type { Offer } from '../../../../main/shell/updates/updater.ts';
import { bench, day, hour, offer, ready } from './bench.ts';

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
    ['is gone', fail('unlisted'), { state: 'failed', trouble: 'unlisted' }],
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
      const { updates, now, asked, clock, end } = await then(found, true);
      expect(updates.view()).toEqual({ ...ready, offered: false });
      // Only another one keeps it from being installed.
      const looks = asked.length;
      await clock.advance(4 * hour);
      expect(asked.length).toBeGreaterThan(looks);
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
