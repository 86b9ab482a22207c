/** Within this a key that has chosen does not choose again, in milliseconds: nobody has seen what it would choose by then. */
const glance = 400;

/** Keys that are down since before the screen was what it is. */
export interface HeldKeys {
  /**
   * Whether a key press counts here. A key held down counts only where it was pressed, and Enter no second time at all.
   * One that has just chosen something and is pressed once more by habit counts no more than if it were still held. Nor does
   * any key where a link has just opened the stages: it was meant for what had been in front.
   */
  counts(press: KeyboardEvent): boolean;
  /** The stages were opened, an opportunity moved, or a change answered or taken back: by the key pressed last, if by any. */
  chose(): void;
  /** The pointer was pressed: what opens now, it has opened. */
  pointed(): void;
  /** Another program had the keyboard: keys that are down were pressed there. */
  startAnew(): void;
}

/** @param place names the screen that keys go to at this moment */
export function createHeldKeys(place: () => string): HeldKeys {
  const pressedAt = new Map<string, string>();
  /** The key pressed last; '' for none since the popup came up. */
  let last = '';
  let chosenAt = Number.NEGATIVE_INFINITY;
  return {
    counts(press) {
      // A keyboard on the screen has no physical keys.
      const key = press.code || press.key;
      if (press.repeat) return press.key !== 'Enter' && pressedAt.get(key) === place();
      const isBlind = last === '' || key === last;
      if (isBlind && press.timeStamp - chosenAt < glance) return false;
      last = key;
      chosenAt = Number.NEGATIVE_INFINITY;
      pressedAt.set(key, place());
      return true;
    },
    chose() {
      chosenAt = performance.now();
    },
    pointed() {
      last = 'pointer';
    },
    startAnew() {
      pressedAt.clear();
      last = '';
    },
  };
}
