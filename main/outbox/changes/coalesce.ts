import type { ChangeId, LaneId, OpportunityId, PipelineId, Stage } from '../../contract/model.ts';
import { isUnsure, parkOffers } from '../../contract/offers.ts';
import { type Draft, type Entry, isOut, transitioned, untried } from '../model/entry.ts';
import type { Batch } from '../model/ports.ts';

/** What the user picked, and what was on the screen when they did. */
export interface PickedChange {
  /** The lane in which the opportunity was shown. A pick is refused with `wrong-account` when another lane is in use by now. */
  readonly lane: LaneId;
  readonly opportunity: {
    readonly id: OpportunityId;
    readonly name: string;
    readonly company: string;
    readonly pipeline: PipelineId;
  };
  readonly to: Stage;
  /**
   * The stage that the user saw, and when the request that fetched it left (epoch ms; null: unknown). Null for an id
   * that was never looked up.
   */
  readonly seen: { readonly stage: Stage; readonly fetchedAt: number | null } | null;
  /** What the user wrote beside it; '' without. */
  readonly note: string;
  /** Whether another program asks for it; the user where nobody says. */
  readonly byProgram?: boolean;
}

/** What a pick needs besides to become a row. */
export interface Moment {
  readonly id: ChangeId;
  readonly fingerprint: string;
  readonly now: number;
  /** Length of the undo window in milliseconds; 0: none. */
  readonly undoMs: number;
}

export type Taken =
  /** Nothing to write: `entry` already does what was picked. */
  | { readonly kind: 'same'; readonly entry: Entry }
  /** The opportunity is in that stage already and no change of it is open. */
  | { readonly kind: 'already-there' }
  | { readonly kind: 'write'; readonly batch: Batch };

/**
 * Decides what a pick does to the open rows of its opportunity. It replaces an unsent row and keeps that row's base.
 * Behind a row whose request is out it becomes a successor; its base is that row's target. So an opportunity has one
 * unsent row at most. A note stays with the change it was written beside. A program writes none beside a person's change; a change
 * beside which a person writes is that person's from then on. `open`: the open rows of this lane and opportunity, by `seq`.
 */
export function take(pick: PickedChange, open: readonly Entry[], moment: Moment): Taken {
  const newest = open.at(-1);
  if (newest === undefined) {
    if (pick.seen?.stage.id === pick.to.id) return { kind: 'already-there' };
    return { kind: 'write', batch: { insert: [draft(pick, moment, seenBase(pick))] } };
  }
  if (newest.to.id === pick.to.id && newest.state !== 'parked') {
    const { note, byProgram = false } = pick;
    const isAnothers = byProgram && !newest.byProgram;
    if (note === '' || note === newest.note || isAnothers) return { kind: 'same', entry: newest };
    return { kind: 'write', batch: { update: [transitioned(newest, { note, byProgram })] } };
  }
  if (isOut(newest.state)) {
    const base = { base: newest.to, baseAt: newest.baseAt ?? newest.markedAt, inDoubt: null };
    return { kind: 'write', batch: { insert: [draft(pick, moment, base)] } };
  }
  // A pick of the base, where nothing was ever sent, cancels the unsent change.
  const untouched = newest.sentAt === null && newest.inDoubt === null && newest.state !== 'parked';
  if (untouched && newest.base?.id === pick.to.id) {
    const note = [newest.note, pick.note].filter(one => one !== '').join(' // ');
    const cancelled = transitioned(newest, { state: 'cancelled', endedAt: moment.now, note });
    return { kind: 'write', batch: { update: [cancelled] } };
  }
  const superseded = transitioned(newest, { state: 'superseded', endedAt: moment.now });
  const { base, baseAt } = baseAfter(newest, pick, moment);
  return {
    kind: 'write',
    batch: { update: [superseded], insert: [draft(pick, moment, { base, baseAt, inDoubt: newest.inDoubt })] },
  };
}

/**
 * Ends `row` in favour of the pick behind it, if there is one, and else parks it. The pick takes over the row's base
 * and doubt, so that the user is asked about the newest intent only.
 */
export function replaceBy(
  successor: Entry,
  row: Entry,
  now: number,
): { readonly update: readonly [gone: Entry, stays: Entry] } {
  const { base, baseAt, inDoubt } = row;
  const gone = transitioned(row, { state: 'superseded', endedAt: now, due: null });
  const stays = transitioned(successor, isUnsure(row.reason) ? { inDoubt } : { base, baseAt, inDoubt });
  return { update: [gone, stays] };
}

type Base = Pick<Entry, 'base' | 'baseAt' | 'inDoubt'>;

const seenBase = ({ seen }: PickedChange): Base => ({
  base: seen?.stage ?? null,
  baseAt: seen?.fetchedAt ?? null,
  inDoubt: null,
});

/** The base of a pick that replaces `row`. */
function baseAfter(row: Entry, pick: PickedChange, { now }: Moment): Pick<Entry, 'base' | 'baseAt'> {
  if (row.reason === null) return row;
  const { startsFrom } = parkOffers[row.reason];
  if (startsFrom === 'pick') return seenBase(pick);
  // The card showed where the opportunity stands now and offered the stages of that pipeline.
  return startsFrom === 'server' && row.theirs !== null ? { base: row.theirs, baseAt: now } : row;
}

function draft(
  { lane, opportunity, to, note, byProgram = false }: PickedChange,
  moment: Moment,
  base: Base,
): Draft {
  const { id, fingerprint, now, undoMs } = moment;
  const { id: picked, name, company, pipeline } = opportunity;
  return {
    ...untried,
    ...base,
    id,
    lane,
    fingerprint,
    opportunity: picked,
    name,
    company,
    pipeline,
    to,
    note,
    noteInCrm: false,
    byProgram,
    state: undoMs > 0 ? 'held' : 'ready',
    markedAt: now,
    since: now,
    held: undoMs > 0 ? { at: now + undoMs, setAt: now } : null,
    sentAt: null,
    overwrote: null,
    unchecked: false,
    endedAt: null,
  };
}
