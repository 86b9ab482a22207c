import { type Database, openFile, StoreError } from './database.ts';
import { migrate } from './migrations.ts';

/** Opens (or makes) the database at `path`: pragmas, then migrations. Throws `StoreError`. */
export function openDatabase(path: string): Database {
  const db = openFile(path, false);
  try {
    setPragmas(db);
    migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * The pragmas, and what each must read back as: SQLite silently accepts a misspelt or refused pragma. EXCLUSIVE comes
 * first, so that WAL needs no shared memory and a second process is refused.
 */
const wanted: readonly (readonly [name: string, value: string, readsBack: string | number])[] = [
  ['locking_mode', 'EXCLUSIVE', 'exclusive'],
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['fullfsync', '1', 1],
  ['checkpoint_fullfsync', '1', 1],
  ['foreign_keys', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
];

/** Sets the pragmas and reads each one back. Throws `StoreError` with the names of those that did not take effect. */
export function setPragmas(db: Database): void {
  const refused = wanted.filter(([name, value, readsBack]) => {
    db.exec(`PRAGMA ${name} = ${value}`);
    const row = db.prepare(`PRAGMA ${name}`).get();
    return row === null || Object.values(row)[0] !== readsBack;
  });
  if (refused.length > 0)
    throw new StoreError(
      'failing',
      refused.map(([name]) => name),
    );
}
