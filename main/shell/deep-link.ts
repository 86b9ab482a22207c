import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import type { Log } from '../log.ts';
import { applicationEntry, desktopFile } from './desktop-entry.ts';
import { linkScheme } from './link.ts';

/** An AppImage has no installer: it makes itself known to the desktop, by the image's own path. */
const writeEntry = (image: string): void => {
  const folder = join(process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'applications');
  const file = join(folder, desktopFile);
  const text = applicationEntry(image, linkScheme);
  mkdirSync(folder, { recursive: true });
  let known = '';
  try {
    known = readFileSync(file, 'utf8');
  } catch {}
  if (known !== text) writeFileSync(file, text, { mode: 0o644 });
};

/**
 * Makes the app the one that opens its links. Only an installed build does: a build from sources would leave
 * a registration behind that points at a development folder. Valid after `ready`.
 */
export function registerLinks(log: Log): void {
  if (!app.isPackaged) return;
  try {
    const image = process.env.APPIMAGE;
    if (process.platform === 'linux' && image) writeEntry(image);
    log.info('links', { registered: app.setAsDefaultProtocolClient(linkScheme) });
  } catch (error) {
    log.warn('links', { error: error instanceof Error ? error.name : typeof error });
  }
}
