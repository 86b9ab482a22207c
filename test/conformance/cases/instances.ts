import { type Area, later } from '../case.ts';
import type { LifeHost } from '../host.ts';

const once = ({ electron: { app } }: LifeHost, act: () => void | Promise<void>): void => {
  void app.whenReady().then(async () => {
    await later();
    await act();
  });
};

/** One running app for one folder of data, and what a second start hands over. */
export const instances: Area = {
  area: 'single instance',
  cases: [
    {
      says: 'the first start gets the lock, asking again answers the same, and giving it up gives it up',
      from: 'shell/browser/api/electron_api_app.cc:1054',
      live(host) {
        const { app } = host.electron;
        host.note(app.hasSingleInstanceLock());
        host.note([
          app.requestSingleInstanceLock(),
          app.requestSingleInstanceLock(),
          app.hasSingleInstanceLock(),
        ]);
        app.releaseSingleInstanceLock();
        host.note(app.hasSingleInstanceLock());
        once(host, () => app.exit(0));
      },
      is: [false, [true, true, true], false],
      code: 0,
    },
    {
      says: 'a second start tells the first one, with its arguments and its folder, and no data of its own',
      from: 'docs/api/app.md#event-second-instance',
      on: ['windows', 'x11', 'wayland'],
      live(host) {
        const { app } = host.electron;
        app.requestSingleInstanceLock();
        app.on('second-instance', (_event, argv, folder, data) => {
          host.note([argv.includes('--toggle'), folder === process.cwd(), data ?? null]);
          app.exit(0);
        });
        once(host, () => host.again(['--toggle']));
      },
      is: [[true, true, null]],
      code: 0,
    },
    {
      says: 'in what arrives switches stand before arguments, whatever their order was',
      from: 'docs/api/app.md#event-second-instance',
      on: ['windows', 'x11', 'wayland'],
      live(host) {
        const { app } = host.electron;
        app.requestSingleInstanceLock();
        app.on('second-instance', (_event, argv) => {
          host.note(argv.indexOf('--after') < argv.indexOf('raze-quick-stage://opportunity/opp_1'));
          app.exit(0);
        });
        once(host, () => host.again(['raze-quick-stage://opportunity/opp_1', '--after']));
      },
      is: [true],
      code: 0,
    },
    {
      says: 'a second start is told of only after ready',
      from: 'docs/api/app.md#event-second-instance',
      on: ['windows', 'x11', 'wayland'],
      live(host) {
        const { app } = host.electron;
        app.requestSingleInstanceLock();
        app.on('ready', () => host.note('ready'));
        app.on('second-instance', () => {
          host.note('second-instance');
          app.exit(0);
        });
        void host.again(['--toggle']);
      },
      is: ['ready', 'second-instance'],
      code: 0,
    },
    {
      says: 'a lock that was given up goes to the next start, and nobody is told',
      from: 'shell/browser/api/electron_api_app.cc:1114',
      on: ['windows', 'x11', 'wayland'],
      live(host) {
        const { app } = host.electron;
        app.requestSingleInstanceLock();
        app.on('second-instance', () => host.note('second-instance'));
        once(host, async () => {
          app.releaseSingleInstanceLock();
          await host.again(['--toggle']);
          host.note(app.requestSingleInstanceLock());
          app.exit(0);
        });
      },
      is: [true],
      code: 0,
    },
    {
      says: 'on macOS a link is told as open-url',
      from: 'docs/api/app.md#event-open-url-macos',
      on: ['macos'],
      needs: ['openLink'],
      live(host) {
        const { app } = host.electron;
        app.on('open-url', (event, url) => {
          event.preventDefault();
          host.note(url);
          app.exit(0);
        });
        once(host, () => host.hands.openLink?.('raze-quick-stage://opportunity/opp_1'));
      },
      is: ['raze-quick-stage://opportunity/opp_1'],
      code: 0,
    },
    {
      says: 'on Windows and Linux a link is a second start with it',
      from: 'docs/tutorial/launch-app-from-url-in-another-app.md',
      on: ['windows', 'x11', 'wayland'],
      needs: ['openLink'],
      live(host) {
        const { app } = host.electron;
        app.requestSingleInstanceLock();
        app.on('second-instance', (_event, argv) => {
          host.note(argv.at(-1));
          app.exit(0);
        });
        once(host, () => host.hands.openLink?.('raze-quick-stage://opportunity/opp_1'));
      },
      is: ['raze-quick-stage://opportunity/opp_1'],
      code: 0,
    },
    {
      says: 'relaunch ends nothing by itself',
      from: 'docs/api/app.md#apprelaunchoptions',
      live(host) {
        const { app } = host.electron;
        once(host, async () => {
          // A program that ends at once: nothing is left running.
          app.relaunch({ args: ['--version'] });
          await later(20);
          host.note('still here');
          app.exit(0);
        });
      },
      is: ['still here'],
      code: 0,
    },
  ],
};
