import * as v from 'valibot';
import { opportunityId } from '../contract/ids.ts';
import type { LaneId, OpportunityId } from '../contract/model.ts';
import { parse } from '../contract/parse.ts';
import type { Database } from './sqlite/database.ts';

/** Which opportunities the user keeps at the top, per account. */
export interface PinsStore {
  /** Those of a lane, the one that was pinned first coming first. A row that does not parse is left out. */
  read(lane: LaneId): readonly OpportunityId[];
  /** `at`: epoch milliseconds. Pinned again, it keeps its place. */
  pin(lane: LaneId, id: OpportunityId, at: number): void;
  unpin(lane: LaneId, id: OpportunityId): void;
}

const pinRow = v.object({ id: opportunityId });

export function createPinsStore(db: Database): PinsStore {
  return {
    read: lane =>
      db
        .prepare('SELECT opportunity AS id FROM pins WHERE lane = ? ORDER BY at, opportunity')
        .all(lane)
        .flatMap(row => {
          const pin = parse(pinRow, row);
          return pin.ok ? [pin.value.id] : [];
        }),
    pin(lane, id, at) {
      db.prepare('INSERT OR IGNORE INTO pins (lane, opportunity, at) VALUES (?, ?, ?)').run(
        lane,
        id,
        Math.round(at),
      );
    },
    unpin(lane, id) {
      db.prepare('DELETE FROM pins WHERE lane = ? AND opportunity = ?').run(lane, id);
    },
  };
}
