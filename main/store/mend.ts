import type { Database } from './database.ts';
import { entryOf } from './entry-row.ts';
import { knowLane } from './lost-lane.ts';
import { seal } from './seal.ts';

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
      const calm = { state: 'verify', doubt_at: data.sent_at, doubt_set_at: data.sent_at };
      const sealed = row.reason === 'newer' ? seal.of({ ...data, ...calm }) : data.seal;
      db.prepare(
        `UPDATE outbox SET state = 'verify', doubt_at = sent_at, doubt_set_at = sent_at, seal = ? WHERE seq = ?`,
      ).run(String(sealed), row.seq);
    }
  });
}
