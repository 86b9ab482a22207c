import type { Database } from '../database.ts';

/** Finds an opportunity's changes by `seq`, which ends each entry of the index. */
export function laterChanges(db: Database): void {
  db.exec('CREATE INDEX outbox_of_opportunity ON outbox (lane, opportunity)');
}
