import { join } from 'node:path';
import { type Area, later, refusal } from '../case.ts';

/** What happens before and at `ready`. */
export const starting: Area = {
  area: 'start',
  cases: [
    {
      says: 'will-finish-launching comes first, then the promise of whenReady, then ready',
      from: 'shell/browser/browser.cc:239',
      live({ electron: { app }, note }) {
        app.on('will-finish-launching', () => note('will-finish-launching'));
        app.on('ready', () => note('ready'));
        void app.whenReady().then(() => note('whenReady'));
        app.on('ready', () => setTimeout(() => app.exit(0)));
      },
      is: ['will-finish-launching', 'whenReady', 'ready'],
      code: 0,
    },
    {
      says: 'ready waits for the entry module to have been evaluated, what it awaits included',
      from: 'shell/browser/electron_browser_main_parts.cc:303',
      async live({ electron: { app }, note }) {
        app.on('ready', () => note('ready'));
        await later();
        note('evaluated');
        app.on('ready', () => setTimeout(() => app.exit(0)));
      },
      is: ['evaluated', 'ready'],
      code: 0,
    },
    {
      says: 'isReady is false in the entry and true when whenReady is settled',
      from: 'docs/api/app.md#appisready',
      live({ electron: { app }, note }) {
        note(app.isReady());
        void app.whenReady().then(() => {
          note(app.isReady());
          setTimeout(() => app.exit(0));
        });
      },
      is: [false, true],
      code: 0,
    },
    {
      says: 'whenReady settles at once when the app is ready',
      from: 'shell/browser/browser.cc:258',
      see: async ({ electron: { app } }) => {
        await app.whenReady();
        return app.isReady();
      },
      is: true,
    },
    {
      says: 'windows, trays, notifications, sessions, hotkeys, displays and save dialogs are refused before ready, each in its own words',
      from: 'shell/browser/api/electron_api_browser_window.cc:315, electron_api_tray.cc:74, electron_api_notification.cc:128, electron_api_session.cc:1926, electron_api_global_shortcut.cc:133, electron_api_screen.cc:207, lib/browser/api/dialog.ts:64',
      live({ electron, note }) {
        const { app, BrowserWindow, Tray, Notification, session, globalShortcut, screen, dialog } = electron;
        note(refusal(() => new BrowserWindow()));
        note(refusal(() => new Tray(electron.nativeImage.createEmpty())));
        note(refusal(() => new Notification({ title: 'x' })));
        note(refusal(() => session.defaultSession));
        note(refusal(() => globalShortcut.register('F8', () => undefined)));
        note(refusal(() => screen.getCursorScreenPoint()));
        note(refusal(() => dialog.showSaveDialog({})));
        app.on('ready', () => setTimeout(() => app.exit(0)));
      },
      is: [
        'Cannot create BrowserWindow before app is ready',
        'Cannot create Tray before app is ready',
        'Cannot create Notification before app is ready',
        'Session can only be received when app is ready',
        'globalShortcut cannot be used before the app is ready',
        "The 'screen' module can't be used before the app 'ready' event",
        'dialog module can only be used after app is ready',
      ],
      code: 0,
    },
    {
      says: 'an error box may be shown before ready',
      from: 'docs/api/dialog.md#dialogshowerrorboxtitle-content',
      on: ['x11', 'wayland'],
      live({ electron: { app, dialog }, note }) {
        note(
          refusal(() =>
            dialog.showErrorBox(
              'Conformance',
              'Shown before ready: on Linux it is written to standard error.',
            ),
          ),
        );
        app.on('ready', () => setTimeout(() => app.exit(0)));
      },
      is: [''],
      code: 0,
    },
    {
      says: 'paths can be read before ready, and the folder of the data can be set to an absolute path only',
      from: 'shell/browser/api/electron_api_app.cc:963',
      live({ electron: { app }, note }) {
        note(refusal(() => app.getPath('userData')));
        note(refusal(() => app.setPath('userData', 'relative')));
        const other = join(app.getPath('userData'), 'other');
        note(refusal(() => app.setPath('userData', other)));
        note(app.getPath('userData') === other);
        app.on('ready', () => setTimeout(() => app.exit(0)));
      },
      is: ['', 'Path must be absolute', '', true],
      code: 0,
    },
    {
      says: 'a path of a name that there is not is refused',
      from: 'shell/browser/api/electron_api_app.cc:957',
      see: ({ electron: { app } }) => refusal(() => app.getPath('nothing' as 'home')),
      is: "Failed to get 'nothing' path",
    },
    {
      says: 'schemes are declared before ready, and not after',
      from: 'shell/browser/api/electron_api_protocol.cc:364',
      see: ({ electron: { protocol } }) =>
        refusal(() => protocol.registerSchemesAsPrivileged([{ scheme: 'late', privileges: {} }])),
      is: 'protocol.registerSchemesAsPrivileged should be called before app is ready',
    },
    {
      says: 'the sandbox is enabled before ready, and not after',
      from: 'shell/browser/api/electron_api_app.cc:1565',
      see: ({ electron: { app } }) => refusal(() => app.enableSandbox()),
      is: 'app.enableSandbox() can only be called before app is ready',
    },
    {
      says: "a switch of the command line and one that the app appended are read alike; one without a value reads as ''",
      from: 'docs/api/command-line.md',
      args: ['--given=1', '--flag'],
      live({ electron: { app }, note }) {
        app.commandLine.appendSwitch('appended', '2');
        const { commandLine } = app;
        note(['given', 'appended', 'flag', 'absent'].map(name => commandLine.getSwitchValue(name)));
        note(['given', 'appended', 'flag', 'absent'].map(name => commandLine.hasSwitch(name)));
        app.on('ready', () => setTimeout(() => app.exit(0)));
      },
      is: [
        ['1', '2', '', ''],
        [true, true, true, false],
      ],
      code: 0,
    },
    {
      says: 'a switch that is appended once more has its newest value only',
      from: 'docs/api/command-line.md#commandlineappendswitchswitch-value',
      args: ['--disable-features=Given'],
      live({ electron: { app }, note }) {
        app.commandLine.appendSwitch('disable-features', 'Appended');
        note(app.commandLine.getSwitchValue('disable-features'));
        app.on('ready', () => setTimeout(() => app.exit(0)));
      },
      is: ['Appended'],
      code: 0,
    },
    {
      says: 'process.argv is the program, the app and its arguments as they were given',
      from: 'lib/browser/init.ts:13',
      args: ['raze-quick-stage://x', '--toggle'],
      live({ electron: { app }, note }) {
        note(
          process.argv.slice(2).filter(argument => argument.includes('toggle') || argument.includes('://')),
        );
        app.on('ready', () => setTimeout(() => app.exit(0)));
      },
      is: [['raze-quick-stage://x', '--toggle']],
      code: 0,
    },
  ],
};
