import type { LaneId, PipelineId, Stage } from '../../contract/model.ts';
import { isUnsure } from '../../contract/offers.ts';
import type { UndoStanding } from '../../contract/undo.ts';
import { type Entry, isOut } from '../model/entry.ts';

/** Whether undo withdraws the change: nothing of it can have reached the server, or it is parked. */
export function isWithdrawable({ state, sentAt, reason }: Entry): boolean {
  const waits = state === 'ready' || state === 'waiting';
  return state === 'held' || (state === 'parked' && reason !== 'misplaced') || (waits && sentAt === null);
}

/** The stage to go back to when a sent change is undone; null when it is unknown. */
export function stageBefore({ overwrote, base, to, reason }: Entry): Stage | null {
  // The opportunity is in another pipeline now, which does not have the base.
  const known = reason === 'misplaced' ? null : base;
  const before = isUnsure(reason) ? null : (overwrote ?? known);
  return before?.id === to.id ? null : before;
}

/** The pipeline that the stage before belongs to. */
export function pipelineBefore({ pipeline, trouble, reason }: Entry): PipelineId {
  return reason === 'misplaced' && trouble?.code === 'pipeline-changed' ? trouble.pipeline : pipeline;
}

/** The newest later change of the same opportunity that counts: an open row, `ended`, or none. */
export type Newer = Entry | 'ended' | null;

/** @param newer called only where the answer depends on it */
export function undoStandingOf(entry: Entry, current: LaneId | null, newer: () => Newer): UndoStanding {
  if (entry.state === 'cancelled' || entry.state === 'superseded') return 'without-effect';
  if (isWithdrawable(entry)) return 'possible';
  if (entry.lane !== current) return 'foreign-key';
  const later = newer();
  if (later !== null) return later !== 'ended' && leadsBack(later, entry) ? 'taken-back' : 'newer-exists';
  return stageBefore(entry) === null ? 'stage-before-unknown' : 'possible';
}

/** Whether an open change undoes this one already: undoing twice undoes once. */
export function isTakingBack(open: Entry | undefined, entry: Entry): open is Entry {
  if (open === undefined || open.seq <= entry.seq || isOut(open.state) || open.state === 'parked')
    return false;
  return leadsBack(open, entry);
}

const leadsBack = (later: Entry, entry: Entry): boolean =>
  later.base?.id === entry.to.id && later.to.id === stageBefore(entry)?.id;
