import { registerHooks } from 'node:module';
import type { Doers } from '../lines.ts';
import type { SingleInstance } from '../single-instance.ts';
import type { OpenWindow, World } from '../world.ts';
import { createApp } from './app.ts';
import { nativeImage } from './image.ts';
import { createIpc } from './ipc.ts';
import { createMenus } from './menu.ts';
import { createNet } from './net.ts';
import { createNotices } from './notices.ts';
import { createScreen } from './screen.ts';
import { createSession } from './session.ts';
import { createShortcuts } from './shortcut.ts';
import { createSystem } from './system.ts';
import { createTrays } from './tray.ts';
import { createWindows } from './window.ts';

/** The whole stand-in: what the app imports, and what the host needs to drive it. */
export function createElectron(world: World, single: SingleInstance, opened: (window: OpenWindow) => void) {
  const hosted = createApp(world, single);
  const ipc = createIpc(world);
  const { net, fromPartition } = createNet(() => world.online);
  const session = createSession(world, fromPartition);
  const notices = createNotices(world);
  const screen = createScreen(world);
  const shortcuts = createShortcuts(world);
  const system = createSystem(world);
  const trays = createTrays(world, hosted.app.face.quit);

  /**
   * Windows asks its windows and then ends the process; macOS and Linux tell the power monitor, macOS then asks the app to quit and waits
   * for it (electron_application_delegate.mm, `willPowerOff:`), Linux sends SIGTERM. True when the app stood in the way.
   */
  const sessionEnds = (): boolean => {
    if (process.platform === 'win32') {
      const delayed = [...world.windows].map(window => window.sessionEnds());
      world.goDown();
      hosted.end(0);
      return delayed.includes(true);
    }
    if (system.shutDown()) return true;
    hosted.app.face.quit();
    return process.platform === 'darwin' && !hosted.ended();
  };

  const doers = {
    ...hosted.doers,
    ...ipc.doers,
    ...session.doers,
    ...notices.doers,
    ...screen.doers,
    ...shortcuts.doers,
    ...system.doers,
    ...trays.doers,
    blur: () => {
      for (const window of world.windows) window.blur();
    },
    reload: () => {
      for (const { contents } of world.windows) contents.post({ t: 'go', url: '' });
    },
    'system-dialog': ({ open }) => {
      for (const window of world.windows)
        if (open) window.blur();
        else window.focus();
    },
    'session-end': () => {
      const interrupted = sessionEnds();
      world.tell({ event: 'session-end', interrupted });
    },
    crash: () => {
      for (const { contents } of world.windows) contents.crash();
    },
  } satisfies Partial<Doers>;

  const BrowserWindow = createWindows({
    world,
    hosted,
    ipc: ipc.host,
    session: session.face,
    fetch: session.fetch,
    opened,
    press: message => {
      try {
        if (message.t === 'menu') doers.menu({ do: 'menu', path: [...message.path] });
        else doers.shortcut({ do: 'shortcut', accelerator: message.accelerator });
      } catch (error) {
        world.tell({ event: 'error', message: String(error) });
      }
    },
  });

  const electron = {
    app: hosted.app.face,
    BrowserWindow,
    clipboard: system.clipboard,
    dialog: notices.dialog,
    globalShortcut: shortcuts.globalShortcut,
    ipcMain: ipc.ipcMain,
    Menu: createMenus(),
    nativeImage,
    nativeTheme: system.nativeTheme,
    net,
    Notification: notices.Notification,
    powerMonitor: system.powerMonitor,
    protocol: session.protocol,
    screen: screen.screen,
    session: session.session,
    shell: system.shell,
    Tray: trays.Tray,
  } satisfies { [K in keyof typeof import('electron')]?: unknown };

  return { electron, doers, hosted, fetch: session.fetch };
}

/**
 * Makes `import … from 'electron'` answer with the stand-in in this process. A name it does not have fails to
 * link, as a missing export does; there is no default export. A library's `require('electron')` gets the same.
 */
export function installElectron(electron: object): void {
  const key = 'raze.webhost.electron';
  Object.defineProperty(globalThis, Symbol.for(key), { value: electron });
  const names = Object.keys(electron).join(', ');
  const source = `export const { ${names} } = globalThis[Symbol.for('${key}')];`;
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron' || specifier.startsWith('electron/')
        ? { url: 'webhost:electron', format: 'module', shortCircuit: true }
        : next(specifier, context),
    load: (url, context, next) =>
      url === 'webhost:electron' ? { format: 'module', source, shortCircuit: true } : next(url, context),
  });
}
