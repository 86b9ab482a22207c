import { expect, test } from 'vitest';
import { createKeyGuard } from '../../../renderer/key-guard.ts';

const glance = 400;

/** A keyboard before a popup whose screen changes. */
function keyboard() {
  let screen = 'search';
  const guard = createKeyGuard(() => screen);
  const press = (key: string, { repeat = false, after = 0 } = {}): boolean =>
    guard.counts({ code: key, key, repeat, timeStamp: performance.now() + after } as KeyboardEvent);
  const go = (to: string): void => {
    screen = to;
  };
  return { guard, press, go };
}

test('a key held down counts on the screen it was pressed on, and Enter never', () => {
  const { press, go } = keyboard();
  expect([press('ArrowDown'), press('ArrowDown', { repeat: true })]).toEqual([true, true]);
  expect([press('Enter'), press('Enter', { repeat: true })]).toEqual([true, false]);
  go('picker');
  expect(press('ArrowDown', { repeat: true })).toBe(false);
});

test('a key that was held down in another program counts no more than before, though it was pressed here once', () => {
  const { guard, press } = keyboard();
  press('ArrowDown');
  guard.startAnew();
  expect(press('ArrowDown', { repeat: true })).toBe(false);
  expect(press('ArrowDown')).toBe(true);
});

test('a key that has chosen something does not choose again for 400 ms; another does', () => {
  const { guard, press } = keyboard();
  press('Enter');
  guard.chose();
  expect(press('Enter')).toBe(false);
  expect(press('Enter', { after: 2 * glance })).toBe(true);
  guard.chose();
  expect(press('ArrowDown')).toBe(true);
});

test('what a link has opened takes no key for 400 ms, what the pointer has opened takes any', () => {
  const { guard, press } = keyboard();
  guard.startAnew();
  guard.chose();
  expect(press('1')).toBe(false);
  guard.pointed();
  expect(press('1')).toBe(true);
});

test('in a popup that another program opened no key counts until the user has paused for a second', () => {
  const { guard, press } = keyboard();
  guard.startAnew(true);
  expect(press('a', { after: 500 })).toBe(false);
  expect(press('Enter', { after: 1400 })).toBe(false);
  expect(press('Enter', { after: 2500 })).toBe(true);
  expect(press('ArrowDown', { after: 2600 })).toBe(true);
});

test('a click, or showing it by the hotkey, ends that wait', () => {
  const { guard, press } = keyboard();
  guard.startAnew(true);
  guard.pointed();
  expect(press('Enter')).toBe(true);
  guard.startAnew(true);
  guard.startAnew();
  expect(press('Enter')).toBe(true);
});
