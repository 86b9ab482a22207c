import type { Database } from '../database.ts';

/** Lanes, the outbox, settings, and what was picked for which letters. */
export function outbox(db: Database): void {
  db.exec(`
    CREATE TABLE lanes (
      id TEXT PRIMARY KEY,
      origin TEXT NOT NULL,
      salt TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      label TEXT NOT NULL,
      dialect TEXT CHECK (dialect IN ('documented', 'status', 'stage_id')),
      created_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE lane_pauses (
      lane TEXT PRIMARY KEY REFERENCES lanes (id),
      pause TEXT NOT NULL CHECK (json_valid(pause)),
      set_at INTEGER NOT NULL,
      until INTEGER,
      opens_at INTEGER
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE outbox (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      rev INTEGER NOT NULL,
      lane TEXT NOT NULL REFERENCES lanes (id),
      fingerprint TEXT NOT NULL,
      opportunity TEXT NOT NULL,
      name TEXT NOT NULL,
      company TEXT NOT NULL,
      pipeline TEXT NOT NULL,
      base TEXT CHECK (json_valid(base)),
      base_at INTEGER,
      target TEXT NOT NULL CHECK (json_valid(target)),
      state TEXT NOT NULL CHECK (state IN ('held', 'ready', 'sending', 'waiting', 'verify', 'parked',
        'delivered', 'superseded', 'cancelled')),
      reason TEXT,
      trouble TEXT CHECK (json_valid(trouble)),
      marked_at INTEGER NOT NULL,
      since INTEGER NOT NULL,
      held_at INTEGER,
      held_set_at INTEGER,
      due_at INTEGER,
      due_set_at INTEGER,
      attempts INTEGER NOT NULL,
      failures INTEGER NOT NULL,
      failing_since INTEGER,
      contended INTEGER NOT NULL,
      sent_at INTEGER,
      doubt_at INTEGER,
      doubt_set_at INTEGER,
      theirs TEXT CHECK (json_valid(theirs)),
      overwrote TEXT CHECK (json_valid(overwrote)),
      unchecked INTEGER NOT NULL CHECK (unchecked IN (0, 1)),
      told_at INTEGER,
      ended_at INTEGER,
      seal TEXT NOT NULL,
      CHECK (state <> 'parked' OR reason IS NOT NULL),
      CHECK (state <> 'verify' OR doubt_at IS NOT NULL),
      CHECK ((state IN ('delivered', 'superseded', 'cancelled')) = (ended_at IS NOT NULL)),
      CHECK (state <> 'held' OR held_at IS NOT NULL),
      CHECK (state NOT IN ('sending', 'verify') OR sent_at IS NOT NULL)
    ) STRICT;

    CREATE INDEX outbox_open ON outbox (seq) WHERE ended_at IS NULL;
    CREATE INDEX outbox_ended ON outbox (ended_at) WHERE ended_at IS NOT NULL;
    CREATE INDEX outbox_sent ON outbox (lane, opportunity, sent_at) WHERE sent_at IS NOT NULL;
    CREATE UNIQUE INDEX outbox_one_unsent ON outbox (lane, opportunity)
      WHERE state IN ('held', 'ready', 'waiting', 'parked');
    CREATE UNIQUE INDEX outbox_one_in_flight ON outbox (state) WHERE state = 'sending';

    CREATE TABLE settings (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL CHECK (json_valid(value))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE picks (
      lane TEXT NOT NULL REFERENCES lanes (id),
      letters TEXT NOT NULL,
      opportunity TEXT NOT NULL,
      times INTEGER NOT NULL,
      last_at INTEGER NOT NULL,
      PRIMARY KEY (lane, letters, opportunity)
    ) STRICT, WITHOUT ROWID;
  `);
}
