import { type Area, hear, later, next } from '../case.ts';

/** What a page tries and the app refuses: permissions, downloads, requests, navigation, windows. */
export const doors: Area = {
  area: 'doors',
  cases: [
    {
      says: 'a permission that the handler denies is not granted',
      from: 'docs/api/session.md#sessetpermissionrequesthandlerhandler',
      needs: ['permission'],
      seePage: async (_page, { electron: { session }, hands }) => {
        const asked: string[] = [];
        session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) => {
          asked.push(permission);
          answer(false);
        });
        session.defaultSession.setPermissionCheckHandler(() => false);
        const granted = await hands.permission?.('notifications');
        session.defaultSession.setPermissionRequestHandler(null);
        session.defaultSession.setPermissionCheckHandler(null);
        return [granted, ...asked];
      },
      is: [false, 'notifications'],
    },
    {
      says: 'a download that is prevented in will-download does not happen',
      from: 'docs/api/session.md#event-will-download',
      needs: ['download'],
      seePage: async ({ window }, { electron: { session }, hands }) => {
        const { defaultSession } = session;
        const seen: unknown[] = [];
        const refuse = (
          event: Electron.Event,
          item: Electron.DownloadItem,
          contents: Electron.WebContents,
        ): void => {
          event.preventDefault();
          seen.push(item.getURL().startsWith('data:'), contents === window.webContents);
        };
        defaultSession.on('will-download', refuse);
        const prevented = await hands.download?.('data:text/plain,conformance');
        defaultSession.removeListener('will-download', refuse);
        return [prevented, ...seen];
      },
      is: [true, true, true],
    },
    {
      says: 'a request that the listener cancels is not made; one that it lets pass is',
      from: 'docs/api/web-request.md#webrequestonbeforerequestfilter-listener',
      needs: ['request'],
      seePage: async (_page, { electron: { session }, hands }) => {
        const { webRequest } = session.defaultSession;
        webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !url.startsWith('app:') }));
        const cancelled = [
          await hands.request?.('https://example.com/'),
          await hands.request?.('app://ui/page.js'),
        ];
        webRequest.onBeforeRequest(null);
        return [...cancelled, await hands.request?.('https://example.com/')];
      },
      is: [true, false, false],
    },
    {
      says: 'requests for the app’s own scheme are asked about like all others',
      from: 'docs/api/web-request.md',
      seePage: async ({ run }, { electron: { session } }) => {
        const { webRequest } = session.defaultSession;
        const seen: string[] = [];
        webRequest.onBeforeRequest(({ url }, answer) => {
          seen.push(url);
          answer({});
        });
        await run(
          () =>
            new Promise(resolve => {
              const image = new Image();
              image.onload = resolve;
              image.onerror = resolve;
              image.src = 'asked-about.png';
            }),
          null,
        );
        webRequest.onBeforeRequest(null);
        return seen.includes('app://ui/asked-about.png');
      },
      is: true,
    },
    {
      says: 'a page that goes elsewhere asks first: will-frame-navigate, then will-navigate with the address; prevented, it stays',
      from: 'docs/api/web-contents.md#event-will-navigate',
      seePage: async ({ run, window }) => {
        const { webContents } = window;
        const seen: unknown[] = [];
        webContents.once('will-frame-navigate', ({ isMainFrame }) =>
          seen.push(['will-frame-navigate', isMainFrame]),
        );
        const asked = new Promise<void>(resolve => {
          webContents.once('will-navigate', event => {
            seen.push(['will-navigate', event.url]);
            event.preventDefault();
            resolve();
          });
        });
        await run(() => {
          setTimeout(() => {
            location.href = 'https://example.com/elsewhere';
          });
        }, null);
        await asked;
        await later(50);
        return [...seen, webContents.getURL()];
      },
      is: [
        ['will-frame-navigate', true],
        ['will-navigate', 'https://example.com/elsewhere'],
        'app://ui/index.html',
      ],
    },
    {
      says: 'a navigation that will-frame-navigate prevents is not asked about again',
      from: 'shell/browser/electron_navigation_throttle.cc:56',
      seePage: async ({ run, window }) => {
        const { webContents } = window;
        const asked = new Promise<void>(resolve => {
          webContents.once('will-frame-navigate', event => {
            event.preventDefault();
            resolve();
          });
        });
        return hear(webContents, ['will-navigate'], async () => {
          await run(() => {
            setTimeout(() => {
              location.href = 'https://example.com/elsewhere';
            });
          }, null);
          await asked;
          await later(50);
        });
      },
      is: [],
    },
    {
      says: 'a fragment and the page’s history are no navigation',
      from: 'docs/api/web-contents.md#in-page-navigation',
      seePage: async ({ run, window }) => {
        const seen = await hear(window.webContents, ['will-navigate', 'will-frame-navigate'], async () => {
          await run(() => {
            location.hash = 'part';
            history.pushState(null, '', '#other');
            history.replaceState(null, '', location.pathname);
          }, null);
          await later(50);
        });
        return seen;
      },
      is: [],
    },
    {
      says: 'what the app itself loads is not asked about: neither loadURL nor reload',
      from: 'docs/api/web-contents.md#event-will-navigate',
      seePage: async ({ window, run }) => {
        const { webContents } = window;
        const seen = await hear(webContents, ['will-navigate', 'will-frame-navigate'], async () => {
          const loaded = next(webContents, 'did-finish-load');
          webContents.reload();
          await loaded;
        });
        return [...seen, await run(() => document.readyState, null)];
      },
      is: ['complete'],
    },
    {
      says: 'window.open is answered by the handler; denied, the page gets null and no window is made',
      from: 'docs/api/web-contents.md#contentssetwindowopenhandlerhandler',
      seePage: async ({ run, window }, { electron: { BrowserWindow: Window } }) => {
        const before = Window.getAllWindows().length;
        const asked: string[] = [];
        window.webContents.setWindowOpenHandler(({ url }) => {
          asked.push(url);
          return { action: 'deny' };
        });
        const opened = await run(() => globalThis.open('https://example.com/popup') === null, null);
        await later(50);
        return [opened, Window.getAllWindows().length - before, ...asked];
      },
      is: [true, 0, 'https://example.com/popup'],
    },
    {
      says: 'a link with a target asks the same handler',
      from: 'docs/api/window-open.md',
      seePage: async ({ run, window }) => {
        const asked = new Promise<string>(resolve => {
          window.webContents.setWindowOpenHandler(({ url }) => {
            resolve(url);
            return { action: 'deny' };
          });
        });
        await run(() => {
          const link = document.createElement('a');
          link.target = '_blank';
          link.href = 'https://example.com/link';
          document.body.append(link);
          link.click();
          link.remove();
        }, null);
        return asked;
      },
      is: 'https://example.com/link',
    },
    {
      says: 'WebRTC’s policy is one of the names that Chromium knows',
      from: 'docs/api/web-contents.md#contentssetwebrtciphandlingpolicypolicy',
      seePage: ({ window }) => {
        window.webContents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
        return true;
      },
      is: true,
    },
  ],
};
