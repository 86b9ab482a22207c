import { homedir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { errorFacts } from '../../log/error-facts.ts';
import type { Log } from '../../log/log.ts';
import { makeKnown } from '../desktop/appimage.ts';
import { linkScheme } from './link.ts';

/**
 * Registers the app for its links. Only an installed build does: one from sources would leave a registration of a
 * development folder behind. Valid after `ready`.
 */
export function registerLinks(log: Log): void {
  if (!app.isPackaged) return;
  const { APPIMAGE: image, APPDIR: mount, XDG_DATA_HOME: dataHome } = process.env;
  try {
    if (process.platform === 'linux' && image) {
      const home = dataHome || join(homedir(), '.local', 'share');
      makeKnown({ image, mount: mount ?? '', dataHome: home }, linkScheme);
    }
    log.info('links', { registered: app.setAsDefaultProtocolClient(linkScheme) });
  } catch (error) {
    log.warn('links not registered', errorFacts(error));
  }
}
