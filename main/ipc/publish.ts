import { pushChannel } from '../contract/bridge.ts';
import type { Pushes, PushName } from '../contract/pushes.ts';

/** As much of the page as the publisher needs; Electron's `WebContents` fits. */
export interface PageWindow {
  isDestroyed(): boolean;
  send(channel: string, ...values: unknown[]): void;
}

export interface Publisher {
  /** Sends to the popup's page; dropped when there is none, which asks for everything anew once it loads. */
  push<K extends PushName>(name: K, payload: Pushes[K]): void;
}

/** `webContents` names the popup's page, or null while there is none. */
export function createPublisher(webContents: () => PageWindow | null): Publisher {
  return {
    push(name, payload) {
      const page = webContents();
      if (page !== null && !page.isDestroyed()) page.send(pushChannel, name, payload);
    },
  };
}
