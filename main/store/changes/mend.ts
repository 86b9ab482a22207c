import type { Database, Param } from '../sqlite/database.ts';
import { entryOf } from './entry-row.ts';
import { knowLane } from './lost-lane.ts';
import { rowChecksum } from './row-checksum.ts';

/**
 * Makes open rows fit to be answered that something happened to: a row whose lane is gone gets one that no key
 * opens, and one that cannot be trusted counts as in flight no more, so that it stands in no other's way. What a
 * row says stays as it is.
 */
export function mend(db: Database): void {
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
      // The moment may be what was lost; the table wants one of whatever was sent.
      const at = (data.sent_at ?? data.since) as Param;
      const calm = { state: 'verify', sent_at: at, doubt_at: at, doubt_set_at: at };
      const checksum = row.reason === 'newer' ? rowChecksum.of({ ...data, ...calm }) : data.seal;
      db.prepare(
        `UPDATE outbox SET state = 'verify', sent_at = ?, doubt_at = ?, doubt_set_at = ?, seal = ? WHERE seq = ?`,
      ).run(at, at, at, String(checksum), row.seq);
    }
  });
}
