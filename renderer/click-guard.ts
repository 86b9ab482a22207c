/** A click counts when what it hits has lain under its point for this long, in milliseconds. */
const settling = 400;

/** What a click chooses. Not a `select`, which opens with the press, nor a text field, which only takes the focus. */
const choices = 'button, a, summary, label, input[type=checkbox], [role=option]';

/** Where each thing that can be chosen lay at a moment (`performance.now`), in CSS pixels of the page. */
interface Sight {
  readonly at: number;
  readonly places: ReadonlyMap<Element, { readonly id: string; readonly box: DOMRect }>;
}

/**
 * Refuses clicks that were meant for what had lain there before: notes after each change within `page` what lies where. An element that now has another `id` counts as another thing,
 * so a row that was drawn anew for another opportunity does.
 */
export function createClickGuard(page: HTMLElement) {
  let sights: readonly Sight[] = [];
  let awaited = false;

  const look = (): void => {
    awaited = false;
    const now = performance.now();
    const places = new Map(
      [...page.querySelectorAll(choices)].map(choice => [
        choice,
        { id: choice.id, box: choice.getBoundingClientRect() },
      ]),
    );
    sights = [...since(sights, now - settling), { at: now, places }];
  };
  /** After the frame is drawn: only then the user sees it, and reading positions costs no layout of its own. */
  const lookSoon = (): void => {
    if (!awaited) requestAnimationFrame(() => setTimeout(look));
    awaited = true;
  };
  const startAnew = (): void => {
    sights = [];
    lookSoon();
  };

  const changes = new MutationObserver(lookSoon);
  changes.observe(page, { subtree: true, childList: true, characterData: true, attributes: true });
  page.addEventListener('scroll', lookSoon, true);
  addEventListener('resize', startAnew);
  lookSoon();

  return {
    /**
     * False for a second or later click of a double click, and for a click on something that has not lain under that
     * point for 400 ms. Always true for a click that a key or a screen reader makes: it has no point.
     */
    isMeant(click: MouseEvent): boolean {
      const choice = click.target instanceof Element ? click.target.closest(choices) : null;
      if (choice === null || click.detail === 0) return true;
      const from = click.timeStamp - settling;
      const seen = since(sights, from);
      const [first] = seen;
      const meant =
        click.detail === 1 &&
        first !== undefined &&
        first.at <= from &&
        seen.every(({ places }) => {
          const place = places.get(choice);
          return place?.id === choice.id && holds(place.box, click);
        });
      if (!meant) lookSoon();
      return meant;
    },
    /** Forgets what lay where: the popup was just shown, or its window moved under the pointer. */
    startAnew,
    end(): void {
      changes.disconnect();
      page.removeEventListener('scroll', lookSoon, true);
      removeEventListener('resize', startAnew);
    },
  };
}

/** The sights from this moment on, and the one before them, which held at the moment. */
function since(sights: readonly Sight[], moment: number): readonly Sight[] {
  return sights.slice(
    Math.max(
      0,
      sights.findLastIndex(({ at }) => at <= moment),
    ),
  );
}

function holds({ left, right, top, bottom }: DOMRect, { clientX: x, clientY: y }: MouseEvent): boolean {
  return left <= x && x <= right && top <= y && y <= bottom;
}
