import { Notification } from 'electron';
import type { Receipt } from '../../contract/change.ts';
import type { Language } from '../../contract/language.ts';
import type { View } from '../../contract/pushes.ts';
import { escapedMarkup } from '../words/plain-text.ts';
import { isWorthy, noticesOf } from './notices.ts';

export interface Notifier {
  /** Tells the user when it is worth it; what comes within two seconds is told together. */
  notify(receipt: Receipt): void;
  stop(): void;
}

export interface NotifierDeps {
  readonly language: () => Language;
  /** The user's setting; asked at the moment of telling. */
  readonly wanted: () => boolean;
  /** A click on a notification. */
  readonly onOpen: (view: View) => void;
}

const gather = 2_000;
/** Windows' toast is written by an XML writer and macOS takes plain text, so only Linux reads markup. */
const readsMarkup = process.platform === 'linux';

export function createNotifier(deps: NotifierDeps): Notifier {
  let waiting: Receipt[] = [];
  let timer: NodeJS.Timeout | null = null;
  /** A notification that is collected as garbage no longer hears its click. */
  const alive = new Set<Notification>();

  const tell = (): void => {
    const receipts = waiting;
    waiting = [];
    timer = null;
    if (!deps.wanted() || !Notification.isSupported()) return;
    for (const { title, body, view } of noticesOf(receipts, deps.language())) {
      const notification = new Notification({ title, body: readsMarkup ? escapedMarkup(body) : body });
      alive.add(notification);
      notification.on('click', () => {
        alive.delete(notification);
        deps.onOpen(view);
      });
      notification.on('close', () => alive.delete(notification));
      notification.show();
    }
  };

  return {
    notify(receipt) {
      if (!isWorthy(receipt)) return;
      waiting.push(receipt);
      timer ??= setTimeout(tell, gather);
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      waiting = [];
    },
  };
}
