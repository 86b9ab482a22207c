import type { ChangeId, LaneId, OpportunityId } from '../../contract/model.ts';
import { type Entry, isEnded } from '../model/entry.ts';

/** The open rows, ordered by `seq` and indexed by id and by opportunity. */
export interface OpenRows {
  /** Returns the same array until the next `put`. */
  all(): readonly Entry[];
  get(id: ChangeId): Entry | undefined;
  of(lane: LaneId, opportunity: OpportunityId): readonly Entry[];
  /** Adds new rows, replaces known ones, and removes those that have ended. */
  put(rows: readonly Entry[]): void;
}

/** `first`: rows ordered by `seq`. */
export function createOpenRows(first: readonly Entry[]): OpenRows {
  const rows = new Map<ChangeId, Entry>();
  const byOpportunity = new Map<OpportunityId, readonly Entry[]>();
  let all: readonly Entry[] | null = null;

  const putOne = (row: Entry): void => {
    const others = (byOpportunity.get(row.opportunity) ?? []).filter(({ id }) => id !== row.id);
    // A `Map` keeps the place of a key that is set again.
    if (isEnded(row.state)) rows.delete(row.id);
    else rows.set(row.id, row);
    const own = isEnded(row.state) ? others : [...others, row].sort((a, b) => a.seq - b.seq);
    byOpportunity.set(row.opportunity, own);
  };
  for (const row of first) putOne(row);

  return {
    all: () => {
      all ??= [...rows.values()];
      return all;
    },
    get: id => rows.get(id),
    of: (lane, opportunity) => (byOpportunity.get(opportunity) ?? []).filter(row => row.lane === lane),
    put: changed => {
      if (changed.length > 0) all = null;
      for (const row of changed) putOne(row);
    },
  };
}
