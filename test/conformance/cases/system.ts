import { isAbsolute, join, relative } from 'node:path';
import { type Area, hear, later, next, refusal } from '../case.ts';

/** Theme, languages, folders, displays, clipboard, network, start at login, links. */
export const system: Area = {
  area: 'system',
  cases: [
    {
      says: 'the theme’s source overrides the system’s, and updated is told of a change',
      from: 'docs/api/native-theme.md#nativethemethemesource',
      see: async ({ electron: { nativeTheme } }) => {
        nativeTheme.themeSource = 'light';
        await later(20);
        const told = next(nativeTheme, 'updated');
        nativeTheme.themeSource = 'dark';
        const dark = nativeTheme.shouldUseDarkColors;
        await told;
        nativeTheme.themeSource = 'light';
        const light = nativeTheme.shouldUseDarkColors;
        nativeTheme.themeSource = 'system';
        await later(20);
        return [dark, light];
      },
      is: [true, false],
    },
    {
      says: 'a source that changes nothing is told of as nothing',
      from: 'patches/chromium/feat_add_set_theme_source_to_allow_apps_to.patch',
      see: async ({ electron: { nativeTheme } }) => {
        nativeTheme.themeSource = 'dark';
        await later(20);
        const seen = await hear(nativeTheme, ['updated'], async () => {
          nativeTheme.themeSource = 'dark';
          await later(20);
        });
        nativeTheme.themeSource = 'system';
        await later(20);
        return seen;
      },
      is: [],
    },
    {
      says: 'the system’s scheme counts while the source is system',
      from: 'docs/api/native-theme.md#event-updated',
      needs: ['scheme'],
      see: async ({ electron: { nativeTheme }, hands }) => {
        const told = next(nativeTheme, 'updated');
        await hands.scheme?.(true);
        await told;
        const dark = nativeTheme.shouldUseDarkColors;
        await hands.scheme?.(false);
        await later(20);
        return [dark, nativeTheme.shouldUseDarkColors];
      },
      is: [true, false],
    },
    {
      says: 'a source that there is not is refused',
      from: 'docs/api/native-theme.md#nativethemethemesource',
      see: ({ electron: { nativeTheme } }) =>
        refusal(() => {
          nativeTheme.themeSource = 'dim' as never;
        }) !== '',
      is: true,
    },
    {
      says: 'on Linux the user’s languages are LANGUAGE’s in its order, each followed by itself without a country',
      from: 'shell/common/language_util_linux.cc:14',
      on: ['x11', 'wayland'],
      see: ({ electron: { app } }) => {
        const { LANGUAGE } = process.env;
        process.env.LANGUAGE = 'pt_BR:es';
        const languages = app.getPreferredSystemLanguages();
        if (LANGUAGE === undefined) delete process.env.LANGUAGE;
        else process.env.LANGUAGE = LANGUAGE;
        return languages;
      },
      is: ['pt-BR', 'pt', 'es'],
    },
    {
      says: 'the system’s locale is known, as a tag that formats can be made for',
      from: 'docs/api/app.md#appgetsystemlocale',
      see: ({ electron: { app } }) => Intl.getCanonicalLocales(app.getSystemLocale()).length,
      is: 1,
    },
    {
      says: 'the folders that the product asks for are absolute',
      from: 'docs/api/app.md#appgetpathname',
      see: ({ electron: { app } }) =>
        (['home', 'appData', 'userData', 'temp', 'documents'] as const).filter(
          name => !isAbsolute(app.getPath(name)),
        ),
      is: [],
    },
    {
      says: 'the app’s name and version are its package.json’s',
      from: 'docs/api/app.md#appgetname',
      see: ({ electron: { app } }) => [app.name, app.getName(), app.getVersion()],
      is: ['Conformance', 'Conformance', '1.0.0'],
    },
    {
      says: 'the app’s folder is that of its package.json, and the entry’s import.meta.dirname lies in it',
      from: 'docs/api/app.md#appgetapppath',
      see: ({ electron: { app }, entryFolder }) => [
        isAbsolute(app.getAppPath()),
        relative(app.getAppPath(), entryFolder),
      ],
      is: [true, ''],
    },
    {
      says: 'a build from sources is not packaged',
      from: 'shell/browser/api/electron_api_app.cc:920',
      see: ({ electron: { app } }) => app.isPackaged,
      is: false,
    },
    {
      says: 'an installed build is packaged',
      from: 'shell/browser/api/electron_api_app.cc:920',
      under: ['packaged'],
      see: ({ electron: { app } }) => app.isPackaged,
      is: true,
    },
    {
      says: 'a module is found from the entry’s folder, and SQLite is in Node',
      from: 'docs/tutorial/esm.md',
      see: async ({ entryFolder }) => {
        const { DatabaseSync } = await import('node:sqlite');
        const database = new DatabaseSync(':memory:');
        const row = database.prepare("SELECT 'read' AS text").get();
        database.close();
        return [join(entryFolder, 'x').startsWith(entryFolder), { ...row }];
      },
      is: [true, { text: 'read' }],
    },
    {
      says: 'keytar is loaded, or is not here: it never ends the program',
      from: 'docs/tutorial/using-native-node-modules.md',
      see: () =>
        import('keytar').then(
          ({ default: keytar }) => typeof keytar.getPassword,
          () => 'function',
        ),
      is: 'function',
    },
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
    {
      says: 'on Linux nothing starts at login by Electron’s own means, and to ask is no error',
      from: 'shell/browser/browser_linux.cc:266',
      on: ['x11', 'wayland'],
      see: ({ electron: { app } }) => {
        const set = refusal(() => app.setLoginItemSettings({ openAtLogin: true }));
        return [set, app.getLoginItemSettings().openAtLogin];
      },
      is: ['', false],
    },
    {
      says: 'what was removed of the settings for the start at login is not there',
      from: 'docs/breaking-changes.md',
      see: ({ electron: { app } }) => {
        const settings = app.getLoginItemSettings();
        return ['openAsHidden', 'wasOpenedAsHidden', 'restoreState'].filter(name => name in settings);
      },
      is: [],
    },
    {
      says: 'on macOS the start at login is on once it was set, and its status says enabled',
      from: 'docs/api/app.md#appgetloginitemsettingsoptions-macos-windows',
      on: ['macos'],
      under: ['packaged'],
      see: ({ electron: { app } }) => {
        app.setLoginItemSettings({ openAtLogin: true });
        const { openAtLogin, status } = app.getLoginItemSettings();
        app.setLoginItemSettings({ openAtLogin: false });
        return [openAtLogin, status, app.getLoginItemSettings().openAtLogin];
      },
      is: [true, 'enabled', false],
    },
    {
      says: 'on macOS a user who has forbidden it reads requires-approval, and not on',
      from: 'docs/api/app.md#appgetloginitemsettingsoptions-macos-windows',
      on: ['macos'],
      under: ['packaged', 'login-forbidden'],
      see: ({ electron: { app } }) => {
        app.setLoginItemSettings({ openAtLogin: true });
        const { openAtLogin, status } = app.getLoginItemSettings();
        return [openAtLogin, status];
      },
      is: [false, 'requires-approval'],
    },
    {
      says: 'on Windows an entry is read back only with the arguments it was set with',
      from: 'docs/api/app.md#appgetloginitemsettingsoptions-macos-windows',
      on: ['windows'],
      under: ['packaged'],
      see: ({ electron: { app } }) => {
        app.setLoginItemSettings({ openAtLogin: true, args: ['--hidden'] });
        const read = [
          app.getLoginItemSettings({ args: ['--hidden'] }).openAtLogin,
          app.getLoginItemSettings().openAtLogin,
        ];
        app.setLoginItemSettings({ openAtLogin: false, args: ['--hidden'] });
        return read;
      },
      is: [true, false],
    },
    {
      says: 'on Windows an entry that the user has switched off is still set, and will not start',
      from: 'docs/api/app.md#appgetloginitemsettingsoptions-macos-windows',
      on: ['windows'],
      under: ['packaged', 'login-forbidden'],
      see: ({ electron: { app } }) => {
        app.setLoginItemSettings({ openAtLogin: true, args: ['--hidden'] });
        const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings({ args: ['--hidden'] });
        return [openAtLogin, executableWillLaunchAtLogin];
      },
      is: [true, false],
    },
    {
      says: 'links are the app’s only where the desktop knows it: without its .desktop file the answer is false',
      from: 'shell/browser/browser_linux.cc:44',
      on: ['x11', 'wayland'],
      see: ({ electron: { app } }) => {
        app.setDesktopName('com.example.nowhere.desktop');
        return app.setAsDefaultProtocolClient('raze-conformance');
      },
      is: false,
    },
  ],
};
