import { type Area, hear, next, refusal } from '../case.ts';
import type { FixtureGlobals } from '../fixture/bridge.ts';

/** The page's process dies, and comes back. Last of all that a page is needed for. */
export const crash: Area = {
  area: 'crash',
  cases: [
    {
      says: 'it is told with a reason and a code, to the contents and to the app; the window stays',
      from: 'docs/api/web-contents.md#event-render-process-gone',
      needs: ['crash'],
      seePage: async ({ window }, { electron: { app }, hands }) => {
        const gone = next(window.webContents, 'render-process-gone');
        const told = await hear(app, ['render-process-gone'], async () => {
          await hands.crash?.(window);
          await gone;
        });
        const [, details] = (await gone) as [unknown, Electron.RenderProcessGoneDetails];
        return [
          ['crashed', 'killed'].includes(details.reason),
          typeof details.exitCode,
          told,
          window.isDestroyed(),
          window.webContents.isDestroyed(),
        ];
      },
      is: [true, 'number', ['render-process-gone'], false, false],
    },
    {
      says: 'what is sent to a page that is gone is lost, and no error',
      from: 'lib/browser/api/web-frame-main.ts:15',
      seePage: ({ window }) => refusal(() => window.webContents.send('push', 1)),
      is: '',
    },
    {
      says: 'reload brings it back: the same window, a page that has loaded, and its calls are answered',
      from: 'docs/api/web-contents.md#contentsforcefullycrashrenderer',
      seePage: async ({ window, run }) => {
        const loaded = next(window.webContents, 'did-finish-load');
        window.webContents.reload();
        await loaded;
        return run(() => (window as unknown as FixtureGlobals).bridge.invoke('echo', 'back'), null);
      },
      is: 'back',
    },
    {
      says: 'a window that was destroyed takes its frame along: the sender of an earlier call is null',
      from: 'docs/api/structures/ipc-main-invoke-event.md',
      seePage: async ({ window, run }, { electron: { ipcMain } }) => {
        const seen = new Promise<Electron.IpcMainInvokeEvent>(resolve => {
          ipcMain.handle('last', event => {
            resolve(event);
            return null;
          });
        });
        await run(() => (window as unknown as FixtureGlobals).bridge.invoke('last'), null);
        const event = await seen;
        const there = event.senderFrame !== null;
        const gone = next(window.webContents, 'destroyed');
        window.destroy();
        await gone;
        return [there, event.senderFrame];
      },
      is: [true, null],
    },
  ],
};
