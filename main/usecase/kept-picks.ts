import type { LaneId, OpportunityId } from '../contract/model.ts';
import type { Clock } from '../outbox/model/ports.ts';
import type { Catalogue, Searchable } from '../search/catalogue.ts';
import type { PicksStore } from '../store/pick-rows.ts';
import { attempt } from '../store/sqlite/attempt.ts';

/** Which rows were chosen for which letters, in the catalogue and on disk alike. */
export interface KeptPicks {
  /** Hands what is kept of a lane to the catalogue. */
  open(lane: LaneId): void;
  /** The user chose this row for these letters. A link is none: it means one row, and may hold what is to be kept nowhere. */
  learn(lane: LaneId, letters: string, id: OpportunityId): void;
  /** Forgets those of every lane. */
  forget(): void;
}

export interface KeptPicksDeps<Row extends Searchable> {
  readonly catalogue: Pick<Catalogue<Row>, 'learn' | 'importPicks' | 'exportPicks' | 'forgetPicks'>;
  readonly store: PicksStore;
  readonly clock: Pick<Clock, 'now'>;
}

/** A disk that does not take a pick costs the next run this one lesson. */
export function createKeptPicks<Row extends Searchable>({
  catalogue,
  store,
  clock,
}: KeptPicksDeps<Row>): KeptPicks {
  return {
    open(lane) {
      const kept = store.read(lane);
      catalogue.importPicks(kept);
      // What the catalogue has no room for, the coldest, goes from the disk too.
      const taken = catalogue.exportPicks();
      if (taken.length < kept.length) attempt(() => store.replace(lane, taken));
    },
    learn(lane, letters, id) {
      if (letters.trim() === '' || letters.includes('://')) return;
      const pick = catalogue.learn(letters, id, clock.now());
      attempt(() => store.keep(lane, pick));
    },
    forget() {
      catalogue.forgetPicks();
      attempt(() => store.forget());
    },
  };
}
