import { Notification } from 'electron';
import type { Receipt } from '../../contract/change.ts';
import type { Language } from '../../contract/language.ts';
import type { View } from '../../contract/pushes.ts';
import { escapedMarkup } from '../words/plain-text.ts';
import { isWorthy, noticesOf } from './notices.ts';

export interface NotifierDeps {
  readonly language: () => Language;
  /** The user's setting, read at the time of notifying. */
  readonly wanted: () => boolean;
  /** A click on a notification. */
  readonly onOpen: (view: View) => void;
}

const gather = 2_000;
/** On Windows an XML writer writes the toast and macOS takes plain text, so only Linux reads markup. */
const readsMarkup = process.platform === 'linux';

export function createNotifier(deps: NotifierDeps) {
  let waiting: Receipt[] = [];
  let timer: NodeJS.Timeout | null = null;
  /** A notification that was garbage collected no longer reports a click. */
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
    /** Notifies the user if the receipt deserves it. Receipts within two seconds share a notification. */
    notify(receipt: Receipt): void {
      if (!isWorthy(receipt)) return;
      waiting.push(receipt);
      timer ??= setTimeout(tell, gather);
    },
    stop(): void {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      waiting = [];
    },
  };
}
