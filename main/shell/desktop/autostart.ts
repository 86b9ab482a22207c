import { homedir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { createAutostartFile } from './autostart-linux.ts';
import { desktopFile, desktopId } from './desktop-entry.ts';

/** Starting the app when the user logs in. */
export interface Autostart {
  /** False where it cannot work: a build that was never installed. */
  readonly possible: boolean;
  enabled(): boolean;
  /** Returns the result: the system, or the user in the system's settings, may forbid it. */
  set(on: boolean): boolean;
  /** Where there is an entry, switched on or off: a path, or the system's own name for the place. Null without one. */
  entry(): string | null;
}

const impossible: Autostart = { possible: false, enabled: () => false, set: () => false, entry: () => null };

const forLinux = (): Autostart => {
  const folder = process.env.XDG_CONFIG_HOME || join(homedir(), '.config');
  const program = process.env.APPIMAGE || process.execPath;
  return { possible: true, ...createAutostartFile(join(folder, 'autostart', desktopFile), program) };
};

/**
 * macOS and Windows. On Windows `openAtLogin` stays true for an entry that the user has switched off in Task Manager; only
 * `executableWillLaunchAtLogin` tells (Electron: shell/browser/browser_win.cc). macOS has one answer for both.
 */
const forSystem = (): Autostart => {
  const isWindows = process.platform === 'win32';
  const options = isWindows ? { args: ['--hidden'] } : {};
  const enabled = (): boolean => {
    const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings(options);
    return openAtLogin && (!isWindows || executableWillLaunchAtLogin);
  };
  return {
    possible: true,
    enabled,
    set(on) {
      app.setLoginItemSettings({ openAtLogin: on, ...options });
      return enabled();
    },
    entry() {
      if (!app.getLoginItemSettings(options).openAtLogin) return null;
      return isWindows
        ? `HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\${desktopId}`
        : 'Login Items';
    },
  };
};

/** Valid after `ready`. */
export function createAutostart(): Autostart {
  if (!app.isPackaged) return impossible;
  if (process.platform === 'linux') return forLinux();
  return process.platform === 'darwin' || process.platform === 'win32' ? forSystem() : impossible;
}

/** True when the system started the app at login, so that nothing should pop up. */
export function startedAtLogin(argv: readonly string[]): boolean {
  if (argv.includes('--hidden')) return true;
  return process.platform === 'darwin' && app.isPackaged && app.getLoginItemSettings().wasOpenedAtLogin;
}
