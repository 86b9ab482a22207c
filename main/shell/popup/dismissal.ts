/** A blur and a click within this time are one gesture, in milliseconds. */
const gesture = 250;

/** Why a popup stays that loses the focus, besides a dialog of ours: what is entered in it, or a dialog of the system's. */
export type StayReason = 'entering' | 'keychain' | 'consent';

/** The system does not tell when a dialog of its own has gone: it is waited for so long, in milliseconds. */
const patience = 120_000;

/**
 * Decides what losing the focus and clicking the tray mean. On Windows a click on the tray takes the focus from the
 * popup before the click arrives, and releasing the button takes it again from a popup that the press has opened. Times
 * are monotonic milliseconds.
 */
export function createDismissal(now: () => number) {
  let shownByTrayAt = Number.NEGATIVE_INFINITY;
  let hiddenByBlurAt = Number.NEGATIVE_INFINITY;
  let dialogs = 0;
  const reasons = new Map<StayReason, number>();
  let hasStayed = false;
  const stays = (): boolean => dialogs > 0 || [...reasons.values()].some(until => now() < until);
  return {
    /** The popup was shown; `byTray` when a click on the tray did it. */
    shown(byTray: boolean): void {
      shownByTrayAt = byTray ? now() : Number.NEGATIVE_INFINITY;
      hiddenByBlurAt = Number.NEGATIVE_INFINITY;
    },
    /** The popup lost the focus. `refocus`: the tray's own click took it, so stay and take it back. */
    blurred(): 'hide' | 'refocus' | 'stay' {
      if (stays()) {
        if (dialogs === 0) hasStayed = true;
        return 'stay';
      }
      if (now() - shownByTrayAt < gesture) return 'refocus';
      hiddenByBlurAt = now();
      return 'hide';
    },
    /** Whether losing the focus would hide nothing now: the user is in it, wherever the focus is. */
    stays,
    /** From now on losing the focus hides nothing. What is entered may take any time, the rest two minutes. */
    stay(reason: StayReason): void {
      reasons.set(reason, reason === 'entering' ? Number.POSITIVE_INFINITY : now() + patience);
    },
    /** The reason is gone. True when the popup has stayed without the focus meanwhile, for this reason or another. */
    stayNoLonger(reason: StayReason): boolean {
      const stayed = reasons.delete(reason) && hasStayed;
      if (stayed) hasStayed = false;
      return stayed;
    },
    /** It has the focus again: a dialog that took it is over, if one was there. */
    focused(): void {
      if (hasStayed) reasons.delete('consent');
      hasStayed = false;
    },
    /** The tray was clicked while the popup is hidden. `ignore`: this click has just hidden it. */
    trayClicked(): 'show' | 'ignore' {
      const sameGesture = now() - hiddenByBlurAt < gesture;
      hiddenByBlurAt = Number.NEGATIVE_INFINITY;
      return sameGesture ? 'ignore' : 'show';
    },
    /** Runs `work` while a dialog of ours has the focus: nothing is hidden meanwhile. */
    async during<T>(work: () => Promise<T>): Promise<T> {
      dialogs += 1;
      try {
        return await work();
      } finally {
        dialogs -= 1;
      }
    },
  };
}
