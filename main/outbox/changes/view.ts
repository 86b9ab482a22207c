import type { ChangeView } from '../../contract/change.ts';
import type { LaneId } from '../../contract/model.ts';
import type { UndoStanding } from '../../contract/undo.ts';
import { type Entry, isEnded, isOut } from '../model/entry.ts';

/**
 * A row as the popup shows it. An open change of another key is shown as parked with `foreign-key`. On disk it keeps
 * its state, so it goes on when its key is in use again.
 */
export function viewOf(entry: Entry, current: LaneId | null, undo: UndoStanding): ChangeView {
  const currentLane = entry.lane === current;
  const frozen = !currentLane && current !== null && !isEnded(entry.state);
  return {
    id: entry.id,
    rev: entry.rev,
    opportunity: entry.opportunity,
    name: entry.name,
    company: entry.company,
    pipeline: entry.pipeline,
    from: entry.base,
    to: entry.to,
    state: frozen ? 'parked' : entry.state,
    reason: frozen ? 'foreign-key' : entry.reason,
    trouble: entry.trouble,
    markedAt: entry.markedAt,
    undoUntil: entry.state === 'held' ? (entry.held?.at ?? null) : null,
    endedAt: entry.endedAt,
    nextAttemptAt: frozen || isEnded(entry.state) ? null : (entry.due?.at ?? null),
    attempts: entry.attempts,
    theirs: entry.theirs,
    undo,
    overwrote: entry.overwrote,
    unchecked: entry.unchecked,
    out: isOut(entry.state),
    currentLane,
    lane: entry.lane,
  };
}
