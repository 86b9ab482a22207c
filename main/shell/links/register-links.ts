import { app } from 'electron';
import { errorFacts } from '../../log/error-facts.ts';
import type { Log } from '../../log/log.ts';
import { linkScheme } from './link.ts';

/**
 * Registers the app for its links. Only an installed build does: one from sources would leave a registration of a
 * development folder behind. On Linux the desktop must know the app by then (`introduce`). Valid after `ready`.
 */
export function registerLinks(log: Log): void {
  if (!app.isPackaged) return;
  try {
    log.info('links', { registered: app.setAsDefaultProtocolClient(linkScheme) });
  } catch (error) {
    log.warn('links not registered', errorFacts(error));
  }
}
