/**
 * The room of the tray. Enters: what is pending and whether it is connected. Leaves: an icon, a tooltip and a menu, and what
 * the user chose of it.
 */

import { join } from 'node:path';
import { Menu, nativeImage, nativeTheme, Tray } from 'electron';
import {
  barIsDark,
  type TrayActions,
  type TrayState,
  trayIcon,
  trayMenu,
  trayPicture,
  trayTooltip,
} from './tray-menu.ts';

export interface TrayDeps {
  readonly actions: TrayActions;
  /** The folder with the tray's pictures. */
  readonly pictures: string;
  readonly first: TrayState;
  /** A click on the icon itself, where the system tells of it. */
  readonly onClick: () => void;
}

/** Puts the icon into the system's tray. Valid after `ready`; keep the result, or the icon goes away. */
export function createTray(deps: TrayDeps) {
  const { platform } = process;
  const pictureOf = (state: TrayState): string => {
    const systemIsDark =
      platform === 'linux'
        ? nativeTheme.shouldUseDarkColors
        : nativeTheme.shouldUseDarkColorsForSystemIntegratedUI;
    const dark = barIsDark(platform, systemIsDark, process.env.XDG_CURRENT_DESKTOP ?? '');
    return trayPicture(trayIcon(state), platform, dark);
  };
  const load = (picture: string) => nativeImage.createFromPath(join(deps.pictures, picture));

  let shown = deps.first;
  let picture = pictureOf(shown);
  const tray = new Tray(load(picture));
  const redraw = (): void => {
    const now = pictureOf(shown);
    if (now === picture) return;
    picture = now;
    tray.setImage(load(now));
  };
  /** A menu that is changed in place stays stale on Linux: a new one is set each time. */
  const tell = (): void => {
    tray.setToolTip(trayTooltip(shown));
    tray.setContextMenu(Menu.buildFromTemplate(trayMenu(shown, deps.actions)));
  };
  tell();
  // On macOS the menu takes the left click, as people expect there.
  if (platform !== 'darwin') tray.on('click', deps.onClick);
  nativeTheme.on('updated', redraw);

  return {
    /** Shows this state: icon, tooltip and menu. Cheap when nothing changed. */
    update(state: TrayState): void {
      if (tray.isDestroyed() || JSON.stringify(state) === JSON.stringify(shown)) return;
      shown = state;
      redraw();
      tell();
    },
    destroy(): void {
      nativeTheme.removeListener('updated', redraw);
      if (!tray.isDestroyed()) tray.destroy();
    },
  };
}
