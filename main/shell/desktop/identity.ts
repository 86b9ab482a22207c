/**
 * The room of the desktop: what the app is to the operating system. Enters: the platform, the packaged paths, the arguments.
 * Leaves: its identity, start at login, features of Chromium switched, and signals of power and sleep.
 */

import { resolve } from 'node:path';
import { app, Menu } from 'electron';
import { desktopFile, desktopId } from './desktop-entry.ts';
import { engineSettings, mergeFeatures, unwanted } from './features.ts';

/**
 * Tells the system who this is, before `ready` and before the single-instance lock: the folder of the user's data where
 * `--user-data-dir` names one; on Linux the desktop file whose name the portals check, and the portal's own global shortcuts, the
 * only ones that work under Wayland; on Windows the id that notifications need; on macOS an app without a Dock icon; and
 * Chromium's features and settings that the popup is quicker or safer without.
 */
export function introduce(): void {
  const folder = app.commandLine.getSwitchValue('user-data-dir');
  if (folder !== '') app.setPath('userData', resolve(folder));
  if (process.platform === 'linux') {
    app.setDesktopName(desktopFile);
    join('enable-features', ['GlobalShortcutsPortal']);
  }
  join('disable-features', unwanted);
  app.commandLine.appendSwitch('blink-settings', engineSettings);
  if (process.platform === 'win32') app.setAppUserModelId(desktopId);
  if (process.platform === 'darwin') app.setActivationPolicy('accessory');
}

const join = (name: 'enable-features' | 'disable-features', features: readonly string[]): void =>
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
