import type { LaneId, PipelineId, Stage } from '../../contract/model.ts';
import { isUnsure } from '../../contract/offers.ts';
import type { UndoStanding } from '../../contract/undo.ts';
import { type Entry, isOut } from '../model/entry.ts';

/** Whether nothing of it can have reached the server, or the user is asked about it anyway: undo withdraws it then. */
export function isWithdrawable({ state, sentAt, reason }: Entry): boolean {
  const waits = state === 'ready' || state === 'waiting';
  return state === 'held' || (state === 'parked' && reason !== 'misplaced') || (waits && sentAt === null);
}

/** Where an opportunity goes when a change that was sent is taken back; null where nobody knows. */
export function stageBefore({ overwrote, base, to, reason }: Entry): Stage | null {
  // Of what is in another pipeline by now, the base is no stage to go back to.
  const known = reason === 'misplaced' ? null : base;
  const before = isUnsure(reason) ? null : (overwrote ?? known);
  return before?.id === to.id ? null : before;
}

/** The pipeline that the stage before belongs to. */
export function pipelineBefore({ pipeline, trouble, reason }: Entry): PipelineId {
  return reason === 'misplaced' && trouble?.code === 'pipeline-changed' ? trouble.pipeline : pipeline;
}

/** What a change's opportunity has of later changes that count: none, an open one, or one that has ended. */
export type Newer = Entry | 'ended' | null;

/** @param newer asked only where it matters */
export function undoStandingOf(entry: Entry, current: LaneId | null, newer: () => Newer): UndoStanding {
  if (entry.state === 'cancelled' || entry.state === 'superseded') return 'without-effect';
  if (isWithdrawable(entry)) return 'possible';
  if (entry.lane !== current) return 'foreign-key';
  const later = newer();
  if (later !== null) return later !== 'ended' && leadsBack(later, entry) ? 'taken-back' : 'newer-exists';
  return stageBefore(entry) === null ? 'stage-before-unknown' : 'possible';
}

/** Whether an open change takes this one back already: undoing it twice is undoing it once. */
export function isTakingBack(open: Entry | undefined, entry: Entry): open is Entry {
  if (open === undefined || open.seq <= entry.seq || isOut(open.state) || open.state === 'parked')
    return false;
  return leadsBack(open, entry);
}

const leadsBack = (later: Entry, entry: Entry): boolean =>
  later.base?.id === entry.to.id && later.to.id === stageBefore(entry)?.id;
