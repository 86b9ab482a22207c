import * as v from 'valibot';
import { opportunityId } from '../contract/ids.ts';
import type { LaneId } from '../contract/model.ts';
import { parse } from '../contract/parse.ts';
import type { Pick } from '../search/catalogue.ts';
import type { Database } from './sqlite/database.ts';

/** Which rows were picked after which letters, per account: what the search learns from. */
export interface PicksStore {
  /** All picks of a lane. A row that does not parse is left out. */
  read(lane: LaneId): readonly Pick[];
  /** Writes one pick over the one of the same letters and row. */
  keep(lane: LaneId, pick: Pick): void;
  /** Replaces all picks of a lane. */
  replace(lane: LaneId, picks: readonly Pick[]): void;
  /** Deletes the picks of every lane. */
  forget(): void;
}

const pickRow = v.object({
  letters: v.string(),
  id: opportunityId,
  times: v.pipe(v.number(), v.integer(), v.minValue(1)),
  at: v.pipe(v.number(), v.integer()),
});

export function createPicksStore(db: Database): PicksStore {
  const keep: PicksStore['keep'] = (lane, { letters, id, times, at }) => {
    db.prepare(
      `INSERT INTO picks (lane, letters, opportunity, times, last_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (lane, letters, opportunity) DO UPDATE SET times = excluded.times, last_at = excluded.last_at`,
    ).run(lane, letters, id, times, at);
  };
  return {
    read: lane =>
      db
        .prepare('SELECT letters, opportunity AS id, times, last_at AS at FROM picks WHERE lane = ?')
        .all(lane)
        .flatMap(row => {
          const pick = parse(pickRow, row);
          return pick.ok ? [pick.value] : [];
        }),
    keep,
    replace: (lane, picks) =>
      db.transaction(() => {
        db.prepare('DELETE FROM picks WHERE lane = ?').run(lane);
        for (const pick of picks) keep(lane, pick);
      }),
    forget() {
      db.exec('DELETE FROM picks');
    },
  };
}
