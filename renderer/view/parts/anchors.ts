/** Where an item of a list begins, from the top of all that its pane scrolls; null where the list has no such item. */
type PlaceOf = (key: string) => number | null;

/** The item that is read in a pane, in one of its lists, and where it began. */
interface Anchor {
  readonly list: Element;
  readonly key: string;
  readonly place: number;
}

/** One for each pane, however many lists it has: two would each move it for the same change. */
const anchors = new WeakMap<Element, Anchor>();
const places = new WeakMap<Element, PlaceOf>();

/**
 * A list has been laid out anew: what is read in the pane stays where it is on the screen when something above it ended, or
 * turned out higher or lower, in this list or in another one.
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

/** The item of the list that is read now, null where none is in view. What is selected (`first`) goes before another list's. */
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
