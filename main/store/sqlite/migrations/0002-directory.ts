import type { Database } from '../database.ts';

/** The local copy of each account's opportunities: a cache of the server, kept for search and for offline use. */
export function directory(db: Database): void {
  db.exec(`
    CREATE TABLE opportunity_slices (
      lane TEXT NOT NULL REFERENCES lanes (id),
      slice INTEGER NOT NULL,
      rows BLOB NOT NULL,
      UNIQUE (lane, slice)
    ) STRICT;

    CREATE TABLE directories (
      lane TEXT PRIMARY KEY REFERENCES lanes (id),
      note TEXT CHECK (json_valid(note)),
      pipelines TEXT CHECK (json_valid(pipelines))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE sightings (
      lane TEXT NOT NULL REFERENCES lanes (id),
      id TEXT NOT NULL,
      PRIMARY KEY (lane, id)
    ) STRICT, WITHOUT ROWID;
  `);
}
