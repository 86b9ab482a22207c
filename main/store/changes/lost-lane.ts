import type { LaneId } from '../../contract/model.ts';
import type { Database, SqlRow } from '../sqlite/database.ts';

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
