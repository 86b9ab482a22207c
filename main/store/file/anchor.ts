/**
 * The room of the file. Enters: the path of the database. Leaves: a file that is the one it was, private, with space in reserve,
 * and what is damaged set aside.
 */

import { dirname } from 'node:path';
import { fail, ok, type Result } from '../../contract/failure.ts';
import type { FileCalls } from '../../files.ts';
import { openFile, StoreError } from '../sqlite/database.ts';
import { openDatabase } from '../sqlite/open.ts';
import { type OpenFailure, openFailureOf } from '../sqlite/open-failure.ts';
import { setPragmas } from '../sqlite/pragmas.ts';
import type { Switch } from '../sqlite/switch.ts';
import { createPrivate, syncFile } from './private-file.ts';
import { clear, exists, filesOf, removeWhole, setAside } from './set-aside.ts';

/**
 * Keeps the file that is open and the file that is there the same one. Where files can be deleted or renamed while
 * they are open (everywhere but on Windows), SQLite would go on writing into a file that nobody finds again.
 */
export interface Anchor {
  /** Whether the paths still lead to the file that is open and to its log: a `stat` each. */
  holds(): boolean;
  /**
   * Writes all that the open file holds to the path, and goes on there. Whatever lies there is set aside whole and
   * not read: a copy from another day holds changes that may have been sent since. Where only the log is gone, all of
   * it is written into the file, which gets a new one. When it fails, the open file is as it was.
   */
  rewrite(): Result<null, OpenFailure>;
  /** How often that was done. */
  timesRewritten(): number;
}

/** What tells two files apart: the number of the disk and of the file on it (Windows: volume and file index). */
interface Identity {
  readonly dev: bigint;
  readonly ino: bigint;
}

export function createAnchor(live: Switch, now: () => number, files: FileCalls): Anchor {
  const { path } = live.db;
  const log = `${path}-wal`;

  const identityOf = (file: string): Identity | null => {
    // By its name only: closing the file after looking into it would drop SQLite's locks on it
    // (https://sqlite.org/howtocorrupt.html, section 2.2).
    const found = files.statSync(file, { bigint: true, throwIfNoEntry: false });
    return found === undefined ? null : { dev: found.dev, ino: found.ino };
  };
  const isAt = (file: string, opened: Identity | null): boolean => {
    const found = identityOf(file);
    return found !== null && found.dev === opened?.dev && found.ino === opened.ino;
  };

  let own = { file: identityOf(path), log: identityOf(log) };
  let times = 0;

  /** What is committed lies in the log, and would be lost with the process. */
  const renewLog = (): void => {
    live.db.exec('PRAGMA journal_mode = DELETE');
    const refused = setPragmas(live.db);
    // The log is made when something is read.
    live.db.prepare('SELECT 1 FROM sqlite_schema').get();
    own = { ...own, log: identityOf(log) };
    if (refused.length > 0 || own.log === null) throw new StoreError('failing', refused);
  };

  const rewrite = (): void => {
    const draft = `${path}.new`;
    files.mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    removeWhole(draft, files);
    createPrivate(draft, files);
    live.db.prepare('VACUUM INTO ?').run(draft);
    syncFile(draft, files);
    // All of it is in the draft by now; left there, it would be taken for the log of the file to come.
    if (isAt(log, own.log)) files.unlinkSync(log);
    if (exists(path, files)) refuseIfInUse(path, files);
    setAside(path, 'replaced', now(), files);
    files.renameSync(draft, path);
    const opened = openDatabase(path);
    if (!opened.ok) throw opened.failure;
    live.to(opened.value);
    own = { file: identityOf(path), log: identityOf(log) };
  };

  return {
    holds: () => {
      try {
        return isAt(path, own.file) && (own.log === null || isAt(log, own.log));
      } catch {
        // A folder that may not be entered any more, a share that is gone: it is not there.
        return false;
      }
    },
    rewrite: () => {
      try {
        if (isAt(path, own.file)) renewLog();
        else rewrite();
        times += 1;
        return ok(null);
      } catch (error) {
        return fail(openFailureOf(error));
      }
    },
    timesRewritten: () => times,
  };
}

/** Another process has opened what lies there: a second program, started while the folder had another name. */
function refuseIfInUse(path: string, files: FileCalls): void {
  const before = filesOf(path).filter(file => exists(file, files));
  const opened = openFile(path, true);
  if (!opened.ok) return;
  try {
    opened.value.prepare('SELECT 1 FROM sqlite_schema').get();
  } catch (error) {
    if (error instanceof StoreError && error.trouble === 'busy') throw error;
  } finally {
    opened.value.close();
    // Reading made a log where there was none.
    for (const file of filesOf(path)) if (!before.includes(file)) clear(file, files);
  }
}
