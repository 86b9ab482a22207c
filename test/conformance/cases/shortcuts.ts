import { type Area, refusal } from '../case.ts';
import type { Host } from '../host.ts';

/** Registers what a case needs and takes it back afterwards. */
async function within<T>(
  { electron: { globalShortcut } }: Host,
  act: (shortcut: typeof globalShortcut, pressed: string[]) => T | Promise<T>,
): Promise<T> {
  try {
    return await act(globalShortcut, []);
  } finally {
    globalShortcut.unregisterAll();
  }
}

export const shortcuts: Area = {
  area: 'shortcuts',
  cases: [
    {
      says: 'a free accelerator is registered, and known as registered',
      from: 'docs/api/global-shortcut.md#globalshortcutregisteraccelerator-callback',
      see: host =>
        within(host, shortcut => [
          shortcut.isRegistered('Alt+F7'),
          shortcut.register('Alt+F7', () => undefined),
          shortcut.isRegistered('Alt+F7'),
        ]),
      is: [false, true, true],
    },
    {
      says: 'the same accelerator in another spelling is the same: modifiers in any order, letters of any case, control for ctrl',
      from: 'shell/browser/ui/accelerator_util.cc:18',
      see: host =>
        within(host, shortcut => {
          shortcut.register('Control+Shift+K', () => undefined);
          return [shortcut.isRegistered('shift+ctrl+k'), shortcut.isRegistered('Control+K')];
        }),
      is: [true, false],
    },
    {
      says: 'an accelerator that the app itself holds is not registered again',
      from: 'docs/api/global-shortcut.md#globalshortcutregisteraccelerator-callback',
      on: ['windows', 'macos', 'x11'],
      see: host =>
        within(host, shortcut => [
          shortcut.register('Alt+F7', () => undefined),
          shortcut.register('alt+f7', () => undefined),
        ]),
      is: [true, false],
    },
    {
      says: 'unregister frees the accelerator',
      from: 'docs/api/global-shortcut.md#globalshortcutunregisteraccelerator',
      on: ['windows', 'macos', 'x11'],
      see: host =>
        within(host, shortcut => {
          shortcut.register('Alt+F7', () => undefined);
          shortcut.unregister('Alt+F7');
          return [shortcut.isRegistered('Alt+F7'), shortcut.register('Alt+F7', () => undefined)];
        }),
      is: [false, true],
    },
    {
      says: 'to unregister what is not registered does nothing',
      from: 'shell/browser/api/electron_api_global_shortcut.cc:211',
      see: host => within(host, shortcut => refusal(() => shortcut.unregister('Alt+F7'))),
      is: '',
    },
    {
      says: 'unregisterAll frees every accelerator',
      from: 'docs/api/global-shortcut.md#globalshortcutunregisterall',
      on: ['windows', 'macos', 'x11'],
      see: host =>
        within(host, shortcut => {
          shortcut.register('Alt+F7', () => undefined);
          shortcut.register('Alt+F8', () => undefined);
          shortcut.unregisterAll();
          return [shortcut.isRegistered('Alt+F7'), shortcut.isRegistered('Alt+F8')];
        }),
      is: [false, false],
    },
    {
      says: 'what names no key is refused by an exception, not by false',
      from: 'shell/browser/ui/accelerator_util.cc:61',
      see: host =>
        within(host, shortcut => [
          refusal(() => shortcut.register('Shift+Nothing', () => undefined)),
          refusal(() => shortcut.isRegistered('Control+')),
          refusal(() => shortcut.register('Control+é', () => undefined)) !== '',
        ]),
      is: [
        'Error processing argument at index 0, conversion failure from Shift+Nothing',
        'Error processing argument at index 0, conversion failure from Control+',
        true,
      ],
    },
    {
      says: 'every key that the settings offer can be registered: F1 to F24, letters, digits, signs, the keypad',
      from: 'shell/common/keyboard_util.cc:20',
      see: host =>
        within(host, shortcut => {
          const keys = [
            'F1',
            'F24',
            'a',
            '0',
            ',',
            'Space',
            'Plus',
            'num0',
            'numadd',
            'PageUp',
            'Insert',
            'PrintScreen',
          ];
          return keys.filter(key => refusal(() => shortcut.isRegistered(`Control+Alt+${key}`)) !== '');
        }),
      is: [],
    },
    {
      says: 'CommandOrControl is Command on macOS and Control elsewhere',
      from: 'docs/tutorial/keyboard-shortcuts.md#accelerators',
      see: host =>
        within(host, shortcut => {
          shortcut.register('CommandOrControl+Alt+F7', () => undefined);
          const own = host.desktop === 'macos' ? 'Command' : 'Control';
          return shortcut.isRegistered(`${own}+Alt+F7`);
        }),
      is: true,
    },
    {
      says: 'Super, Meta and Command are one key; Option is Alt',
      from: 'shell/common/keyboard_util.cc:20',
      see: host =>
        within(host, shortcut => {
          shortcut.register('Super+Option+F7', () => undefined);
          return [shortcut.isRegistered('Meta+Alt+F7'), shortcut.isRegistered('Command+Alt+F7')];
        }),
      is: [true, true],
    },
    {
      says: 'one that another program holds is not registered, and not known as registered',
      from: 'docs/api/global-shortcut.md#globalshortcutregisteraccelerator-callback',
      on: ['windows', 'x11'],
      needs: ['clash'],
      see: host =>
        within(host, async shortcut => {
          await host.hands.clash?.('Alt+F9', true);
          const taken = [shortcut.register('Alt+F9', () => undefined), shortcut.isRegistered('Alt+F9')];
          await host.hands.clash?.('Alt+F9', false);
          return [...taken, shortcut.register('Alt+F9', () => undefined)];
        }),
      is: [false, false, true],
    },
    {
      says: 'a press runs the callback of that accelerator, each time, and none after unregister',
      from: 'docs/api/global-shortcut.md',
      on: ['windows', 'macos', 'x11'],
      needs: ['press'],
      see: host =>
        within(host, async (shortcut, pressed) => {
          shortcut.register('Alt+F7', () => pressed.push('F7'));
          shortcut.register('Alt+F8', () => pressed.push('F8'));
          await host.hands.press?.('Alt+F7');
          await host.hands.press?.('Alt+F8');
          await host.hands.press?.('Alt+F7');
          shortcut.unregister('Alt+F8');
          await host.hands.press?.('Alt+F8');
          return pressed;
        }),
      is: ['F7', 'F8', 'F7'],
    },
  ],
};
