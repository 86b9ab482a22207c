import type { LaneId, OpportunityId } from '../../contract/model.ts';
import type { RowBatch } from '../../contract/row-store.ts';
import type { Database } from '../sqlite/database.ts';

/** What the disk has of one lane's directory: packed slices, sightings of the current walk, and two texts. */
export interface DirectoryRows {
  /** In the order of their numbers; without bytes where a slice cannot be read. */
  slices(): Iterable<{ readonly number: number; readonly bytes: Uint8Array | null }>;
  column(name: 'note' | 'pipelines'): string | null;
  /** The ids that the current walk has met. */
  sighted(): Iterable<OpportunityId>;
  /** Writes slices (null: deletes one) and what a batch has beside rows, together. Throws where the disk refuses. */
  write(slices: ReadonlyMap<number, Uint8Array | null>, batch: RowBatch): void;
}

export function createDirectoryRows(db: Database, lane: LaneId): DirectoryRows {
  return {
    *slices() {
      const all = db.prepare('SELECT slice, rows FROM opportunity_slices WHERE lane = ? ORDER BY slice');
      for (const { slice, rows } of all.iterate(lane)) {
        yield { number: Number(slice), bytes: rows instanceof Uint8Array ? rows : null };
      }
    },
    column(name) {
      const value = db.prepare(`SELECT ${name} FROM directories WHERE lane = ?`).get(lane)?.[name];
      return typeof value === 'string' ? value : null;
    },
    *sighted() {
      for (const { id } of db.prepare('SELECT id FROM sightings WHERE lane = ?').iterate(lane)) {
        yield String(id) as OpportunityId;
      }
    },
    write(slices, { note, pipelines, sighted }) {
      db.transaction(() => {
        for (const [number, bytes] of slices) {
          if (bytes === null) {
            db.prepare('DELETE FROM opportunity_slices WHERE lane = ? AND slice = ?').run(lane, number);
          } else {
            db.prepare(
              `INSERT INTO opportunity_slices (lane, slice, rows) VALUES (?, ?, ?)
               ON CONFLICT (lane, slice) DO UPDATE SET rows = excluded.rows`,
            ).run(lane, number, bytes);
          }
        }
        db.prepare('INSERT OR IGNORE INTO directories (lane) VALUES (?)').run(lane);
        if (note !== undefined) db.prepare('UPDATE directories SET note = ? WHERE lane = ?').run(note, lane);
        if (pipelines !== undefined) {
          db.prepare('UPDATE directories SET pipelines = ? WHERE lane = ?').run(pipelines, lane);
        }
        if (sighted === 'reset') db.prepare('DELETE FROM sightings WHERE lane = ?').run(lane);
        else {
          const sight = db.prepare('INSERT OR IGNORE INTO sightings (lane, id) VALUES (?, ?)');
          for (const id of sighted ?? []) sight.run(lane, id);
        }
      });
    },
  };
}
