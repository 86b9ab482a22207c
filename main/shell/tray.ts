import { join } from 'node:path';
import { Menu, nativeImage, nativeTheme, Tray as SystemTray } from 'electron';
import { type TrayActions, type TrayState, trayIcon, trayMenu, trayTooltip } from './tray-menu.ts';
import { barIsDark, trayPicture } from './tray-picture.ts';

export interface Tray {
  /** Shows this state: icon, tooltip and menu. Cheap when nothing changed. */
  update(state: TrayState): void;
  destroy(): void;
}

export interface TrayDeps {
  readonly actions: TrayActions;
  /** The folder with the tray's pictures. */
  readonly pictures: string;
  readonly first: TrayState;
  /** A click on the icon itself, where the system tells of it. */
  readonly onClick: () => void;
}

/** Puts the icon into the system's tray. Valid after `ready`; keep the result, or the icon goes away. */
export function createTray(deps: TrayDeps): Tray {
  const { platform } = process;
  const picture = (state: TrayState) => {
    const systemIsDark =
      platform === 'linux'
        ? nativeTheme.shouldUseDarkColors
        : nativeTheme.shouldUseDarkColorsForSystemIntegratedUI;
    const dark = barIsDark(platform, systemIsDark, process.env.XDG_CURRENT_DESKTOP ?? '');
    return nativeImage.createFromPath(join(deps.pictures, trayPicture(trayIcon(state), platform, dark)));
  };

  let shown = deps.first;
  const tray = new SystemTray(picture(shown));
  /** A menu changed in place stays stale on Linux: a new one is set each time. */
  const dress = (): void => {
    tray.setImage(picture(shown));
    tray.setToolTip(trayTooltip(shown));
    tray.setContextMenu(Menu.buildFromTemplate(trayMenu(shown, deps.actions)));
  };
  dress();
  // On macOS the menu takes the left click, as people expect there.
  if (platform !== 'darwin') tray.on('click', deps.onClick);
  nativeTheme.on('updated', dress);

  return {
    update(state) {
      if (tray.isDestroyed() || JSON.stringify(state) === JSON.stringify(shown)) return;
      shown = state;
      dress();
    },
    destroy() {
      nativeTheme.removeListener('updated', dress);
      if (!tray.isDestroyed()) tray.destroy();
    },
  };
}
