/** A rectangle in screen points; screens left of or above the primary one have negative coordinates. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The popup's width in points, and the least it keeps free to the screen's edges. */
export const popupWidth = 640;
const margin = 12;
/** The tallest popup; beyond it the page scrolls. */
const tallest = 640;
const lowest = 64;

/**
 * Where a popup of this content height goes: centred, its upper edge a fifth down the work area, so that it stays where it is
 * when it grows; moved up only when it would reach below the work area, and never larger than it. All whole numbers.
 */
export function place(workArea: Area, height: number): Area {
  const wide = Math.min(popupWidth, Math.max(1, workArea.width - 2 * margin));
  const high = Math.min(clampHeight(height), Math.max(1, workArea.height - 2 * margin));
  const fifth = workArea.y + Math.round(workArea.height / 5);
  const last = workArea.y + workArea.height - margin - high;
  return {
    x: workArea.x + Math.round((workArea.width - wide) / 2),
    y: Math.round(Math.max(workArea.y, Math.min(fifth, last))),
    width: Math.round(wide),
    height: Math.round(high),
  };
}

/** Where a shown popup goes when its content changes height: its upper edge stays unless it would not fit. */
export function grown(workArea: Area, now: Area, height: number): Area {
  const high = place(workArea, height).height;
  const last = workArea.y + workArea.height - margin - high;
  return { x: now.x, y: Math.max(workArea.y, Math.min(now.y, last)), width: now.width, height: high };
}

/** A content height as the page measured it, made whole and kept within what a popup may be. */
export function clampHeight(height: number): number {
  if (!Number.isFinite(height)) return lowest;
  return Math.ceil(Math.min(tallest, Math.max(lowest, height)));
}
