import type { LaneId, OpportunityId } from '../contract/model.ts';
import type { Clock } from '../outbox/model/ports.ts';
import type { Catalogue, Searchable } from '../search/catalogue.ts';
import type { PicksStore } from '../store/pick-rows.ts';
import { attempt } from '../store/sqlite/attempt.ts';

export interface KeptPicksDeps<Row extends Searchable> {
  readonly catalogue: Pick<Catalogue<Row>, 'learn' | 'importPicks' | 'exportPicks' | 'forgetPicks'>;
  readonly picks: PicksStore;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Which rows were picked after which letters, in the catalogue and on disk alike. If the disk refuses a pick, only the
 * next run does not know it.
 */
export function createKeptPicks<Row extends Searchable>({ catalogue, picks, clock }: KeptPicksDeps<Row>) {
  return {
    /** Loads a lane's picks into the catalogue. */
    open(lane: LaneId): void {
      const kept = picks.read(lane);
      catalogue.importPicks(kept);
      // Picks for which the catalogue has no room, the oldest, are deleted from the disk too.
      const taken = catalogue.exportPicks();
      if (taken.length < kept.length) attempt(() => picks.replace(lane, taken));
    },
    /** The user picked this row after typing these letters. A pasted link is not kept: it names one row, and may hold secrets. */
    learn(lane: LaneId, letters: string, id: OpportunityId): void {
      if (letters.trim() === '' || letters.includes('://')) return;
      const pick = catalogue.learn(letters, id, clock.now());
      attempt(() => picks.keep(lane, pick));
    },
    /** Forgets the picks of every lane. */
    forget(): void {
      catalogue.forgetPicks();
      attempt(() => picks.forget());
    },
  };
}
