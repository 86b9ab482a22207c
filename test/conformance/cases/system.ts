import type { Area } from '../case.ts';

/** What is around the program: displays, the clipboard, the network, other programs. */
export const system: Area = {
  area: 'system',
  cases: [
    {
      says: 'there is a primary display, whose work area lies in it and is whole numbers',
      from: 'docs/api/screen.md#screengetprimarydisplay',
      see: ({ electron: { screen } }) => {
        const { bounds, workArea } = screen.getPrimaryDisplay();
        return [
          workArea.width <= bounds.width && workArea.height <= bounds.height,
          Object.values(workArea).every(Number.isInteger),
          screen.getAllDisplays().length > 0,
        ];
      },
      is: [true, true, true],
    },
    {
      says: 'the display nearest to a point is the one that the point lies in, left of the primary one too',
      from: 'docs/api/screen.md#screengetdisplaynearestpointpoint',
      needs: ['displays'],
      see: async ({ electron: { screen }, hands }) => {
        const main = { x: 0, y: 0, width: 1920, height: 1080 };
        await hands.displays?.([main, { x: -1280, y: 200, width: 1280, height: 800 }]);
        const nearest = [
          screen.getDisplayNearestPoint({ x: -5, y: 900 }),
          screen.getDisplayNearestPoint({ x: 5, y: 5 }),
        ];
        await hands.displays?.([main]);
        return nearest.map(({ bounds }) => bounds.x);
      },
      is: [-1280, 0],
    },
    {
      says: 'the pointer is where the user has it',
      from: 'docs/api/screen.md#screengetcursorscreenpoint',
      needs: ['pointer'],
      see: async ({ electron: { screen }, hands }) => {
        await hands.pointer?.(10, 20);
        return screen.getCursorScreenPoint();
      },
      is: { x: 10, y: 20 },
    },
    {
      says: 'under Wayland nobody knows where the pointer is: it is at 0, 0',
      from: 'shell/browser/api/electron_api_screen.cc:93',
      on: ['wayland'],
      see: async ({ electron: { screen }, hands }) => {
        await hands.pointer?.(10, 20);
        return screen.getCursorScreenPoint();
      },
      is: { x: 0, y: 0 },
    },
    {
      says: 'what is copied is read: both are promises',
      from: 'docs/api/clipboard.md#clipboardreadtext',
      needs: ['copy'],
      see: async ({ electron: { clipboard }, hands }) => {
        await clipboard.writeText('from the app');
        const own = await clipboard.readText();
        await hands.copy?.('from elsewhere');
        return [own, await clipboard.readText()];
      },
      is: ['from the app', 'from elsewhere'],
    },
    {
      says: 'the network is there, or is not, in two spellings',
      from: 'docs/api/net.md#netisonline',
      needs: ['network'],
      see: async ({ electron: { net }, hands }) => {
        const before = [net.isOnline(), net.online];
        await hands.network?.(false);
        const after = [net.isOnline(), net.online];
        await hands.network?.(true);
        return [...before, ...after];
      },
      is: [true, true, false, false],
    },
    {
      says: 'the proxy for an address is a list as a PAC file writes it',
      from: 'docs/api/session.md#sesresolveproxyurl',
      see: async ({ electron: { session } }) =>
        /^(DIRECT|(PROXY|HTTPS|SOCKS5?) )/.test(
          await session.defaultSession.resolveProxy('https://example.com/'),
        ),
      is: true,
    },
    {
      says: 'openExternal refuses what is no address',
      from: 'shell/common/api/electron_api_shell.cc:57',
      see: async ({ electron: { shell } }) => {
        try {
          await shell.openExternal('no address');
          return 'opened';
        } catch {
          return 'refused';
        }
      },
      is: 'refused',
    },
  ],
};
