import type { LaneId, OpportunityId } from '../../contract/model.ts';
import type { Entry } from '../model/entry.ts';
import * as policy from '../model/policy.ts';
import type { Alarms } from '../time/alarms.ts';

/** The next thing to do, decided from the open rows alone. */
export type Plan =
  /** The undo window of this row has closed. */
  | { readonly kind: 'promote'; readonly entry: Entry }
  | { readonly kind: 'attempt'; readonly entry: Entry }
  /** Not delivered in seven days: ask. */
  | { readonly kind: 'expire'; readonly entry: Entry }
  /** Not delivered in a day: tell. */
  | { readonly kind: 'tell'; readonly entry: Entry }
  /** Nothing now; look again after `ms` (null: when something happens). */
  | { readonly kind: 'rest'; readonly ms: number | null };

export interface Circumstances {
  /** The lane in use; rows of others are frozen. */
  readonly lane: LaneId | null;
  readonly now: number;
  /** Milliseconds that have certainly passed since a moment of the wall clock (`Odometer`). */
  readonly elapsedSince: (at: number) => number;
  /** Milliseconds until the lane lets a request through; null: until something happens. */
  readonly opensIn: number | null;
  /** Milliseconds until the next change of a backlog may go. */
  readonly paceLeft: number;
}

/**
 * Picks the next row: in order within an opportunity, first in first out across opportunities. Of the rows that are due
 * it is the oldest without an older open row of the same opportunity. A parked row blocks its own opportunity only.
 * `open` is ordered by `seq`.
 */
export function plan(open: readonly Entry[], alarms: Alarms, at: Circumstances): Plan {
  const blocked = new Set<OpportunityId>();
  let rest: number | null = null;
  let next: Entry | null = null;
  const sooner = (ms: number): void => {
    rest = rest === null ? ms : Math.min(rest, ms);
  };
  for (const entry of open) {
    if (entry.lane !== at.lane) continue;
    const urgent = beforeAnything(entry, alarms, at);
    if (urgent !== null) return urgent;
    if (entry.state === 'held') sooner(entry.held === null ? 0 : alarms.left(entry.held));
    else if (mayGo(entry) && !blocked.has(entry.opportunity)) {
      const left = entry.due === null ? 0 : alarms.left(entry.due);
      if (left > 0) sooner(left);
      else next ??= entry;
    }
    blocked.add(entry.opportunity);
  }
  if (next === null || at.opensIn === null) return { kind: 'rest', ms: rest };
  const pace = isBacklog(next, at.now) ? at.paceLeft : 0;
  const wait = Math.max(at.opensIn, pace);
  if (wait === 0) return { kind: 'attempt', entry: next };
  sooner(wait);
  return { kind: 'rest', ms: rest };
}

const isBacklog = (entry: Entry, now: number): boolean => now - entry.markedAt > policy.lateAfter;

const mayGo = ({ state }: Entry): boolean => state === 'ready' || state === 'waiting' || state === 'verify';

/** Steps that need no network: closing undo windows, telling of delays after a day, giving up after a week. */
function beforeAnything(entry: Entry, alarms: Alarms, at: Circumstances): Plan | null {
  if (entry.state === 'held') {
    return entry.held === null || alarms.left(entry.held) === 0 ? { kind: 'promote', entry } : null;
  }
  if (entry.state === 'parked' || entry.state === 'sending') return null;
  const age = at.elapsedSince(entry.since);
  if (age >= policy.expireAfter) return { kind: 'expire', entry };
  if (age >= policy.tellAfter && entry.toldAt === null) return { kind: 'tell', entry };
  return null;
}
