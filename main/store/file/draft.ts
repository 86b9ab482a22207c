import type { FileCalls } from '../../files.ts';
import { whereDamaged } from '../sqlite/attempt.ts';
import { conditionOf } from '../sqlite/checks.ts';
import { type Database, openFile } from '../sqlite/database.ts';
import { openDatabase } from '../sqlite/open.ts';
import { createPrivate } from './private-file.ts';
import { removeWhole } from './set-aside.ts';

/** A file is built under this name and then renamed: a file with the real name is always whole. */
const draftOf = (path: string): string => `${path}.new`;

/** Whether the program ended between building a whole file and renaming it. */
export function isWholeDraft(path: string, files: FileCalls): boolean {
  const draft = draftOf(path);
  if (files.lstatSync(draft, { throwIfNoEntry: false })?.isFile() !== true) return false;
  let db: Database | null = null;
  try {
    db = openFile(draft, false);
    return conditionOf(db) === 'good';
  } catch (error) {
    return whereDamaged(error, false);
  } finally {
    db?.close();
  }
}

/** Builds a draft anew. `fill` writes its first content. */
export function makeDraft(path: string, files: FileCalls, fill: (db: Database) => void): void {
  const draft = draftOf(path);
  removeWhole(draft, files);
  createPrivate(draft, files);
  const made = openDatabase(draft);
  try {
    fill(made);
  } finally {
    made.close();
  }
}

/** Gives the draft its real name and opens it. */
export function moveIn(path: string, files: FileCalls): Database {
  files.renameSync(draftOf(path), path);
  return openDatabase(path);
}
