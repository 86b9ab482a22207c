import { describe, expect, test } from 'vitest';
import { aLane, minute, second } from '../lane.ts';

describe('a connection nobody has tried', () => {
  test('is unknown, and lets a request go at once', () => {
    const connectivity = aLane().connectivity();
    expect(connectivity.network()).toBe('unknown');
    expect(connectivity.left()).toBe(0);
    expect(connectivity.loss()).toBeNull();
  });

  test('is online once it is proven', () => {
    const connectivity = aLane().connectivity();
    connectivity.prove();
    expect(connectivity.network()).toBe('online');
  });

  test('is not tried at a planned time, so no signal plans one', () => {
    const connectivity = aLane().connectivity();
    connectivity.hint();
    connectivity.open();
    connectivity.click();
    expect(connectivity.left()).toBe(0);
    expect(connectivity.network()).toBe('unknown');
  });
});

describe('a lost request', () => {
  test('trips it for a while, and says what was lost', async () => {
    const { clock, connectivity } = aLane();
    const one = connectivity();
    one.lose('tls');
    expect([one.loss(), one.network(), one.left()]).toEqual(['tls', 'offline', 2 * second]);
    await clock.advance(500);
    expect(one.left()).toBe(1_500);
    await clock.advance(1_500);
    expect([one.left(), one.network()]).toEqual([0, 'offline']);
  });

  test('trips it no longer than to the user’s next click', () => {
    const one = aLane().connectivity();
    one.lose('network');
    one.click();
    expect([one.left(), one.network()]).toEqual([0, 'offline']);
  });

  test('trips it for longer each time, until an answer proves it', () => {
    const one = aLane().connectivity();
    const lose = (): number => {
      one.lose('network');
      return one.left();
    };
    expect([lose(), lose(), lose()]).toEqual([2 * second, 4 * second, 8 * second]);
    one.prove();
    expect([one.loss(), one.left(), one.network()]).toEqual([null, 0, 'online']);
    expect(lose()).toBe(2 * second);
  });

  test('never trips it for more than five minutes', () => {
    const one = aLane({ throws: Array.from({ length: 20 }, () => 1) }).connectivity();
    for (let lost = 0; lost < 20; lost += 1) one.lose('network');
    expect(one.left()).toBe(5 * minute);
  });
});

describe('a system without a network', () => {
  test('is tried again after five minutes, whatever the user clicks', () => {
    const one = aLane().connectivity();
    one.offline();
    one.click();
    expect([one.loss(), one.network(), one.left()]).toEqual(['network', 'offline', 5 * minute]);
  });

  test('forgets how often requests were lost before', () => {
    const one = aLane().connectivity();
    one.lose('network');
    one.lose('network');
    one.offline();
    one.lose('network');
    expect(one.left()).toBe(2 * second);
  });

  test('that has one again lets the user’s click go at once, and is proven by an answer only', () => {
    const one = aLane().connectivity();
    one.offline();
    one.online();
    expect([one.network(), one.left()]).toEqual(['offline', 5 * minute]);
    one.click();
    expect([one.network(), one.left()]).toEqual(['offline', 0]);
  });

  test('that answers all the same is online, and a later loss yields to a click', () => {
    const one = aLane().connectivity();
    one.offline();
    one.prove();
    expect(one.network()).toBe('online');
    one.lose('network');
    one.click();
    expect(one.left()).toBe(0);
  });
});

describe('a signal that a try is worthwhile', () => {
  test('brings the next try to within half a minute and a second', () => {
    const one = aLane().connectivity();
    one.offline();
    one.hint();
    expect(one.left()).toBe(16 * second);
  });

  test('draws that moment once: another signal does not draw an earlier one', () => {
    const one = aLane({ throws: [0.5, 0] }).connectivity();
    one.offline();
    one.hint();
    one.hint();
    expect(one.left()).toBe(16 * second);
  });

  test('draws anew after another loss', () => {
    const one = aLane({ throws: [0.5, 1, 1, 1, 1, 0.1] }).connectivity();
    one.offline();
    one.hint();
    for (let lost = 0; lost < 4; lost += 1) one.lose('network');
    expect(one.left()).toBe(32 * second);
    one.hint();
    expect(one.left()).toBe(4 * second);
  });

  test('never puts a try off that is planned for sooner', () => {
    const one = aLane().connectivity();
    one.lose('network');
    one.hint();
    expect(one.left()).toBe(2 * second);
  });

  test('of the user’s own opens it at once', () => {
    const one = aLane().connectivity();
    one.offline();
    one.open();
    expect([one.left(), one.network()]).toEqual([0, 'offline']);
  });
});
