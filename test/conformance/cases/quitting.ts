import { type Area, later, next } from '../case.ts';
import { noteTheEnd, once } from '../fixture/ending.ts';

/** The app is asked to quit, or has lost its last window. */
export const quitting: Area = {
  area: 'quit',
  cases: [
    {
      says: 'without a listener for window-all-closed the app quits with its last window',
      from: 'docs/api/app.md#event-window-all-closed',
      live(host) {
        const { app, BrowserWindow } = host.electron;
        for (const event of ['before-quit', 'will-quit', 'quit'] as const)
          app.on(event as 'quit', () => host.note(event));
        once(host, () => {
          const window = new BrowserWindow({ show: false });
          window.on('closed', () => host.note('closed'));
          window.close();
        });
      },
      is: ['closed', 'before-quit', 'will-quit', 'quit'],
      code: 0,
    },
    {
      says: 'with a listener for window-all-closed the app goes on without windows',
      from: 'lib/browser/init.ts:170',
      live(host) {
        noteTheEnd(host);
        once(host, async () => {
          const window = new host.electron.BrowserWindow({ show: false });
          const gone = next(window, 'closed');
          window.close();
          await gone;
          await later(20);
          host.note('still here');
          host.electron.app.quit();
        });
      },
      is: ['close', 'closed', 'window-all-closed', 'still here', 'before-quit', 'will-quit', 'quit 0'],
      code: 0,
    },
    {
      says: 'quit asks the app, then each window, and window-all-closed is not told on the way',
      from: 'docs/api/app.md#appquit',
      live(host) {
        noteTheEnd(host);
        once(host, () => {
          new host.electron.BrowserWindow({ show: false });
          host.electron.app.quit();
        });
      },
      is: ['before-quit', 'close', 'closed', 'will-quit', 'quit 0'],
      code: 0,
    },
    {
      says: 'a close that is prevented ends the quitting; the next quit asks anew',
      from: 'shell/browser/browser.cc:307',
      live(host) {
        noteTheEnd(host);
        once(host, async () => {
          const { app, BrowserWindow } = host.electron;
          const window = new BrowserWindow({ show: false });
          window.once('close', event => event.preventDefault());
          app.quit();
          await later(20);
          host.note(window.isDestroyed());
          app.quit();
        });
      },
      is: ['before-quit', 'close', false, 'before-quit', 'close', 'closed', 'will-quit', 'quit 0'],
      code: 0,
    },
    {
      says: 'before-quit that is prevented closes nothing, and the next quit asks anew',
      from: 'shell/browser/browser.cc:120',
      live(host) {
        noteTheEnd(host);
        once(host, async () => {
          const { app, BrowserWindow } = host.electron;
          const window = new BrowserWindow({ show: false });
          app.once('before-quit', event => event.preventDefault());
          app.quit();
          await later(20);
          host.note(window.isDestroyed());
          app.quit();
        });
      },
      is: ['before-quit', false, 'before-quit', 'close', 'closed', 'will-quit', 'quit 0'],
      code: 0,
    },
    {
      says: 'will-quit that is prevented keeps the app, whose windows are gone; the next quit asks anew',
      from: 'shell/browser/browser.cc:287',
      live(host) {
        noteTheEnd(host);
        once(host, async () => {
          const { app, BrowserWindow } = host.electron;
          new BrowserWindow({ show: false });
          const asked = next(app, 'will-quit');
          app.once('will-quit', event => event.preventDefault());
          app.quit();
          await asked;
          await later(20);
          host.note(BrowserWindow.getAllWindows().length);
          app.quit();
        });
      },
      is: ['before-quit', 'close', 'closed', 'will-quit', 0, 'before-quit', 'will-quit', 'quit 0'],
      code: 0,
    },
    {
      says: 'a second quit while the app quits is no second question',
      from: 'shell/browser/browser.cc:121',
      live(host) {
        noteTheEnd(host);
        once(host, () => {
          const { app } = host.electron;
          app.once('before-quit', () => app.quit());
          app.once('will-quit', () => app.quit());
          app.quit();
        });
      },
      is: ['before-quit', 'will-quit', 'quit 0'],
      code: 0,
    },
    {
      says: 'quit before ready ends the app: will-quit and quit are told',
      from: 'shell/browser/browser.cc:166',
      live(host) {
        noteTheEnd(host);
        host.electron.app.quit();
      },
      is: ['before-quit', 'will-quit', 'quit 0'],
      code: 0,
    },
    {
      says: 'an app that keeps its windows from closing destroys them first: window-all-closed is told, and the quit after it asks anew',
      from: 'shell/browser/browser.cc:314',
      live(host) {
        noteTheEnd(host);
        once(host, () => {
          const { app, BrowserWindow } = host.electron;
          const window = new BrowserWindow({ show: false });
          window.on('close', event => event.preventDefault());
          app.once('before-quit', event => {
            event.preventDefault();
            setTimeout(() => {
              window.destroy();
              app.quit();
            });
          });
          app.quit();
        });
      },
      is: ['before-quit', 'closed', 'window-all-closed', 'before-quit', 'will-quit', 'quit 0'],
      code: 0,
    },
  ],
};
