import type { Database, Param } from '../sqlite/database.ts';
import { entryOf } from './entry-row.ts';
import { knowLane } from './lost-lane.ts';
import { rowChecksum } from './row-checksum.ts';

/**
 * Repairs open rows so that they can be answered. A row whose lane is gone gets one that no key opens. A row that
 * cannot be trusted no longer counts as in flight, so that it blocks no other. The content of rows stays as it is.
 */
export function repairRows(db: Database): void {
  const found = db
    .prepare(
      "SELECT * FROM outbox WHERE ended_at IS NULL AND (state = 'sending' OR lane NOT IN (SELECT id FROM lanes))",
    )
    .all();
  if (found.length === 0) return;
  db.transaction(() => {
    for (const data of found) {
      const row = entryOf(data);
      knowLane(db, row);
      if (data.state !== 'sending' || row.state === 'sending') continue;
      // The time may be what was lost, but the table requires one for a row that was sent.
      const at = (data.sent_at ?? data.since) as Param;
      const calm = { state: 'verify', sent_at: at, doubt_at: at, doubt_set_at: at };
      const checksum = row.reason === 'newer' ? rowChecksum.of({ ...data, ...calm }) : data.seal;
      db.prepare(
        `UPDATE outbox SET state = 'verify', sent_at = ?, doubt_at = ?, doubt_set_at = ?, seal = ? WHERE seq = ?`,
      ).run(at, at, at, String(checksum), row.seq);
    }
  });
}
