import { app, Notification } from 'electron';
import type { Receipt } from '../../contract/change.ts';
import type { Language } from '../../contract/language.ts';
import type { View } from '../../contract/pushes.ts';
import { escapedMarkup } from '../words/plain-text.ts';
import { isWorthy, noticesOf, type SystemNotice } from './notices.ts';

export interface NotifierDeps {
  readonly language: () => Language;
  /** The user's setting, read at the time of notifying. */
  readonly wanted: () => boolean;
  /** A click on a notification. */
  readonly onOpen: (view: View) => void;
  /** The system has shown nothing of this. */
  readonly untold: (notice: SystemNotice) => void;
}

const gather = 2_000;
/** On Windows an XML writer writes the toast and macOS takes plain text, so only Linux reads markup. */
const readsMarkup = process.platform === 'linux';

/**
 * Electron makes toasts possible for a build from sources too, by a shortcut in the Start menu that names a bare electron.exe and takes
 * the place of the installed program's (shell/browser/notifications/win/windows_toast_activator.cc, `EnsureShortcut`). It does so as
 * soon as `isSupported` is called.
 */
const isSupported = (): boolean =>
  (process.platform !== 'win32' || app.isPackaged) && Notification.isSupported();

/**
 * Notifies of receipts, several at a time. A notification may fail: on macOS every one of a build that is not signed (Electron:
 * docs/api/notification.md), on Windows where the settings forbid it, on Linux without a server for them.
 */
export function createNotifier(deps: NotifierDeps) {
  let waiting: Receipt[] = [];
  let timer: NodeJS.Timeout | null = null;
  /** A notification that was garbage collected no longer reports a click. */
  const alive = new Set<Notification>();

  const tell = (): void => {
    const receipts = waiting;
    waiting = [];
    timer = null;
    if (!deps.wanted()) return;
    for (const notice of noticesOf(receipts, deps.language())) {
      if (isSupported()) show(notice);
      else deps.untold(notice);
    }
  };
  const show = (notice: SystemNotice): void => {
    const { title, body, view } = notice;
    const notification = new Notification({ title, body: readsMarkup ? escapedMarkup(body) : body });
    alive.add(notification);
    notification.on('click', () => {
      alive.delete(notification);
      deps.onOpen(view);
    });
    notification.on('close', () => alive.delete(notification));
    notification.on('failed', () => {
      alive.delete(notification);
      deps.untold(notice);
    });
    notification.show();
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
