/** The top of each item, and after the last one the top of a further one. CSS pixels. */
export function offsetsOf(heights: readonly number[], gap: number): readonly number[] {
  const offsets = [0];
  let end = 0;
  for (const height of heights) {
    end += height + gap;
    offsets.push(end);
  }
  return offsets;
}

/** The indexes of the items in view, in order, and always the active one. `offsets`: from `offsetsOf`. */
export function placesIn(
  offsets: readonly number[],
  view: { readonly from: number; readonly to: number },
  active: number,
): readonly number[] {
  const places: number[] = [];
  for (let at = 0; at < offsets.length - 1; at += 1) {
    const touches = (offsets[at + 1] ?? 0) > view.from && (offsets[at] ?? 0) < view.to;
    if (touches || at === active) places.push(at);
  }
  return places;
}
