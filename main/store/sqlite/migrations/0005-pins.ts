import type { Database } from '../database.ts';

/** The opportunities that the user keeps at the top, and since when. */
export function pinned(db: Database): void {
  db.exec(`
    CREATE TABLE pins (
      lane TEXT NOT NULL REFERENCES lanes (id),
      opportunity TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (lane, opportunity)
    ) STRICT, WITHOUT ROWID;
  `);
}
