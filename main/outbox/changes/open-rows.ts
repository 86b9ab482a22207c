import type { ChangeId, LaneId, OpportunityId } from '../../contract/model.ts';
import { type Entry, isEnded } from '../model/entry.ts';

/** The open rows, by `seq`; none is looked for by going through all of them. */
export interface OpenRows {
  /** The same array until something is put. */
  all(): readonly Entry[];
  get(id: ChangeId): Entry | undefined;
  of(lane: LaneId, opportunity: OpportunityId): readonly Entry[];
  /** Takes rows in as they are now: new, changed, or gone where they have ended. */
  put(rows: readonly Entry[]): void;
}

/** `first`: by `seq`. */
export function createOpenRows(first: readonly Entry[]): OpenRows {
  const rows = new Map<ChangeId, Entry>();
  const byOpportunity = new Map<OpportunityId, readonly Entry[]>();
  let all: readonly Entry[] | null = null;

  const putOne = (row: Entry): void => {
    const others = (byOpportunity.get(row.opportunity) ?? []).filter(({ id }) => id !== row.id);
    // A row that is known keeps its place in the map.
    if (isEnded(row.state)) rows.delete(row.id);
    else rows.set(row.id, row);
    const own = isEnded(row.state) ? others : [...others, row].sort((a, b) => a.seq - b.seq);
    if (own.length > 0) byOpportunity.set(row.opportunity, own);
    else byOpportunity.delete(row.opportunity);
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
