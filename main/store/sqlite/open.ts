import { fail, ok, type Result } from '../../contract/failure.ts';
import { type Database, openFile, StoreError } from './database.ts';
import { migrate } from './migrations.ts';
import { setPragmas } from './pragmas.ts';

/** Opens (or makes) the database at `path`: pragmas, then migrations. `busy`: another process has it open. */
export function openDatabase(path: string): Result<Database, StoreError> {
  const opened = openFile(path, false);
  if (!opened.ok) return opened;
  const db = opened.value;
  try {
    const refused = setPragmas(db);
    if (refused.length > 0) throw new StoreError('failing', refused);
    migrate(db);
    return ok(db);
  } catch (error) {
    db.close();
    if (error instanceof StoreError) return fail(error);
    throw error;
  }
}
