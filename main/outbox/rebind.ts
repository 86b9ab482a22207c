import type { LaneId } from '../contract/model.ts';
import { replaceBy } from './coalesce.ts';
import { type Entry, isOut } from './entry.ts';
import type { Batch } from './ports.ts';

/**
 * The batch that moves the open rows of a frozen lane to the lane in use. Where both lanes have an unsent row of
 * one opportunity, the later pick takes the earlier one's place, as if both had been picked on one lane.
 */
export function rebound(
  frozen: readonly Entry[],
  open: readonly Entry[],
  into: { readonly id: LaneId; readonly fingerprint: string },
  now: number,
): Batch {
  const moved = frozen.map(row => ({ ...row, lane: into.id, fingerprint: into.fingerprint }));
  const superseded: Entry[] = [];
  const kept: Entry[] = [];
  for (const row of moved) {
    const twin = open.find(
      other =>
        other.lane === into.id &&
        other.opportunity === row.opportunity &&
        !isOut(other.state) &&
        !isOut(row.state),
    );
    if (twin === undefined) {
      kept.push(row);
      continue;
    }
    const [older, newer] = row.seq < twin.seq ? [row, twin] : [twin, row];
    const { update = [] } = replaceBy(newer, older, now);
    superseded.push(...update.filter(({ state }) => state === 'superseded'));
    kept.push(...update.filter(({ state }) => state !== 'superseded'));
  }
  // The rows that end come first, so that two unsent rows of one opportunity never lie side by side.
  return { update: [...superseded, ...kept] };
}
