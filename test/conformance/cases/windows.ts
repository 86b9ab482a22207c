import { type Area, later, listen, next } from '../case.ts';
import { popupOptions, shown, withWindow } from '../fixture/popup.ts';

/** Shown and hidden, with the focus and without. */
export const windows: Area = {
  area: 'windows',
  cases: [
    {
      says: 'a window that is not shown is neither visible nor focused, minimised or destroyed',
      from: 'docs/api/browser-window.md#winisvisible',
      see: host =>
        withWindow(host, window => [
          window.isVisible(),
          window.isFocused(),
          window.isMinimized(),
          window.isDestroyed(),
        ]),
      is: [false, false, false, false],
    },
    {
      says: 'show makes it visible at once; the focus is an event',
      from: 'shell/browser/native_window_views.cc:607',
      see: host =>
        withWindow(host, async window => {
          const focused = next(window, 'focus');
          window.show();
          const visible = window.isVisible();
          await focused;
          return [visible, window.isFocused()];
        }),
      is: [true, true],
    },
    {
      says: 'show tells show once, although the window is shown for the first time',
      from: 'docs/api/browser-window.md#event-show',
      see: host =>
        withWindow(host, async window => {
          const seen = listen(window, ['show']);
          await shown(window);
          return seen;
        }),
      is: ['show'],
    },
    {
      says: 'on Linux and Windows show tells show again for a window that is visible, and hide tells hide for one that is hidden',
      from: 'shell/browser/native_window_views.cc:618',
      on: ['windows', 'x11', 'wayland'],
      see: host =>
        withWindow(host, async window => {
          const seen = listen(window, ['show', 'hide']);
          window.show();
          window.show();
          window.hide();
          window.hide();
          await later(20);
          return seen;
        }),
      is: ['show', 'show', 'hide', 'hide'],
    },
    {
      says: 'under X11 show comes before focus, and hide before blur: the window manager answers later',
      from: 'shell/browser/native_window_views.cc:618',
      on: ['x11'],
      see: host =>
        withWindow(host, async window => {
          const seen = listen(window, ['show', 'focus', 'hide', 'blur']);
          await shown(window);
          const blurred = next(window, 'blur');
          window.hide();
          await blurred;
          return seen;
        }),
      is: ['show', 'focus', 'hide', 'blur'],
    },
    {
      says: 'showInactive shows without the focus',
      from: 'docs/api/browser-window.md#winshowinactive',
      see: host =>
        withWindow(host, async window => {
          const seen = listen(window, ['focus']);
          window.showInactive();
          await later(50);
          return [window.isVisible(), window.isFocused(), ...seen];
        }),
      is: [true, false],
    },
    {
      says: 'a hidden window takes no focus',
      from: 'shell/browser/native_window_views.cc:593',
      see: host =>
        withWindow(host, async window => {
          const seen = listen(window, ['focus']);
          window.focus();
          await later(50);
          return [window.isFocused(), ...seen];
        }),
      is: [false],
    },
    {
      says: 'focus does not show a window, and shows no event twice: a focused one is not told of again',
      from: 'docs/api/browser-window.md#event-focus',
      see: host =>
        withWindow(host, async window => {
          const seen = listen(window, ['focus']);
          await shown(window);
          window.focus();
          await later(50);
          return seen;
        }),
      is: ['focus'],
    },
    {
      says: 'blur gives the focus up, and the window stays visible',
      from: 'docs/api/browser-window.md#winblur',
      see: host =>
        withWindow(host, async window => {
          await shown(window);
          const blurred = next(window, 'blur');
          window.blur();
          await blurred;
          return [window.isVisible(), window.isFocused()];
        }),
      is: [true, false],
    },
    {
      says: 'the user goes to another program: blur is told, and the window stays visible',
      from: 'docs/api/browser-window.md#event-blur',
      needs: ['leave'],
      see: host =>
        withWindow(host, async window => {
          await shown(window);
          const blurred = next(window, 'blur');
          await host.hands.leave?.();
          await blurred;
          return [window.isVisible(), window.isFocused()];
        }),
      is: [true, false],
    },
    {
      says: 'the focus goes from one window to another: blur of the one, focus of the other',
      from: 'docs/api/browser-window.md#event-blur',
      see: host =>
        withWindow(host, one =>
          withWindow(host, async other => {
            await shown(one);
            const blurred = next(one, 'blur');
            await shown(other);
            await blurred;
            return [
              one.isFocused(),
              other.isFocused(),
              host.electron.BrowserWindow.getFocusedWindow() === other,
            ];
          }),
        ),
      is: [false, true, true],
    },
    {
      says: 'its title is the one it was made with',
      from: 'docs/api/browser-window.md#wingettitle',
      see: ({ electron: { BrowserWindow: Window } }) => {
        const window = new Window({ ...popupOptions, title: 'Raze' });
        const title = window.getTitle();
        window.destroy();
        return title;
      },
      is: 'Raze',
    },
    {
      says: 'it is always on top when it was made so, and told of a change',
      from: 'docs/api/browser-window.md#winisalwaysontop',
      on: ['windows', 'macos', 'x11'],
      see: async ({ electron: { BrowserWindow: Window } }) => {
        const window = new Window({ ...popupOptions, alwaysOnTop: true });
        const seen = listen(window, ['always-on-top-changed']);
        const states = [window.isAlwaysOnTop()];
        window.setAlwaysOnTop(false);
        states.push(window.isAlwaysOnTop());
        await later(20);
        window.destroy();
        return [...states, ...seen];
      },
      is: [true, false, 'always-on-top-changed'],
    },
  ],
};
