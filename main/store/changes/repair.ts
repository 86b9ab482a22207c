import type { LaneId } from '../../contract/model.ts';
import type { Database, Param, SqlRow } from '../sqlite/database.ts';
import { entryOf } from './entry-row.ts';
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

/** Writes a lane as far as its row can be read. An existing lane stays as it is. */
export function insertLane(db: Database, lane: SqlRow): void {
  const { id, origin, salt, fingerprint, label, dialect, created_at } = lane;
  const text = [id, origin, salt, fingerprint, label].map(value => (typeof value === 'string' ? value : ''));
  db.prepare(
    'INSERT OR IGNORE INTO lanes (id, origin, salt, fingerprint, label, dialect, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(
    ...text,
    typeof dialect === 'string' ? dialect : null,
    typeof created_at === 'number' ? created_at : 0,
  );
}

/** Gives a row whose lane was lost a lane of its own that no key opens: frozen until the user says where it belongs. */
export function knowLane(
  db: Database,
  { lane, fingerprint }: { readonly lane: LaneId; readonly fingerprint: string },
): void {
  insertLane(db, { id: lane, origin: 'salvaged', salt: '', fingerprint, label: '????' });
}
