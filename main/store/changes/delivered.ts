import * as v from 'valibot';
import { laneId, opportunityId } from '../../contract/ids.ts';
import { stageRoles } from '../../contract/model.ts';
import { parse } from '../../contract/parse.ts';
import type { Database } from '../sqlite/database.ts';

const deliveredRow = v.object({
  endedAt: v.number(),
  lane: laneId,
  opportunity: opportunityId,
  /** What its new stage is. */
  role: v.picklist(stageRoles),
});
export type DeliveredRow = v.InferOutput<typeof deliveredRow>;

/** The delivered changes that ended at or after this time, newest first; rows that cannot be read are left out. */
export function deliveredSince(db: Database, since: number): readonly DeliveredRow[] {
  return db
    .prepare(
      `SELECT ended_at AS endedAt, lane, opportunity, json_extract(target, '$.role') AS role
        FROM outbox WHERE ended_at >= ? AND state = 'delivered' ORDER BY ended_at DESC, seq DESC`,
    )
    .all(since)
    .flatMap(data => {
      const row = parse(deliveredRow, data);
      return row.ok ? [row.value] : [];
    });
}
