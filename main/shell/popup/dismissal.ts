/**
 * Decides what losing the focus and clicking the tray mean. On Windows a click on the tray takes the focus
 * from the popup before the click itself arrives, and letting the button go takes it once more from a popup
 * that the press has opened. All times are monotonic milliseconds.
 */
export interface Dismissal {
  /** The popup has been shown; `byTray` when a click on the tray did it. */
  shown(byTray: boolean): void;
  /** The popup lost the focus. `refocus`: the tray's own click did that; stay and take the focus back. */
  blurred(): 'hide' | 'refocus' | 'stay';
  /** The tray was clicked while the popup is hidden. `ignore`: this very click has just hidden it. */
  trayClicked(): 'show' | 'ignore';
  /** Runs `work` while one of our own dialogs has the focus: nothing is hidden meanwhile. */
  during<T>(work: () => Promise<T>): Promise<T>;
}

/** How long a blur and a click are taken for one gesture. */
const gesture = 250;

export function createDismissal(now: () => number): Dismissal {
  let shownByTrayAt = Number.NEGATIVE_INFINITY;
  let hiddenByBlurAt = Number.NEGATIVE_INFINITY;
  let dialogs = 0;
  return {
    shown(byTray) {
      shownByTrayAt = byTray ? now() : Number.NEGATIVE_INFINITY;
      hiddenByBlurAt = Number.NEGATIVE_INFINITY;
    },
    blurred() {
      if (dialogs > 0) return 'stay';
      if (now() - shownByTrayAt < gesture) return 'refocus';
      hiddenByBlurAt = now();
      return 'hide';
    },
    trayClicked() {
      const sameGesture = now() - hiddenByBlurAt < gesture;
      hiddenByBlurAt = Number.NEGATIVE_INFINITY;
      return sameGesture ? 'ignore' : 'show';
    },
    async during(work) {
      dialogs += 1;
      try {
        return await work();
      } finally {
        dialogs -= 1;
      }
    },
  };
}
