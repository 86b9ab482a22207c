import { type Area, later, listen } from '../case.ts';
import { withWindow } from '../fixture/popup.ts';

/** What single desktops do otherwise: the portal's hotkeys, places that are not kept, a focus that is not given. */
export const hard: Area = {
  area: 'harder desktops',
  cases: [
    {
      says: 'through the portal register is true before anybody has agreed, and again for the same accelerator',
      from: 'shell/browser/api/electron_api_global_shortcut.cc:151',
      on: ['wayland'],
      see: ({ electron: { globalShortcut } }) => [
        globalShortcut.register('Alt+F10', () => undefined),
        globalShortcut.register('Alt+F10', () => undefined),
        globalShortcut.isRegistered('Alt+F10'),
      ],
      is: [true, true, true],
    },
    {
      says: 'through the portal unregister has no effect: the accelerator counts as registered',
      from: 'shell/browser/api/electron_api_global_shortcut.cc:211',
      on: ['wayland'],
      see: ({ electron: { globalShortcut } }) => {
        globalShortcut.register('Alt+F11', () => undefined);
        globalShortcut.unregister('Alt+F11');
        return globalShortcut.isRegistered('Alt+F11');
      },
      is: true,
    },
    {
      says: 'under Wayland a window is nowhere: it is read at 0, 0, and its size alone is kept',
      from: 'docs/api/browser-window.md#winsetboundsbounds-animate',
      on: ['wayland'],
      see: host =>
        withWindow(host, window => {
          window.setBounds({ x: 100, y: 120, width: 600, height: 300 });
          return window.getBounds();
        }),
      is: { x: 0, y: 0, width: 600, height: 300 },
    },
    {
      says: 'a desktop may show a window and keep the focus: show tells no focus',
      from: 'docs/api/browser-window.md#platform-notices',
      under: ['no-focus'],
      see: host =>
        withWindow(host, async window => {
          const seen = listen(window, ['show', 'focus']);
          window.show();
          window.focus();
          await later(20);
          return [window.isVisible(), window.isFocused(), ...seen];
        }),
      is: [true, false, 'show'],
    },
    {
      says: 'on Windows a frameless window of fixed size may be read back smaller than it was set: what is read is never set',
      from: 'shell/browser/native_window_views.cc:925',
      on: ['windows'],
      see: host =>
        withWindow(host, window => {
          window.setBounds({ x: 100, y: 120, width: 600, height: 300 });
          const { x, y, width, height } = window.getBounds();
          return [x, y, width <= 600, height <= 300];
        }),
      is: [100, 120, true, true],
    },
  ],
};
