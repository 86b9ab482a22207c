import type { Result } from '../../contract/failure.ts';
import type { LaneId } from '../../contract/model.ts';
import { attempt, type WriteFailure } from '../sqlite/attempt.ts';
import type { Database } from '../sqlite/database.ts';
import { entryOf } from './entry-row.ts';
import { updateRow } from './write-row.ts';

/** Joins stored pipelines: `kept` is the text that stays, the others are those of the two lanes. */
export type JoinPipelines = (kept: string | null, into: string | null, from: string | null) => string | null;

/** The tables of an account's local copy, which belong together. */
const copied = ['opportunity_slices', 'directories', 'sightings'] as const;

/**
 * Gives one lane's data to another lane of the same account: history, picks, pins, and the opportunities where it has more of
 * them. What is known of pipelines is joined, the user's own words included. The outbox moves open changes; a lane
 * without any is deleted afterwards.
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
      for (const table of ['picks', 'pins']) {
        db.prepare(`UPDATE OR IGNORE ${table} SET lane = ? WHERE lane = ?`).run(into, from);
      }
      const [ended, own] = [pipelines(from), pipelines(into)];
      if (slices(from) > slices(into)) {
        for (const table of copied) {
          db.prepare(`DELETE FROM ${table} WHERE lane = ?`).run(into);
          db.prepare(`UPDATE ${table} SET lane = ? WHERE lane = ?`).run(into, from);
        }
      }
      const joined = join(pipelines(into), own, ended);
      db.prepare('UPDATE directories SET pipelines = ? WHERE lane = ?').run(joined, into);
      for (const table of [...copied, 'picks', 'pins', 'lane_pauses']) {
        db.prepare(`DELETE FROM ${table} WHERE lane = ?`).run(from);
      }
      db.prepare('DELETE FROM lanes WHERE id = ? AND id NOT IN (SELECT lane FROM outbox)').run(from);
      return null;
    }),
  );
}
