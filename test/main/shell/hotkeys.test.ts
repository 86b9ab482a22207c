import { describe, expect, test } from 'vitest';
import { parseAccelerator } from '../../../main/contract/accelerator.ts';
import { fail, ok } from '../../../main/contract/failure.ts';
import { freeHotkeys } from '../../../main/contract/settings.ts';
import { createLog } from '../../../main/log/log.ts';
import { createHotkeys, type HotkeyAnswer } from '../../../main/shell/hotkey/hotkeys.ts';

/** A system whose keys can be pressed, and where another program may hold some. `portal`: as a Wayland desktop does it. */
function bench(foreign: readonly string[] = [], answer: HotkeyAnswer = 'counts', isPortal = false) {
  let news = 0;
  const suspensions: boolean[] = [];
  const presses = new Map<string, () => void>();
  const pressed: unknown[] = [];
  const heldThen: string[][] = [];
  const system = {
    register: (accelerator: string, press: () => void) => {
      if (accelerator === 'Alt+F13') throw new TypeError('conversion failure');
      if (!isPortal && (foreign.includes(accelerator) || presses.has(accelerator))) return false;
      presses.set(accelerator, press);
      heldThen.push([...presses.keys()]);
      return true;
    },
    unregister: (accelerator: string) => {
      if (!isPortal) presses.delete(accelerator);
      heldThen.push([...presses.keys()]);
    },
    setSuspended: (on: boolean) => suspensions.push(on),
  };
  const log = createLog([() => {}], () => 0);
  const hotkeys = createHotkeys({
    system,
    answer,
    onPress: (name, proves) => pressed.push([name, proves]),
    onNews: () => {
      news += 1;
    },
    log,
  });
  return {
    warnings: log.warnings,
    news: () => news,
    suspensions,
    hotkeys,
    pressed,
    heldThen,
    held: () => [...presses.keys()],
    press: (key: string) => {
      const press = presses.get(key);
      if (press === undefined) throw new Error(`${key} is not held`);
      press();
    },
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

test('one that is none is a warning, one that is taken is not', () => {
  const { hotkeys, warnings } = bench(['Alt+J']);
  for (const accelerator of ['Alt+J', 'Alt+F13', 'Strg+K']) hotkeys.register('hotkey', accelerator, false);
  expect(warnings()).toEqual(['1970-01-01T00:00:00.000Z warn hotkey malformed name=hotkey times=2']);
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

describe('a Wayland desktop, where nothing can be unregistered', () => {
  test('sends a hotkey that was given up, which proves nothing and opens nothing', () => {
    const { hotkeys, pressed, press } = bench([], 'open', true);
    hotkeys.register('hotkey', 'Alt+K', false);
    hotkeys.register('hotkey', 'Alt+L');
    press('Alt+K');
    expect([pressed, hotkeys.state('hotkey')]).toEqual([[], 'unconfirmed']);
    press('Alt+L');
    expect([pressed, hotkeys.state('hotkey')]).toEqual([[['hotkey', true]], 'works']);
  });

  test('sends hotkeys that were dropped, and the one that was taken again is a new one', () => {
    const { hotkeys, pressed, press } = bench([], 'open', true);
    hotkeys.register('hotkey', 'Alt+K', false);
    press('Alt+K');
    hotkeys.register('hotkey', 'Alt+L', false);
    hotkeys.register('hotkey', 'Alt+K');
    expect(hotkeys.state('hotkey')).toBe('unconfirmed');
    press('Alt+K');
    hotkeys.dropAll();
    press('Alt+K');
    press('Alt+L');
    expect(pressed).toEqual([
      ['hotkey', false],
      ['hotkey', true],
    ]);
  });

  test('is asked again for what it has not sent, and for nothing else', () => {
    const { hotkeys, heldThen, press, pressed } = bench([], 'open', true);
    hotkeys.register('hotkey', 'Alt+K', false);
    hotkeys.register('clipboardHotkey', 'Alt+V', false);
    press('Alt+V');
    const before = heldThen.length;
    hotkeys.askAgain();
    expect(heldThen.length - before).toBe(1);
    press('Alt+K');
    expect(pressed).toContainEqual(['hotkey', false]);
  });
});

describe('what is known of a hotkey', () => {
  test.each([
    ['counts', 'works'],
    ['open', 'unconfirmed'],
    ['worthless', 'off'],
  ] as const)('where the system’s yes %s it is “%s”, and once it was pressed it works', (answer, before) => {
    const { hotkeys, press, news } = bench([], answer);
    expect(hotkeys.state('hotkey')).toBe('off');
    hotkeys.register('hotkey', 'Alt+K', false);
    expect(hotkeys.state('hotkey')).toBe(before);
    press('Alt+K');
    press('Alt+K');
    expect([hotkeys.state('hotkey'), news()]).toEqual(['works', 1]);
  });

  test('where another program holds it, the two next ones that are free are offered, until one is taken', () => {
    const { hotkeys, held } = bench(['Alt+Shift+Space']);
    hotkeys.register('clipboardHotkey', freeHotkeys[1], false);
    hotkeys.register('hotkey', freeHotkeys[0], false);
    expect([hotkeys.state('hotkey'), hotkeys.offers()]).toEqual(['off', [freeHotkeys[2]]]);
    hotkeys.drop('clipboardHotkey');
    hotkeys.register('hotkey', freeHotkeys[0], false);
    expect(hotkeys.offers()).toEqual([freeHotkeys[1], freeHotkeys[2]]);
    expect(held()).toEqual([]);
    hotkeys.register('hotkey', freeHotkeys[2]);
    expect([hotkeys.state('hotkey'), hotkeys.offers()]).toEqual(['works', []]);
  });

  test('macOS says yes to what is taken: others are offered beside it, and none where another would fare no better', () => {
    const mac = bench([], 'open');
    mac.hotkeys.register('hotkey', freeHotkeys[0], false);
    expect([mac.hotkeys.offers(), mac.held()]).toEqual([[freeHotkeys[1], freeHotkeys[2]], [freeHotkeys[0]]]);
    const unknown = bench([], 'worthless');
    unknown.hotkeys.register('hotkey', freeHotkeys[0], false);
    expect(unknown.hotkeys.offers()).toEqual([]);
  });
});

test('while a hotkey is recorded none fires, until one is registered', () => {
  const { hotkeys, suspensions } = bench();
  hotkeys.suspend(true);
  hotkeys.suspend(true);
  hotkeys.register('hotkey', 'Alt+K');
  hotkeys.suspend(false);
  expect(suspensions).toEqual([true, false]);
});

test.each(freeHotkeys)('%s, which is offered, is a hotkey', accelerator => {
  expect(parseAccelerator(accelerator)).toEqual(ok(accelerator));
});
