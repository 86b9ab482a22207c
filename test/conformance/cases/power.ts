import { type Area, hear, later } from '../case.ts';
import type { LifeHost } from '../host.ts';

const signals = ['suspend', 'resume', 'lock-screen', 'unlock-screen'];

/** Ready, with a listener for the end of the session; `act` ends it. */
const until = ({ electron: { app } }: LifeHost, act: () => unknown): void => {
  void app.whenReady().then(async () => {
    await later();
    await act();
  });
};

/** Sleep, lock and the end of the user's session. */
export const power: Area = {
  area: 'power and session',
  cases: [
    {
      says: 'the machine sleeps and wakes: suspend and resume are told, in this order',
      from: 'docs/api/power-monitor.md#event-suspend',
      needs: ['power'],
      see: async ({ electron: { powerMonitor }, hands }) => {
        return hear(powerMonitor, signals, async () => {
          await hands.power?.('suspend');
          await hands.power?.('resume');
        });
      },
      is: ['suspend', 'resume'],
    },
    {
      says: 'on macOS and Windows the lock of the screen is told',
      from: 'docs/api/power-monitor.md#event-unlock-screen-macos-windows',
      on: ['windows', 'macos'],
      needs: ['power'],
      see: async ({ electron: { powerMonitor }, hands }) => {
        return hear(powerMonitor, signals, async () => {
          await hands.power?.('lock');
          await hands.power?.('unlock');
        });
      },
      is: ['lock-screen', 'unlock-screen'],
    },
    {
      says: 'on Linux nothing is told of the lock of the screen',
      from: 'docs/api/power-monitor.md#event-unlock-screen-macos-windows',
      on: ['x11', 'wayland'],
      needs: ['power'],
      see: async ({ electron: { powerMonitor }, hands }) => {
        return hear(powerMonitor, signals, async () => {
          await hands.power?.('lock');
          await hands.power?.('unlock');
        });
      },
      is: [],
    },
    {
      says: 'a listener that was removed hears nothing',
      from: 'docs/api/power-monitor.md',
      needs: ['power'],
      see: async ({ electron: { powerMonitor }, hands }) => {
        const seen: string[] = [];
        const heard = (): void => void seen.push('suspend');
        powerMonitor.on('suspend', heard);
        powerMonitor.removeListener('suspend', heard);
        await hands.power?.('suspend');
        return seen;
      },
      is: [],
    },
    {
      says: 'on macOS and Linux the end of the session is told as shutdown, and the app is then asked to quit',
      from: 'docs/api/power-monitor.md#event-shutdown-linux-macos',
      on: ['macos', 'x11', 'wayland'],
      needs: ['endSession'],
      live(host) {
        const { app, powerMonitor } = host.electron;
        powerMonitor.on('shutdown', () => host.note('shutdown'));
        app.on('before-quit', () => host.note('before-quit'));
        app.on('will-quit', () => host.note('will-quit'));
        until(host, () => host.hands.endSession?.());
      },
      is: ['shutdown', 'before-quit', 'will-quit'],
      code: 0,
    },
    {
      says: 'an app that ends at once on shutdown is asked nothing more',
      from: 'docs/api/power-monitor.md#event-shutdown-linux-macos',
      on: ['macos', 'x11', 'wayland'],
      needs: ['endSession'],
      live(host) {
        const { app, powerMonitor } = host.electron;
        powerMonitor.on('shutdown', () => {
          host.note('shutdown');
          app.exit(0);
        });
        app.on('before-quit', () => host.note('before-quit'));
        until(host, () => host.hands.endSession?.());
      },
      is: ['shutdown'],
      code: 0,
    },
    {
      says: 'on Windows each window is told: query-session-end, then session-end; the app is asked nothing',
      from: 'docs/api/browser-window.md#event-session-end-windows',
      on: ['windows'],
      needs: ['endSession'],
      live(host) {
        const { app, BrowserWindow } = host.electron;
        app.on('before-quit', () => host.note('before-quit'));
        until(host, () => {
          const window = new BrowserWindow({ show: false });
          window.on('query-session-end', () => host.note('query-session-end'));
          window.on('session-end', () => host.note('session-end'));
          return host.hands.endSession?.();
        });
      },
      is: ['query-session-end', 'session-end'],
      code: 0,
    },
  ],
};
