import type { Database } from '../database.ts';

/** Whether another program made a change. */
export function origin(db: Database): void {
  db.exec('ALTER TABLE outbox ADD COLUMN by_program INTEGER NOT NULL DEFAULT 0 CHECK (by_program IN (0, 1))');
}
