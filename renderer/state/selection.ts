import { assertNever } from '../../main/contract/failure.ts';
import type { SelectionMove } from './event.ts';

/** How many rows are asked for: more than fit into the popup. */
export const shownHits = 20;

const page = 7;

/** The new index of a selection in a list of `count` rows; -1 without rows. `wrap` joins the ends for single steps. */
export function selectionAfter(at: number, move: SelectionMove, count: number, wrap: boolean): number {
  if (count === 0) return -1;
  const last = count - 1;
  const clamp = (index: number) => Math.max(0, Math.min(last, index));
  switch (move) {
    case 'next':
      return at >= last ? (wrap ? 0 : last) : at + 1;
    case 'previous':
      return at <= 0 ? (wrap ? last : 0) : at - 1;
    case 'page-down':
      return clamp(at + page);
    case 'page-up':
      return clamp(at - page);
    case 'first':
      return 0;
    case 'last':
      return last;
    default:
      return assertNever(move);
  }
}
