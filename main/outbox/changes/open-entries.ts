/**
 * The room of changes. Enters: rows from disk, picks, answers of the user. Leaves: the open rows, picks merged into rows that wait,
 * and how the popup and the export show them. Nothing here knows of the network.
 */

import { ok, type Result } from '../../contract/failure.ts';
import type { ChangeId, LaneId, OpportunityId } from '../../contract/model.ts';
import type { Entry } from '../model/entry.ts';
import type { Batch, Store, StoreFailure } from '../model/ports.ts';
import { createOpenRows } from './open-rows.ts';

/**
 * The open rows as they lie on disk, kept at hand. Nothing is ever changed here that has not been committed:
 * the disk is the truth and this its copy.
 */
export interface OpenEntries {
  /** Reads the disk. */
  load(): void;
  /** Open rows of all lanes, by `seq`; the same array until one of them changes. */
  rows(): readonly Entry[];
  /** Open rows of one opportunity on one lane, by `seq`. */
  of(lane: LaneId, opportunity: OpportunityId): readonly Entry[];
  /** The row as it is now, ended ones included. */
  find(id: ChangeId): Entry | null;
  commit(batch: Batch): Result<readonly Entry[], StoreFailure>;
  /**
   * Commits what has happened already and must not be forgotten. A disk that fails is tried again by
   * `payDebts`; until then `inDebt`, and nothing may be sent.
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
      // The copy here had fallen behind the disk: without reading it again the same try would come for ever.
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
    // A stale row was answered by the user meanwhile; their word is newer than this request's outcome.
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
      return owed.flatMap(batch => (debts.length > 0 ? later(batch) : settle(batch)));
      function later(batch: Batch): readonly Entry[] {
        debts = [...debts, batch];
        return [];
      }
    },
    inDebt: () => debts.length > 0,
    diskFails: () => failing,
  };
}
