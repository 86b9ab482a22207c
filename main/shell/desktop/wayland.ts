import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { desktopFile } from './desktop-entry.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Whether Electron runs as a Wayland program on Linux: in a Wayland session unless `--ozone-platform=x11` says otherwise (Electron:
 * docs/breaking-changes.md, "The default value of the --ozone-platform flag"). `ozone`: that switch's value, '' without.
 */
export function isWayland(env: Environment, ozone: string): boolean {
  return ozone === 'wayland' || (ozone !== 'x11' && env.XDG_SESSION_TYPE === 'wayland');
}

/** Whether the desktop has a .desktop file of this app, by which its portals know it (Desktop Entry and Base Directory Specification). */
export function isKnownToDesktop(env: Environment): boolean {
  const home = env.XDG_DATA_HOME || join(homedir(), '.local', 'share');
  const folders = (env.XDG_DATA_DIRS || '/usr/local/share:/usr/share').split(':');
  return [home, ...folders].some(folder => existsSync(join(folder, 'applications', desktopFile)));
}
