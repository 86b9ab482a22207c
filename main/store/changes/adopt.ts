import type { Result } from '../../contract/failure.ts';
import type { LaneId } from '../../contract/model.ts';
import { attempt, type WriteFailure } from '../sqlite/attempt.ts';
import type { Database } from '../sqlite/database.ts';
import { entryOf } from './entry-row.ts';
import { updateRow } from './write-row.ts';

/** Joins what was kept of pipelines: the text that stays, those of the lane that goes on and of the one that ends. */
export type JoinPipelines = (kept: string | null, into: string | null, from: string | null) => string | null;

/** The local copy of an account's opportunities, which belongs together. */
const copied = ['opportunity_slices', 'directories', 'sightings'] as const;

/**
 * Gives what is kept of one lane to another of the same account: its history, its picks, and its opportunities where it
 * has more of them; what was known of pipelines, the user's own words among it, is joined. Its open changes are the
 * outbox's to move; where it has none any more, the lane is gone afterwards.
 */
export function adoptLane(
  db: Database,
  from: LaneId,
  into: LaneId,
  join: JoinPipelines,
): Result<null, WriteFailure> {
  const pipelines = (lane: LaneId): string | null => {
    const text = db.prepare('SELECT pipelines FROM directories WHERE lane = ?').get(lane)?.pipelines;
    return typeof text === 'string' ? text : null;
  };
  const slices = (lane: LaneId): number =>
    Number(db.prepare('SELECT count(*) AS n FROM opportunity_slices WHERE lane = ?').get(lane)?.n);
  return attempt(() =>
    db.transaction(() => {
      for (const data of db
        .prepare('SELECT * FROM outbox WHERE lane = ? AND ended_at IS NOT NULL')
        .all(from)) {
        const row = entryOf(data);
        if (row !== null) updateRow(db, { ...row, lane: into });
      }
      db.prepare('UPDATE OR IGNORE picks SET lane = ? WHERE lane = ?').run(into, from);
      const [ended, own] = [pipelines(from), pipelines(into)];
      if (slices(from) > slices(into)) {
        for (const table of copied) {
          db.prepare(`DELETE FROM ${table} WHERE lane = ?`).run(into);
          db.prepare(`UPDATE ${table} SET lane = ? WHERE lane = ?`).run(into, from);
        }
      }
      const joined = join(pipelines(into), own, ended);
      db.prepare('UPDATE directories SET pipelines = ? WHERE lane = ?').run(joined, into);
      for (const table of [...copied, 'picks', 'lane_pauses']) {
        db.prepare(`DELETE FROM ${table} WHERE lane = ?`).run(from);
      }
      db.prepare('DELETE FROM lanes WHERE id = ? AND id NOT IN (SELECT lane FROM outbox)').run(from);
      return null;
    }),
  );
}
