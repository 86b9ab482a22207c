import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import { type Area, later, next, refusal, until } from '../case.ts';
import type { FixtureGlobals } from '../fixture/bridge.ts';
import type { HostPage } from '../host.ts';

/** The event of the next call on this channel, as the handler got it. */
async function eventOf(
  { run }: HostPage,
  electron: { ipcMain: Electron.IpcMain },
): Promise<IpcMainInvokeEvent> {
  const { ipcMain } = electron;
  const seen = new Promise<IpcMainInvokeEvent>(resolve => {
    ipcMain.handle('once', event => {
      resolve(event);
      return null;
    });
  });
  await run(() => (window as unknown as FixtureGlobals).bridge.invoke('once'), null);
  ipcMain.removeHandler('once');
  return seen;
}

const rejection = (page: HostPage, channel: string): Promise<string> =>
  page.run(
    name =>
      (window as unknown as FixtureGlobals).bridge.invoke(name).then(
        () => 'answered',
        (error: unknown) => String(error),
      ),
    channel,
  );

/** Calls and messages between page and main, and who sent them. */
export const ipc: Area = {
  area: 'ipc',
  cases: [
    {
      says: 'the handler gets the arguments in order, and the page what it returns or resolves to',
      from: 'docs/api/ipc-main.md#ipcmainhandlechannel-listener',
      seePage: async ({ run }, { electron: { ipcMain } }) => {
        ipcMain.handle('sum', async (_event, ...args: unknown[]) => {
          await later();
          return args;
        });
        const got = await run(
          () => (window as unknown as FixtureGlobals).bridge.invoke('sum', 1, 'two', null),
          null,
        );
        ipcMain.removeHandler('sum');
        return got;
      },
      is: [1, 'two', null],
    },
    {
      says: 'calls are handled in the order in which they were made',
      from: 'docs/api/ipc-renderer.md#ipcrendererinvokechannel-args',
      seePage: async ({ run }, { electron: { ipcMain } }) => {
        const seen: unknown[] = [];
        ipcMain.handle('ordered', (_event, value) => seen.push(value));
        await run(async () => {
          const { invoke, send } = (window as unknown as FixtureGlobals).bridge;
          send('ordered message', 0);
          await Promise.all([1, 2, 3, 4, 5].map(value => invoke('ordered', value)));
        }, null);
        ipcMain.removeHandler('ordered');
        return seen;
      },
      is: [1, 2, 3, 4, 5],
    },
    {
      says: 'a channel has one handler; a second one is refused until the first is removed',
      from: 'lib/browser/ipc-main-impl.ts:16',
      see: ({ electron: { ipcMain } }) => {
        ipcMain.handle('single', () => 1);
        const twice = refusal(() => ipcMain.handle('single', () => 2));
        ipcMain.removeHandler('single');
        const again = refusal(() => ipcMain.handle('single', () => 3));
        ipcMain.removeHandler('single');
        ipcMain.removeHandler('single');
        return [twice, again];
      },
      is: ["Attempted to register a second handler for 'single'", ''],
    },
    {
      says: 'a channel without a handler rejects the call and says so',
      from: 'lib/browser/ipc-dispatch.ts:121',
      seePage: page => rejection(page, 'nobody'),
      is: "Error: Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
    },
    {
      says: 'what a handler throws arrives as its class and message in a plain Error: nothing else of it',
      from: 'docs/api/ipc-main.md#ipcmainhandlechannel-listener',
      seePage: async (page, { electron: { ipcMain } }) => {
        ipcMain.handle('throws', () => {
          throw Object.assign(new RangeError('as asked'), { secret: 1 });
        });
        const text = await rejection(page, 'throws');
        ipcMain.removeHandler('throws');
        return text;
      },
      is: "Error: Error invoking remote method 'throws': RangeError: as asked",
    },
    {
      says: 'the event names the contents, their main frame, its address and that it has no parent',
      from: 'docs/api/structures/ipc-main-invoke-event.md',
      seePage: async (page, { electron }) => {
        const event = await eventOf(page, electron);
        const { webContents } = page.window;
        return [
          event.sender === webContents,
          event.senderFrame === webContents.mainFrame,
          event.senderFrame?.url,
          event.senderFrame?.parent,
        ];
      },
      is: [true, true, 'app://ui/index.html', null],
    },
    {
      says: 'the address of the sender is the page’s as it is now, fragment included',
      from: 'docs/api/web-frame-main.md#frameurl-readonly',
      seePage: async (page, { electron }) => {
        await page.run(() => history.replaceState(null, '', '#part'), null);
        await until(
          () => page.window.webContents.mainFrame.url.endsWith('#part'),
          () => eventOf(page, electron),
        );
        const { senderFrame } = await eventOf(page, electron);
        await page.run(() => history.replaceState(null, '', location.pathname), null);
        return senderFrame?.url;
      },
      is: 'app://ui/index.html#part',
    },
    {
      says: 'a message arrives at every listener of its channel, with who sent it',
      from: 'docs/api/ipc-main.md#ipcmainonchannel-listener',
      seePage: async (page, { electron: { ipcMain } }) => {
        const arrived = next(ipcMain, 'message');
        await page.run(() => (window as unknown as FixtureGlobals).bridge.send('message', { n: 1 }), null);
        const [event, value] = (await arrived) as [IpcMainEvent, unknown];
        return [event.sender === page.window.webContents, value];
      },
      is: [true, { n: 1 }],
    },
    {
      says: 'the contents of a destroyed window are destroyed a moment after it, and to send to them is refused then',
      from: 'shell/browser/api/electron_api_web_contents.cc:1282',
      see: async ({ electron: { BrowserWindow: Window } }) => {
        const window = new Window({ show: false });
        const { webContents } = window;
        const gone = next(webContents, 'destroyed');
        window.destroy();
        const atOnce = webContents.isDestroyed();
        await gone;
        return [atOnce, webContents.isDestroyed(), refusal(() => webContents.send('push', 1)) !== ''];
      },
      is: [false, true, true],
    },
    {
      says: 'what is sent before there is a page is lost, and no error',
      from: 'docs/api/web-contents.md#contentssendchannel-args',
      see: ({ electron: { BrowserWindow: Window } }) => {
        const window = new Window({ show: false });
        const text = refusal(() => window.webContents.send('push', 1));
        window.destroy();
        return text;
      },
      is: '',
    },
  ],
};
