/**
 * The room of the popup's window. Enters: the hotkey, a click, a link, the height of the page. Leaves: a window shown or hidden
 * in the right place, and pushes to its page.
 */

import { app, BrowserWindow, screen, type WebContents } from 'electron';
import type { Fill, Pushes, View } from '../../contract/pushes.ts';
import type { Log } from '../../log/log.ts';
import { createDismissal, type StayReason } from './dismissal.ts';
import { grown, place } from './placement.ts';
import { createPopupWindow } from './popup-window.ts';

export interface PopupDeps {
  /** Absolute path of the bundled preload script. */
  readonly preload: string;
  /** Address of the page: `app://ui/index.html`. */
  readonly url: string;
  /** Tells the page before it is shown, so that a key pressed at once finds it ready. */
  readonly tell: (push: Pushes['shown']) => void;
  readonly onShown: () => void;
  /** Nothing is entered in it any more: it was hidden, or its page has gone. */
  readonly onLeft: () => void;
  readonly log: Log;
}

const isMac = process.platform === 'darwin';
/** How long a loaded page may take to report its height. Milliseconds. */
const unmeasuredFor = 400;
/** How long to wait before reloading a page that crashed. Milliseconds. */
const reloadAfter = 1_000;

/**
 * The only window of the product. It is made at the start and hidden, so that the hotkey only has to show it; `load()` fills it.
 * Valid after `ready`. Where it was put is remembered here and never read back: Windows tells a frameless window of fixed size 16×8 too
 * small, and Wayland has every window at 0, 0 (Electron: docs/api/browser-window.md, `getBounds`).
 */
export function createTrayPopup(deps: PopupDeps) {
  const window = createPopupWindow(deps.preload);
  const dismissal = createDismissal(() => performance.now());
  let workArea = screen.getPrimaryDisplay().workArea;
  /** Where it was put. */
  let placed = place(workArea, 360);
  let height = 360;
  let loaded = false;
  let hiding = false;
  let unannounced: Pushes['shown'] | null = null;
  let measured = false;
  let wished: (() => void) | null = null;
  let unasked = false;
  /** What an assistant proposes, until the user has given the popup the focus. */
  let proposed: Fill | null = null;

  const announce = (push: Pushes['shown']): void => {
    if (loaded) deps.tell(push);
    else unannounced = push;
  };

  const moveUnderPointer = (): void => {
    workArea = screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea;
    placed = place(workArea, height);
    window.setBounds(placed);
    // Between displays of different scale the first call is measured by the old display.
    window.setBounds(placed);
  };

  const measure = (): void => {
    measured = true;
    wished?.();
    wished = null;
  };

  /**
   * Shows it on the display under the pointer, with the focus, and tells the page. Waits until the page has first
   * reported its height, so that no empty strip is seen, but at most 400 ms after loading.
   */
  const show = (view: View | null, fill: Fill | null, by: 'user' | 'tray' | 'itself' | 'program'): void => {
    if (window.isDestroyed()) return;
    if (!measured) {
      wished = () => show(view, fill, by);
      return;
    }
    if (!window.isVisible()) moveUnderPointer();
    if (isMac && app.isHidden()) app.show();
    dismissal.shown(by === 'tray');
    unasked = by === 'itself' || by === 'program';
    proposed = by === 'program' ? fill : null;
    if (by === 'program') {
      announce({ view, fill, unasked: true });
      window.showInactive();
    } else {
      announce({ view, fill });
      window.show();
      window.focus();
      // Focusing the window alone may leave no page with the keys.
      window.webContents.focus();
    }
    deps.onShown();
  };

  /** Hides it and gives the focus back to the application that had it. */
  const hide = (): void => {
    wished = null;
    proposed = null;
    if (hiding || window.isDestroyed() || !window.isVisible()) return;
    hiding = true;
    // Windows leaves the focus with a hidden window unless it was released before.
    if (process.platform === 'win32' && window.isFocused()) window.blur();
    window.hide();
    hiding = false;
    // Hiding the app hides every window, so only when ours was the last visible one.
    if (isMac && app.isActive() && !BrowserWindow.getAllWindows().some(other => other.isVisible())) {
      app.hide();
    }
  };

  /**
   * Hidden: shows it. Shown with the focus: hides it. Shown without the focus (a desktop may refuse it): asks for the
   * focus again.
   */
  const toggle = (): void => {
    if (window.isDestroyed()) return;
    if (window.isVisible() && window.isFocused() && !unasked) hide();
    else show(null, proposed, 'user');
  };

  window.on('focus', () => {
    proposed = null;
  });
  window.on('blur', () => {
    if (hiding) return;
    const verdict = dismissal.blurred();
    if (verdict === 'hide') hide();
    else if (verdict === 'refocus') window.focus();
  });
  window.on('hide', deps.onLeft);
  window.on('focus', dismissal.focused);
  window.on('close', event => {
    event.preventDefault();
    hide();
  });
  window.webContents.on('did-finish-load', () => {
    loaded = true;
    if (unannounced !== null) deps.tell(unannounced);
    unannounced = null;
  });
  window.webContents.on('render-process-gone', (_event, details) => {
    loaded = false;
    deps.log.warn('page gone', { reason: details.reason });
    deps.onLeft();
    setTimeout(() => {
      if (!window.isDestroyed()) window.webContents.reload();
    }, reloadAfter);
  });

  return {
    /** Settles when the page has loaded. */
    async load(): Promise<void> {
      await window.loadURL(deps.url).catch(() => deps.log.warn('page not loaded'));
      setTimeout(measure, unmeasuredFor);
    },
    show: (view: View | null = null, fill: Fill | null = null) => show(view, fill, 'user'),
    /** Shows it at the start of the app, without a request. The first hotkey after that shows it and does not hide it. */
    greet: (view: View | null, fill: Fill | null) => show(view, fill, 'itself'),
    /**
     * Shows it at another program's wish, beside what the user is doing: the keys stay where they are, until a click or the hotkey
     * gives them to it. False while the user is in it, also where a dialog or what they copy into it has the focus meanwhile.
     */
    propose(fill: Fill): boolean {
      if (window.isDestroyed()) return false;
      if (window.isVisible() && (window.isFocused() || dismissal.stays())) return false;
      show('search', fill, 'program');
      return true;
    },
    toggle,
    /** Like `toggle`, for a click on the tray, which may itself have just taken the focus. */
    toggleFromTray(): void {
      if (window.isDestroyed()) return;
      if (window.isVisible()) hide();
      else if (dismissal.trayClicked() === 'show') show(null, null, 'tray');
    },
    hide,
    /** Follows the content's height (CSS pixels), clamped to what a popup may be and to the work area. */
    resize(asked: number): void {
      height = asked;
      measure();
      if (window.isDestroyed() || !window.isVisible()) return;
      const before = placed;
      placed = grown(workArea, before, asked);
      if (placed.height !== before.height || placed.y !== before.y) window.setBounds(placed);
    },
    /** From now on it stays when it loses the focus. */
    stay: dismissal.stay,
    /** The reason is gone. A prompt of the keychain's has had the focus: without it the popup would not notice that the user goes elsewhere. */
    stayNoLonger(reason: StayReason): void {
      const stayed = dismissal.stayNoLonger(reason);
      if (stayed && reason === 'keychain' && !window.isDestroyed() && window.isVisible()) window.focus();
    },
    isVisible: () => !window.isDestroyed() && window.isVisible(),
    /** The page's contents, for checking callers and for pushes. Null once destroyed. */
    contents: (): WebContents | null => (window.isDestroyed() ? null : window.webContents),
    /** Runs `work` with the popup as the parent of a dialog. It stays open although the dialog has the focus. */
    async during<T>(work: (parent: BrowserWindow) => Promise<T>): Promise<T> {
      try {
        return await dismissal.during(() => work(window));
      } finally {
        // Without the focus the popup would not notice that the user has gone elsewhere.
        if (!window.isDestroyed() && window.isVisible() && !window.isFocused()) window.focus();
      }
    },
    /** Destroys the window when the app quits. */
    destroy(): void {
      if (!window.isDestroyed()) window.destroy();
    },
  };
}
