import { isAbsolute, join, relative } from 'node:path';
import { type Area, refusal } from '../case.ts';

/** What the program is: its folders, name and modules, its start at login, its links. */
export const program: Area = {
  area: 'program',
  cases: [
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
      says: 'the package’s own folder is told by an absolute path, also from sources',
      from: 'docs/api/process.md#processresourcespath-readonly',
      see: () => isAbsolute(process.resourcesPath),
      is: true,
    },
    {
      says: 'standard input is at its end from the beginning on Windows, whatever stands there',
      from: 'lib/common/init.ts:63',
      on: ['windows'],
      see: async () => {
        const read: unknown[] = [];
        for await (const chunk of process.stdin) read.push(chunk);
        return read;
      },
      is: [],
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
