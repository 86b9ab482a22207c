import type { TrayIcon } from './tray-menu.ts';

/**
 * The file of a tray icon. macOS gets a template, which the system colours itself; Windows an ICO with every
 * size; Linux a PNG. `dark` says that the bar behind it is dark.
 */
export function trayPicture(icon: TrayIcon, platform: NodeJS.Platform, dark: boolean): string {
  if (platform === 'darwin') return `${icon}Template.png`;
  return `${icon}-${dark ? 'on-dark' : 'on-light'}.${platform === 'win32' ? 'ico' : 'png'}`;
}

/** GNOME's, Unity's and Pantheon's top bars are dark under a light theme too. */
export function barIsDark(platform: NodeJS.Platform, systemIsDark: boolean, desktop: string): boolean {
  if (platform !== 'linux') return systemIsDark;
  return systemIsDark || /gnome|unity|pantheon/i.test(desktop);
}
