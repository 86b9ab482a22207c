import type { ChangeId, LaneId, OpportunityId, PipelineId, Stage } from '../../contract/model.ts';
import { isUnsure, parkOffers } from '../../contract/offers.ts';
import { type Draft, type Entry, isOut, transitioned } from '../model/entry.ts';
import type { Batch } from '../model/ports.ts';

/** What the user picked, and what was on the screen when they did. */
export interface PickedChange {
  /** The lane the opportunity was shown under; refused with `wrong-account` when another is in use by now. */
  readonly lane: LaneId;
  readonly opportunity: {
    readonly id: OpportunityId;
    readonly name: string;
    readonly company: string;
    readonly pipeline: PipelineId;
  };
  readonly to: Stage;
  /**
   * The stage the user saw, and when the request that brought it left (epoch ms, null: long ago); null for an
   * id nobody had looked up.
   */
  readonly seen: { readonly stage: Stage; readonly fetchedAt: number | null } | null;
}

/** The facts of the moment a pick needs to become a row. */
export interface Moment {
  readonly id: ChangeId;
  readonly fingerprint: string;
  readonly now: number;
  /** Length of the undo window; 0: none. */
  readonly undoMs: number;
}

export type Taken =
  /** Nothing to write: this change does it already. */
  | { readonly kind: 'same'; readonly entry: Entry }
  /** The opportunity is there already and nothing is on its way. */
  | { readonly kind: 'already-there' }
  /** Back to the base, and nothing was ever sent: the unsent change ends as cancelled. */
  | { readonly kind: 'cancel'; readonly batch: Batch }
  | { readonly kind: 'write'; readonly batch: Batch };

/**
 * One unsent row per opportunity: a new pick replaces the unsent one and keeps its base. Behind a row whose
 * request is out, it waits as a successor whose base is that row's target. `open`: the open rows of this lane
 * and opportunity, by `seq`.
 */
export function take(pick: PickedChange, open: readonly Entry[], moment: Moment): Taken {
  const newest = open.at(-1);
  if (newest === undefined) {
    if (pick.seen?.stage.id === pick.to.id) return { kind: 'already-there' };
    return { kind: 'write', batch: { insert: [draft(pick, moment, seenBase(pick))] } };
  }
  if (newest.to.id === pick.to.id && newest.state !== 'parked') return { kind: 'same', entry: newest };
  if (isOut(newest.state)) {
    const base = { base: newest.to, baseAt: newest.baseAt ?? newest.markedAt, inDoubt: null };
    return { kind: 'write', batch: { insert: [draft(pick, moment, base)] } };
  }
  const untouched = newest.sentAt === null && newest.inDoubt === null && newest.state !== 'parked';
  if (untouched && newest.base?.id === pick.to.id) {
    return {
      kind: 'cancel',
      batch: { update: [transitioned(newest, { state: 'cancelled', endedAt: moment.now })] },
    };
  }
  const superseded = transitioned(newest, { state: 'superseded', endedAt: moment.now });
  const { base, baseAt } = baseAfter(newest, pick, moment);
  return {
    kind: 'write',
    batch: { update: [superseded], insert: [draft(pick, moment, { base, baseAt, inDoubt: newest.inDoubt })] },
  };
}

/**
 * The batch that parks a row, or, when the user has picked anew behind it, lets that pick take its place with
 * its base and whether it is in doubt: one unsent row per opportunity, and the newest intent is the one that is asked about.
 */
export function replaceBy(
  successor: Entry,
  row: Entry,
  now: number,
): { readonly update: readonly [gone: Entry, stays: Entry] } {
  return {
    update: [
      transitioned(row, { state: 'superseded', endedAt: now, due: null }),
      transitioned(
        successor,
        isUnsure(row.reason)
          ? { inDoubt: row.inDoubt }
          : { base: row.base, baseAt: row.baseAt, inDoubt: row.inDoubt },
      ),
    ],
  };
}

type Base = Pick<Entry, 'base' | 'baseAt' | 'inDoubt'>;

const seenBase = ({ seen }: PickedChange): Base => ({
  base: seen?.stage ?? null,
  baseAt: seen?.fetchedAt ?? null,
  inDoubt: null,
});

/** What a pick that takes a row's place rests on. */
function baseAfter(row: Entry, pick: PickedChange, { now }: Moment): Pick<Entry, 'base' | 'baseAt'> {
  if (row.reason === null) return row;
  const { startsFrom } = parkOffers[row.reason];
  if (startsFrom === 'pick') return seenBase(pick);
  // The user has read on the card where it stands now, and chose among the stages of that pipeline.
  return startsFrom === 'server' && row.theirs !== null ? { base: row.theirs, baseAt: now } : row;
}

function draft(pick: PickedChange, moment: Moment, { base, baseAt, inDoubt }: Base): Draft {
  const { now, undoMs } = moment;
  return {
    id: moment.id,
    lane: pick.lane,
    fingerprint: moment.fingerprint,
    opportunity: pick.opportunity.id,
    name: pick.opportunity.name,
    company: pick.opportunity.company,
    pipeline: pick.opportunity.pipeline,
    base,
    baseAt,
    to: pick.to,
    state: undoMs > 0 ? 'held' : 'ready',
    reason: null,
    trouble: null,
    markedAt: now,
    since: now,
    held: undoMs > 0 ? { at: now + undoMs, setAt: now } : null,
    due: null,
    attempts: 0,
    failures: 0,
    failingSince: null,
    contended: 0,
    sentAt: null,
    inDoubt,
    theirs: null,
    overwrote: null,
    unchecked: false,
    toldAt: null,
    endedAt: null,
  };
}
