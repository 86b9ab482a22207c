import type { WebContents } from 'electron';
import { pushChannel } from '../contract/bridge.ts';
import type { Pushes, PushName } from '../contract/pushes.ts';

/**
 * Sends pushes to the popup's page, which `webContents` returns. Without one (null) they are dropped: a page asks for everything
 * when it loads.
 */
export function createPublisher(webContents: () => Pick<WebContents, 'isDestroyed' | 'send'> | null) {
  return <K extends PushName>(name: K, payload: Pushes[K]): void => {
    const page = webContents();
    if (page !== null && !page.isDestroyed()) page.send(pushChannel, name, payload);
  };
}
