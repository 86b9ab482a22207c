import { type Area, hear, later, listen, refusal } from '../case.ts';
import { withWindow } from '../fixture/popup.ts';

/** Windows that are closed, destroyed and gone. */
export const closing: Area = {
  area: 'closing',
  cases: [
    {
      says: 'close can be prevented, and the window stays',
      from: 'docs/api/browser-window.md#event-close',
      see: host =>
        withWindow(host, async window => {
          window.on('close', event => event.preventDefault());
          window.close();
          await later(20);
          return window.isDestroyed();
        }),
      is: false,
    },
    {
      says: 'destroy does not ask: closed is told, close is not',
      from: 'docs/api/browser-window.md#windestroy',
      see: host =>
        withWindow(host, async window => {
          const seen = listen(window, ['close', 'closed']);
          window.destroy();
          await later(20);
          return [window.isDestroyed(), ...seen];
        }),
      is: [true, 'closed'],
    },
    {
      says: 'a destroyed window is used no more: each call is refused, isDestroyed alone answers',
      from: 'docs/api/browser-window.md#winisdestroyed',
      see: host =>
        withWindow(host, window => {
          window.destroy();
          return [
            window.isDestroyed(),
            refusal(() => window.show()),
            refusal(() => window.isVisible()),
            refusal(() => window.getBounds()),
            refusal(() => window.isFocused()),
          ];
        }),
      is: [
        true,
        'Object has been destroyed',
        'Object has been destroyed',
        'Object has been destroyed',
        'Object has been destroyed',
      ],
    },
    {
      says: 'getAllWindows has the windows that are there',
      from: 'docs/api/browser-window.md#browserwindowgetallwindows',
      see: host =>
        withWindow(host, window => {
          const { getAllWindows } = host.electron.BrowserWindow;
          const there = getAllWindows().includes(window);
          window.destroy();
          return [there, getAllWindows().includes(window)];
        }),
      is: [true, false],
    },
    {
      says: 'the app is told of each new window and of its contents',
      from: 'docs/api/app.md#event-browser-window-created',
      see: async host => {
        const seen = await hear(host.electron.app, ['browser-window-created', 'web-contents-created'], () =>
          withWindow(host, () => undefined),
        );
        return seen.toSorted();
      },
      is: ['browser-window-created', 'web-contents-created'],
    },
  ],
};
