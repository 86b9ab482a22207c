import type { Database } from '../database.ts';

/** What the user writes beside a change, and whether the server was seen to hold it. */
export function notes(db: Database): void {
  db.exec(`
    ALTER TABLE outbox ADD COLUMN note TEXT NOT NULL DEFAULT '';
    ALTER TABLE outbox ADD COLUMN note_in_crm INTEGER NOT NULL DEFAULT 0 CHECK (note_in_crm IN (0, 1));
  `);
}
