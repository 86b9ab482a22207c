import type { Area } from '../case.ts';
import { noteTheEnd, once } from '../fixture/ending.ts';

/** The app ends without a question. */
export const exiting: Area = {
  area: 'exit',
  cases: [
    {
      says: 'exit asks nobody: windows are destroyed, and only quit is told, with the code',
      from: 'shell/browser/browser.cc:140',
      live(host) {
        noteTheEnd(host);
        once(host, () => {
          const window = new host.electron.BrowserWindow({ show: false });
          window.on('close', event => event.preventDefault());
          host.electron.app.exit(7);
        });
      },
      is: ['closed', 'quit 7'],
      code: 7,
    },
    {
      says: 'exit without a code is 0',
      from: 'docs/api/app.md#appexitexitcode',
      live(host) {
        noteTheEnd(host);
        once(host, () => host.electron.app.exit());
      },
      is: ['quit 0'],
      code: 0,
    },
    {
      says: 'exit within before-quit that is prevented ends the app all the same',
      from: 'shell/browser/browser.cc:140',
      live(host) {
        noteTheEnd(host);
        once(host, () => {
          const { app } = host.electron;
          app.once('before-quit', event => {
            event.preventDefault();
            app.exit(3);
          });
          app.quit();
        });
      },
      is: ['before-quit', 'quit 3'],
      code: 3,
    },
    {
      says: 'on Windows and Linux exit within ready, and before it, ends the process at once: nobody is told',
      from: 'shell/browser/browser.cc:142',
      on: ['windows', 'x11', 'wayland'],
      live(host) {
        noteTheEnd(host);
        const { app, BrowserWindow } = host.electron;
        void app.whenReady().then(() => {
          new BrowserWindow({ show: false });
          app.exit(9);
        });
      },
      is: [],
      code: 9,
    },
    {
      says: 'exit within the entry ends the process at once with its code',
      from: 'shell/browser/browser.cc:142',
      on: ['windows', 'x11', 'wayland'],
      live(host) {
        noteTheEnd(host);
        host.electron.app.exit(8);
      },
      is: [],
      code: 8,
    },
    {
      says: 'a window is destroyed before the quit of exit, and is no window any more',
      from: 'shell/browser/api/electron_api_base_window.cc:164',
      live(host) {
        once(host, () => {
          const { app, BrowserWindow } = host.electron;
          const window = new BrowserWindow({ show: false });
          app.on('quit', () => host.note([window.isDestroyed(), BrowserWindow.getAllWindows().length]));
          app.exit(0);
        });
      },
      is: [[true, 0]],
      code: 0,
    },
  ],
};
