import type { Database } from './database.ts';

/** A reference to the open database that can be pointed at another one. */
export interface Switch {
  /** The database in use now, whichever it is. */
  readonly db: Database;
  /** Switches to `next` and closes the database before. */
  to(next: Database): void;
}

export function createSwitch(first: Database): Switch {
  let current = first;
  return {
    db: {
      get path() {
        return current.path;
      },
      get readOnly() {
        return current.readOnly;
      },
      exec: sql => current.exec(sql),
      prepare: sql => current.prepare(sql),
      transaction: work => current.transaction(work),
      close: () => current.close(),
    },
    to(next) {
      const before = current;
      current = next;
      before.close();
    },
  };
}
