/** How long a thing must have lain where it is before a click on it was meant for it, in milliseconds. */
const settling = 400;

/** What a click chooses. A list that drops down opens with the press, and a text field only takes the focus. */
const choices = 'button, a, summary, label, input[type=checkbox], [role=option]';

/** Where everything that can be chosen lay at a moment, in CSS pixels of the page. */
interface Sight {
  readonly at: number;
  readonly places: ReadonlyMap<Element, { readonly id: string; readonly box: DOMRect }>;
}

/** Tells a click that was meant for what it hit from one that was meant for what had been there. */
export interface Aim {
  /**
   * False for what belongs to a double click, and for a click on something that has not lain under that point for
   * 400 ms. What a key or a screen reader clicks is never aimed, and always meant.
   */
  isMeant(click: MouseEvent): boolean;
  /** All that is on the screen has just come there: the popup is shown, or the window moved under the pointer. */
  startAnew(): void;
  end(): void;
}

/** Watches what lies where within `page`. A row that is drawn anew for another opportunity is another thing: its id says so. */
export function createAim(page: HTMLElement): Aim {
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
  /** Behind the frame: it is what the user sees that counts, and asking costs no layout then. */
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
    isMeant(click) {
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
    startAnew,
    end() {
      changes.disconnect();
      page.removeEventListener('scroll', lookSoon, true);
      removeEventListener('resize', startAnew);
    },
  };
}

/** The sights from this moment on, with the one that held then. */
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
