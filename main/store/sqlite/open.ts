import { type Database, openFile } from './database.ts';
import { migrate } from './migrations.ts';
import { setPragmas } from './pragmas.ts';

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
