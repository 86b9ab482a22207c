import { expect, test } from 'vitest';
import { fail, ok } from '../../../main/contract/failure.ts';
import { createLog } from '../../../main/log/log.ts';
import { createHotkeys } from '../../../main/shell/hotkey/hotkeys.ts';

/** A system whose keys can be pressed, and where another program may hold some. */
function bench(foreign: readonly string[] = []) {
  const presses = new Map<string, () => void>();
  const pressed: unknown[] = [];
  const heldThen: string[][] = [];
  const system = {
    register: (accelerator: string, press: () => void) => {
      if (accelerator === 'Alt+F13') throw new TypeError('conversion failure');
      if (foreign.includes(accelerator) || presses.has(accelerator)) return false;
      presses.set(accelerator, press);
      heldThen.push([...presses.keys()]);
      return true;
    },
    unregister: (accelerator: string) => {
      presses.delete(accelerator);
      heldThen.push([...presses.keys()]);
    },
  };
  const log = createLog([() => {}], () => 0);
  const hotkeys = createHotkeys(system, (name, proves) => pressed.push([name, proves]), log);
  return {
    hotkeys,
    pressed,
    heldThen,
    held: () => [...presses.keys()],
    press: (key: string) => presses.get(key)?.(),
  };
}

test('both hotkeys are held beside each other, and each says which one was pressed', () => {
  const { hotkeys, pressed, press } = bench();
  expect(hotkeys.register('hotkey', 'alt+k', false)).toEqual(ok('Alt+K'));
  expect(hotkeys.register('clipboardHotkey', 'Alt+V', false)).toEqual(ok('Alt+V'));
  press('Alt+V');
  press('Alt+K');
  expect(pressed).toEqual([
    ['clipboardHotkey', false],
    ['hotkey', false],
  ]);
  expect([hotkeys.current('hotkey'), hotkeys.current('clipboardHotkey')]).toEqual(['Alt+K', 'Alt+V']);
});

test('the new one is held before the one before is let go', () => {
  const { hotkeys, heldThen } = bench();
  hotkeys.register('hotkey', 'Alt+K', false);
  hotkeys.register('hotkey', 'Alt+L');
  expect(heldThen).toEqual([['Alt+K'], ['Alt+K', 'Alt+L'], ['Alt+L']]);
});

test('the first press of one that the user has just chosen proves it, also where there was none before', () => {
  const { hotkeys, pressed, press } = bench();
  hotkeys.register('clipboardHotkey', 'Alt+V');
  press('Alt+V');
  press('Alt+V');
  hotkeys.register('clipboardHotkey', 'Alt+V');
  press('Alt+V');
  expect(pressed).toEqual([
    ['clipboardHotkey', true],
    ['clipboardHotkey', false],
    ['clipboardHotkey', true],
  ]);
});

test.each([
  ['another program holds it', 'Alt+J', 'hotkey-taken'],
  ['the other hotkey is it', 'Alt+V', 'hotkey-taken'],
  ['the system does not know it', 'Alt+F13', 'hotkey-malformed'],
  ['it is none', 'K', 'hotkey-malformed'],
] as const)('the one before stays where %s', (_, accelerator, code) => {
  const { hotkeys, held } = bench(['Alt+J']);
  hotkeys.register('hotkey', 'Alt+K', false);
  hotkeys.register('clipboardHotkey', 'Alt+V', false);
  expect(hotkeys.register('hotkey', accelerator)).toEqual(fail({ code, accelerator }));
  expect([hotkeys.current('hotkey'), held()]).toEqual(['Alt+K', ['Alt+K', 'Alt+V']]);
});

test('one is let go alone, and all at the end', () => {
  const { hotkeys, held } = bench();
  hotkeys.register('hotkey', 'Alt+K', false);
  hotkeys.register('clipboardHotkey', 'Alt+V', false);
  hotkeys.drop('clipboardHotkey');
  hotkeys.drop('clipboardHotkey');
  expect([held(), hotkeys.current('clipboardHotkey')]).toEqual([['Alt+K'], null]);
  hotkeys.dropAll();
  expect(held()).toEqual([]);
});
