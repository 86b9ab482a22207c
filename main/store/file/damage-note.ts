import * as v from 'valibot';
import { attempt } from '../sqlite/attempt.ts';
import type { Database } from '../sqlite/database.ts';
import { readSaved, removeSaved, writeSaved } from '../sqlite/saved-values.ts';

/** That a damaged file was set aside, kept in the file that took its place until the user has been shown it. No setting has this name. */
const row = 'set-aside';
const note = v.object({ salvaged: v.number() });

/** Notes that a damaged file was set aside, and how many changes were read back from it. */
export const noteDamage = (db: Database, salvaged: number): void => writeSaved(db, row, { salvaged });

/** What was noted and never shown: a command may have found the damage, or a program that ended before anybody looked. */
export function notedDamage(db: Database): { readonly setAside: boolean; readonly salvaged: number } {
  const noted = readSaved(db, row, note);
  return { setAside: noted !== undefined, salvaged: noted?.salvaged ?? 0 };
}

/** The user has been shown it. If the disk refuses, it is shown at the next start again. */
export const forgetDamage = (db: Database): void => void attempt(() => removeSaved(db, row));
