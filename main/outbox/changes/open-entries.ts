/**
 * The room of changes. Enters: rows from disk, picks, answers of the user. Leaves: the open rows, picks merged into
 * waiting rows, and how the popup and the export show them. Nothing here knows the network.
 */

import { ok, type Result } from '../../contract/failure.ts';
import type { ChangeId, LaneId, OpportunityId } from '../../contract/model.ts';
import { type Entry, isEnded } from '../model/entry.ts';
import type { Batch, Store, StoreFailure } from '../model/ports.ts';

/** The open rows in memory, a copy of the disk: nothing changes here that has not been committed. */
export interface OpenEntries extends Pick<OpenRows, 'of'> {
  /** Reads the disk. */
  load(): void;
  /** Open rows of all lanes, by `seq`. The same array until one of them changes. */
  rows(): readonly Entry[];
  /** The row as it is now, even if it has ended. */
  find(id: ChangeId): Entry | null;
  commit(batch: Batch): Result<readonly Entry[], StoreFailure>;
  /**
   * Commits what has already happened. If the disk fails, the batch is kept, `payDebts` tries it again, and nothing may
   * be sent meanwhile (`inDebt`).
   */
  settle(batch: Batch): readonly Entry[];
  payDebts(): readonly Entry[];
  inDebt(): boolean;
  /** True after a write failed, until one succeeds. */
  diskFails(): boolean;
}

export function createOpenEntries(store: Store): OpenEntries {
  let rows = createOpenRows([]);
  let debts: readonly Batch[] = [];
  let failing = false;

  const commit = (batch: Batch): Result<readonly Entry[], StoreFailure> => {
    const written = store.commit(batch);
    if (!written.ok) {
      // The copy is behind the disk. Without reading it again the same attempt would repeat for ever.
      if (written.failure.code === 'stale') rows = createOpenRows(store.open());
      else failing = written.failure.code !== 'store-moved';
      return written;
    }
    failing = false;
    rows.put(written.value);
    return ok(written.value);
  };

  const settle = (batch: Batch): readonly Entry[] => {
    const written = commit(batch);
    if (written.ok) return written.value;
    // The user answered the row meanwhile, and that answer is newer than this request's outcome.
    if (written.failure.code !== 'stale') debts = [...debts, batch];
    return [];
  };

  return {
    load: () => {
      rows = createOpenRows(store.open());
    },
    rows: () => rows.all(),
    of: (lane, opportunity) => rows.of(lane, opportunity),
    find: id => rows.get(id) ?? store.find(id),
    commit,
    settle,
    payDebts: () => {
      const owed = debts;
      debts = [];
      return owed.flatMap(batch => {
        if (debts.length === 0) return settle(batch);
        debts = [...debts, batch];
        return [];
      });
    },
    inDebt: () => debts.length > 0,
    diskFails: () => failing,
  };
}

/** The open rows, ordered by `seq` and indexed by id and by opportunity. */
export interface OpenRows {
  /** Returns the same array until the next `put`. */
  all(): readonly Entry[];
  get(id: ChangeId): Entry | undefined;
  /** Open rows of one opportunity on one lane, by `seq`. */
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
