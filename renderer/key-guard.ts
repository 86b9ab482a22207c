/** A key that has just chosen something does not choose again for this long, in milliseconds. */
const glance = 400;
/** Who goes on typing what was meant for another program does not pause for this long, in milliseconds. */
const quiet = 1_000;

/**
 * Refuses key presses that were meant for the screen before.
 *
 * @param place names the screen that keys go to at this moment
 */
export function createKeyGuard(place: () => string) {
  const pressedAt = new Map<string, string>();
  /** The key pressed last, `pointer` for the pointer; '' for none since the popup was shown. */
  let last = '';
  let chosenAt = Number.NEGATIVE_INFINITY;
  /** When a key was last pressed in a popup that another program opened; null once that popup was noticed. */
  let unaskedSince: number | null = null;
  return {
    /**
     * Whether a key press counts. A key held down counts only on the screen it was pressed on, and a held Enter never. A key that
     * has just chosen something does not count again within 400 ms. Within 400 ms after a link has opened the stages no key counts.
     * In a popup that shows what another program put there none counts until the user has paused for a second.
     */
    counts(press: KeyboardEvent): boolean {
      if (unaskedSince !== null) {
        const pause = press.timeStamp - unaskedSince;
        unaskedSince = pause < quiet ? press.timeStamp : null;
        if (pause < quiet) return false;
      }
      // On-screen keyboards send no `code`.
      const key = press.code || press.key;
      if (press.repeat) return press.key !== 'Enter' && pressedAt.get(key) === place();
      const isBlind = last === '' || key === last;
      if (isBlind && press.timeStamp - chosenAt < glance) return false;
      last = key;
      chosenAt = Number.NEGATIVE_INFINITY;
      pressedAt.set(key, place());
      return true;
    },
    /**
     * Something was chosen: the stages were opened, a reason taken, an opportunity moved, or a change answered or taken back. The key
     * pressed last is taken to have done it.
     */
    chose(): void {
      chosenAt = performance.now();
    },
    /** The pointer was pressed: what opens next was opened by it and by no key. */
    pointed(): void {
      unaskedSince = null;
      last = 'pointer';
    },
    /**
     * The popup was shown: keys that are down now were pressed in another program. `unasked`: what it shows is that program's, not what the
     * user opens it for.
     */
    startAnew(unasked = false): void {
      unaskedSince = unasked ? performance.now() : null;
      pressedAt.clear();
      last = '';
    },
  };
}
