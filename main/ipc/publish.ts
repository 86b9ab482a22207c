import { pushChannel } from '../contract/bridge.ts';
import type { Pushes, PushName } from '../contract/pushes.ts';

/** The part of Electron's `WebContents` that the publisher needs. */
export interface PageWindow {
  isDestroyed(): boolean;
  send(channel: string, ...values: unknown[]): void;
}

export interface Publisher {
  /** Sends to the popup's page. Dropped without one: a page asks for everything when it loads. */
  push<K extends PushName>(name: K, payload: Pushes[K]): void;
}

/** `webContents` returns the popup's page, null when there is none. */
export function createPublisher(webContents: () => PageWindow | null): Publisher {
  return {
    push(name, payload) {
      const page = webContents();
      if (page !== null && !page.isDestroyed()) page.send(pushChannel, name, payload);
    },
  };
}
