/** The top of a list item within its pane's scrolled content, in CSS pixels; null when the list has no such item. */
type PlaceOf = (key: string) => number | null;

/** The item at which the user reads, in one list of a pane, and its top. */
interface Anchor {
  readonly list: Element;
  readonly key: string;
  readonly place: number;
}

/** One per pane, whatever the number of its lists: two would both scroll for the same change. */
const anchors = new WeakMap<Element, Anchor>();
const places = new WeakMap<Element, PlaceOf>();

/**
 * Call it after a list was laid out again. Scrolls the pane so that the item being read stays where it is on the
 * screen, although something above it, in this list or another, ended or changed its height.
 */
export function settle(pane: Element, list: Element, placeOf: PlaceOf): void {
  places.set(list, placeOf);
  const held = anchors.get(pane);
  const now = held?.list.isConnected ? places.get(held.list)?.(held.key) : null;
  if (held === undefined || now === null || now === undefined) {
    anchors.delete(pane);
    return;
  }
  pane.scrollTop += now - held.place;
  anchors.set(pane, { ...held, place: now });
}

/**
 * Notes the item of the list that is being read; null when none is in view. The selected item (`first`) takes
 * precedence over another list's.
 */
export function read(pane: Element, list: Element, key: string | null, first: boolean): void {
  const held = anchors.get(pane);
  if (key === null) {
    if (held?.list === list) anchors.delete(pane);
    return;
  }
  const place = places.get(list)?.(key) ?? null;
  if (place !== null && (held === undefined || held.list === list || first))
    anchors.set(pane, { list, key, place });
}
