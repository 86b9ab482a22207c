import { assertNever } from '../../../main/contract/failure.ts';
import type { Hit, StageCount } from '../../../main/contract/find.ts';
import type { OpportunityId } from '../../../main/contract/model.ts';
import type { SelectionMove } from './event.ts';
import type { Marks, SearchState, State } from './state.ts';

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

/** The rows on the screen: what was found, or the marked ones alone. */
export function listed({ marks, reply }: SearchState): readonly Hit[] {
  return marks.alone ? marks.rows : (reply?.hits ?? []);
}

export function isMarked({ rows }: Marks, id: OpportunityId): boolean {
  return rows.some(({ opportunity }) => opportunity.id === id);
}

/** The selected row; undefined when it has left the list. */
export function activeHit(state: State): Hit | undefined {
  return listed(state.search).find(hit => hit.opportunity.id === state.search.active);
}

/** The marks after an answer: a row in it is shown as it is now. */
export function refreshedMarks(marks: Marks, hits: readonly Hit[]): Marks {
  if (marks.rows.length === 0) return marks;
  const fresh = new Map(hits.map(hit => [hit.opportunity.id, hit]));
  return { ...marks, rows: marks.rows.map(row => bare(fresh.get(row.opportunity.id) ?? row)) };
}

/** What a line meant for the row was meant for no other line. */
export const bare = (hit: Hit): Hit => ({ ...hit, command: null, highlights: [] });

/** The counts on the screen: under an empty box, and over a list opened from there. */
export const countsShown = ({ search }: State): readonly StageCount[] => search.reply?.counts ?? [];
