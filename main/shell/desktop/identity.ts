/**
 * The room of the desktop: what the app is to the operating system. Enters: the platform, the packaged paths, the arguments.
 * Leaves: its identity, start at login, features of Chromium switched, and signals of power and sleep.
 */

import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { app, Menu } from 'electron';
import { makeKnown } from './appimage.ts';
import { desktopFile, desktopId } from './desktop-entry.ts';
import { engineSettings, mergeFeatures, unwanted } from './features.ts';

/** What `introduce` has found out. */
export interface Introduced {
  /** The desktop has not known this AppImage until now. */
  readonly isNewHere: boolean;
}

/**
 * Tells the system who this is, before `ready` and before the single-instance lock: the folder of the user's data where
 * `--user-data-dir` names one; on Linux the desktop file whose name the portals check, and the portal's own global shortcuts, the
 * only ones that work under Wayland; on Windows the id that notifications need; on macOS an app without a Dock icon; and
 * Chromium's features and settings that the popup is quicker or safer without. `scheme`: that of the app's links.
 *
 * An AppImage brings its desktop file to the desktop here, first of all: a portal that is asked before there is one refuses, and
 * Chromium does not ask it again (global_accelerator_listener_linux.cc).
 */
export function introduce(scheme: string): Introduced {
  const folder = app.commandLine.getSwitchValue('user-data-dir');
  if (folder !== '') app.setPath('userData', resolve(folder));
  if (process.platform === 'linux') {
    app.setDesktopName(desktopFile);
    switchFeatures('enable-features', ['GlobalShortcutsPortal']);
  }
  switchFeatures('disable-features', unwanted);
  app.commandLine.appendSwitch('blink-settings', engineSettings);
  if (process.platform === 'win32') app.setAppUserModelId(desktopId);
  if (process.platform === 'darwin') app.setActivationPolicy('accessory');
  return { isNewHere: process.platform === 'linux' && app.isPackaged && makeImageKnown(scheme) };
}

/** A disk that refuses leaves the app as it is, without links. */
const makeImageKnown = (scheme: string): boolean => {
  const { APPIMAGE: image, APPDIR: mount = '', XDG_DATA_HOME: dataHome } = process.env;
  if (!image) return false;
  try {
    return makeKnown({ image, mount, dataHome: dataHome || join(homedir(), '.local', 'share') }, scheme);
  } catch {
    return false;
  }
};

const switchFeatures = (name: 'enable-features' | 'disable-features', features: readonly string[]): void =>
  app.commandLine.appendSwitch(name, mergeFeatures(name, process.argv, features));

/**
 * The application's menu, after `ready`. macOS takes copy and paste from it, and nothing else is in it: quitting
 * is the tray's, undo is the page's. Elsewhere none, so that no hidden shortcut reloads or closes the page.
 */
export function setApplicationMenu(): void {
  Menu.setApplicationMenu(
    process.platform === 'darwin'
      ? Menu.buildFromTemplate([
          { label: app.name, submenu: [{ role: 'about' }] },
          {
            role: 'editMenu',
            submenu: [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }],
          },
        ])
      : null,
  );
}
