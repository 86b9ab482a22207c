import { pushChannel } from '../contract/bridge.ts';
import type { Pushes, PushName } from '../contract/pushes.ts';

/** The part of Electron's `WebContents` that the publisher needs. */
export interface PageWindow {
  isDestroyed(): boolean;
  send(channel: string, ...values: unknown[]): void;
}

/**
 * Sends pushes to the popup's page, which `webContents` returns. Without one (null) they are dropped: a page asks for everything
 * when it loads.
 */
export function createPublisher(webContents: () => PageWindow | null) {
  return <K extends PushName>(name: K, payload: Pushes[K]): void => {
    const page = webContents();
    if (page !== null && !page.isDestroyed()) page.send(pushChannel, name, payload);
  };
}
